"""Everybody's names, to look for them in what is to be published; and what else a page is made of."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import not_, or_, select
from sqlmodel import Session, col

from app.accounts.models import Campaign
from app.cases.models import Case, Entry, Person, PersonLink, PersonName, PersonRole
from app.publishing.naming import Circle, Names
from app.sources.models import Source

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


def head_of_page(session: Session, case: Case) -> dict[str, Any]:
    """The name, how it is written in the person's own script, and who keeps watch."""
    name, campaign = session.execute(
        select(col(Person.name), col(Campaign.name))
        .select_from(Case)
        .join(Person, col(Person.id) == col(Case.person_id))
        .join(Campaign, col(Campaign.id) == col(Case.campaign_id))
        .where(col(Case.id) == case.id)
    ).one()
    others: Any = session.scalars(
        select(col(PersonName.text))
        .where(col(PersonName.person_id) == case.person_id, col(PersonName.kind) == "original")
        .order_by(col(PersonName.id))
    )
    return {"name": name, "other_names": [text for text in others if text != name][:2], "campaign": campaign}


def urls_of(session: Session, sources: Sequence[int]) -> dict[int, str]:
    """The addresses of sources, where they have one."""
    wanted = select(col(Source.id), col(Source.url)).where(
        col(Source.id).in_(list(sources)), col(Source.url).is_not(None)
    )
    return {row[0]: str(row[1]) for row in session.execute(wanted)}


def people_by_number(session: Session, numbers: Sequence[int]) -> dict[int, str]:
    """Names of these persons, for telling a coordinator who has not agreed yet."""
    wanted = select(col(Person.id), col(Person.name)).where(col(Person.id).in_(list(numbers)))
    return {row[0]: row[1] for row in session.execute(wanted)}


def entries_of_case(session: Session, case_id: int) -> list[Entry]:
    """The entries of the case, to be marked."""
    wanted = select(Entry).where(col(Entry.case_id) == case_id, col(Entry.removed_at).is_(None))
    return list(session.scalars(wanted.order_by(col(Entry.id))))
