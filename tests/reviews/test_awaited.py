"""What is awaited of a complaint, a submission and those who took a person on: when, and what ends it."""

from typing import Any

import pytest

from app.reviews.due_date import Urgency
from tests.reviews.facts import day, dues, fact

SENT = {"body": "A working group", "state_due": "2013-06-20", "comment_due": "2013-07-20"}
ROWS: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("complaint", "without an answer", {"to_whom": "The prosecutor"}, ["2013-05-10"]),
    ("complaint", "answered", {"answer": "Refused."}, []),
    ("complaint", "answered on a day", {"answered": "2013-04-20"}, []),
    ("complaint", "of which none is possible", {"none_possible": "No lawyer may come."}, []),
    ("submission", "sent", SENT, ["2013-06-20", "2013-07-20", "2013-10-07"]),
    (
        "submission",
        "answered by the State",
        SENT | {"state_answered": "2013-04-20"},
        ["2013-07-20", "2013-10-17"],
    ),
    (
        "submission",
        "commented on",
        SENT | {"state_answered": "2013-04-20", "commented": "2013-04-28"},
        ["2013-10-25"],
    ),
    ("submission", "decided", SENT | {"outcome": "Arbitrary."}, []),
    ("adoption", "begun", {"by": "A branch"}, ["2013-07-09"]),
    ("adoption", "asked about since", {"asked": "2013-04-28"}, ["2013-07-27"]),
    ("adoption", "that ends later", {"until": "2014-01-01"}, ["2013-07-09"]),
    ("adoption", "ended", {"until": "2013-04-20"}, []),
    ("recognition", "made", {"by": "A union", "called": "Held against the law"}, []),
]


@pytest.mark.parametrize(("kind", "how", "fields", "days"), ROWS, ids=[" ".join(row[:2]) for row in ROWS])
def test_what_is_awaited_falls_due_until_it_came(
    kind: str, how: str, fields: dict[str, Any], days: list[str]
) -> None:
    assert [due.due for due in dues("awaited", fact(1, kind, "2013-04-10", **fields))] == list(map(day, days))


def test_a_deadline_of_a_procedure_is_hard_and_a_habit_of_the_house_is_not() -> None:
    state, comment, outcome = dues("awaited", fact(1, "submission", "2013-04-10", **SENT))
    assert (state.hard, state.urgency) == (comment.hard, comment.urgency) == (True, Urgency.LAW)
    assert (outcome.hard, outcome.recurs) == (False, True)


def test_what_others_do_for_somebody_is_no_news_of_them() -> None:
    held = fact(1, "custody", "2011-01-01", form="prison")
    adopted = fact(2, "adoption", "2013-04-20", by="A branch")
    assert dues("dormant", held) != []
    assert dues("dormant", held, adopted) != []
