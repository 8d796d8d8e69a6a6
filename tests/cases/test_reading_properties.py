"""What holds of every reading, whatever the facts and the day."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given as drawn
from hypothesis import strategies as st

from app.cases.derived import settled
from app.cases.models import EntryKind, Visibility
from app.cases.queries.timeline import Fact
from app.cases.reading_words import alert_in_words, custody_in_words, stands
from app.cases.rules.custody import tells_of_custody
from app.cases.rules.facts import heard, last_day
from app.cases.rules.reading import SHIPPED, Reading, read_case
from app.dates import FuzzyDate
from app.directory.periods import HOUSE_DAYS
from tests.dates.drawn import fuzzy_dates
from tests.reviews.facts import fact

DAYS = st.dates(date(2008, 1, 1), date(2030, 12, 31))
CHOICES: dict[EntryKind, dict[str, list[str | None]]] = {
    EntryKind.CUSTODY: {
        "form": ["arrest", "police-custody", "remand", "administrative-detention", "prison", "house-arrest", None],
        "length": [None, None, "P10D", "P2M"],
        "until": [None, None, "2012-03-08", "2013-04", "2040"],
    },
    EntryKind.CHARGE: {"outcome": ["pending", "convicted", "acquitted", "dropped", None]},
    EntryKind.HEARING: {"stage": ["trial", "verdict", "remand", "testimony", None], "result": [None, "Adjourned."]},
    EntryKind.SENTENCE: {
        "form": ["prison", "suspended", "fine", "probation", "amnesty", "administrative-detention", None],
        "length": ["P5Y", "P1M", "P15D", None],
        "relation": [None, "instead-of", "added-to", "served-beside", "not-known"],
        "starts": [None, None, "2011-12-16"],
    },
    EntryKind.APPEAL: {"outcome": ["pending", "rejected", "reduced", "quashed", "returned", None]},
    EntryKind.HEALTH_ALERT: {
        "severity": ["hunger-strike", "critical", "serious", "watch", None], "resolution": [None, None, "recovered"],
    },
    EntryKind.THREAT: {"target": [None, "her children"], "ending": [None, "came-to-nothing"]},
    EntryKind.CONTACT: {"form": ["visit", "mail", "at-large", None]},
}  # fmt: skip

SPANS: st.SearchStrategy[FuzzyDate | None] = fuzzy_dates


@st.composite
def cases(draw: st.DrawFn) -> list[Fact]:
    """A few facts of any kind, dated as loosely as dates can be, some of them kept to a few."""
    made: list[Fact] = []
    for number in range(1, draw(st.integers(0, 7)) + 1):
        kind = draw(st.sampled_from(list(EntryKind)))
        fields: dict[str, Any] = {
            name: draw(st.sampled_from(choices)) for name, choices in CHOICES.get(kind, {}).items()
        }
        if kind is EntryKind.SENTENCE:
            fields["supersedes_id"] = draw(st.sampled_from([None, *range(1, number)]))
        on, as_of = (draw(st.none() | SPANS) for _ in range(2))
        one = fact(number, kind, on.edtf if on else None, as_of=as_of.edtf if as_of else None, **fields)
        made.append(one)
    return made


def horizon(facts: list[Fact], today: date) -> date:
    """The last day for which any news says anything; long ago where there is none."""
    days = [last_day(news, today) for one in facts if (news := heard(one, today)) is not None]
    return max(days, default=date.min)


@drawn(cases(), DAYS)
def test_no_count_reaches_beyond_the_last_news_or_a_stated_length(told: list[Fact], today: date) -> None:
    custody = read_case(told, today).custody
    if custody is None or not custody.goes_on:
        return
    began = min(one.on.earliest_plausible for one in told if one.on is not None and tells_of_custody(one))
    stated = sum(stay.stated_days for stay in custody.stays)
    reach = max((horizon(told, today) - began).days + 1, 1)
    assert custody.count.days <= max(reach, 1) + stated
    assert custody.count.days <= (today - began).days + 1 + stated


@drawn(cases(), DAYS)
def test_nothing_is_so_beyond_its_carry_period(told: list[Fact], today: date) -> None:
    longest = max(HOUSE_DAYS["carry"].values())
    reading = read_case(told, today)
    last = horizon(told, today)
    if reading.as_of is not None:
        last = max(last, last_day(reading.as_of, today))
    if last == date.min or (today - last).days > longest:
        assert not reading.is_held
        assert not any(alert.carried for alert in reading.alerts)
        words = str(stands(reading))
        if reading.carried_until is not None and reading.as_of is not None:
            assert "when last heard of" in words


@drawn(cases(), DAYS)
def test_words_of_the_past_do_not_change_as_days_go_by(told: list[Fact], today: date) -> None:
    """Without news a later day may change the tense and the age, never the number of days."""
    now, later = read_case(told, today), read_case(told, today + timedelta(days=400))
    if any(
        heard(one, today) != (news := heard(one, later.today)) or _lies_ahead(news, today) for one in told
    ):
        return
    if now.custody and later.custody and now.custody.goes_on and later.custody.goes_on:
        assert _number(custody_in_words(now)) == _number(custody_in_words(later))
    for before, after in zip(now.alerts, later.alerts, strict=False):
        if before.fact.id == after.fact.id:
            assert _number(alert_in_words(before, now.today)) == _number(alert_in_words(after, later.today))


def _lies_ahead(news: FuzzyDate | None, today: date) -> bool:
    """Whether it may be news of a day that has not come yet."""
    return news is not None and (news.last is None or news.last > today)


def _number(words: str) -> str | None:
    found = re.search(r"[0-9][0-9,]*", words)
    return found.group() if found else None


@drawn(cases(), DAYS)
def test_reading_twice_or_in_another_order_changes_nothing(told: list[Fact], today: date) -> None:
    once, again = read_case(told, today), read_case(list(reversed(told)), today)
    assert _kept(once) == _kept(read_case(told, today)) == _kept(again)


def _kept(reading: Reading[Fact]) -> dict[str, object]:
    return settled(1, reading, SHIPPED)


@drawn(cases(), cases(), DAYS)
def test_the_open_reading_never_depends_on_what_is_kept_to_a_few(
    told: list[Fact], kept: list[Fact], today: date
) -> None:
    hidden = [_restricted(one, len(told) + place) for place, one in enumerate(kept, 1)]
    alone, together = _kept(read_case(told, today)), _kept(read_case([*told, *hidden], today))
    assert {name: value for name, value in together.items() if not _is_full(name)} == {
        name: value for name, value in alone.items() if not _is_full(name)
    }


def _restricted(one: Fact, number: int) -> Fact:
    return replace(one, id=number, visibility=Visibility.RESTRICTED, detail=_renumbered(one, number))


def _renumbered(one: Fact, number: int) -> Any:
    if one.detail is None:
        return None
    values = {name: getattr(one.detail, name) for name in type(one.detail).model_fields}
    return type(one.detail)(**(values | {"entry_id": number}))


def _is_full(name: str) -> bool:
    return name.startswith("full_") or name == "readings_differ"
