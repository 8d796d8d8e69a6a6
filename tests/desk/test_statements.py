"""How many statements the pages run that people wait for most: the same however much there is, and they only fall."""

import pytest

from app.cases.models import Minder
from app.db import number_of
from tests import story
from tests.counting import counted

MOST = {"/cases": 7, "/reviews": 12, "/my": 18, "/cases/K-001": 18, "/cases/K-001/add/note": 9}


@pytest.mark.parametrize("path", MOST)
def test_a_page_runs_no_more_statements_than_it_did(cast: story.Cast, path: str) -> None:
    with cast.database.writing(actor="Lee", at=story.BEGAN) as session:
        session.add(Minder(case_id=number_of(cast.case), volunteer_id=number_of(cast.lee)))
        text = story.source(session)
        for kind, on in (("custody", "2012-01-05"), ("charge", "2012-01-09"), ("sentence", "2012-06-04")):
            story.cited(session, text, story.entry(session, cast.case, kind, on))
        story.entry(session, cast.case, "hearing", "2043-06-20", court="Aktau city court")
        for number in range(2, 12):
            other = story.case(session, cast.campaign, f"K-{number:03}", f"Somebody {number}")
            story.entry(session, other, "health-alert", "2013-04-20", severity="critical")
    lee = cast.client(cast.lee)
    assert lee.get(path).status_code == 200

    with counted(cast) as seen:
        lee.get(path)

    assert len(seen) <= MOST[path], len(seen)
