"""The reading of a case: never beyond what is known, told as it is or as it was when last heard of."""

from datetime import date, timedelta

import pytest

from app.cases.models.cases import Gravity
from app.cases.reading_words import alert_in_words, custody_in_words, stands
from app.cases.rules.reading import read_case
from app.directory.periods import Period, Periods
from tests.cases.told import Told, told

D = date.fromisoformat
ROZA = [
    told(1, "custody", "[2011-12-16..2012-06-04]", form="arrest"),
    told(2, "charge", "[2011-12-16..2012-06-04]", {"outcome_on": "2012-06-04?"}, outcome="convicted"),
    told(3, "sentence", "2012-06-04?", form="prison", length="P7Y"),
    told(4, "custody", "[2012-06-04..2013-04-22]", form="prison", as_of="2013-04-24"),
    told(5, "appeal", "2012-08-02", outcome="reduced", resulting_sentence_id=6),
    told(6, "sentence", "2012-08-02", form="prison", length="P5Y", supersedes_id=3),
    told(7, "health-alert", "2013-04-22", severity="hunger-strike", as_of="2013-04-24"),
]
CUSTODY: list[tuple[str, list[Told], str, str]] = [
    ("on the day of the news", ROZA, "2013-04-24", "at least 325 days"),
    ("a week after it", ROZA, "2013-04-30", "at least 325 days by 24 April 2013"),
    ("years after it", ROZA, "2026-11-30", "at least 325 days when last heard of, 24 April 2013"),
    (
        "an arrest alone",
        [told(1, "custody", "2011-06-01", form="arrest")],
        "2011-06-02",
        "at least 1 day by 1 June 2011",
    ),
    (
        "ten days' detention",
        [
            told(1, "custody", "2011-08-16", form="arrest"),
            told(2, "sentence", "[2011-08-16..2011-08-31]", form="administrative-detention", length="P10D"),
        ],
        "2026-11-30",
        "at least 10 days, over by its stated length",
    ),
    (
        "a stated length, start known loosely",
        [
            told(
                1,
                "custody",
                "[2011-05..2011-09]",
                {"until": "[2011-05..2011-09]"},
                form="police-custody",
                length="P7D",
            )
        ],
        "2026-11-30",
        "7 days, ended",
    ),
    (
        "a stated length that is not over",
        [told(1, "custody", "2013-04-28", form="administrative-detention", length="P10D")],
        "2013-04-30",
        "at least 1 day by 28 April 2013",
    ),
    (
        "a release, to the day",
        [told(1, "custody", "2011-06-01", form="arrest"), told(2, "release", "2012-03-08")],
        "2026-11-30",
        "282 days, ended",
    ),
    (
        "a second arrest after a loose release",
        [
            told(1, "custody", "2011-12-27", form="arrest"),
            told(2, "release", "[2011-12-27..2012-01]"),
            told(3, "custody", "[2011-12-28..2012-01]", form="arrest"),
        ],
        "2012-05-27",
        "at least 1 day when last heard of, between 28 December 2011 and January 2012",
    ),
    (
        "eight days, remand, a prison term and a release",
        [
            told(1, "custody", "2011-06-01", form="arrest"),
            told(2, "sentence", "2011-06-01?", form="administrative-detention", length="P8D"),
            told(3, "custody", "[2011-06-01..2011-08-08]", {"until": "2011-08-08"}, form="remand"),
            told(4, "sentence", "2011-08-08", form="prison", length="P6Y"),
            told(5, "release", "2012-03", said="2012-04"),
        ],
        "2026-11-30",
        "perhaps at least 275 days, ended",
    ),
    (
        "a prison term of which nobody says that it was begun",
        [told(1, "sentence", "2012-06-05", form="prison", length="P7Y")],
        "2012-06-10",
        "",
    ),
    (
        "a prison term that a release ended",
        [told(1, "sentence", "2012-05-17", form="prison", length="P5Y"), told(2, "release", "2014-05-17")],
        "2026-11-30",
        "731 days, ended",
    ),
    (
        "an end that lies ahead counts no day beforehand",
        [told(1, "custody", "2012-01-01", {"until": "2040"}, form="prison")],
        "2026-11-30",
        "at least 1 day when last heard of, 1 January 2012",
    ),
    (
        "taken on several days",
        [told(1, "custody", "{2012-05-01,2012-06-01}", form="arrest")],
        "2012-06-01",
        "at least 2 days",
    ),
    (
        "taken on several days and held from the last of them",
        [
            told(1, "custody", "{2012-05-01,2012-05-20,2012-06-01}", form="arrest"),
            told(2, "contact", "2012-06-10", form="visit"),
        ],
        "2012-06-10",
        "at least 12 days",
    ),
    (
        "freed between two days of being taken",
        [
            told(1, "custody", "{2012-05-01,2012-06-01}", form="arrest"),
            told(2, "release", "2012-05-03"),
            told(3, "contact", "2012-06-10", form="visit"),
        ],
        "2012-06-10",
        "at least 11 days",
    ),
    ("house arrest is no prison", [told(1, "custody", "2012-01-01", form="house-arrest")], "2012-02-01", ""),
]


