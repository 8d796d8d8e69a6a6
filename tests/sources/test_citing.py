"""Who says so, on every form that asks it: what is typed is saved, or a sentence asks; it is never lost."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from sqlmodel import col, select
from starlette.testclient import TestClient

from app.campaigning.models import Action
from app.cases.models import Case, EntryKind
from app.db import Database, number_of
from app.settings import Settings
from app.sources.models import Citation, Source
from tests import story
from tests.publishing.exports import text_of
from tests.sources.citing_forms import PAGES, CitingForm, form_on, pages_that_cite
from tests.trust.world import WHEN, World, world

TYPED = {
    "source_published": "24 4 2013",
    "source_url": "https://e.org/a",
    "locator": "her words",
}
ASKS_WHICH = "This text is kept already, and what you say of it differs."
ASKS_WHEN = "No such date is kept here."
LISTS = {"/add/many"}  # shows its list before it saves; tests/desk/test_many_people.py sends it with a source
NOTE = f"entries/{len(EntryKind)}/edit"  # the last of the kinds
WAIT = ("add/release", "add/death", NOTE)  # a second person reads these before they leave


@pytest.fixture
def everyone(settings: Settings, database: Database) -> World:
    """A world with something of every sort, with somebody else in it and an action that a source reports."""
    made = world(settings, database)
    with database.writing(actor="the story", at=WHEN) as session:
        story.case(session, made.cast.campaign, "K-009", "Second Person")
        session.add(
            Action(
                reference="R-009", campaign_id=number_of(made.cast.campaign), ours=False, kind="gathering",
                state="done", title="A picket", made_at=WHEN,
            )
        )  # fmt: skip
    return made


@pytest.fixture
def ana(everyone: World) -> TestClient:
    """Ana coordinates, so every form is open to her."""
    return everyone.cast.client(everyone.cast.ana)


def sent(client: TestClient, form: CitingForm, **typed: str) -> str:
    """Where the answer leads, once it is said that dates may move and are right."""
    data = form.filled(**typed)
    answer = client.post(form.action, data=data)
    right = dict(re.findall(r'name="(right_\w+)" value="(right:[^"]*)"', unescape(answer.text)))
    if answer.status_code == 422 and right:  # what happened after its source was published is asked about
        data |= right
        answer = client.post(form.action, data=data)
    if answer.status_code == 409 and 'name="seen" value="moves"' in answer.text:
        answer = client.post(form.action, data=data | {"seen": "moves"})
    assert answer.status_code == 303, (form.page, unescape(answer.text))
    return answer.headers["location"].partition("#")[0]


@pytest.mark.either
def test_every_form_that_asks_who_says_so_is_looked_at_here(everyone: World, ana: TestClient) -> None:
    found = pages_that_cite(everyone, ana)
    assert {page for page in PAGES if "?" not in page} - found == set()
    assert {page for page in found if page not in PAGES and "/2/edit" not in page} == LISTS


def test_what_is_typed_is_the_source(everyone: World, ana: TestClient) -> None:
    for number, page in enumerate(PAGES):
        words = {"source": f"Typed source {number}.", "source_publisher": f"Paper {number}."}
        home = sent(ana, form_on(ana, page), **TYPED, **words)
        if "new?name" in page:
            home = f"/people/{person_of(everyone, home)}"
        shown = unescape(ana.get(home).text)
        assert words["source_publisher"] in shown or words["source"] in shown, page
    listed, exported = all_sources(ana), record(everyone)
    for number, page in enumerate(PAGES):
        assert f"Typed source {number}." in listed, page
        if not page.endswith(WAIT):
            assert f"Typed source {number}." in exported, page


def all_sources(client: TestClient) -> str:
    """The list of texts, page after page."""
    pages, onward = "", "/sources"
    while onward:
        shown = unescape(client.get(onward).text)
        pages += shown
        following = re.search(r'rel="next" href="([^"]+)"', shown)
        onward = following[1] if following else ""
    return pages


def person_of(everyone: World, home: str) -> int:
    """Whose case this is."""
    with everyone.cast.database.reading() as session:
        wanted = select(Case).where(col(Case.reference) == home.removeprefix("/cases/"))
        return session.exec(wanted).one().person_id


def record(everyone: World) -> str:
    """The campaign's whole record, as it is exported."""
    with everyone.cast.database.reading() as session:
        return text_of(session, everyone.cast.campaign.slug)


