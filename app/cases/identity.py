"""The identity bar: whose page it is, where the case stands and how old that is, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.cases import vocabulary as words
from app.cases.queries.heads import Head
from app.cases.queries.timeline import Fact
from app.cases.rules.custody import days_in_custody, is_held
from app.cases.rules.standing import standing_of
from app.dates import FuzzyDate, count_in_words, in_words
from app.text import _, ngettext, weekday_in_words

OLD_AFTER_DAYS = 60


@dataclass(frozen=True, slots=True)
class Identity:
    """What the bar prints; every part in words."""

    name: str
    ref: str
    href: str
    standing: str
    as_of: str
    is_old: bool
    custody: str
    next: str
    next_href: str
    minder: str
    state: str


def identity_of(head: Head, facts: Sequence[Fact], today: date) -> Identity:
    """The bar of a case's pages; where it stands, as these facts tell it, for some may be kept from the viewer."""
    now = standing_of(facts, today)
    return Identity(
        name=head.name,
        ref=head.reference,
        href=f"/cases/{head.reference}",
        standing=words.word(words.STANDINGS, now.standing),
        as_of=age_in_words(now.as_of, today),
        is_old=now.as_of is not None and age_in_days(now.as_of, today) > OLD_AFTER_DAYS,
        custody=_custody(facts, today),
        next=_next(head.next_due, today),
        next_href="#reviews" if head.next_due else "",
        minder=", ".join(name for _id, name in head.minders),
        state=due_state(head.next_due, today) if head.next_due else "",
    )


def _custody(facts: Sequence[Fact], today: date) -> str:
    count = days_in_custody(facts, today)
    if count is None:
        return ""
    held = count_in_words(count)
    return held if is_held(facts, today) else _("%(days)s, ended") % {"days": held}


def _next(due: date | None, today: date) -> str:
    return f"{weekday_in_words(due)} · {due_in_words(due, today)}" if due else ""


def age_in_days(as_of: FuzzyDate, today: date) -> int:
    """Days since the last possible day for which something is known; at least 0."""
    return max((today - min(as_of.last or today, today)).days, 0)


def age_in_words(as_of: FuzzyDate | None, today: date) -> str:
    """How old the news is: as of 24 April 2013, 2 days ago; as known by 17 May 2012; in years once it is old."""
    if as_of is None:
        return _("no dated fact yet")
    days = age_in_days(as_of, today)
    is_span = "/" in as_of.edtf or ".." in as_of.edtf  # its words begin with by, between or since
    said = (_("as known %(date)s") if is_span else _("as of %(date)s")) % {"date": in_words(as_of)}
    if days == 0:
        return said
    if days < 60:
        ago = ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    elif days < 730:
        months = days * 12 // 365
        ago = ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}
    else:
        years = days * 4 // 1461
        ago = ngettext("%(n)s year ago", "%(n)s years ago", years) % {"n": years}
    return f"{said}, {ago}"


SOON_DAYS, LONG_OVERDUE_DAYS = 7, 14


def due_state(due: date, today: date) -> str:
    """Waiting, soon, today or late. Due today is not late."""
    days = (due - today).days
    if days < 0:
        return "late"
    if days == 0:
        return "today"
    return "soon" if days <= SOON_DAYS else "waiting"


def due_in_words(due: date, today: date) -> str:
    """The state with its days: "3 days late", "due today", "in 4 days"."""
    days = (due - today).days
    if days == 0:
        return _("due today")
    if days > 0:
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": f"{days:,}"}
    late = ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": f"{-days:,}"}
    return _("%(late)s, long overdue") % {"late": late} if -days > LONG_OVERDUE_DAYS else late
