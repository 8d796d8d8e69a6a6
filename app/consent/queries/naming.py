"""Everybody's names, to look for them in what is to leave."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import not_, or_, select
from sqlmodel import Session, col

from app.cases.models import Case, Person, PersonLink, PersonName, PersonRole
from app.consent.naming import Circle, Names

# Whoever acts for a state or a company may be named for it; those whom they hold may not, unless they agree.
OFFICE = ("official", "mayor", "police-officer", "security-officer", "prison-official", "investigator", "judge",
          "prosecutor", "manager")  # fmt: skip
MOST_AROUND = 2000


def names_for(session: Session, case: Case) -> Names:
    """Everybody's spellings with those nearest to this case; five statements."""
    in_office = (
        select(col(PersonRole.id))
        .where(col(PersonRole.person_id) == col(Person.id), col(PersonRole.role).in_(OFFICE))
        .correlate(Person)
        .exists()
    )
    has_case = select(col(Case.id)).where(col(Case.person_id) == col(Person.id)).correlate(Person).exists()
    wanted: Any = (
        select(col(PersonName.person_id), col(PersonName.text))
        .join(Person, col(Person.id) == col(PersonName.person_id))
        .where(
            col(Person.named), or_(has_case, not_(in_office)),
            col(Person.merged_into_id).is_(None),
        )
    )  # fmt: skip
    rows: Iterable[Any] = session.connection().execute(wanted)
    return Names(((person, text) for person, text in rows), _circle(session, case))


def _circle(session: Session, case: Case) -> Circle:
    connection, own = session.connection(), case.person_id
    tied: set[int] = set()
    for one, other in (
        (col(PersonLink.person_id), col(PersonLink.other_id)),
        (col(PersonLink.other_id), col(PersonLink.person_id)),
    ):
        found: Any = connection.scalars(select(other).where(one == own, col(PersonLink.kind) != "maybe-same"))
        tied |= set(found)
    around: Any = connection.scalars(
        select(col(Case.person_id)).where(col(Case.campaign_id) == case.campaign_id).limit(MOST_AROUND)
    )
    return Circle(own, frozenset(tied - {own}), frozenset(around) - {own})