@pytest.mark.parametrize(("name", "facts", "day", "words"), CUSTODY, ids=[row[0] for row in CUSTODY])
def test_days_in_custody_stop_at_the_last_news(name: str, facts: list[Told], day: str, words: str) -> None:
    assert custody_in_words(read_case(facts, D(day))) == words, name


def test_a_hunger_strike_counts_to_its_last_news() -> None:
    for day, words in (
        ("2013-04-24", "day 3"),
        ("2013-04-26", "day 3 by 24 April 2013"),
        ("2013-04-27", "day 3 when last heard of, 24 April 2013"),
        ("2026-11-30", "day 3 when last heard of, 24 April 2013"),
    ):
        reading = read_case(ROZA, D(day))
        assert [alert_in_words(alert, reading.today) for alert in reading.alerts] == [words]


STANDS: list[tuple[str, list[Told], str, str]] = [
    ("fresh", ROZA, "2013-04-24", "Sentenced, as of 24 April 2013"),
    ("the last carried day", ROZA, "2013-10-21", "Sentenced, as of 24 April 2013, 5 months ago"),
    ("past it", ROZA, "2013-10-22", "Sentenced when last heard of, 24 April 2013, 5 months ago"),
    ("nothing at all", [], "2013-04-24", "Not known, no dated fact yet"),
    (
        "a later note is no news of the standing",
        [told(1, "custody", "2012-01-10", form="remand"), told(2, "note", "2013-04-01")],
        "2013-04-30",
        "Detained when last heard of, 10 January 2012, 15 months ago",
    ),
    (
        "an announced hearing is no news",
        [
            told(1, "custody", "2012-01-10", form="remand"),
            told(2, "hearing", "2012-06-01", stage="trial", said="2012-05-02"),
        ],
        "2012-06-10",
        "Detained when last heard of, 10 January 2012, 4 months ago",
    ),
    (
        "testimony says nothing of custody",
        [
            told(1, "custody", "[2011-12-28..2012-01]", form="arrest"),
            told(
                2, "hearing", "../2012-05-27", stage="testimony", result="He took it back.", said="2012-05-27"
            ),
        ],
        "2012-05-27",
        "Detained when last heard of, between 28 December 2011 and January 2012, 3 months ago",
    ),
    (
        "a detention that must be over is as old as its news, not as its last day",
        [told(1, "sentence", "[2011-08-16..2011-08-31]", form="administrative-detention", length="P10D")],
        "2026-11-30",
        "Not known, as known between 16 and 31 August 2011, 15 years ago",
    ),
    (
        "a hearing that a later text tells of was held",
        [
            told(1, "custody", "2012-01-10", form="remand"),
            told(2, "hearing", "2012-06-01", stage="trial", said="2012-06-05"),
        ],
        "2012-06-10",
        "On trial, as of 1 June 2012, 9 days ago",
    ),
    (
        "seen at large since they were freed",
        [told(1, "release", "2012-03-08"), told(2, "contact", "2012-08-01", form="at-large")],
        "2012-08-01",
        "Released, as of 1 August 2012",
    ),
    (
        "what happened does not age",
        [told(1, "release", "2012-03-08")],
        "2026-11-30",
        "Released, as of 8 March 2012, 14 years ago",
    ),
]


