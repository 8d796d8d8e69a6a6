"""A case page begins with what is so now, and none of its buttons leads to a refusal."""

import re
from html import unescape
from pathlib import Path

import pytest

from app.cases.models import Case, Minder, Person, PersonRole
from app.consent.models import Basis, Consent, Use
from app.db import number_of
from app.settings import Settings, read_settings
from tests import clock, story
from tests.counting import counted
from tests.story import Cast


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """On the day of which the documents speak."""
    return read_settings(
        {
            "VIGIL_DATABASE_URL": database_url,
            "VIGIL_DATA_DIR": str(tmp_path / "data"),
            "VIGIL_TODAY": "2013-04-30",
        }
    )


def striker(cast: Cast, **case: object) -> None:
    """Sentenced, in prison, on hunger strike; of a woman."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        source = story.source(session)
        row = session.get_one(Case, number_of(cast.case))
        for name, value in case.items():
            setattr(row, name, value)
        for kind, on, more in (
            ("custody", "2012-06-04", {"form": "prison"}),
            ("sentence", "2012-08-02", {"form": "prison", "length": "P5Y"}),
            (
                "health-alert",
                "2013-04-22",
                {"severity": "hunger-strike", "condition": "Hunger strike.", "as_of": "2013-04-24"},
            ),
            ("note", "2012-08-03", {"summary": "Her family fears for her."}),
        ):
            story.cited(session, source, story.entry(session, row, kind, on, **more))


def agree(cast: Cast, *groups: str) -> None:
    """Her daughter allows these groups of facts in letters."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        for group in groups:
            session.add(
                Consent(
                    person_id=cast.case.person_id, field_group=group, use=Use.LETTER, basis=Basis.GIVEN,
                    given_by="her daughter",
                )
            )  # fmt: skip


def head_of(page: str) -> str:
    """What stands before the dates of the case."""
    return unescape(page[page.index('class="banner"') : page.index('id="reviews"')])


def test_the_head_says_what_is_so_since_when_when_last_heard_and_who_minds(cast: Cast) -> None:
    striker(cast)
    head = head_of(cast.client(cast.lee).get("/cases/K-001").text)
    for words in (
        "Sentenced, as of 24 April 2013, 6 days ago",
        "day 3 when last heard of, 24 April 2013",
        "2 August 2012",
        "Nobody yet",
        "Look after this case",
    ):
        assert words in head
    assert head.count("<a class") + head.count("<button") <= 3


def test_taking_a_case_from_its_head_is_one_press(cast: Cast) -> None:
    striker(cast)
    lee = cast.client(cast.lee)
    head = head_of(lee.get("/cases/K-001").text)
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', head))
    lee.post("/cases/K-001/look-after", data=sent)
    assert "Lee" in head_of(lee.get("/cases/K-001").text)


def hrefs(head: str) -> list[str]:
    """Where the buttons lead."""
    return re.findall(r'<a class="button[^"]*" href="([^"]+)"', head)


def test_a_letter_is_offered_only_where_it_could_be_sent(cast: Cast) -> None:
    striker(cast)
    lee = cast.client(cast.lee)
    head = head_of(lee.get("/cases/K-001").text)
    assert "Record consent to write" in head
    assert "No consent for this: name" in head
    agree(cast, "name", "health", "case")
    assert "/cases/K-001/letters/new?kind=medical-care" in hrefs(head_of(lee.get("/cases/K-001").text))


@pytest.mark.parametrize("who", ["police officer", "unnamed"])
def test_no_letter_is_offered_for_whom_none_would_be_sent(cast: Cast, who: str) -> None:
    striker(cast)
    agree(cast, "name", "health", "case")
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        if who == "unnamed":
            session.get_one(Person, cast.case.person_id).named = False
        else:
            session.add(PersonRole(person_id=cast.case.person_id, role="police-officer"))
    head = head_of(cast.client(cast.lee).get("/cases/K-001").text)
    assert "letters/new" not in head
    assert "Record consent to write" not in head


STATES = {
    "empty": (),
    "ill": (("custody", "2013-03-01", {"form": "prison"}), ("health-alert", "2013-04-22", {"severity": "critical"})),
    "dead": (("custody", "2012-03-01", {"form": "prison"}), ("death", "2013-04-22", {})),
    "asleep": (("custody", "2009-03-01", {"form": "remand"}),),
    "freed": (("custody", "2012-03-01", {"form": "prison"}), ("release", "2013-04-22", {"form": "early"})),
    "threatened": (("threat", "2013-04-20", {"what": "Dismissal"}),),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("ends", ["open", "closed", "stopped"])
def test_no_button_leads_to_a_refusal(cast: Cast, state: str, ends: str) -> None:
    agree(cast, "name", "health", "case")
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        source, row = story.source(session), session.get_one(Case, number_of(cast.case))
        for kind, on, more in STATES[state]:
            story.cited(session, source, story.entry(session, row, kind, on, **more))
        if ends == "closed":
            row.closed_at, row.closed_reason = clock.now(), "Moved away"
        session.add(Minder(case_id=number_of(cast.case), volunteer_id=number_of(cast.lee)))
    lee = cast.client(cast.lee)
    if ends == "stopped":
        form = lee.get("/cases/K-001/consent/stop").text
        assert "Stop everything" in form
        key = re.search(r'name="key" value="([^"]+)"', form)
        assert key is not None
        lee.post("/cases/K-001/consent/stop", data={"key": key[1], "given_by": "her daughter"})
    head = head_of(lee.get("/cases/K-001").text)
    assert ("Asked to stop" in head) == (ends == "stopped")
    assert ("letters/new" in head) <= (ends == "open")
    for href in hrefs(head):
        assert lee.get(href).status_code == 200, href


def test_rows_and_headings_show_no_number_or_name_of_a_column(cast: Cast) -> None:
    striker(cast)
    page = unescape(cast.client(cast.lee).get("/cases/K-001").text)
    titles = re.findall(r'class="entry-title">([^<]+)<', page)
    assert "Her family fears for her." in titles
    assert "Note" not in titles
    assert "disease.:" not in page
    assert "Takes the place of: 1" not in page


def test_a_source_is_named_once_and_numbered_where_it_speaks(cast: Cast) -> None:
    striker(cast)
    page = unescape(cast.client(cast.lee).get("/cases/K-001").text)
    assert page.count("Campaign Kazakhstan, 24 April 2013") == 1
    assert 'id="source-1"' in page
    assert page.count('href="#source-1"') >= 4


def test_the_page_takes_no_more_statements_than_it_did(cast: Cast) -> None:
    striker(cast)
    lee = cast.client(cast.lee)
    lee.get("/cases/K-001")
    with counted(cast) as told:
        assert lee.get("/cases/K-001").status_code == 200
    assert len(told) <= 21, len(told)
