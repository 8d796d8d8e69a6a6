"""Free words are held to the groups of facts they seem to touch."""

from dataclasses import dataclass
from pathlib import Path
from time import process_time

import pytest

from app.consent.models import FieldGroup
from app.consent.touched_groups import Heard, heard_in, names_relatives, speaks_of

PHRASES = Path(__file__).with_name("phrases")
LANGUAGES = sorted(path.stem for path in PHRASES.glob("*.txt"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something as people write it, and what a person says it touches."""

    words: str
    touches: frozenset[FieldGroup]


def phrases(language: str) -> list[Phrase]:
    lines = (PHRASES / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]
    return [
        Phrase(said, frozenset(FieldGroup(one) for one in groups.split() if one != "-"))
        for groups, said in pairs
    ]


def test_four_languages_have_phrases_enough_that_the_lists_were_not_made_from() -> None:
    assert LANGUAGES == ["de", "en", "kk", "ru"]
    for language in LANGUAGES:
        touching = [one for one in phrases(language) if one.touches]
        assert len(touching) >= 60
        assert len(phrases(language)) - len(touching) >= 40


FOUND, ALARMED = 0.9, 0.05


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_of_what_touches_a_group_is_found(language: str) -> None:
    expected = [(one.words, group) for one in phrases(language) for group in sorted(one.touches)]
    missed = [(words, group) for words, group in expected if group not in speaks_of(words)]

    assert 1 - len(missed) / len(expected) >= FOUND, missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_stand_in_every_text_alarm_seldom(language: str) -> None:
    innocent = [one.words for one in phrases(language) if not one.touches]
    alarmed = [(words, sorted(speaks_of(words))) for words in innocent if speaks_of(words)]

    assert len(alarmed) / len(innocent) <= ALARMED, alarmed


def test_relatives_and_friends_are_recognised() -> None:
    for words in (
        "her daughter Aliya",
        "friends and relatives",
        "его мать",
        "ihre Familie",
        "Rakhat's mother",
    ):
        assert names_relatives(words)
    assert not names_relatives(None)
    for words in ("", "Galym Ageleuov", "the editor", "Roza Tuletaeva in court", "police sources"):
        assert not names_relatives(words)


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        ("She is ill and asked for a doctor.", {FieldGroup.HEALTH}), ("an illegal strike", set()),
        ("Her daughter was beaten.", {FieldGroup.FAMILY, FieldGroup.ILL_TREATMENT}), ("charged with fraud", set()),
        ("labour relations", set()), ("a kind of a grand jury", set()), ("ihre Kinder", {FieldGroup.FAMILY}),
        ("Пытки и голодовка", {FieldGroup.HEALTH, FieldGroup.ILL_TREATMENT}), (None, set()), ("", set()),
    ],
)  # fmt: skip
def test_free_words_are_held_to_the_groups_they_speak_of(words: str | None, groups: set[FieldGroup]) -> None:
    assert speaks_of(words) == groups


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("Critical: collapsed", FieldGroup.HEALTH),
        ("She refuses food", FieldGroup.HEALTH),
        ("It could be a heart attack", FieldGroup.HEALTH),
        ("starts hunger strike as prison regime refuses medical aid", FieldGroup.HEALTH),
        ("at the women's colony at Atyrau", FieldGroup.PLACE),
        ("is held at Atyrau", FieldGroup.PLACE),
        ("and she was held at Atyrau", FieldGroup.PLACE),
        ("Atyrau's prison", FieldGroup.PLACE),
        ("ШИЗО", FieldGroup.ILL_TREATMENT),
        ("at gunpoint", FieldGroup.ILL_TREATMENT),
        ("her fiancé", FieldGroup.FAMILY),
    ],
)
def test_words_that_once_slipped_through_are_heard(words: str, group: FieldGroup) -> None:
    assert group in speaks_of(words)


@pytest.mark.parametrize(
    "words",
    [
        "hos\u00adpital", "HOSPITAL", "h\u200bospital", "hos-\npital", "hospita\u0301l", "\uff48ospital", "больни́ца",
        "БОЛЬНИЦА", "бoльницa", "берёменная", "беременная", "ärztlich", "a\u0308rztlich", "aerztlich",
        "Auruhanada", "ауруханада", "#HungerStrike", "/2013/hunger-strike",
        "https://a.example/%D0%B1%D0%BE%D0%BB%D1%8C%D0%BD%D0%B0",
    ],
)  # fmt: skip
def test_another_way_of_writing_it_hides_no_word(words: str) -> None:
    assert FieldGroup.HEALTH in speaks_of(words)


def test_ill_treatment_is_no_illness_and_a_doctors_friend_is_both() -> None:
    assert speaks_of("ill-treatment") == {FieldGroup.ILL_TREATMENT}
    assert speaks_of("a doctor's friend") == {FieldGroup.HEALTH, FieldGroup.FAMILY}


def test_the_words_that_were_heard_are_told() -> None:
    assert heard_in("Her daughter is ill.") == (
        Heard(FieldGroup.FAMILY, "daughter"),
        Heard(FieldGroup.HEALTH, "ill"),
    )


@pytest.mark.bench
@pytest.mark.parametrize("unit", ["a", "ill-", "refus ", "prison in ", "отказ от ", "ä\u00ad", "'", "- "])
def test_a_long_text_takes_time_by_its_length_alone(unit: str) -> None:
    """Ten times the text takes about ten times as long; forty times would be a search that goes back and forth."""

    def took(letters: int) -> float:
        text = unit * (letters // len(unit))
        heard_in.cache_clear()
        begun = process_time()
        heard_in(text)
        return process_time() - begun

    took(4_000)
    assert min(took(40_000) for _ in range(2)) < 40 * max(min(took(4_000) for _ in range(3)), 0.002)
