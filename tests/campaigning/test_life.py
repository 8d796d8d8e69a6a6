"""The life of our actions as one table: every arrow, every step that does not begin, a sentence for each refusal."""

from datetime import date
from itertools import product

import pytest

from app.campaigning.lifecycle import (
    LIFE,
    ForCase,
    NotNow,
    Pause,
    State,
    Verb,
    after,
    next_reference,
    open_to,
    pause_in_words,
    pauses,
    proposed_outcome,
    update_reference,
    why_not_sent,
)

D, A, L, X, C, S = State.DRAFT, State.AWAITING, State.LIVE, State.EXTENDED, State.CLOSED, State.STOPPED
LEADS_TO = {
    Verb.EDIT: {D: D, A: D},
    Verb.SUBMIT: {D: A},
    Verb.SEND_BACK: {A: D},
    Verb.APPROVE: {A: L},
    Verb.PROPOSE: {L: L, X: X},
    Verb.EXTEND: {L: X, X: X},
    Verb.DECLINE: {L: L, X: X},
    Verb.UPDATE: {L: L, X: X},
    Verb.PAUSE: {L: L, X: X},
    Verb.RESUME: {L: L, X: X},
    Verb.PUBLISH: {L: L, X: X},
    Verb.CLOSE: {L: C, X: C},
    Verb.STOP: {D: S, A: S, L: S, X: S, C: S},
}
DAY = date(2013, 4, 25)


@pytest.mark.parametrize(("state", "verb"), list(product(State, Verb)))
def test_every_step_leads_where_it_should_or_is_refused_with_a_sentence(state: State, verb: Verb) -> None:
    reached = LEADS_TO[verb].get(state)
    assert (verb in open_to(state)) == (reached is not None)
    if reached is not None:
        assert after(state, verb) is reached
        return
    with pytest.raises(NotNow) as refused:
        after(state, verb)
    assert refused.value.status == 409
    assert refused.value.sentence.endswith(".")
    assert len(refused.value.sentence.split()) > 3


def test_the_table_holds_no_arrow_beyond_these() -> None:
    assert sum(len(begins) for begins in LEADS_TO.values()) == len(LIFE)


@pytest.mark.parametrize(
    ("standing", "stopped", "why", "outcome"),
    [
        ("sentenced", False, None, ""),
        ("on-trial", False, None, ""),
        ("free-with-conditions", False, None, ""),
        ("released", False, Pause.RELEASED, "released"),
        ("cleared", False, Pause.RELEASED, "released"),
        ("dead", False, Pause.DEAD, "died"),
        ("sentenced", True, Pause.STOP, "family"),
        ("released", True, Pause.STOP, "family"),
    ],
)
def test_a_case_pauses_its_actions(standing: str, stopped: bool, why: Pause | None, outcome: str) -> None:  # noqa: FBT001 - a row of the table
    cases = [ForCase("K-001", "Roza Tuletaeva", "sentenced"), ForCase("K-002", "Asem", standing, stopped)]
    found = pauses(cases)
    assert [reason for _case, reason in found] == ([why] if why else [])
    assert proposed_outcome(found) == outcome


def test_the_gravest_reason_proposes_the_outcome() -> None:
    found = pauses([ForCase("K-001", "A", "released"), ForCase("K-002", "B", "dead")])
    assert proposed_outcome(found) == "died"


def test_a_reason_that_only_a_few_may_know_pauses_without_being_told() -> None:
    found = pauses([ForCase("K-003", "Roza Tuletaeva", "dead", quiet=True)])

    assert [reason for _case, reason in found] == [Pause.DEAD]
    assert "died" not in pause_in_words(*found[0])
    assert proposed_outcome(found) == ""


@pytest.mark.parametrize(
    ("state", "until", "paused", "replaced", "words"),
    [
        (L, None, False, False, ""),
        (L, DAY, False, False, ""),
        (X, DAY, False, False, ""),
        (L, date(2013, 4, 24), False, False, "ended on 24 April 2013"),
        (L, DAY, True, False, "paused"),
        (L, DAY, False, True, "newer version"),
        (D, DAY, False, False, "not live yet"),
        (A, None, False, False, "not live yet"),
        (C, None, False, False, "over"),
        (S, DAY, False, False, "over"),
    ],
)
def test_what_ended_cannot_be_sent_the_last_day_still_can(
    state: State,
    until: date | None,
    paused: bool,  # noqa: FBT001 - a row of the table
    replaced: bool,  # noqa: FBT001 - as above
    words: str,
) -> None:
    why = why_not_sent(state, until, DAY, paused=paused, replaced=replaced)
    assert words in why
    assert bool(why) == bool(words)


def test_references_count_up_within_a_year_and_updates_within_an_action() -> None:
    assert next_reference(2026, []) == "2026-001"
    assert next_reference(2026, ["2026-001", "2026-013", "2026-013.2"]) == "2026-014"
    assert update_reference("2026-014", ["2026-014"]) == "2026-014.2"
    assert update_reference("2026-014.2", ["2026-014", "2026-014.2"]) == "2026-014.3"
    assert update_reference("2026-014", ["2026-014", "2026-0140.7"]) == "2026-014.2"
