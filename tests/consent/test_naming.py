"""Who is named in a text: in any script and order, declined too; and words that are nobody's name."""

import pytest

from app.cases.name_keys import keys_of
from app.consent.named_people import Circle, Names, keys_in

ROZA, AIGUL, MAKSAT, FAR = 1, 2, 3, 4
SPELLINGS = [
    (ROZA, "Roza Tuletaeva"), (ROZA, "Роза Тулетаева"), (AIGUL, "Aigul Tuletaeva"), (MAKSAT, "Maksat Dosmagambetov"),
    (FAR, "Vadim Kuramshin"),
]  # fmt: skip
NAMES = Names(
    SPELLINGS,
    Circle(own=frozenset({ROZA}), tied=frozenset({AIGUL}), around=frozenset({MAKSAT})),
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
        # of a whole name: an initial, another script, small letters, grown together, declined, hidden signs between
        ("for V. Kuramshin", {FAR}), ("В. Курамшину", {FAR}), ("Kuramshin V.", {FAR}), ("K. Kuramshina", set()),
        ("vadim kuramshin", {FAR}), ("#FreeVadimKuramshin", {FAR}), ("#freevadimkuramshin", {FAR}),
        ("@vadim_kuramshin", {FAR}), ("vadim-kuramshin-ill.html", {FAR}), ("Вадиму Курамшину", {FAR}),
        ("von Wadim Kuramschin", {FAR}), ("Vadim Ivanovich Kuramshin", {FAR}), ("Kuramshin, Vadim", {FAR}),
        ("Vadim Kuram\u00adshin", {FAR}), ("Vadim\u00a0Kuramshin's", {FAR}), ("VADIM KURAMSHIN", {FAR}),
        ("/%D0%92%D0%B0%D0%B4%D0%B8%D0%BC-%D0%9A%D1%83%D1%80%D0%B0%D0%BC%D1%88%D0%B8%D0%BD", {FAR}),
        ("Vadim Petrov, Anton Kuramshin", set()), ("We thank Vadim. Then Kuramshin", set()),
        # of a single one: those linked or tied anyhow, those around by their last name
        ("#FreeTuletaeva", {ROZA}), ("#freetuletaeva", {ROZA}), ("tuletaeva-hunger-strike", {ROZA}),
        ("R. Tuletaeva", {ROZA}), ("A. Tuletaeva", {ROZA, AIGUL}), ("dosmagambetov-beaten", {MAKSAT}),
        ("dosmagambetov was beaten", {MAKSAT}), ("#freedosmagambetov", {MAKSAT}), ("Досмагамбетова пытали", {MAKSAT}),
    ],
)  # fmt: skip
def test_who_is_named(text: str, found: set[int]) -> None:
    assert NAMES.in_text(text) == found
    pairs, singles = keys_in(text)
    by_keys = {person for person, spelling in SPELLINGS if keys_of(spelling) & (pairs | singles)}
    assert found - {ROZA, AIGUL} <= by_keys  # those near to the text are read in any case


def test_several_texts_are_one() -> None:
    assert NAMES.in_text("Roza", None, "Vadim Kuramshin") == {ROZA, FAR}
