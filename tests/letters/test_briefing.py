"""What a letter may rest on, and why the rest stays out."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.consent.models import Use
from app.consent.rules import Consented
from app.dates import Duration
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
    assert made.facts[0].detail.length == "P5Y"
    assert [c.id for c in made.facts[0].cites] == [1, 3]
    undecided = brief(known(disputed, choices={(2, "length"): None}), TODAY)
    assert undecided.facts[0].detail.length is None
    assert undecided.disputed_lengths(undecided.facts[0]) == (Duration.parse("P5Y"), Duration.parse("P7Y"))


def test_a_chosen_value_resting_on_a_source_below_the_bar_stays_out() -> None:
    cites = (cited(1, field="length", value="P5Y", reliability="d"), cited(2, field="length", value="P7Y"))
    disputed = fact(2, "sentence", "2012-08-02", form="prison", length="P7Y", cites=cites)
    assert "reliable" in reasons(disputed, choices={(2, "length"): "P5Y"})[2]


@pytest.mark.parametrize(("worst", "left_out"), [("a", True), ("b", True), ("c", False), ("e", False)])
def test_the_bar_is_the_campaigns_own(worst: str, *, left_out: bool) -> None:
    told = reasons(SENTENCE, worst=worst)
    assert (2 in told) is left_out
    assert not left_out or f"asks for {worst.upper()} or better" in told[2]


FIELDS = {
    "charge": {"outcome": "acquitted", "wording": "x", "article": "241", "on": "2012"},
    "custody": {"form": "arrest", "until": "2012-06", "place": "Aktau", "on": "2012"},
    "health-alert": {"condition": "Flu", "severity": "serious", "care_refused": "yes", "resolution": "well"},
    "ill-treatment": {"during": "arrest", "raised_in_court": "yes", "on": "2012"},
    "threat": {"target": "her family", "on": "2012"}, "contact": {"refused": "yes", "form": "visit"},
    "hearing": {"stage": "trial", "on": "2013-05-13"}, "appeal": {"court": "x", "on": "2012"},
    "sentence": {"form": "prison", "amount": "5", "length_min": "P1Y", "on": "2012-08-02"},
    "release": {"form": "early", "on": "2012"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind, named in FIELDS.items() for field in named]
)
def test_what_nobody_has_chosen_between_stays_out_and_is_named(kind: str, field: str) -> None:
    value = FIELDS[kind][field]
    cites = (cited(1, field=field, value=value), cited(2, field=field, value="other"), cited(3))
    more = {} if field in ("on", "place", "until") else {field: value}
    one = fact(4, kind, value if field == "on" else "2013-04-20", cites=cites, **more)
    made = brief(known(one, choices={(4, field): None}), TODAY)
    assert [left.fact_id for left in made.left_out] == [4]
    assert "nobody has chosen" in made.left_out[0].reason
    for told in made.facts:
        shown = told.on if field == "on" else getattr(told, field, None) or getattr(told.detail, field, None)
        assert shown is None


def test_a_chosen_value_that_cannot_be_read_counts_as_none() -> None:
    cites = (cited(1, field="on", value="spring, they say"), cited(2, field="on", value="2012"))
    one = fact(4, "charge", "2012", cites=cites)
    assert brief(known(one, choices={(4, "on"): "spring, they say"}), TODAY).facts[0].on is None


def test_for_a_public_letter_both_consents_have_to_stand() -> None:
    uses = (Use.LETTER, Use.PUBLIC)
    both = [*consents(), *(replace(one, id=one.id + 50, use="public") for one in consents("name", "case"))]
    made = brief(known(SENTENCE, ALERT, consents=both, uses=uses), TODAY)
    assert [one.id for one in made.facts] == []
    public = replace(SENTENCE, visibility="public")
    made = brief(known(public, replace(ALERT, visibility="public"), consents=both, uses=uses), TODAY)
    assert [one.id for one in made.facts] == [2]
    assert made.only_to_read == ""
    unread = brief(known(public, consents=consents(), uses=uses), TODAY)
    assert unread.only_to_read
    assert unread.facts == ()
