"""Sources: the list with containers, everything one text says, adding and editing, and what strangers do not see."""

from html import unescape

import pytest
from sqlmodel import Session

from app.cases.models import Case, Figure, Incident, PersonName
from app.db import number_of
from app.sources.models import Citation, Source, SourceDerivation
from tests import story
from tests.counting import counted
from tests.story import Cast


@pytest.fixture
def archive(cast: Cast) -> dict[str, Source]:
    """An archive page with two texts, of which one is taken from the other; both say something."""
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        page = story.source(session, "Tag archives", kind="archive-page")
        first = story.source(session, "All but four", "2012-06-05", container_id=page.id)
        copy = story.source(session, "Moscow report", "2012-06-05", container_id=page.id)
        session.add(
            SourceDerivation(source_id=number_of(copy), from_id=number_of(first), note="Shared passages")
        )
        _say(session, cast, first, copy)
    return {"page": page, "first": first, "copy": copy}


def _say(session: Session, cast: Cast, first: Source, copy: Source) -> None:
    sentence = story.entry(
        session, _case(session, cast), "sentence", "2012-06-04", length="P7Y", summary="Seven years."
    )
    story.cited(session, first, sentence, locator="seven years", claimant="the court")
    story.cited(session, copy, sentence)
    incident = Incident(
        reference="I-001", campaign_id=number_of(cast.campaign), kind="massacre", title="Shooting"
    )
    session.add(incident)
    session.flush()
    figure = Figure(incident_id=incident.id, measure="killed", value_min=15, qualifier="at-least")
    name = PersonName(person_id=cast.case.person_id, text="Rosa Tuletajewa")
    session.add_all([figure, name])
    session.flush()
    session.add(Citation(source_id=number_of(first), figure_id=figure.id, locator="15 people"))
    session.add(Citation(source_id=number_of(first), name_id=name.id))


def _case(session: Session, cast: Cast) -> Case:
    found = session.get(Case, cast.case.id)
    assert found
    return found


def test_the_list_shows_texts_under_their_container(cast: Cast, archive: dict[str, Source]) -> None:
    page = unescape(cast.client(cast.rea).get("/sources").text)
    assert "Sources (3 texts)" in page
    assert page.index("Tag archives") < page.index("All but four")
    assert 'data-label="Citations" class="num">3<' in page


@pytest.mark.parametrize("typed", ["moscow", "MOSCOW report", "campaign kaz moscow"])
def test_words_find_a_text_wherever_it_stands(cast: Cast, archive: dict[str, Source], typed: str) -> None:
    page = unescape(cast.client(cast.rea).get("/sources", params={"q": typed}).text)
    assert "(1 text)" in page
    assert "Moscow report" in page


@pytest.mark.parametrize(
    "query",
    ["q=%25", "q='\"", "kind=x", "reliability=z", "after=_", "after=x_1", "after=2012-06-05_99999999999"],
)
def test_a_strange_address_is_no_error(cast: Cast, archive: dict[str, Source], query: str) -> None:
    assert cast.client(cast.rea).get(f"/sources?{query}").status_code == 200


def test_a_text_says_everything_by_what_it_says_it_of(cast: Cast, archive: dict[str, Source]) -> None:
    page = unescape(cast.client(cast.rea).get(f"/sources/{archive['first'].id}").text)
    assert "3 things" in page
    assert "Sentence, 4 Jun 2012: Seven years." in page
    assert "<q>seven years</q>" in page
    assert "according to the court" in page
    assert "Killed: at least 15" in page
    assert "writes the name Rosa Tuletajewa" in page
    assert "(one witness with this text)" in page
    assert "Shared passages" in page


def test_the_page_takes_the_same_statements_for_one_citation_and_for_fifty(
    cast: Cast, archive: dict[str, Source]
) -> None:
    client, counts = cast.client(cast.rea), []
    for more in (0, 2, 49):
        with cast.database.writing(actor="the story", at=story.BEGAN) as session:
            for _number in range(more):
                note = story.entry(session, _case(session, cast), "note", "2012", summary="More.")
                story.cited(session, archive["copy"], note)
        with counted(cast) as statements:
            client.get(f"/sources/{archive['copy'].id}")
        counts.append(len(statements))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 26  # one for each sort of thing a text can tell, which are 18


def test_a_list_of_fifty_takes_as_many_statements_as_one_of_three(
    cast: Cast, archive: dict[str, Source]
) -> None:
    client, counts = cast.client(cast.rea), []
    for more in (0, 50):
        with cast.database.writing(actor="the story", at=story.BEGAN) as session:
            for number in range(more):
                story.source(session, f"Text {more} {number}")
        with counted(cast) as statements:
            client.get("/sources")
        counts.append(len(statements))
    assert counts == [4, 4]


def test_what_says_only_hidden_things_does_not_exist_for_strangers(
    cast: Cast, archive: dict[str, Source]
) -> None:
    sam = cast.client(cast.sam)
    for text in ("first", "copy"):
        assert sam.get(f"/sources/{archive[text].id}").status_code == 404
    page = sam.get("/sources?q=four").text
    assert "All but four" not in page
    assert "(0 texts)" in page


def test_a_text_is_added_and_edited_with_both_versions_on_a_stale_save(cast: Cast) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    answer = lee.post(
        "/sources/new", data={"title": "Court report", "published": "about May 2012", "kind": "report"}
    )
    address = answer.headers["location"]
    form = unescape(lee.get(f"{address}/edit").text)
    assert 'value="about May 2012"' in form
    seen = form.split('name="seen" value="')[1].split('"')[0]
    assert (
        ana.post(f"{address}/edit", data={"title": "Court report, part 1", "seen": seen}).status_code == 303
    )
    late = lee.post(f"{address}/edit", data={"title": "Report of the court", "seen": seen})
    assert late.status_code == 409
    page = unescape(late.text)
    assert "Report of the court" in page
    assert "Court report, part 1" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert lee.post(f"{address}/edit", data={"title": "Report of the court", "seen": seen}).status_code == 303


def test_faults_are_named(cast: Cast) -> None:
    answer = cast.client(cast.lee).post("/sources/new", data={"url": "example.org", "published": "31 2 2012"})
    assert answer.status_code == 422
    for name in ("title", "url", "published"):
        assert f'href="#f-{name}"' in answer.text


def test_a_text_cannot_be_part_of_itself(cast: Cast, archive: dict[str, Source]) -> None:
    lee, page = cast.client(cast.lee), archive["page"]
    seen = lee.get(f"/sources/{page.id}/edit").text.split('name="seen" value="')[1].split('"')[0]
    inside = {"title": "Tag archives", "container_id": str(archive["first"].id), "seen": seen}
    assert lee.post(f"/sources/{page.id}/edit", data=inside).status_code == 422


def test_readers_read_and_do_not_change(cast: Cast, archive: dict[str, Source]) -> None:
    rea = cast.client(cast.rea)
    assert rea.get("/sources/new").status_code == 403
    assert rea.post(f"/sources/{archive['first'].id}/edit", data={"title": "x"}).status_code == 403
    assert "Edit" not in rea.get(f"/sources/{archive['first'].id}").text.split("<main")[1].split("</main")[0]
