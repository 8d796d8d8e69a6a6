"""Reading many letters at once: what waits to be drafted, and how far a batch is."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.cases.models import Case, Person
from app.cases.queries.visible import cases_are_shown, stood_for, visible_cases
from app.cases.stored_standing import Stood
from app.letters.models import LetterBatch, LetterBatchItem
from app.refusal import NotFound
from app.web.viewer import Viewer

MOST_CASES = 300


def something_waits(session: Session, now: datetime) -> bool:  # noqa: ARG001 - every job is asked the same question
    """Whether any batch has not ended."""
    return (
        session.scalar(select(col(LetterBatch.id)).where(col(LetterBatch.ended_at).is_(None)).limit(1))
        is not None
    )


def waiting_batches(session: Session) -> list[LetterBatch]:
    """Those that have not ended, the oldest first."""
    wanted = select(LetterBatch).where(col(LetterBatch.ended_at).is_(None)).order_by(col(LetterBatch.id))
    return list(session.scalars(wanted))


def waiting_items(session: Session, batch_id: int, most: int) -> list[LetterBatchItem]:
    """The next letters of a batch to be drafted."""
    wanted = select(LetterBatchItem).where(
        col(LetterBatchItem.batch_id) == batch_id,
        col(LetterBatchItem.letter_id).is_(None),
        col(LetterBatchItem.why_not).is_(None),
    )
    return list(session.scalars(wanted.order_by(col(LetterBatchItem.id)).limit(most)))


def how_far(session: Session, batch_id: int) -> tuple[int, int]:
    """How many of its letters are drafted or refused, and how many there are; for the job that drafts them."""
    done = func.count(col(LetterBatchItem.letter_id)) + func.count(col(LetterBatchItem.why_not))
    wanted = select(done, func.count()).select_from(LetterBatchItem)
    row = session.execute(wanted.where(col(LetterBatchItem.batch_id) == batch_id)).one()
    return int(row[0]), int(row[1])


def batch_for(session: Session, viewer: Viewer, batch_id: int) -> LetterBatch:
    """A batch of a campaign of the viewer's, with a letter on a case that they see; NotFound otherwise."""
    found = session.get(LetterBatch, batch_id)
    seen = (
        select(col(LetterBatchItem.id))
        .join(Case, col(Case.id) == col(LetterBatchItem.case_id))
        .where(col(LetterBatchItem.batch_id) == batch_id, visible_cases(viewer))
    )
    if found is None or found.campaign_id not in viewer.campaigns or session.scalar(seen.limit(1)) is None:
        raise NotFound
    return found


class ItemRow(NamedTuple):
    """One letter of a batch as its page shows it."""

    reference: str
    name: str
    office: str
    letter_id: int | None
    why_not: str | None

    @property
    def is_done(self) -> bool:
        """Whether it is drafted, or refused."""
        return self.letter_id is not None or self.why_not is not None


def items_of(session: Session, viewer: Viewer, batch_id: int) -> list[ItemRow]:
    """The letters of a batch on cases that the viewer sees."""
    wanted = (
        select(
            col(Case.reference),
            col(Person.name),
            col(LetterBatchItem.office),
            col(LetterBatchItem.letter_id),
            col(LetterBatchItem.why_not),
        )
        .join(Case, col(Case.id) == col(LetterBatchItem.case_id))
        .join(Person, col(Person.id) == col(Case.person_id))
        .where(col(LetterBatchItem.batch_id) == batch_id, visible_cases(viewer))
        .order_by(col(LetterBatchItem.id))
    )
    about = select(col(LetterBatchItem.case_id)).where(col(LetterBatchItem.batch_id) == batch_id)
    cases_are_shown(session, viewer, col(Case.id).in_(about))
    return [ItemRow(*row) for row in session.execute(wanted)]


@dataclass(frozen=True, slots=True)
class Ticked:
    """A case to tick: its number and reference, whose it is, where it stands."""

    id: int
    reference: str
    name: str
    stood: Stood


def cases_to_tick(session: Session, viewer: Viewer, campaign_id: int) -> list[Ticked]:
    """The open cases of a campaign that the viewer sees."""
    wanted = (
        select(col(Case.id), col(Case.reference), col(Person.name), stood_for(viewer))
        .join(Person, col(Person.id) == col(Case.person_id))
        .where(visible_cases(viewer), col(Case.campaign_id) == campaign_id, col(Case.closed_at).is_(None))
        .order_by(col(Case.reference))
        .limit(MOST_CASES)
    )
    return [Ticked(*row) for row in session.execute(wanted)]
