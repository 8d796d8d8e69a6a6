"""Who and what is in the open tables: of campaigns that switched them on, with consent for exactly this use."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.campaigning.queries.linked_cases import NAMED
from app.campaigning.queries.linked_cases import AsOf as ActionDay
from app.campaigning.queries.public_actions import Open, open_actions
from app.cases.models import Case
from app.consent.models import Use
from app.consent.queries.consents import AsOf, consents_of_people
from app.consent.queries.spellings import Near
from app.consent.rules import may_leave
from app.consent.word_gate import Speech, Spoken, asked_each
from app.publishing.models import OpenData
from app.publishing.queries.public_pages import current_pages, gate_for
from app.publishing.visible_page import Shown, shown

BOTH = (Use.PUBLIC, Use.DATA)


def open_tables(session: Session) -> dict[int, str]:
    """The campaigns whose tables are open, with the licence of each."""
    wanted = select(col(OpenData.campaign_id), col(OpenData.licence)).where(
        col(OpenData.decided_at).is_not(None), col(OpenData.ended_at).is_(None)
    )
    rows: Any = session.connection().execute(wanted)
    return {row[0]: row[1] for row in rows}


def latest_of(session: Session, campaign_id: int) -> OpenData | None:
    """What was last asked for in a campaign, unless it has ended."""
    wanted = select(OpenData).where(
        col(OpenData.campaign_id) == campaign_id, col(OpenData.ended_at).is_(None)
    )
    return session.scalars(wanted.order_by(col(OpenData.id).desc())).first()


def people_as_data(session: Session, as_of: AsOf) -> list[Shown]:
    """Everybody in the table of people, by the number of their address."""
    tables = open_tables(session)
    pages = [page for page in current_pages(session) if page.campaign_id in tables] if tables else []
    gate = gate_for(session, pages, as_of, BOTH)
    found = [one for page in pages if (one := shown(page, gate)) is not None]
    return sorted(found, key=lambda one: one.page.id)


def actions_as_data(session: Session, as_of: AsOf) -> list[Open]:
    """Every public action whose people, all of them, are open as data, by its reference."""
    tables = open_tables(session)
    day = ActionDay(as_of.today, as_of.known_by)
    found = [one for one in open_actions(session, day) if one.row.campaign_id in tables] if tables else []
    return sorted(_agreed(session, found, as_of), key=lambda one: one.row.reference)


def _agreed(session: Session, found: Sequence[Open], as_of: AsOf) -> Iterator[Open]:
    if not found:
        return
    cases = sorted({case.number for one in found for case in one.gate.behind})
    wanted = select(col(Case.id), col(Case.person_id)).where(col(Case.id).in_(cases))
    rows: Any = session.connection().execute(wanted)
    owners = {row[0]: row[1] for row in rows}
    said = consents_of_people(session, sorted(set(owners.values())), as_of.known_by)
    speeches = [
        Speech(
            [Spoken("", one.row.title)],
            Near(
                frozenset(owners[case.number] for case in one.gate.behind), frozenset({one.row.campaign_id})
            ),
            one.row.id,
        )
        for one in found
    ]
    for one, verdict in zip(found, asked_each(session, speeches, Use.DATA, as_of), strict=True):
        people = {owners[case.number] for case in one.gate.behind}
        agreed = all(
            may_leave(said[person], group, Use.DATA, as_of.today).yes for person in people for group in NAMED
        )
        if agreed and verdict.yes:
            yield one
