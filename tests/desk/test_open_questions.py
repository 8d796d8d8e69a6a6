"""The page of what the documents leave open."""

from datetime import UTC, datetime
from html import unescape

from app.cases.models import ConflictChoice
from app.db import number_of
from tests import story
from tests.story import Cast

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_everybody_is_there_with_age_and_question_longest_silence_first(cast: Cast) -> None:
    with cast.database.writing(actor="Lee", at=AT) as session:
        case = story.case(session, cast.campaign, "K-002", "Bo Mole", open_question="Was he ever tried?")
        story.entry(session, case, "custody", "2011-12", form="remand")
        story.entry(session, cast.case, "custody", "2013-04-22")

    page = unescape(cast.client(cast.rea).get("/open-questions").text)

    assert page.index("Bo Mole") < page.index("Roza Tuletaeva")
    assert "Was he ever tried?" in page
    assert "Still held, and where?" in page
    assert "Detained when last heard of, December 2011 (day not known), 14 years ago" in page
    assert "14 years ago" in page


def test_those_who_are_free_and_those_who_died_stand_apart(cast: Cast) -> None:
    with cast.database.writing(actor="Lee", at=AT) as session:
        story.entry(session, cast.case, "death", "2013-04-22")

    page = unescape(cast.client(cast.rea).get("/open-questions").text)

    assert page.index('<h2 class="rule-head">Dead') < page.index("Roza Tuletaeva")
    assert "Free when last heard of" not in page


def test_a_conflict_that_nothing_decides_is_listed_until_somebody_chooses(cast: Cast) -> None:
    with cast.database.writing(actor="Lee", at=AT) as session:
        fact = story.entry(session, cast.case, "sentence", "2012-06-04", summary="Seven years or five.")
        side = story.cited(session, story.source(session), fact, field="length", value="P5Y")
        choice = ConflictChoice(entry_id=number_of(fact), field="length", reason="No text decides.")
        session.add(choice)
        session.flush()
        number, chosen = number_of(choice), number_of(side)

    assert "No text decides." in cast.client(cast.rea).get("/open-questions").text
    with cast.database.writing(actor="Lee", at=AT) as session:
        stored = session.get(ConflictChoice, number)
        assert stored is not None
        stored.citation_id = chosen
    assert "No text decides." not in cast.client(cast.rea).get("/open-questions").text


def test_what_one_may_not_see_is_not_there(cast: Cast) -> None:
    with cast.database.writing(actor="Lee", at=AT) as session:
        story.case(session, cast.campaign, "K-002", "Bo Mole", visibility="restricted")

    assert "Bo Mole" not in cast.client(cast.rea).get("/open-questions").text
    page = cast.client(cast.sam).get("/open-questions").text
    assert "Roza Tuletaeva" not in page
    assert "No case is open here." in unescape(page)


def test_a_stranger_is_sent_to_sign_in(cast: Cast) -> None:
    assert cast.client().get("/open-questions").status_code in (302, 303, 401)
