"""Ways to say what states no fact, each language's in a file of `seed/phrases/`; which one a letter takes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from app.settings import PROJECT_ROOT

PHRASES = PROJECT_ROOT / "seed" / "phrases"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way: its register, what the letter has to have for it, and its words with {name} in them."""

    id: str
    register: str
    words: str
    needs: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def phrases(language: str) -> Mapping[str, tuple[Phrase, ...]]:
    """Every way of a language, by slot; none where the language has no file."""
    import yaml  # only who writes letters reads them

    path = PHRASES / f"{language}.yaml"
    told = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {
        slot: tuple(
            Phrase(way["id"], way["register"], way["words"], tuple(way.get("needs", ()))) for way in ways
        )
        for slot, ways in told.items()
    }


def chosen(language: str, seed: int, has: Collection[str], name: str) -> dict[str, str]:
    """For every slot the way that a letter with this seed takes; the next letter takes another one."""
    found = {}
    for slot, ways in phrases(language).items():
        fitting = [way for way in ways if set(way.needs) <= set(has)]
        found[slot] = (
            fitting[(seed + crc32(slot.encode())) % len(fitting)].words.replace("{name}", name)
            if fitting
            else ""
        )
    return found
