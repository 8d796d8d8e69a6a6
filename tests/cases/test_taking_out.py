"""Every part of the shipped record can be taken out by its own button, whatever hangs on it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from app.accounts.changes import sign_in
from app.accounts.models import Campaign
from app.accounts.sessions import cookie_name
from app.campaigning.models import Action, ActionLink, Donation
from app.cases.models import (
    Asks,
    Case,
    ConflictChoice,
    Figure,
    Incident,
    IncidentFact,
    IncidentGroup,
    IncidentMember,
    PersonLink,
    PersonName,
    PersonRole,
    Plea,
    PleaState,
    Theme,
)
from app.db import Database, number_of
from app.history.models import Change
from app.intake.loading import load_seed
from app.main import create_app
from app.settings import PROJECT_ROOT, Settings
from app.sources.models import Citation, SourceDerivation
from tests import clock, story
from tests.story import Cast
from tests.web.test_door import routes

CITING: dict[type[Any], str] = {
    Figure: "figure_id", IncidentGroup: "group_id", IncidentMember: "member_id", IncidentFact: "fact_id",
    PersonName: "name_id", PersonRole: "role_id", PersonLink: "link_id", Plea: "plea_id",
    Theme: "theme_id",
}  # fmt: skip
ADDRESSES: dict[type[Any], str] = {  # people first: without their places in incidents some are seen no more
    PersonName: "/people/{person_id}/{noun}/{number}/remove",
    PersonRole: "/people/{person_id}/{noun}/{number}/remove",
    PersonLink: "/people/{person_id}/{noun}/{number}/remove",
    Figure: "/incidents/{ref}/{noun}/{number}/remove",
    IncidentGroup: "/incidents/{ref}/{noun}/{number}/remove",
    IncidentMember: "/incidents/{ref}/{noun}/{number}/remove",
    IncidentFact: "/incidents/{ref}/{noun}/{number}/remove",
    Plea: "/cases/{ref}/aims/{noun}/{number}/remove",
    Theme: "/cases/{ref}/aims/{noun}/{number}/remove",
    Donation: "/actions/{ref}/gifts/{gift_id}/remove",
    ActionLink: "/actions/{ref}/links/{link_id}/remove",
    SourceDerivation: "/sources/{source_id}/derivations/{from_id}/remove",
}
NOUNS: dict[type[Any], str] = {
    Figure: "figures", IncidentGroup: "groups", IncidentMember: "members", IncidentFact: "facts",
    PersonName: "names", PersonRole: "roles", PersonLink: "links", Plea: "pleas",
    Theme: "themes",
}  # fmt: skip
# Not parts of a record: rights and settings, reviews, and what stays as a row that says it was taken out.
OTHERS = {
    "/settings/second-factor/remove", "/cases/{ref}/minders/{volunteer_id}/remove",
    "/cases/{ref}/members/{volunteer_id}/remove", "/cases/{ref}/entries/{entry_id}/remove",
    "/cases/{ref}/vault/{note_id}/remove", "/cases/{ref}/vault/readers/{volunteer_id}/remove",
    "/reviews/{review_id}/remove",
}  # fmt: skip


@pytest.fixture
def seeded(settings: Settings, database: Database) -> Iterator[TestClient]:
    """Somebody who coordinates the campaign of the shipped record."""
    load_seed(database, PROJECT_ROOT / "seed", at=clock.now())
    with database.writing(actor="the story", at=story.BEGAN) as session:
        ana = story.volunteer(session, "Ana", session.exec(select(Campaign)).one(), "coordinator")
        hang_something_on_every_part(session)
        token = sign_in(session, number_of(ana), clock.now())
    with TestClient(
        create_app(settings, database, clock.now),
        base_url=settings.base_url,
        headers=story.SAME_ORIGIN,
        cookies={cookie_name(settings): token},
        follow_redirects=False,
    ) as client:
        yield client


def test_every_address_that_takes_a_part_out_is_tried(cast: Cast) -> None:
    found = {route.path for route in routes(cast.app) if route.path.endswith("/remove")}
    assert found == {*ADDRESSES.values(), *OTHERS}


def test_every_part_of_the_record_can_be_taken_out(seeded: TestClient, database: Database) -> None:
    for table in ADDRESSES:
        with database.reading() as session:
            parts = [(address_of(session, row), told_by(row), row.id) for row in rows_of(session, table)]
        answers = {seeded.post(address).status_code for address, _told, _key in parts}
        # The only spelling of a name stays, and a gift that a source tells of.
        assert answers == ({303, 409} if table is PersonName else {409} if table is Donation else {303}), (
            table
        )
        with database.reading() as session:
            for address, told, key in parts:
                gone = session.get(table, key) is None
                assert gone or table in (PersonName, Donation), address
                assert removed_in_history(session, told) == gone, address
            if table in CITING and table is not PersonName:
                column = col(getattr(Citation, CITING[table]))
                left = session.exec(select(Citation).where(column.in_([key for *_rest, key in parts]))).all()
                assert left == []


def hang_something_on_every_part(session: Session) -> None:
    """Two sources that differ about each part, and a choice between them where the table has choices."""
    text = number_of(story.source(session))
    session.add(Theme(case_id=number_of(session.exec(select(Case)).all()[0]), theme="union"))
    for plea in session.exec(select(Plea).where(Plea.asks == Asks.NONE)):
        plea.state = PleaState.PROPOSED  # two people's word that nothing is asked is not taken out by one
    for table, column in CITING.items():
        for row in session.exec(select(table)).all():
            about: dict[str, Any] = {column: row.id}
            told = [
                Citation(source_id=text, field="place", value=value, **about) for value in ("this", "that")
            ]
            session.add_all(told)
            session.flush()
            if table is IncidentFact:
                session.add(
                    ConflictChoice(field="place", citation_id=told[0].id, reason="was there", **about)
                )


def rows_of(session: Session, table: type[Any]) -> Iterator[Any]:
    """Every row with a button; groups from the innermost outwards, for a group with sub-groups stays."""
    found = session.exec(select(table)).all()
    if table is ActionLink:
        found = [row for row in found if row.part == "for"]
    if table is Figure:
        found = [row for row in found if row.incident_id]
    if table is IncidentGroup:
        above = {row.id: row.parent_id for row in found}
        found = sorted(found, key=lambda row: -depth(above, row.id))
    yield from found


def depth(above: dict[Any, Any], number: int) -> int:
    """How many groups a group lies in."""
    return 0 if above[number] is None else 1 + depth(above, above[number])


def address_of(session: Session, row: Any) -> str:
    """Where the button of a row posts to."""
    known: dict[str, Any] = {"noun": NOUNS.get(type(row)), "number": getattr(row, "id", None)}
    known |= {"gift_id": known["number"], "link_id": known["number"]}
    known |= {name: getattr(row, name, None) for name in ("person_id", "source_id", "from_id")}
    if "{ref}" in ADDRESSES[type(row)]:
        within: Any
        if isinstance(row, Plea | Theme):
            within = (Case, row.case_id)
        else:
            within = (Incident, row.incident_id) if type(row) in NOUNS else (Action, row.action_id)
        known["ref"] = session.get_one(*within).reference
    return re.sub(r"{(\w+)}", lambda found: str(known[found[1]]), ADDRESSES[type(row)])


def told_by(row: Any) -> tuple[str, int, str | None]:
    """How history names the row."""
    return (*row.history_key(), row.history_part())


def removed_in_history(session: Session, told: tuple[str, int, str | None]) -> bool:
    """Whether history tells what the part said before it was taken out."""
    noun, number, part = told
    changes = session.exec(select(Change).where(Change.noun == noun, Change.row_id == number)).all()
    return any(part in one.diff and one.diff[part][1] is None for one in changes if part is not None)
