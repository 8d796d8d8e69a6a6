"""The date that a list shows of a case: the one that matters most now, not merely the earliest."""

from datetime import timedelta
from html import unescape

import pytest

from app.cases.models import Case
from app.reviews.changes import set_by_hand
from app.reviews.due_date import Urgency
from app.reviews.forms import ByHandForm
from tests import story
from tests.conftest import NOW
from tests.reviews.facts import TODAY
from tests.story import Cast


@pytest.mark.parametrize(
    ("ahead", "shown"),
    [(-20, "26 Apr"), (5, "26 Apr")],
)
def test_a_life_in_danger_is_shown_before_what_the_house_asks_for(cast: Cast, ahead: int, shown: str) -> None:
    with cast.database.writing(actor="the story", at=NOW) as session:
        case = session.get(Case, cast.case.id)
        assert case is not None
        made = set_by_hand(session, case, ByHandForm(title="Check it"), TODAY + timedelta(days=ahead), 1)
        made.urgency = Urgency.HOUSE
        story.entry(session, case, "health-alert", "2013-04-22", severity="hunger-strike", as_of="2013-04-24")

    page = unescape(cast.client(cast.lee).get("/cases").text)

    assert shown in page.split('class="stack"')[-1]
    assert "4 days late" in page
