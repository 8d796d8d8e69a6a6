"""What a public page is made of beside the facts: its head, addresses of sources, names to be told to the team."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.accounts.models import Campaign
from app.cases.models import Case, Entry, Person, PersonName
from app.sources.models import Source


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


def entries_of_case(session: Session, case_id: int) -> list[Entry]:
    """The entries of the case, to be marked."""
    wanted = select(Entry).where(col(Entry.case_id) == case_id, col(Entry.removed_at).is_(None))
    return list(session.scalars(wanted.order_by(col(Entry.id))))