@pytest.mark.parametrize(("name", "facts", "day", "words"), STANDS, ids=[row[0] for row in STANDS])
def test_a_standing_says_its_age_and_whether_it_still_is(
    name: str, facts: list[Told], day: str, words: str
) -> None:
    assert str(stands(read_case(facts, D(day)))) == words, name


def test_a_case_sleeps_two_years_after_its_newest_news() -> None:
    assert not read_case(ROZA, D("2015-04-24")).is_dormant
    assert read_case(ROZA, D("2015-04-25")).is_dormant
    woken = [*ROZA, told(8, "note", "2014-05-01")]
    assert not read_case(woken, D("2016-04-30")).is_dormant
    assert read_case(woken, D("2016-05-01")).is_dormant
    assert not read_case([told(1, "death", "2011-12-16")], D("2026-11-30")).is_dormant
    half = Periods((Period("", "dormant", "", "P365D"),))
    assert read_case(ROZA, D("2014-04-25"), half).is_dormant


def test_somebody_seen_free_raises_a_doubt_and_frees_nobody() -> None:
    seen = told(3, "contact", "2012-08-01", form="at-large")
    for held in (told(1, "threat", "2011-09"), told(1, "custody", "2011-09", form="remand")):
        reading = read_case([held, seen], D("2012-09-01"))
        assert reading.standing in ("threatened", "detained")
        assert reading.doubts == (3,)
        assert read_case([held, seen, told(4, "release", "2012-07")], D("2012-09-01")).doubts == ()
    before = told(3, "contact", "2011-08-01", form="at-large")
    assert read_case([told(1, "threat", "2011-09"), before], D("2012-09-01")).doubts == ()


def test_gravity_ranks_life_first_and_the_sleeping_last() -> None:
    day = D("2013-04-30")
    remand = told(1, "custody", "2013-01-10", form="remand")
    ranked = [
        (Gravity.LIFE, ROZA),
        (Gravity.LIFE, [remand, told(2, "health-alert", "2013-04-20", severity="critical")]),
        (Gravity.ILL_TREATMENT, [remand, told(2, "ill-treatment", "2013-04-01")]),
        (Gravity.ILL_TREATMENT, [remand, told(2, "ill-treatment", "2012-11-01")]),
        (Gravity.DETENTION, [remand, told(2, "ill-treatment", "2012-10-31")]),
        (Gravity.DETENTION, [remand, told(2, "ill-treatment", None)]),
        (Gravity.NEAR, [remand, told(2, "hearing", "2013-05-14", stage="trial")]),
        (Gravity.DETENTION, [remand, told(2, "hearing", "2013-05-15", stage="trial")]),
        (Gravity.NEAR, [remand, told(2, "appeal", None, {"deadline": "2013-05-02"})]),
        (Gravity.SENTENCE, [remand, told(2, "sentence", "2013-03-01", form="prison")]),
        (Gravity.DETENTION, [remand]),
        (Gravity.REST, [told(1, "release", "2013-04-01")]),
    ]
    for gravity, facts in ranked:
        assert read_case(facts, day).gravity == gravity
    assert read_case(ROZA, D("2026-11-30")).gravity == Gravity.REST


def test_anniversaries_stand_only_on_carried_custody() -> None:
    reading = read_case(ROZA, D("2013-04-30"))
    assert reading.is_held_on(D("2013-04-24") + timedelta(days=180))
    assert not reading.is_held_on(D("2013-04-24") + timedelta(days=181))
