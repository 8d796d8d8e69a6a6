"""Who is named in a text: in any script and order, declined too; and words that are nobody's name."""

import pytest

from app.consent.naming import Circle, Names

ROZA, AIGUL, MAKSAT, FAR = 1, 2, 3, 4
NAMES = Names(
    [
        (ROZA, "Roza Tuletaeva"), (ROZA, "Роза Тулетаева"), (AIGUL, "Aigul Tuletaeva"),
        (MAKSAT, "Maksat Dosmagambetov"), (FAR, "Vadim Kuramshin"),
    ],
    Circle(own=ROZA, tied=frozenset({AIGUL}), around=frozenset({MAKSAT})),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Roza Tuletaeva was moved.", {ROZA}), ("a letter for Tuletaeva, Roza", {ROZA}), ("Roza is ill", {ROZA}),
        ("письмо Розе Тулетаевой", {ROZA}), ("https://x.example/hands-off-roza-tuletaeva", {ROZA}),
        ("https://x.example/Hands-off-Roza-Tuletaeva", {ROZA}),
        ("told Aigul by telephone", {AIGUL}), ("Mr Dosmagambetov's ear", {MAKSAT}), ("Maksat spoke", set()),
        ("Vadim Kuramshin wrote", {FAR}), ("Kuramshin wrote", set()), ("", set()),
        ("a rosary for the prisoners", set()),
    ],
)  # fmt: skip
def test_who_is_named(text: str, found: set[int]) -> None:
    assert NAMES.in_text(text) == found


def test_several_texts_are_one() -> None:
    assert NAMES.in_text("Roza", None, "Vadim Kuramshin") == {ROZA, FAR}
