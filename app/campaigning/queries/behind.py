"""The cases behind actions, as far as pausing and publishing go: all of them, whoever asks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.campaigning.models import ActionLink
from app.campaigning.rules import ForCase
from app.cases.models import Case, Person, Visibility
from app.cases.queries.visible import STANDING_IS_RESTRICTED
from app.consent.models import FieldGroup, Use
from app.consent.queries import consents_of_people
from app.consent.rules import Consented, is_stopped, may_leave

_behind = (
    select(
        col(ActionLink.action_id), col(Case.reference), col(Person.name), col(Case.standing), col(Case.visibility),
        col(Person.id), col(Case.standing_last), col(Case.id), STANDING_IS_RESTRICTED,
    )
    .join(Case, col(Case.id) == col(ActionLink.case_id))
    .join(Person, col(Person.id) == col(Case.person_id))
    .where(
        col(ActionLink.action_id).in_(bindparam("action_ids", expanding=True)), col(ActionLink.part) == "for"
    )
    .order_by(col(Case.reference))
)  # fmt: skip
NAMED = (FieldGroup.NAME, FieldGroup.CASE)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day of asking, and the pinned day if there is one."""

    today: date
    known_by: date | None = None


def cases_behind(session: Session, action_ids: Sequence[int], as_of: AsOf) -> dict[int, list[ForCase]]:
    """For each action its cases; three statements however many."""
    rows: Any = session.connection().execute(_behind, {"action_ids": list(action_ids)}).all()
    consents = consents_of_people(session, sorted({row[5] for row in rows}), as_of.known_by) if rows else {}
    found: dict[int, list[ForCase]] = defaultdict(list)
    for action_id, reference, name, standing, visibility, person_id, since, case_id, quiet in rows:
        said = consents[person_id]
        found[action_id].append(
            ForCase(
                reference, name, standing, is_stopped(said) is not None,
                visibility != Visibility.RESTRICTED and _may_be_public(said, as_of.today), since,
                case_id if visibility == Visibility.RESTRICTED else None, bool(quiet),
            )
        )  # fmt: skip
    return found


def _may_be_public(consents: Sequence[Consented], today: date) -> bool:
    return all(may_leave(consents, group, Use.PUBLIC, today).yes for group in NAMED)
