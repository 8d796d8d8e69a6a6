"""Where a case stands: the rule, entry by entry."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from app.cases.models.kinds import EntryKind
from app.cases.rules.custody import days_in_custody, is_held, overlapping
from app.cases.rules.sentences import operative, term_of
from app.cases.rules.standing import standing_of
from app.dates import FuzzyDate, in_words

TODAY = date(2013, 4, 30)


@dataclass(frozen=True)
class Told:
    """An entry as the rules see it; fuzzy fields of its kind as EDTF."""

    id: int
    kind: EntryKind
    on: FuzzyDate | None
    detail: Any
    dates: dict[str, str] = field(default_factory=dict)

    @property
    def known(self) -> FuzzyDate | None:
        return self.on

    def fuzzy(self, name: str) -> FuzzyDate | None:
        return FuzzyDate.parse(self.dates[name]) if name in self.dates else None


def told(number: int, kind: str, on: str | None, dates: dict[str, str] | None = None, **detail: Any) -> Told:
    """One entry."""
    blank = {
        "form": None,
        "outcome": None,
        "stage": None,
        "target": None,
        "conditions": None,
        "supersedes_id": None,
    }
    fuzzy = FuzzyDate.parse(on) if on else None
    return Told(number, EntryKind(kind), fuzzy, SimpleNamespace(**{**blank, **detail}), dates or {})


ROZA = [
    told(1, "custody", "2011-12", form="arrest"),
    told(2, "charge", "../2012-06-05"),
    told(3, "sentence", "2012-06-04?", form="prison", length="P7Y", credited_days=None),
    told(4, "appeal", "2012-08-02", outcome="reduced"),
    told(5, "sentence", "2012-08-02", form="prison", length="P5Y", supersedes_id=3, credited_days=None),
    told(6, "threat", "../2012-08-09", target="her children"),
    told(7, "health-alert", "2013-04-22", severity="hunger-strike"),
]


def test_a_reduced_sentence_stands_and_its_age_is_that_of_the_newest_news() -> None:
    now = standing_of(ROZA, TODAY)
    assert now.standing == "sentenced"
    assert now.as_of is not None
    assert in_words(now.as_of) == "22 April 2013"


def test_the_superseded_sentence_does_not_count() -> None:
    assert [fact.id for fact in operative(ROZA)] == [5]


def test_the_expected_end_is_counted_from_the_arrest_and_stays_a_range() -> None:
    term = term_of(operative(ROZA)[0], ROZA)
    assert term is not None
    assert (term.first, term.last) == (date(2016, 11, 30), date(2016, 12, 30))
    assert term.rests_on == (5, 1)
    assert "custody that began" in term.arithmetic[0]


def test_days_in_custody_say_at_least_where_the_day_is_not_known() -> None:
    count = days_in_custody(ROZA, TODAY)
    assert count is not None
    assert count.at_least
    assert count.days == (TODAY - date(2011, 12, 31)).days + 1
    assert is_held(ROZA, TODAY)


@pytest.mark.parametrize(
    ("entries", "standing"),
    [
        ([], "unknown"),
        ([told(1, "note", "2012-01-01")], "unknown"),
        ([told(1, "threat", "2011-09")], "threatened"),
        ([told(1, "threat", "2011-09", target="his family")], "unknown"),
        ([told(1, "custody", "2011-06-01")], "detained"),
        ([told(1, "custody", "2011-06-01", {"until": "2011-06-08"})], "released"),
        ([told(1, "custody", "2011-06-01"), told(2, "charge", "2011-07")], "charged"),
        ([told(1, "charge", "2011-07"), told(2, "custody", "2011-08-01")], "charged"),
        ([told(1, "charge", "2011-07"), told(2, "hearing", "2012-03-27", stage="trial")], "on-trial"),
        ([told(1, "charge", "2011-07"), told(2, "hearing", "2013-05-27", stage="trial")], "charged"),
        ([told(1, "charge", "2011-07"), told(2, "hearing", "2012-03-27", stage="remand")], "charged"),
        ([told(1, "charge", "2011-07", {"outcome_on": "2012-06-04"}, outcome="acquitted")], "cleared"),
        ([told(1, "sentence", "2011-08", form="suspended")], "free-with-conditions"),
        (
            [
                told(1, "sentence", "2011-08", form="suspended"),
                told(2, "charge", "2012-08", outcome="pending"),
            ],
            "charged",
        ),
        ([told(1, "sentence", "2012-05", form="released-at-verdict")], "released"),
        ([told(1, "sentence", "2011-08-16", form="administrative-detention")], "detained"),
        ([told(1, "sentence", "2011-08-16", form="administrative-detention", length="P10D")], "unknown"),
        ([told(1, "sentence", "2013-04-28", form="administrative-detention", length="P10D")], "detained"),
        (
            [
                told(1, "sentence", "2011-08-16", form="administrative-detention", length="P10D"),
                told(2, "charge", "2011-08-20"),
            ],
            "charged",
        ),
        (
            [told(1, "sentence", "2012-06", form="prison"), told(2, "appeal", "2012-07", outcome="pending")],
            "appealing",
        ),
        (
            [
                told(1, "sentence", "2012-06", form="prison"),
                told(2, "appeal", "2012-07", outcome="pending"),
                told(3, "appeal", "2012-08-02", outcome="rejected"),
            ],
            "sentenced",
        ),
        ([told(1, "sentence", "2011-08-08", form="prison"), told(2, "release", "2012-03")], "released"),
        (
            [
                told(1, "sentence", "2011-08-08", form="prison"),
                told(2, "release", "2012-03", conditions="reports"),
            ],
            "free-with-conditions",
        ),
        ([told(1, "custody", "2011-12"), told(2, "death", "2011-12")], "dead"),
        ([told(1, "sentence", "2012-06", form="prison"), told(2, "threat", "2012-08")], "sentenced"),
        ([told(1, "release", "2012-03"), told(2, "threat", "2012-08")], "threatened"),
    ],
)
def test_the_table_of_standings(entries: list[Told], standing: str) -> None:
    assert standing_of(entries, TODAY).standing == standing


def test_a_threat_is_as_old_as_itself() -> None:
    now = standing_of([told(1, "threat", "2011-09"), told(2, "note", "2012-08")], TODAY)
    assert now.as_of is not None
    assert now.as_of.edtf == "2011-09"


def test_two_places_at_once_are_pointed_out() -> None:
    here = told(1, "custody", "2012-01-01", {"until": "2012-03-01"})
    there = told(2, "custody", "2012-02-01", {"until": "2012-04-01"})
    after = told(3, "custody", "2012-04-01", {"until": "2012-05-01"})
    assert overlapping([here, there, after]) == [(1, 2)]


def test_release_freezes_the_days_in_custody() -> None:
    facts = [told(1, "custody", "2011-06-01"), told(2, "release", "2012-03-08")]
    count = days_in_custody(facts, TODAY)
    assert count is not None
    assert count.days == (date(2012, 3, 8) - date(2011, 6, 1)).days + 1
    assert not is_held(facts, TODAY)
