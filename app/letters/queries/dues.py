"""Reading letters for their due dates."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from app.clock import recorded_day
from app.directory.models import Addressee, Facility
from app.letters.models import Letter, LetterCase, LetterSending
from app.letters.queries.visible import IS_MAIN_CASE

_open = (
    select(
        col(Letter.id), col(LetterCase.case_id), col(Letter.state),
        func.coalesce(col(Addressee.office), col(Facility.name)), col(Letter.made_at), col(Letter.look_again),
        func.max(col(LetterSending.month)),
    )
    .join(LetterCase, col(LetterCase.letter_id) == col(Letter.id))
    .outerjoin(Addressee, col(Addressee.id) == col(Letter.addressee_id))
    .outerjoin(Facility, col(Facility.id) == col(Letter.facility_id))
    .outerjoin(LetterSending, col(LetterSending.letter_id) == col(Letter.id))
    .where(IS_MAIN_CASE, col(Letter.state).in_(("approved", "sent", "answered")))
    .group_by(
        col(Letter.id), col(LetterCase.case_id), col(Letter.state), col(Addressee.office), col(Facility.name),
        col(Letter.made_at), col(Letter.look_again),
    )
    .order_by(col(Letter.id))
)  # fmt: skip

Row = tuple[int, int, str, str, date, date | None, str | None]


_of_cases = col(LetterCase.case_id).in_(bindparam("case_ids", expanding=True))
_open_of_cases = _open.where(_of_cases)
_told_of = (
    select(col(LetterCase.case_id))
    .join(Letter, col(Letter.id) == col(LetterCase.letter_id))
    .where(_of_cases, col(Letter.state).in_(("sent", "answered")))
    .distinct()
)


def cases_in_letters(session: Session, case_ids: Collection[int]) -> list[int]:
    """Those of the cases that a letter which has gone out told of."""
    return list(session.connection().scalars(_told_of, {"case_ids": list(case_ids)}))


def letters_of_cases(session: Session, case_ids: Sequence[int]) -> list[Row]:
    """Approved, sent and answered letters: number, case, state, office, drafted on, look again, last month."""
    rows: list[Any] = list(session.connection().execute(_open_of_cases, {"case_ids": list(case_ids)}))
    return [
        (number, case_id, state, to, recorded_day(made_at), look, month)
        for number, case_id, state, to, made_at, look, month in rows
    ]
