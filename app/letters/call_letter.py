"""The letter that a public call asks the world for: its words, and in which language its requests stand; pure."""

import re
from functools import lru_cache

from app.letters.letter_kinds import SHIPPED, Kind
from app.letters.sentences.languages import LANGUAGES, TONGUES
from app.text import N_, marked

CALL = Kind("call", N_("Letter for a call"), "", words=250)
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


@lru_cache(maxsize=8)
def call_words(language: str) -> str:
    """The Liquid text of a call's letter in one of the languages of letters."""
    return (SHIPPED / f"call.{language}.liquid").read_text(encoding="utf-8")


def language_of_asks(asks: str | None, languages: str | None) -> str:
    """The language the requests are written in: the only one the call names, else by its letters."""
    named = [code for code, name in LANGUAGES if _names(languages or "", code, name)]
    if len(named) == 1:
        return named[0]
    return "ru" if CYRILLIC.search(asks or "") else "en"


def _names(languages: str, code: str, name: str) -> bool:
    given = {part.casefold() for part in re.findall(r"\w+", languages)}
    return bool(given & {code, name.casefold(), marked(name).casefold()})


def asks_in(language: str, asks: str | None, languages: str | None) -> str:
    """The requests as one sentence where the letter is in their language; "" where nobody has translated them."""
    lines = [line.strip().rstrip(".;") for line in (asks or "").splitlines() if line.strip()]
    if not lines or language not in TONGUES or language != language_of_asks(asks, languages):
        return ""
    if len(lines) == 1:
        return f"{lines[0]}."
    return "; ".join(f"({number}) {line}" for number, line in enumerate(lines, 1)) + "."
