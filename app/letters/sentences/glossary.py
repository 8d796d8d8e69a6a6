"""Phrases that a language needs ready-made: places, charges, conditions, roles; a file that volunteers can read."""

from functools import lru_cache

import yaml

from app.settings import PROJECT_ROOT

GLOSSARY = PROJECT_ROOT / "seed" / "letter-kinds" / "glossary.yaml"


def phrase(group: str, words: str, language: str) -> str:
    """The phrase of a language for some words of the record; "" where the glossary has none."""
    return _glossary().get(group, {}).get(_plain(words), {}).get(language, "")


def _plain(words: str) -> str:
    return words.strip().rstrip(".").casefold()


@lru_cache(maxsize=1)
def _glossary() -> dict[str, dict[str, dict[str, str]]]:
    read = yaml.safe_load(GLOSSARY.read_text(encoding="utf-8"))
    return {
        group: {_plain(words): said for words, said in phrases.items()} for group, phrases in read.items()
    }
