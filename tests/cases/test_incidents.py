"""Incidents: claims side by side, sums in words, members, forms, and what others do not see."""

import re
from html import unescape

import pytest
from sqlalchemy import text

from app.cases.models import Incident
from app.cases.rules.group_sums import sum_in_words
from app.db import number_of
from tests import story
from tests.counting import counted
from tests.story import Cast

TRIAL = {"title": "Trial of the thirty-seven", "kind": "mass-trial", "on": "27 3 2012", "until": "4 6 2012"}


@pytest.fixture
def trial(cast: Cast) -> Incident:
    """A mass trial."""
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        made = Incident(
            reference="I-001",
            campaign_id=number_of(cast.campaign),
            kind="mass-trial",
            title="Trial of the thirty-seven",
        )
        session.add(made)
        session.flush()
    return made


def stored(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    """Rows as the database holds them."""
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def seen_in(page: str) -> str:
    """The mark of what a form was shown."""
    return page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]


def test_an_incident_is_made_with_the_next_reference_and_its_source(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    answer = lee.post("/incidents/new", data={**TRIAL, "source": "Court report"})
    assert answer.headers["location"] == "/incidents/I-001"
    page = unescape(lee.get("/incidents/I-001").text)
    assert "from 27 March 2012 to 4 June 2012" in page
    assert "Court report" in page
    assert "Trial of the thirty-seven" in lee.get("/incidents").text


def test_claims_stand_side_by_side_and_no_number_is_the_number(cast: Cast, trial: Incident) -> None:
    lee = cast.client(cast.lee)
    for number, qualifier, who in (
        (15, "exactly", "the government"),
        (16, "at-least", "a newspaper"),
        (70, "about", ""),
    ):
        form = {"measure": "killed", "value_min": str(number), "qualifier": qualifier}
        source = {"source": f"Report {number}", "claimant": who}
        assert lee.post("/incidents/I-001/add/figures", data={**form, **source}).status_code == 303
    page = unescape(lee.get("/incidents/I-001").text)
    assert re.findall(r'claim-value">([^<]+)', page) == ["15", "at least 16", "about 70"]
    assert "the government" in page
    assert "101" not in page


KILLED = {"measure": "killed"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (KILLED, "value_min"),
        ({"value_min": "3"}, "measure"),
        ({**KILLED, "value_min": "many"}, "value_min"),
        ({**KILLED, "value_min": "9", "value_max": "3"}, "value_max"),
        ({**KILLED, "value_min": "9", "words": "some"}, "words"),
    ],
)
def test_a_figure_that_says_nothing_or_two_things_is_refused(
    cast: Cast, trial: Incident, typed: dict[str, str], field: str
) -> None:
    answer = cast.client(cast.lee).post("/incidents/I-001/add/figures", data=typed)
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text
    assert stored(cast, "SELECT id FROM figure") == []


def test_the_sums_of_groups_are_checked_and_shown_in_words(cast: Cast, trial: Incident) -> None:
    lee = cast.client(cast.lee)
    lee.post("/incidents/I-001/add/groups", data={"label": "Tried", "count": "37"})
    for label, count in (("Cleared", 3), ("Suspended or amnestied", 21), ("Sent to prison", 13)):
        lee.post("/incidents/I-001/add/groups", data={"label": label, "count": str(count), "parent_id": "1"})
    assert "37 = 3 + 21 + 13: adds up" in unescape(lee.get("/incidents/I-001").text)
    form = lee.get("/incidents/I-001/groups/4/edit").text
    changed = {"label": "Sent to prison", "count": "12", "parent_id": "1", "seen": seen_in(form)}
    assert lee.post("/incidents/I-001/groups/4/edit", data=changed).status_code == 303
    assert "37, but 3 + 21 + 12 = 36: does not add up" in unescape(lee.get("/incidents/I-001").text)


class Told:
    """A group as the arithmetic sees it."""

    def __init__(self, count: int, *, partial: bool = False) -> None:
        self.id, self.parent_id, self.count, self.partial = count, None, count, partial


def test_parts_that_are_not_all_told_of_leave_a_rest() -> None:
    assert sum_in_words(Told(6, partial=True), [Told(2), Told(1)]) == "6 = 2 + 1 + 3 not told of"
    assert sum_in_words(Told(6), []) == ""
    assert sum_in_words(Told(2, partial=True), [Told(2), Told(1)]) == "2, but 2 + 1 = 3: does not add up"


def test_a_group_is_never_inside_itself(cast: Cast, trial: Incident) -> None:
    lee = cast.client(cast.lee)
    lee.post("/incidents/I-001/add/groups", data={"label": "All", "count": "3"})
    lee.post("/incidents/I-001/add/groups", data={"label": "Some", "count": "1", "parent_id": "1"})
    seen = seen_in(lee.get("/incidents/I-001/groups/1/edit").text)
    lee.post(
        "/incidents/I-001/groups/1/edit", data={"label": "All", "count": "3", "parent_id": "2", "seen": seen}
    )
    page = lee.get("/incidents/I-001").text
    assert "All" in page
    assert "Some" in page
    assert lee.post("/incidents/I-001/groups/1/remove").status_code == 409


