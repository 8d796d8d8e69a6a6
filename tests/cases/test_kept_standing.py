"""Where a case stands tells nothing that only those named on it may know."""

import pytest

from app.cases.models import Minder, Visibility
from app.db import Database, number_of
from app.settings import Settings
from tests import story

PAGES = (
    "/cases", "/cases?standing=dead", "/cases/K-001", "/cases/K-001/history", "/cases/K-001/consent", "/people/1",
    "/open-questions", "/incidents/I-001", "/letters/many", "/letters/unwritten", "/actions/who-needs-us",
)  # fmt: skip


@pytest.fixture
def cast(settings: Settings, database: Database) -> story.Cast:
    """A campaign that all know somebody to be in prison; only Ana knows of a death."""
    cast = story.the_cast(settings, database)
    case_id = number_of(cast.case)
    with database.writing(actor="Ana", at=story.BEGAN) as session:
        session.add(Minder(case_id=case_id, volunteer_id=number_of(cast.ana)))
        story.entry(session, cast.case, "custody", "2012-01-05", form="arrest")
        story.entry(session, cast.case, "death", "2012-03-07", visibility=Visibility.RESTRICTED)
    return cast


@pytest.mark.parametrize("path", PAGES)
def test_a_death_that_only_a_few_know_of_is_not_told_by_the_standing(cast: story.Cast, path: str) -> None:
    page = cast.client(cast.lee).get(path).text.split("<main", 1)[1]
    told = page.replace(">Dead</label>", "").replace(
        "Standing: Dead", ""
    )  # the filter and what was chosen in it

    assert "Dead" not in told
    assert "7 March 2012" not in told
    assert "standing=" not in path or "Roza" not in told


def test_the_others_read_what_they_may_know_and_the_few_read_all(cast: story.Cast) -> None:
    lee, ana = (cast.client(who).get("/cases/K-001").text for who in (cast.lee, cast.ana))

    assert "Detained" in lee
    assert "Timeline</a>" not in lee
    assert 'Timeline <span class="count">1</span>' in lee
    assert "Dead" in ana
    assert 'Timeline <span class="count">2</span>' in ana
    assert "Dead" in cast.client(cast.ana).get("/cases").text
