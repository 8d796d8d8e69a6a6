"""Reading an article on its pages: nothing enters unaccepted, and deciding takes one step an entry."""

import re
from html import unescape

import pytest
from sqlmodel import col, select
from starlette.testclient import TestClient

from app.cases.models import Entry
from app.intake.changes import strike_names
from app.intake.models import ArticleText
from app.sources.models import Citation, Source
from tests import story
from tests.story import Cast

ARTICLE = """Hunger strike in Atyrau

24 April 2013

On 22 April Roza Tuletaeva began a hunger strike. She was sentenced to five years in prison in 2012.

Ivan Petrov was arrested, too."""


@pytest.fixture
def lee(cast: Cast) -> TestClient:
    """A volunteer."""
    return cast.client(cast.lee)


def given(client: TestClient, article: str = ARTICLE, **more: str) -> str:
    """The page of proposals of a text that was pasted."""
    answer = client.post("/intake", data={"words": article, **more})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def shown(client: TestClient, address: str) -> str:
    return unescape(client.get(address).text)


def marks(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="mark" value="(\w+)"', page)))


def entries(cast: Cast) -> list[Entry]:
    with cast.database.reading() as session:
        return list(session.exec(select(Entry).order_by(col(Entry.id))))


def test_what_an_article_proposes_stands_beside_its_sentence_and_nothing_enters(
    cast: Cast, lee: TestClient
) -> None:
    page = shown(lee, given(lee))
    assert "<mark>22 April</mark>" in page
    assert "<mark>Roza Tuletaeva</mark>" in page
    assert "22 April [2013?]" in page
    assert "does not name the person" in page
    assert page.count("Accept</button>") == 2
    assert entries(cast) == []


def test_accepting_makes_a_cited_entry_and_the_proposal_is_gone(cast: Cast, lee: TestClient) -> None:
    where = given(lee)
    first, second = marks(shown(lee, where))
    assert lee.post(f"{where}/accept", data={"mark": first, "whose": "K-001"}).status_code == 303
    page = shown(lee, where)
    assert marks(page) == [second]
    (entry,) = entries(cast)
    assert (entry.kind, entry.on_edtf) == ("health-alert", "2013-04-22?")
    with cast.database.reading() as session:
        (citation,) = session.exec(select(Citation)).all()
        assert citation.locator == "On 22 April Roza Tuletaeva began"
    assert "hunger strike" in shown(lee, "/cases/K-001")
    assert lee.post(f"{where}/accept", data={"mark": first, "whose": "K-001"}).status_code == 404


def test_leaving_makes_nothing_and_is_remembered(cast: Cast, lee: TestClient) -> None:
    where = given(lee)
    first, second = marks(shown(lee, where))
    lee.post(f"{where}/leave", data={"mark": first})
    assert marks(shown(lee, where)) == [second]
    assert entries(cast) == []


def test_correcting_opens_the_form_filled_in(cast: Cast, lee: TestClient) -> None:
    where = given(lee)
    _first, second = marks(shown(lee, where))
    form = shown(lee, f"{where}/correct?mark={second}&whose=K-001")
    assert 'action="/cases/K-001/add/sentence"' in form
    assert 'value="P5Y"' in form
    assert 'value="She was sentenced to five years"' in form


def test_the_same_text_is_kept_once(cast: Cast, lee: TestClient) -> None:
    assert given(lee) == given(lee, f"{ARTICLE}\n")
    with cast.database.reading() as session:
        assert len(session.exec(select(ArticleText)).all()) == len(session.exec(select(Source)).all()) == 1


def test_what_the_record_says_otherwise_is_shown_before_accepting(cast: Cast, lee: TestClient) -> None:
    lee.post("/cases/K-001/add/sentence", data={"form": "prison", "length": "7 years", "source": "A paper"})
    where = given(lee)
    page = shown(lee, where)
    assert "The record says something else" in page
    assert "7 years" in page
    (seven,) = entries(cast)
    _first, second = marks(page)
    lee.post(f"{where}/accept", data={"mark": second, "whose": "K-001", "same_as": str(seven.id)})
    assert len(entries(cast)) == 1
    with cast.database.reading() as session:
        assert len(session.exec(select(Citation).where(col(Citation.entry_id) == seven.id)).all()) == 2


def test_of_a_name_that_two_people_have_nobody_is_chosen(cast: Cast, lee: TestClient) -> None:
    with cast.database.writing(actor="test", at=story.BEGAN) as session:
        story.case(session, session.merge(cast.campaign), "K-090", "Asem Kenzhebaeva")
        story.case(session, session.merge(cast.campaign), "K-091", "Bazarbai Kenzhebaev")
    where = given(lee, "Кенжебаева задержали во вторник.")
    page = shown(lee, where)
    assert "Accept, for Asem Kenzhebaeva, K-090" in page
    assert "Accept, for Bazarbai Kenzhebaev, K-091" in page
    assert "autofocus" not in page
    (mark,) = marks(page)
    assert lee.post(f"{where}/accept", data={"mark": mark}).status_code == 404
    assert lee.post(f"{where}/accept", data={"mark": mark, "whose": "K-001"}).status_code == 404


def test_names_not_known_here_are_opened_one_at_a_time(lee: TestClient) -> None:
    page = shown(lee, given(lee))
    assert 'href="/cases/new?name=Ivan%20Petrov"' in page


def test_only_those_who_work_in_the_campaign_see_the_text(cast: Cast, lee: TestClient) -> None:
    where = given(lee)
    with cast.database.writing(actor="test", at=story.BEGAN) as session:
        other = story.volunteer(session, "Olga", story.campaign(session, "other", "Other"))
    assert cast.client(other).get(where).status_code == 404
    assert "Hunger strike in Atyrau" not in cast.client(other).get("/intake").text


def test_who_asked_for_silence_is_proposed_nothing(cast: Cast, lee: TestClient) -> None:
    assert lee.post("/cases/K-001/consent/stop", data={"given_by": "her family"}).status_code == 303
    assert marks(shown(lee, given(lee))) == []


def test_erasing_somebody_strikes_their_name_also_where_it_is_declined(cast: Cast, lee: TestClient) -> None:
    given(
        lee,
        "Розу Тулетаеву арестовали. О Тулетаевой молчат. Roza Tuletaeva was arrested. Асем Кенжебаева пишет.",
    )
    with cast.database.writing(actor="test", at=story.BEGAN) as session:
        strike_names(session, ["Roza Tuletaeva"])
    with cast.database.reading() as session:
        (text,) = session.exec(select(ArticleText)).all()
    assert text.words == "[…] арестовали. О […] молчат. […] was arrested. Асем Кенжебаева пишет."


def test_an_empty_text_is_asked_for_again(lee: TestClient) -> None:
    answer = lee.post("/intake", data={"words": " "})
    assert answer.status_code == 422
    assert "Paste the text" in answer.text
