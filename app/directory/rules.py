"""When an address has to be checked before anything is sent there, and what a prison lets through; pure."""

import re
from datetime import date, timedelta

from app.directory.models import Addressee, Facility
from app.directory.vocabulary import LETTER_LANGUAGES, MISSING
from app.text import _, day_in_words, marked, ngettext

CHECKED_FOR = timedelta(days=180)


def is_to_be_checked(checked_on: date | None, today: date) -> bool:
    """Never checked, or not for 180 days."""
    return checked_on is None or today - checked_on > CHECKED_FOR


def check_in_words(checked_on: date | None, today: date) -> str:
    """How old the check is."""
    if checked_on is None:
        return _("never checked")
    days = max((today - checked_on).days, 0)
    ago = ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": f"{days:,}"}
    return _("checked on %(day)s, %(ago)s") % {"day": day_in_words(checked_on), "ago": ago}


def missing_in_words(addressee: Addressee) -> str:
    """What nobody has found out yet, so that it is never filled in by guessing."""
    given = {
        "address": addressee.address,
        "email": addressee.email,
        "city": addressee.city,
        "country": addressee.country,
    }
    told = [part.strip() for part in (addressee.missing or "").split(",") if part.strip()]
    wanted = [part for part in told if not given.get(part)]
    if not (addressee.address or addressee.email) and not wanted:
        wanted = ["address", "email"]
    return ", ".join(marked(MISSING.get(part, part)) for part in wanted)


def is_reachable(one: Addressee | Facility) -> bool:
    """Whether anything can be sent there at all."""
    return bool(one.address or getattr(one, "email", None))


def bounce_in_words(bounced_on: date | None) -> str:
    """That mail came back; "" where none did."""
    if bounced_on is None:
        return ""
    return _("Mail came back on %(day)s.") % {"day": day_in_words(bounced_on)}


def listed(text: str | None) -> list[str]:
    """The parts of a list as people write it, between semicolons, lines or commas."""
    return [part.strip() for part in re.split(r"[;,\n]", text or "") if part.strip()]


def languages_in_words(codes: str | None) -> str:
    """Languages by name."""
    names = dict(LETTER_LANGUAGES)
    return ", ".join(marked(names[code]) if code in names else code for code in listed(codes))


def mail_rules_in_words(facility: Facility) -> list[tuple[str, str]]:
    """What a prison lets through, each rule with its value; only what is known."""
    pages = facility.page_limit
    told = (
        (_("Languages"), languages_in_words(facility.languages)),
        (_("Most pages"), str(pages) if pages else ""),
        (_("Refused things"), facility.forbidden or ""),
        (_("Refused words"), facility.forbidden_words or ""),
        (_("Who may write"), facility.who_may_write or ""),
        (_("Mind also"), facility.mail_rules or ""),
    )
    return [(label, value) for label, value in told if value]
