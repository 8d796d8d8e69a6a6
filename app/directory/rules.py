"""When an address has to be checked before anything is sent there."""

from datetime import date, timedelta

from app.directory.models import Addressee, Facility
from app.directory.vocabulary import MISSING
from app.text import _, day_in_words, ngettext

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
    return ", ".join(_(MISSING.get(part, part)) for part in wanted)


def is_reachable(one: Addressee | Facility) -> bool:
    """Whether anything can be sent there at all."""
    return bool(one.address or getattr(one, "email", None))
