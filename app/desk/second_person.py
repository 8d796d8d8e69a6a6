"""What waits for this volunteer's answer: approvals, hand-overs, and requests of the world to correct or remove."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.clock import recorded_day
from app.desk.approvals import rows_waiting
from app.publishing.queries.correction_requests import open_requests
from app.reviews.queries.absences import absences_offered
from app.reviews.review_words import Shown
from app.text import _, day_in_words, weekday_in_words
from app.web.viewer import Right
from app.web.visit import Visit

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to answer, with the page on which it is read and decided; in words."""

    title: str
    about: str
    ref: str
    href: str
    asked: str


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who would hand all their cases over for a time."""

    id: int
    name: str
    until: str


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """All of it: what is decided on a page of its own, and dates that others would hand over."""

    asked: tuple[Asked, ...]
    offered: tuple[Shown, ...]
    absences: tuple[Absent, ...] = ()

    @property
    def count(self) -> int:
        """How many answers are waited for."""
        return len(self.asked) + len(self.offered) + len(self.absences)

    @property
    def shown(self) -> tuple[Asked, ...]:
        """The oldest of them; the others stand among the approvals."""
        return self.asked[:SHOWN]


def second_person(visit: Visit, offered: tuple[Shown, ...]) -> SecondPerson:
    """What others have asked; what this volunteer has asked waits for somebody else."""
    absences = absences_offered(visit.session, visit.me.id, visit.now)
    away = tuple(Absent(number, name, weekday_in_words(until)) for number, name, until in absences)
    return SecondPerson((*_approvals(visit), *_requests(visit)), offered, away)


def _approvals(visit: Visit) -> Iterator[Asked]:
    for row in rows_waiting(visit):
        if row.may and not row.own:
            href = f"/approvals#a-{row.id}" if row.in_place else row.href
            yield Asked(row.title, row.about, row.reference, href, row.asked)


def _requests(visit: Visit) -> Iterator[Asked]:
    """For those who coordinate; nobody else may answer them."""
    if not visit.me.may_somewhere(Right.MANAGE):
        return
    for one in open_requests(visit.session, visit.me):
        yield Asked(
            _("Somebody asks to correct or remove something"),
            one.name or one.path or _("no page named"),
            one.reference or "",
            f"/corrections/{one.id}",
            day_in_words(recorded_day(one.received_at)),
        )
