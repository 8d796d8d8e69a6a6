"""The identity bar: whose page it is, where the case stands and how old that is, in one line."""

from dataclasses import dataclass

from app.cases.queries.case_heads import Head
from app.cases.queries.timeline import Fact
from app.cases.reading_words import Stands, stands
from app.cases.rules.reading import Reading
from app.text import _, day_in_words


@dataclass(frozen=True, slots=True)
class Identity:
    """What the bar prints; every part in words."""

    name: str
    ref: str
    href: str
    stands: Stands
    stopped: str = ""  # when the person's side asked to stop, in words


def identity_of(head: Head, reading: Reading[Fact]) -> Identity:
    """The bar of a case's pages, by the reading of whoever looks."""
    return Identity(
        name=head.name,
        ref=head.reference,
        href=f"/cases/{head.reference}",
        stands=stands(reading),
        stopped=_stopped(head),
    )


def _stopped(head: Head) -> str:
    """Since when nothing may leave, for the top of every page of the case."""
    if not head.stopped:
        return ""
    if head.stopped_on is None:
        return _("Asked to stop.")
    return _("Asked to stop on %(day)s.") % {"day": day_in_words(head.stopped_on)}
