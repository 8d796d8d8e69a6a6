"""The one question: whether a fact may leave, for a use."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from app.cases.models import EntryKind
from app.consent.models import FieldGroup, Use
from app.consent.rules import Consented, group_of, is_withdrawn, may_leave

TODAY = date(2013, 4, 30)
THEN = datetime(2013, 4, 29, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """A fact as the question sees it."""

    kind: EntryKind
    visibility: str = "team"
    cites: tuple[Any, ...] = (SimpleNamespace(source="A text, 24 April 2013"),)
    detail: Any = field(default_factory=SimpleNamespace)


def given(group: str = "case", use: str = "letter", **more: Any) -> Consented:
    return Consented(1, 1, group, use, more.pop("basis", "given"), given_by="her daughter", **more)


SENTENCE = Told(EntryKind.SENTENCE)


def test_without_a_row_the_answer_is_no() -> None:
    answer = may_leave([], SENTENCE, Use.LETTER, TODAY)
    assert not answer.yes
    assert "No consent" in answer.reason


@pytest.mark.parametrize("kind", ["custody", "charge", "hearing", "sentence", "appeal", "release", "death"])
def test_the_case_is_one_group(kind: str) -> None:
    assert group_of(Told(EntryKind(kind))) is FieldGroup.CASE


@pytest.mark.parametrize(
    ("fact", "group"),
    [
        (Told(EntryKind.HEALTH_ALERT), FieldGroup.HEALTH),
        (Told(EntryKind.ILL_TREATMENT), FieldGroup.ILL_TREATMENT),
        (Told(EntryKind.CONTACT), FieldGroup.FAMILY),
        (Told(EntryKind.THREAT, detail=SimpleNamespace(target="her children")), FieldGroup.FAMILY),
        (Told(EntryKind.THREAT, detail=SimpleNamespace(target=None)), FieldGroup.CASE),
        (Told(EntryKind.THREAT, detail=SimpleNamespace(target="Ainur Kurmanov")), FieldGroup.CASE),
    ],
)
def test_other_kinds_have_groups_of_their_own(fact: Told, group: FieldGroup) -> None:
    assert group_of(fact) is group


def test_consent_covers_its_own_group_and_use_alone() -> None:
    consents = [given()]
    assert may_leave(consents, SENTENCE, Use.LETTER, TODAY).yes
    assert not may_leave(consents, SENTENCE, Use.DIGEST, TODAY).yes
    assert not may_leave(consents, Told(EntryKind.HEALTH_ALERT), Use.LETTER, TODAY).yes
    assert not may_leave(consents, FieldGroup.NAME, Use.LETTER, TODAY).yes


def test_consent_ends_the_day_after_its_last_day() -> None:
    consents = [given(until=TODAY)]
    assert may_leave(consents, SENTENCE, Use.LETTER, TODAY).yes
    late = may_leave(consents, SENTENCE, Use.LETTER, date(2013, 5, 1))
    assert not late.yes
    assert "30 April 2013" in late.reason


def test_a_withdrawn_consent_counts_no_more_but_another_may() -> None:
    taken_back = given(withdrawn_at=THEN)
    assert "withdrawn" in may_leave([taken_back], SENTENCE, Use.LETTER, TODAY).reason
    assert may_leave([taken_back, given()], SENTENCE, Use.LETTER, TODAY).yes


def test_a_public_call_counts_with_its_source_alone() -> None:
    call = given(basis="public-call")
    assert "no source" in may_leave([call], SENTENCE, Use.LETTER, TODAY).reason
    source: Any = SimpleNamespace(source="Hands off Roza, 24 April 2013")
    cited = given(basis="public-call", cites=(source,))
    answer = may_leave([cited], SENTENCE, Use.LETTER, TODAY)
    assert answer.yes
    assert "Hands off Roza, 24 April 2013" in answer.reason


def test_a_request_to_stop_beats_every_consent() -> None:
    stopped = given(group="all", use="all", basis="refused")
    for use in Use:
        assert not may_leave([given(use=use), stopped], SENTENCE, use, TODAY).yes
    assert is_withdrawn([given("name"), stopped], Use.LETTER, TODAY)


def test_an_unsourced_or_restricted_fact_stays_here() -> None:
    unsourced, restricted = Told(EntryKind.SENTENCE, cites=()), Told(EntryKind.SENTENCE, "restricted")
    assert not may_leave([given()], unsourced, Use.LETTER, TODAY).yes
    assert not may_leave([given()], restricted, Use.LETTER, TODAY).yes


def test_public_pages_take_what_is_marked_public() -> None:
    consents = [given(use="public")]
    assert not may_leave(consents, SENTENCE, Use.PUBLIC, TODAY).yes
    assert may_leave(consents, Told(EntryKind.SENTENCE, "public"), Use.PUBLIC, TODAY).yes


def test_a_name_taken_back_is_not_the_same_as_never_given() -> None:
    assert not is_withdrawn([], Use.LETTER, TODAY)
    assert is_withdrawn([given("name", withdrawn_at=THEN)], Use.LETTER, TODAY)
    assert not is_withdrawn([given("name", withdrawn_at=THEN), given("name")], Use.LETTER, TODAY)