@pytest.mark.parametrize("who", ["K-001", "k 1", "Rosa Tuletajewa", "Тулетаева Роза"])
def test_a_member_is_found_by_reference_or_by_name_in_any_spelling(
    cast: Cast, trial: Incident, who: str
) -> None:
    lee = cast.client(cast.lee)
    lee.post("/incidents/I-001/add/groups", data={"label": "Sent to prison", "count": "13"})
    answer = lee.post("/incidents/I-001/add/members", data={"who": who, "part": "tried", "group_id": "1"})
    assert answer.status_code == 303
    assert stored(cast, "SELECT case_id, person_id FROM incident_member") == [(cast.case.id, None)]
    page = unescape(lee.get("/incidents/I-001").text)
    assert page.count('href="/cases/K-001"') == 2


def test_people_without_names_are_counted_with_their_qualifier(cast: Cast, trial: Incident) -> None:
    lee = cast.client(cast.lee)
    form = {"description": "Relatives outside the court", "count": "400", "count_qualifier": "about"}
    assert lee.post("/incidents/I-001/add/members", data=form).status_code == 303
    assert "about 400:" in lee.get("/incidents/I-001").text
    assert lee.post("/incidents/I-001/add/members", data={"who": "Nobody Known"}).status_code == 422


def test_hidden_cases_are_absent_from_members_groups_and_counts(cast: Cast, trial: Incident) -> None:
    ana, lee = cast.client(cast.ana), cast.client(cast.lee)
    lee.post("/incidents/I-001/add/groups", data={"label": "Sent to prison", "count": "13"})
    lee.post("/incidents/I-001/add/members", data={"who": "K-001", "group_id": "1"})
    lee.post("/cases/K-001/edit", data={"title": "Ill", "visibility": "restricted", "version": "1"})
    assert "Roza" in lee.get("/incidents/I-001").text
    for address in ("/incidents/I-001", "/incidents"):
        page = ana.get(address).text
        assert "Roza" not in page
        assert "K-001" not in page.split("</header>")[1]
    assert ana.get("/incidents/I-001/members/1/edit").status_code == 404


def test_a_stale_figure_shows_both_versions(cast: Cast, trial: Incident) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    lee.post("/incidents/I-001/add/figures", data={"measure": "killed", "value_min": "15"})
    seen = seen_in(lee.get("/incidents/I-001/figures/1/edit").text)
    first = {"measure": "killed", "value_min": "16", "seen": seen}
    assert ana.post("/incidents/I-001/figures/1/edit", data=first).status_code == 303
    late = lee.post(
        "/incidents/I-001/figures/1/edit", data={"measure": "killed", "value_min": "17", "seen": seen}
    )
    assert late.status_code == 409
    assert "Stored meanwhile" in late.text
    assert stored(cast, "SELECT value_min FROM figure") == [(16,)]


def test_what_is_taken_out_stays_in_the_history(cast: Cast, trial: Incident) -> None:
    lee = cast.client(cast.lee)
    lee.post(
        "/incidents/I-001/add/figures",
        data={"measure": "killed", "value_min": "15", "source": "T"},
    )
    assert lee.post("/incidents/I-001/figures/1/remove").status_code == 303
    assert stored(cast, "SELECT id FROM figure") == []
    assert (
        len(stored(cast, "SELECT id FROM change WHERE noun = 'incident' AND verb IN ('changed', 'removed')"))
        >= 2
    )


def test_readers_read_and_strangers_find_nothing(cast: Cast, trial: Incident) -> None:
    rea, sam = cast.client(cast.rea), cast.client(cast.sam)
    assert rea.get("/incidents/I-001").status_code == 200
    assert "Add a figure" not in rea.get("/incidents/I-001").text
    for address in ("/incidents/I-001/edit", "/incidents/I-001/add/figures", "/incidents/new"):
        assert rea.get(address).status_code == 403
    assert (
        rea.post("/incidents/I-001/add/figures", data={"measure": "killed", "value_min": "1"}).status_code
        == 403
    )
    for address in ("/incidents/I-001", "/incidents/I-001/edit", "/incidents/I-001/add/groups"):
        assert sam.get(address).status_code == 404
    assert "I-001" not in sam.get("/incidents").text
    assert sam.get("/incidents?q=trial&kind=x&after=zzz").status_code == 200
    assert cast.client(cast.lee).get("/incidents/I-001/add/nonsense").status_code == 404


@pytest.mark.parametrize("count", [1, 3, 50])
def test_list_and_page_take_the_same_statements_at_any_size(cast: Cast, trial: Incident, count: int) -> None:
    lee = cast.client(cast.lee)
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        for number in range(count):
            made = Incident(
                reference=f"I-{number + 2:03d}", campaign_id=number_of(cast.campaign), kind="trial", title="T"
            )
            session.add(made)
            story.figure(session, trial, number)
    with counted(cast) as statements:
        lee.get("/incidents")
    assert len(statements) == 3
    with counted(cast) as statements:
        lee.get("/incidents/I-001")
    assert len(statements) == 10
