"""Free words are held to the groups of facts they seem to touch."""

import pytest

from app.consent.models import FieldGroup
from app.consent.speaking import names_relatives, speaks_of


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
