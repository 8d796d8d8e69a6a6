"""One whole case whose every date is worked out by hand: Roza Tuletaeva on 30 April 2013, and what became of it."""

from app.directory.periods import Periods
from app.reviews.rules import dues_of
from tests.reviews.facts import day, fact, given, law

FACTS = (
    fact(1, "custody", "[2011-12-16..2012-06-04]", form="arrest"),
    fact(2, "charge", "[2011-12-16..2012-06-04]", outcome="convicted", outcome_on="2012-06-04?"),
    fact(3, "hearing", "../2012-06-04", stage="trial"),
    fact(4, "hearing", "2012-06-04?", stage="verdict", result="Found guilty."),
    fact(5, "sentence", "2012-06-04?", form="prison", length="P7Y"),
    fact(6, "appeal", "2012-08-02", decided="2012-08-02", outcome="reduced", resulting_sentence_id=7),
    fact(7, "sentence", "2012-08-02", form="prison", length="P5Y", supersedes_id=5),
    fact(8, "health-alert", "../2012-08-09", as_of="2012-08-09", severity="critical"),
    fact(9, "custody", "[2012-06-04..2013-04-22]", as_of="2013-04-24", form="prison"),
    fact(10, "health-alert", "../2013-04-24", as_of="2013-04-24", severity="serious"),
    fact(11, "health-alert", "2013-04-22", as_of="2013-04-24", severity="hunger-strike"),
)
LAWS = Periods((law("parole", "1/3"), law("parole-least", "P6M"), law("appeal-deadline", "P15D")))


def dates(today: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Every date by rule and subject, with its last possible day."""
    found = dues_of(given(*FACTS, today=day(today), periods=LAWS, country="KZ"))
    return {due.identity: (due.due.isoformat(), due.last.isoformat()) for due in found}


def test_every_date_on_the_ninth_day_of_the_hunger_strike() -> None:
    assert dates("2013-04-30") == {
        # known as of 24 April; every two days
        ("health", "entry-11"): ("2013-04-26", "2013-04-26"),
        # known as of 9 August 2012; daily
        ("health", "entry-8"): ("2012-08-10", "2012-08-10"),
        # known as of 24 April; weekly
        ("health", "entry-10"): ("2013-05-01", "2013-05-01"),
        # five years from some day between the shooting and the appeal, the first day counted: no text says from which
        ("sentence-end", "entry-7"): ("2016-12-15", "2017-08-01"),
        # from 16 December 2011 to 15 December 2016 are 1,827 days; a third is 609; 16 December 2011 plus 609 days.
        # The latest start that is open, the appeal, reaches 229 days further.
        ("parole", "entry-7"): ("2013-08-16", "2014-04-02"),
        # newest sourced fact: 24 April; on hunger strike two days
        ("silence", "case-1"): ("2013-04-26", "2013-04-26"),
    }


def test_every_date_when_nothing_has_been_heard_for_years() -> None:
    folded = {
        ("health", "entry-11"): ("2013-04-26", "2013-04-26"),
        ("health", "entry-8"): ("2012-08-10", "2012-08-10"),
        ("health", "entry-10"): ("2013-05-01", "2013-05-01"),
        # the day after the last possible last day
        ("release-overdue", "entry-7"): ("2017-08-02", "2017-08-02"),
        ("silence", "case-1"): ("2013-04-26", "2013-04-26"),
    }
    # two years and a day after 24 April 2013, with nothing heard since, one date stands for all of them
    assert dates("2026-11-22") == folded | {("dormant", "case-1"): ("2015-04-25", "2015-04-25")}
    found = dues_of(given(*FACTS, today=day("2026-11-22"), periods=LAWS, country="KZ"))
    assert {due.identity for due in found if due.is_folded} == set(folded)


def test_the_strike_is_the_most_urgent_of_them() -> None:
    found = dues_of(given(*FACTS, today=day("2013-04-30"), periods=LAWS, country="KZ"))

    assert min(found, key=lambda due: (due.urgency, due.due)).subject == "entry-11"
