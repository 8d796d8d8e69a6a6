"""The one search: names in any spelling, titles, references; nothing hidden, nothing that makes it fail."""

import string
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cases.models import Incident
from app.db import number_of
from tests import story
from tests.counting import counted
from tests.story import Cast


@pytest.fixture
def record(cast: Cast) -> Cast:
    """A case, an incident and a source to be found."""
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        session.add(
            Incident(
                reference="I-001", campaign_id=number_of(cast.campaign), kind="trial", title="Trial in Aktau"
            )
        )
        source = story.source(session, "Aktau report")
        story.cited(session, source, story.entry(session, cast.case, "note", summary="Said."))
    return cast


def found(cast: Cast, text: str, *, sam: bool = False) -> str:
    """What the page shows for a text."""
    who = cast.sam if sam else cast.rea
    answer = cast.client(who).get("/search", params={"q": text})
    assert answer.status_code == 200
    return unescape(answer.text).split("<main")[1]


@pytest.mark.parametrize("typed", ["Tuletaeva", "roza tulet", "Тулетаева", "Tuletajewa Rosa", "K-001", "k 1"])
def test_a_person_is_found_in_any_spelling(record: Cast, typed: str) -> None:
    assert 'href="/cases/K-001"' in found(record, typed)


def test_titles_of_incidents_and_sources_are_found(record: Cast) -> None:
    page = found(record, "aktau")
    assert "Trial in Aktau" in page
    assert "Aktau report" in page


def test_strangers_find_nothing(record: Cast) -> None:
    for typed in ("Tuletaeva", "aktau", "K-001", "I-001"):
        page = found(record, typed, sam=True)
        for hidden in ('href="/cases/K-001"', 'href="/people/', 'href="/incidents/', 'href="/sources/'):
            assert hidden not in page


def test_the_search_takes_a_fixed_number_of_statements(record: Cast) -> None:
    client, counts = record.client(record.rea), []
    for more in (0, 3, 30):
        with record.database.writing(actor="the story", at=story.BEGAN) as session:
            for number in range(more):
                story.case(session, record.campaign, f"K-{more}{number:02d}", f"Roza Tuletaeva {number}")
        with counted(record) as statements:
            client.get("/search?q=Roza")
        counts.append(len(statements))
    assert counts == [counts[0]] * 3


SYNTAX = st.text(alphabet=string.punctuation + "aк0 *\"'()%_-:^~🙂ﷺ", min_size=0, max_size=40)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=SYNTAX)
def test_nothing_typed_makes_it_fail(record: Cast, typed: str) -> None:
    client = record.client(record.rea)
    for address in ("/search", "/cases", "/sources", "/incidents"):
        assert client.get(address, params={"q": typed}).status_code == 200