def test_a_kept_source_described_anew_is_asked_about_and_nothing_is_lost(
    everyone: World, ana: TestClient
) -> None:
    chosen = "Kept already"
    with everyone.cast.database.writing(actor="the story", at=WHEN) as session:
        story.source(session, chosen)
    for page in PAGES:
        form = form_on(ana, page)
        for typed in ({"source_publisher": "Typed below"}, {"source_url": "https://e.org/typed"}):
            answer = ana.post(form.action, data=form.filled(source=chosen, **typed))
            assert answer.status_code == 422, page
            told = unescape(answer.text)
            assert ASKS_WHICH in told, page
            assert f'value="{next(iter(typed.values()))}"' in told, page
            assert f'name="source" type="text" list="f-source-known" value="{chosen}"' in told, page
    assert "Typed below" not in ana.get("/sources").text


def test_a_publisher_without_a_source_is_asked_whose_it_is(everyone: World, ana: TestClient) -> None:
    for page in PAGES:
        form = form_on(ana, page)
        answer = ana.post(form.action, data=form.filled(source="", source_publisher="Typed paper"))
        assert answer.status_code == 422, page
        assert 'href="#f-source"' in answer.text, page
        assert 'value="Typed paper"' in answer.text, page


def test_a_source_that_is_kept_is_cited_by_what_the_form_offers(everyone: World, ana: TestClient) -> None:
    with everyone.cast.database.writing(actor="the story", at=WHEN) as session:
        first, second = story.source(session, "Twice told"), story.source(session, "Told once")
        other = story.source(session, "Twice told ")
        other.title, other.publisher, first_id = first.title, first.publisher, number_of(first)
        expected = [first_id, number_of(second), number_of(second)]
    page = "/cases/K-002/add/note"
    twice = f"Twice told (Campaign Kazakhstan) #{first_id}"
    assert f'<option value="{twice}">' in ana.get(page).text
    assert '<option value="Told once (Campaign Kazakhstan)">' in ana.get(page).text
    refused = ana.post(page, data={"summary": "Which one?", "source": "Twice told"})
    assert "Several texts are called so." in refused.text
    for source in (twice, "Told once (Campaign Kazakhstan)", "Told once"):
        assert ana.post(page, data={"summary": "A thing.", "source": source}).status_code == 303
    assert cited_since(everyone, len(expected)) == expected
    assert ana.post(page, data={"summary": "A thing.", "source": "#99999"}).status_code == 422


def cited_since(everyone: World, count: int) -> list[int]:
    """Which texts the last citations name."""
    with everyone.cast.database.reading() as session:
        newest = select(Citation.source_id).order_by(col(Citation.id).desc()).limit(count)
        return list(reversed(session.exec(newest).all()))


def test_an_address_typed_as_the_source_can_be_opened(everyone: World, ana: TestClient) -> None:
    ana.post("/cases/K-002/add/note", data={"summary": "A thing.", "source": "https://e.org/told"})
    with everyone.cast.database.reading() as session:
        assert session.get(Source, cited_since(everyone, 1)[0]).url == "https://e.org/told"  # type: ignore[union-attr]


def test_known_as_of_is_kept_with_a_source_or_without(everyone: World, ana: TestClient) -> None:
    dated = [page for page in PAGES if form_on(ana, page).asks_when]
    days = [date(2012, 8, 1) + timedelta(days=number) for number in range(len(dated))]
    for number, (day, page) in enumerate(zip(days, dated, strict=True)):
        sent(ana, form_on(ana, page), source="" if number % 2 else "A text", as_of=day.isoformat())
    exported = record(everyone)
    for day, page in zip(days, dated, strict=True):
        if not page.endswith(WAIT):
            assert f'"{day}"' in exported, page


def test_known_as_of_where_none_is_kept_is_said_and_stays_in_the_form(
    everyone: World, ana: TestClient
) -> None:
    undated = [form for page in PAGES if not (form := form_on(ana, page)).asks_when]
    assert len(undated) > 10
    for form in undated:
        answer = ana.post(form.action, data=form.filled(source="A text", as_of="24 September 2012"))
        assert answer.status_code == 422, form.page
        assert ASKS_WHEN in answer.text, form.page
        assert 'value="24 September 2012"' in answer.text, form.page


def test_adding_a_source_to_an_action_takes_a_source(everyone: World, ana: TestClient) -> None:
    answer = ana.post("/actions/R-009/cite", data=form_on(ana, "/actions/R-009/cite").filled())
    assert answer.status_code == 422
    assert "Say who says so" in answer.text
