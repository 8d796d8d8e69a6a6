"""Letters about a case that have left, or may have: what was sent, and what a second person once let go."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session, col

from app.campaigning.queries.action_rows import office_in_words
from app.cases.models import Case
from app.cases.queries.visible import CASE_IS_SEEN, viewer_binds
from app.consent.models import Approval
from app.directory.models import Addressee, Facility
from app.letters.models import Letter, LetterCase, LetterSending
from app.letters.queries.visible import LETTER_IS_SEEN
from app.web.viewer import Viewer

LET_GO = ("approved", "by-one")
_approved_at = (
    select(func.max(col(Approval.decided_at)))
    .where(col(Approval.letter_id) == col(Letter.id), col(Approval.decision).in_(LET_GO))
    .correlate(Letter)
    .scalar_subquery()
)
_was_sent = (
    select(col(LetterSending.id))
    .where(col(LetterSending.letter_id) == col(Letter.id))
    .correlate(Letter)
    .exists()
)
_left = (
    select(
        col(Letter.id), col(Letter.kind), col(Letter.state), col(Addressee.office), col(Addressee.city),
        col(Facility.name), _approved_at.label("approved_at"),
    )
    .join(LetterCase, col(LetterCase.letter_id) == col(Letter.id))
    .join(Case, col(Case.id) == col(LetterCase.case_id))
    .outerjoin(Addressee, col(Addressee.id) == col(Letter.addressee_id))
    .outerjoin(Facility, col(Facility.id) == col(Letter.facility_id))
    .where(
        CASE_IS_SEEN, LETTER_IS_SEEN, col(Case.reference) == bindparam("reference"),
        or_(_was_sent, _approved_at.is_not(None)),
    )
    .order_by(col(Letter.id).desc())
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LeftRow:
    """One of them: how often it was sent by month, and when it was last let go."""

    id: int
    kind: str
    state: str
    to: str
    approved_at: datetime | None
    sent: tuple[tuple[str, int], ...]


def left_of_case(session: Session, viewer: Viewer, reference: str) -> list[LeftRow]:
    """The newest first."""
    rows: list[Any] = list(session.execute(_left, {**viewer_binds(viewer), "reference": reference}))
    sent: dict[int, list[tuple[str, int]]] = defaultdict(list)
    counts = (
        select(col(LetterSending.letter_id), col(LetterSending.month), func.sum(col(LetterSending.count)))
        .where(col(LetterSending.letter_id).in_([row[0] for row in rows]))
        .group_by(col(LetterSending.letter_id), col(LetterSending.month))
        .order_by(col(LetterSending.month))
    )
    for number, month, count in session.execute(counts) if rows else ():
        sent[number].append((month, int(count)))
    return [
        LeftRow(number, kind, state, office_in_words(office, city) or prison or "", at, tuple(sent[number]))
        for number, kind, state, office, city, prison, at in rows
    ]
