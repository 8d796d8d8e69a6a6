"""The list of cases: who sees what, filters, sorting, paging by key, and a fixed number of statements."""

import re
from html import unescape

import pytest
from sqlalchemy import text

from tests import story
from tests.counting import counted
from tests.story import Cast


def refs(page: str) -> list[str]:
    """The references in the rows, in order."""
    return re.findall(r'<span class="ref">(K-\d+)</span>', page)


def add_cases(cast: Cast, count: int, first: int = 2) -> None:
    """More cases of the campaign, two of three with a due date."""
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        for number in range(first, first + count):
            story.case(session, cast.campaign, f"K-{number:03d}", f"Person {number:03d}")
    set_due(cast, "UPDATE \"case\" SET next_due = '2013-05-01' WHERE id % 3 = 0")
    set_due(cast, "UPDATE \"case\" SET next_due = '2013-05-09', news_on = '2013-01-01' WHERE id % 3 = 1")


def set_due(cast: Cast, statement: str) -> None:
    """What due dates leave on a case, without the facts they come from."""
    with cast.database.writing(at=story.BEGAN) as session:
        session.connection().execute(text(statement))


def test_the_list_names_people_with_their_standing(cast: Cast) -> None:
    page = cast.client(cast.rea).get("/cases").text
    assert "<title>Cases (1 case) – Vigil</title>" in page
    assert refs(page) == ["K-001"]
    assert "Roza Tuletaeva" in page
    assert "Not known" in page


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_number_of_statements_does_not_grow(cast: Cast, count: int) -> None:
    add_cases(cast, count - 1)
    client = cast.client(cast.lee)
    with counted(cast) as statements:
        page = client.get("/cases").text
    assert len(refs(page)) == count
    assert len(statements) == 6


def test_strangers_and_the_unnamed_see_neither_row_nor_count(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        story.case(session, cast.campaign, "K-002", "Hidden One", visibility="restricted")
    assert "No case is open yet" in cast.client(cast.sam).get("/cases").text
    page = cast.client(cast.lee).get("/cases?q=Hidden+One&state=all").text
    assert refs(page) == []
    assert "(0 cases)" in page


@pytest.mark.parametrize(
    "typed", ["Tuletaeva", "Tuletajewa", "Тулетаева", "Төлетаева", "tulet", "k1", "K-001"]
)
def test_a_name_in_any_spelling_or_a_reference_finds_the_case(cast: Cast, typed: str) -> None:
    add_cases(cast, 2)
    assert refs(cast.client(cast.lee).get("/cases", params={"q": typed}).text) == ["K-001"]


@pytest.mark.parametrize(
    "typed", ['"', "'; DROP TABLE case", "NEAR(", "%", "*", "\\", "\x07", "a" * 5000, "-", "🙂", "AND OR NOT"]
)
def test_nothing_typed_makes_the_list_fail(cast: Cast, typed: str) -> None:
    assert cast.client(cast.lee).get("/cases", params={"q": typed}).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["standing=nonsense", "minder=x", "minder=99999999999999999999", "due=soonish", "silent=0", "after=_", "after=x_y",
     "before=2013-13-45_1", "sort=age", "campaign=elsewhere", "state=", "after=2013-05-01_99999999999999"],
)  # fmt: skip
def test_a_strange_address_is_no_error(cast: Cast, query: str) -> None:
    assert cast.client(cast.lee).get(f"/cases?{query}").status_code == 200


@pytest.mark.parametrize("sort", ["due", "news", "name", "reference"])
def test_paging_by_key_shows_every_case_once_and_leads_back(cast: Cast, sort: str) -> None:
    add_cases(cast, 119)
    client = cast.client(cast.lee)
    page, pages, address = "", [], f"/cases?sort={sort}"
    while address:
        page = unescape(client.get(address).text)
        pages.append(refs(page))
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = found[1] if found else ""
    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({ref for page in pages for ref in page}) == 120
    previous = re.search(r'rel="prev" href="([^"]+)"', page)
    assert previous
    assert refs(client.get(previous[1]).text) == pages[1]


def test_chips_take_one_filter_away_and_keep_the_others(cast: Cast) -> None:
    page = unescape(cast.client(cast.lee).get("/cases?standing=unknown&minder=none&sort=name").text)
    assert 'href="/cases?minder=none&sort=name"' in page
    assert 'href="/cases?standing=unknown&sort=name"' in page
    assert refs(page) == ["K-001"]


def test_filters_by_minder_due_and_silence(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        story.case(session, cast.campaign, "K-002", "Second Person")
    set_due(cast, "UPDATE \"case\" SET next_due = '2000-01-01' WHERE reference = 'K-002'")
    assert refs(lee.get("/cases?due=late").text) == ["K-002"]
    assert refs(lee.get("/cases?due=none").text) == ["K-001"]
    assert refs(lee.get("/cases?silent=30&sort=reference").text) == ["K-001", "K-002"]
    assert refs(lee.get("/cases?minder=me").text) == []
