"""Which dates follow from where an action stands, and that they come and go with it."""

from dataclasses import replace
from datetime import date

import pytest

from app.campaigning.due import Watched, dues_of
from app.campaigning.lifecycle import ForCase
from app.campaigning.police_notice import NOTICES
from app.dates import FuzzyDate
from tests.campaigning.acting import live, stored
from tests.story import Cast

TODAY = date(2013, 4, 25)
CALL = Watched(
    7, "2013-004", "A doctor for Roza", "letter-call", "live", date(2013, 5, 31), date(2013, 4, 1), None, None, None,
    handed_in=False, behind=(),
)  # fmt: skip
PICKET = replace(
    CALL, kind="gathering", until=None, on=FuzzyDate.on(date(2013, 4, 24)), last_day=date(2013, 4, 24)
)
FREE = ForCase("K-001", "Roza Tuletaeva", "released", since=date(2013, 4, 20))


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (CALL, {"action-ended": date(2013, 6, 1)}),
        (replace(CALL, state="draft"), {}),
        (replace(CALL, state="closed"), {}),
        (replace(CALL, until=None), {"action-long": date(2013, 6, 30)}),
        (PICKET, {"action-went": date(2013, 4, 25)}),
        (replace(PICKET, came=40), {"action-ended": date(2013, 4, 25)}),
        (
            replace(PICKET, notice=NOTICES["GB"]),
            {"action-notice": date(2013, 4, 17), "action-went": date(2013, 4, 25)},
        ),
        (replace(PICKET, notice=NOTICES["GB"], notice_given=True), {"action-went": date(2013, 4, 25)}),
        (
            replace(CALL, paused_on=date(2013, 4, 22), paused_reason="She was moved"),
            {"action-untrue": date(2013, 4, 22), "action-ended": date(2013, 6, 1)},
        ),
        (
            replace(CALL, behind=(FREE,)),
            {"action-paused": date(2013, 4, 20), "action-ended": date(2013, 6, 1)},
        ),
        (
            replace(CALL, kind="petition", hand_in=date(2013, 5, 16)),
            {"action-ended": date(2013, 6, 1), "action-hand-in": date(2013, 5, 16)},
        ),
        (replace(CALL, hand_in=date(2013, 5, 16), handed_in=True), {"action-ended": date(2013, 6, 1)}),
    ],
)
def test_the_dates_that_follow(action: Watched, expected: dict[str, date]) -> None:
    found = dues_of(action, TODAY)
    assert {due.rule: due.due for due in found} == expected
    assert all(due.reason and due.arithmetic and due.href == "/actions/2013-004" for due in found)


def test_a_date_comes_when_an_action_goes_live_and_goes_when_it_closes(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    ref = live(cast)
    open_dates = (
        "SELECT rule, href FROM review WHERE done_at IS NULL AND dropped_at IS NULL AND case_id IS NULL"
    )
    assert stored(cast, open_dates) == [("action-ended", f"/actions/{ref}")]
    assert lee.get("/reviews").status_code == 200
    assert lee.get("/my").status_code == 200
    lee.post(f"/actions/{ref}/close", data={"outcome": "no-change", "report": "Nobody answered."})
    assert stored(cast, open_dates) == []
