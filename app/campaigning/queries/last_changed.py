"""When something last changed for an action outside its own row: a case paused it, a consent came, went or ended."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session, col

from app.campaigning.due import PAUSED, subject_of
from app.campaigning.models import GATED, ActionLink
from app.cases.models import Case
from app.consent.models import Basis, Consent, Use
from app.history.models import Change
from app.reviews.models import Review

_ids = col(ActionLink.action_id).in_(bindparam("action_ids", expanding=True))
_for_case = (_ids, col(ActionLink.part).in_(GATED))
_counts = or_(col(Consent.use) == Use.PUBLIC, col(Consent.basis) == Basis.REFUSED)
_pauses = (
    select(col(Review.subject), func.max(func.coalesce(col(Review.moved_at), col(Review.made_at))))
    .where(
        col(Review.case_id).is_(None), col(Review.rule) == PAUSED,
        col(Review.subject).in_(bindparam("subjects", expanding=True)),
    )
    .group_by(col(Review.subject))
)  # fmt: skip
_consents = (
    select(col(ActionLink.action_id), func.max(col(Change.at)))
    .join(Case, col(Case.id) == col(ActionLink.case_id))
    .join(Consent, col(Consent.person_id) == col(Case.person_id))
    .join(Change, (col(Change.noun) == "consent") & (col(Change.row_id) == col(Consent.id)))
    .where(*_for_case, _counts)
    .group_by(col(ActionLink.action_id))
)
_ran_out = (
    select(col(ActionLink.action_id), func.max(col(Consent.until)))
    .join(Case, col(Case.id) == col(ActionLink.case_id))
    .join(Consent, col(Consent.person_id) == col(Case.person_id))
    .where(*_for_case, _counts, col(Consent.until) < bindparam("today"))
    .group_by(col(ActionLink.action_id))
)
_cases = (
    select(col(ActionLink.action_id), col(Change.at), col(Change.diff))
    .join(Change, (col(Change.noun) == "case") & (col(Change.row_id) == col(ActionLink.case_id)))
    .where(*_for_case)
)


def moved_outside(session: Session, action_ids: Sequence[int], today: date) -> dict[int, datetime]:
    """The latest such moment of each action that has any; four statements however many."""
    found: dict[int, datetime] = {}
    for action_id, moment in _moments(session, list(action_ids), today) if action_ids else ():
        found[action_id] = max(moment, found.get(action_id, moment))
    return found


def _moments(session: Session, action_ids: list[int], today: date) -> Iterator[tuple[int, datetime]]:
    connection = session.connection()
    numbers = {subject_of(number): number for number in action_ids}
    of_actions: dict[str, Any] = {"action_ids": action_ids}
    pauses: Iterable[Any] = connection.execute(_pauses, {"subjects": list(numbers)})
    yield from ((numbers[subject], moment) for subject, moment in pauses)
    consents: Iterable[Any] = connection.execute(_consents, of_actions)
    yield from ((action_id, at) for action_id, at in consents)
    ended: Iterable[Any] = connection.execute(_ran_out, of_actions | {"today": today})
    for action_id, until in ended:
        yield action_id, datetime.combine(until + timedelta(days=1), time(), UTC)
    changes: Iterable[Any] = connection.execute(_cases, of_actions)
    yield from ((action_id, at) for action_id, at, diff in changes if "visibility" in diff)
