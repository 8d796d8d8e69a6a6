"""Somebody is named in every field that holds words: it leaves while she agrees, and not once she does not."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import SQLModel

from app.cases.models import Case
from app.consent.models import Consent, FieldGroup, Use
from app.db import Database
from app.settings import Settings
from tests import clock, story
from tests.publishing.published import allow, approve, change, propose
from tests.story import Cast
from tests.trust.ways_out import actions, exports, left, letters, people
from tests.trust.wording import NAME, NOT_FOR_OTHERS, Planted, Planting, wordy

pytestmark = pytest.mark.either

ON_PAGES = {
    "charge.wording", "entry.place_text", "entry.summary", "facility.name", "health_alert.condition", "place.name",
    "source.publisher", "source.title", "source.url", "threat.what",
}  # fmt: skip
ON_ACTIONS = {
    "action.title",
    "action.summary",
    "action.asks",
    "action.target",
    "action.organiser",
    "action.place_text",
    "action.report",
    "source.title",
}
IN_LETTERS = {"charge.wording", "health_alert.condition"}


def everywhere(settings: Settings, database: Database) -> tuple[Cast, Case, Planted]:
    """Zarina, who agrees to everything, in every field of what is told of Roza, and all of it out."""
    cast = story.the_cast(settings, database)
    with database.writing(actor="the story", at=clock.now()) as session:
        hers = story.case(session, session.merge(cast.campaign), "K-002", NAME)
        planted = Planting(session, cast, f"{NAME} was there, SECRET.").plant()
    for use in Use:
        for person in (cast.case.person_id, hers.person_id):
            allow(cast, *FieldGroup, person_id=person, use=use)
    offered = re.findall(r'name="facts" value="(\d+)"', cast.client(cast.ana).get("/cases/K-001/public").text)
    assert len(offered) > 100
    assert propose(cast, *map(int, offered)).status_code == 303
    assert approve(cast).status_code == 303
    return cast, hers, planted


def stop(cast: Cast, case: Case) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.add(Consent(person_id=case.person_id, field_group="all", use="all", basis="refused"))


def restrict(cast: Cast, case: Case) -> None:
    change(cast, "UPDATE \"case\" SET visibility = 'restricted' WHERE id = :id", id=case.id)


def take_back(cast: Cast, case: Case) -> None:
    change(
        cast,
        "UPDATE consent SET withdrawn_at = :at WHERE person_id = :id",
        at=str(clock.now()),
        id=case.person_id,
    )


@pytest.mark.parametrize("close", [stop, restrict, take_back])
def test_nothing_that_names_her_leaves_once_she_may_not_be_named(
    settings: Settings, database: Database, close: Callable[[Cast, Case], None]
) -> None:
    cast, hers, planted = everywhere(settings, database)
    assert {where.split()[0] for where in left(cast, planted, people)} >= ON_PAGES
    assert len(left(cast, planted, exports)) > 200
    close(cast, hers)

    assert left(cast, planted, people, exports) == {}


def test_no_action_and_no_letter_names_her_once_her_side_has_asked_to_stop(
    settings: Settings, database: Database
) -> None:
    cast, hers, planted = everywhere(settings, database)
    assert {where.split()[0] for where in left(cast, planted, actions)} >= ON_ACTIONS
    assert {where.split()[0] for where in left(cast, planted, letters)} >= IN_LETTERS
    stop(cast, hers)

    assert left(cast, planted, actions, letters) == {}


def test_every_table_with_words_is_planted_or_is_not_for_others(
    settings: Settings, database: Database
) -> None:
    cast = story.the_cast(settings, database)
    with database.writing(actor="the story", at=clock.now()) as session:
        planted = {model.__tablename__ for model in Planting(session, cast, "SECRET").things()}
    models: Any = [mapper.class_ for mapper in SQLModel._sa_registry.mappers]
    with_words = {str(model.__tablename__) for model in models if wordy(model)}
    assert with_words - planted - NOT_FOR_OTHERS == set()
