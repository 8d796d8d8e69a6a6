"""Free words are held to the groups of facts they seem to touch."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from app.consent.models import FieldGroup
from app.consent.speaking import names_relatives, speaks_of

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


FOUND, ALARMED = {"en": 0.14, "de": 0.07, "ru": 0.05, "kk": 0.0}, 0.05


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_of_what_touches_a_group_is_found(language: str) -> None:
    expected = [(one.words, group) for one in phrases(language) for group in sorted(one.touches)]
    missed = [(words, group) for words, group in expected if group not in speaks_of(words)]

    assert 1 - len(missed) / len(expected) >= FOUND[language], missed


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
