"""The style sheet stays small, asks nobody else for anything, and can be read by everybody."""

import re
from itertools import product
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "app" / "web" / "static"
SHEET = (STATIC / "vigil.css").read_text(encoding="utf-8")
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6})\b")
STATES = ("late", "today", "soon", "waiting", "paused")
GROUNDS = ("paper", "sheet", "tint")
WORDS = [
    *product(("ink", "soft", "accent", "accent-deep", "wrong", "done"), GROUNDS),
    *((state, f"{state}-tint") for state in STATES),
    ("on-accent", "accent"), ("on-accent", "accent-deep"), ("paper", "ink"), ("paper", "soft"),
    ("today", "paper"),
]  # fmt: skip
EDGES = list(product(("line", "accent", "wrong", *(f"{state}-line" for state in STATES)), ("paper", "sheet")))


def _tokens(scheme: str) -> dict[str, str]:
    roots = re.findall(r":root \{(.*?)\n *\}", SHEET, re.DOTALL)
    light, dark = (dict(TOKEN.findall(root)) for root in roots)
    return light if scheme == "light" else light | dark


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 reckons it, from 1 to 21."""
    darker, lighter = sorted(_luminance(colour) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_reckoned_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_edges_stand_out(scheme: str) -> None:
    tokens = _tokens(scheme)

    assert [pair for pair in WORDS if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5] == []
    assert [pair for pair in EDGES if contrast(tokens[pair[0]], tokens[pair[1]]) < 3] == []


def test_the_sheet_is_small_and_asks_nobody() -> None:
    assert len(SHEET.encode()) <= 28 * 1024  # with any page at most 60 KB: tests/desk/test_page_weight.py
    assert [
        path.name for path in STATIC.glob("*.css") if re.search(r"url\(|@import|@font-face", path.read_text())
    ] == []


def test_every_token_that_is_used_is_defined() -> None:
    defined = set(re.findall(r"(--[\w-]+):", SHEET))

    assert set(re.findall(r"var\((--[\w-]+)", SHEET)) - defined == set()
