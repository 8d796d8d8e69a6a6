"""The identity bar: whose page it is, where the case stands and how old that is, in words."""

from dataclasses import dataclass

from app.cases.next_due import is_shown
from app.cases.queries.case_heads import Head
from app.cases.queries.timeline import Fact
from app.cases.reading_words import Stands, asleep_in_words, custody_in_words, stands
from app.cases.rules.facts import last_day
from app.cases.rules.reading import Reading
from app.text import _, day_in_words


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
    stopped: str = ""  # when the person's side asked to stop, in words


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
        stopped=_stopped(head),
    )


def _stopped(head: Head) -> str:
    """Since when nothing may leave, for the top of every page of the case."""
    if not head.stopped:
        return ""
    if head.stopped_on is None:
        return _("Asked to stop.")
    return _("Asked to stop on %(day)s.") % {"day": day_in_words(head.stopped_on)}


def _next(head: Head, reading: Reading[Fact]) -> tuple[str, str]:
    """The next date with its lateness; of a case that sleeps the one thing that is to be done."""
    due, today = head.next_due, reading.today
    if due is not None and is_shown(due, reading.dormant_from, today):
        return due.in_words(today), due.late(today).state
    heard = last_day(reading.news, today) if reading.news is not None else None
    return (asleep_in_words(heard, today), "dormant") if reading.is_dormant else ("", "")
