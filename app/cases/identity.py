"""The identity bar: whose page it is, where the case stands and how old that is, in words."""

from dataclasses import dataclass
from datetime import date

from app.cases.queries.heads import Head
from app.cases.queries.timeline import Fact
from app.cases.reading_words import Stands, asleep_in_words, custody_in_words, stands
from app.cases.rules.reading import Reading
from app.dates import lateness, span_in_words
from app.text import _


@dataclass(frozen=True, slots=True)
class Identity:
    """What the bar prints; every part in words."""

    name: str
    ref: str
    href: str
    stands: Stands
    custody: str
    next: str
    next_href: str
    minder: str
    state: str


def identity_of(head: Head, reading: Reading[Fact]) -> Identity:
    """The bar of a case's pages, by the reading of whoever looks."""
    due, state = _next(head, reading)
    return Identity(
        name=head.name,
        ref=head.reference,
        href=f"/cases/{head.reference}",
        stands=stands(reading),
        custody=custody_in_words(reading),
        next=due,
        next_href="#reviews" if due else "",
        minder=", ".join(name for _id, name in head.minders),
        state=state,
    )


def _next(head: Head, reading: Reading[Fact]) -> tuple[str, str]:
    """The next date with its lateness; of a case that sleeps the one thing that is to be done."""
    if head.next_due is None:
        return (asleep_in_words(reading.news, reading.today), "dormant") if reading.is_dormant else ("", "")
    return next_in_words(head.next_due, head.next_due_last, reading.today)


def next_in_words(due: date, last: date | None, today: date) -> tuple[str, str]:
    """A date that is due with its lateness, and its state."""
    late = lateness(due, last or due, today)
    named = {"date": span_in_words(due, last or due), "lateness": late.words}
    return _("%(date)s · %(lateness)s") % named, late.state
