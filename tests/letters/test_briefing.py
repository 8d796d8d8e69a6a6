"""What a letter may rest on, and why the rest stays out."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.consent.rules import Consented
from app.letters.briefing import brief
from tests.letters.known import TODAY, cited, consents, fact, known

ALERT = fact(3, "health-alert", "2013-04-22", condition="Hunger strike", severity="hunger-strike")
SENTENCE = fact(2, "sentence", "2012-08-02", form="prison", length="P5Y")


def reasons(*facts, **more):
    """Fact numbers with the reason each was left out."""
    return {left.fact_id: left.reason for left in brief(known(*facts, **more), TODAY).left_out}


def test_a_cited_consented_fact_may_be_said() -> None:
    made = brief(known(SENTENCE, ALERT), TODAY)
    assert [one.id for one in made.facts] == [2, 3]
    assert made.only_to_read == ""


def test_an_unsourced_fact_stays_out() -> None:
    assert "No source" in reasons(SENTENCE, fact(4, "charge", cites=()))[4]


def test_a_source_below_the_bar_is_not_enough_and_does_not_count_beside_a_better_one() -> None:
    weak = fact(4, "charge", "2012", cites=(cited(7, reliability="d"),))
    both = fact(5, "charge", "2012", cites=(cited(7, reliability="e"), cited(8)))
    made = brief(known(weak, both), TODAY)
    assert [[c.id for c in one.cites] for one in made.facts] == [[8]]
    assert "reliable" in {left.fact_id: left.reason for left in made.left_out}[4]


def test_a_superseded_sentence_is_never_said() -> None:
    first = fact(1, "sentence", "2012-06-04", form="prison", length="P7Y")
    later = fact(2, "sentence", "2012-08-02", form="prison", length="P5Y", supersedes_id=1)
    assert "supersedes" in reasons(first, later)[1]


def test_health_that_lags_half_a_year_behind_the_news_is_too_old() -> None:
    old = fact(1, "health-alert", "2012-08-09", condition="Despair", severity="critical")
    assert "Too old" in reasons(old, ALERT)[1]
    assert reasons(replace(old, on=ALERT.on), ALERT) == {}


def test_consent_is_asked_for_each_group() -> None:
    told = reasons(SENTENCE, ALERT, consents=consents("name", "case"))
    assert set(told) == {3}
    assert "health" in told[3]


def test_a_restricted_fact_stays_out_even_of_a_draft_to_read() -> None:
    hidden = fact(4, "charge", "2012", visibility="restricted")
    assert 4 in reasons(hidden)
    assert 4 in reasons(hidden, consents=[])


def test_without_any_consent_the_draft_is_only_to_read() -> None:
    made = brief(known(SENTENCE, consents=[]), TODAY)
    assert made.only_to_read
    assert [one.id for one in made.facts] == [2]


@pytest.mark.parametrize(
    "ending",
    [
        [
            Consented(1, 1, "name", "letter", "given", withdrawn_at=datetime(2013, 4, 1, tzinfo=UTC)),
            *consents("case"),
        ],
        [*consents(), Consented(99, 1, "all", "all", "refused")],
    ],
)
def test_after_a_withdrawal_nothing_is_drafted_at_all(ending: list[Consented]) -> None:
    made = brief(known(SENTENCE, ALERT, consents=ending), TODAY)
    assert made.facts == ()
    assert made.only_to_read
    assert not made.may_say_place


def test_a_closed_case_gives_no_facts() -> None:
    made = brief(known(SENTENCE, closed=True), TODAY)
    assert made.facts == ()
    assert "closed" in made.only_to_read


def test_the_chosen_value_counts_and_its_rival_is_no_witness() -> None:
    cites = (cited(1, field="length", value="P5Y"), cited(2, field="length", value="P7Y"), cited(3))
    disputed = fact(2, "sentence", "2012-08-02", form="prison", length="P7Y", cites=cites)
    made = brief(known(disputed, choices={(2, "length"): "P5Y"}), TODAY)
    assert made.value(made.facts[0], "length") == "P5Y"
    assert [c.id for c in made.facts[0].cites] == [1, 3]
    undecided = brief(known(disputed, choices={(2, "length"): None}), TODAY)
    assert undecided.value(undecided.facts[0], "length") is None
    assert undecided.disputed(undecided.facts[0], "length") == ("P5Y", "P7Y")
