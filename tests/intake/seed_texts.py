"""The texts that the seed cites, cut out of the files they lie in, and what the seed says about each day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from app.intake.schema import Citation, Source
from app.intake.seed_files import Seed

TEXTS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def plain(text: str) -> str:
    """One space between words; nothing else is changed."""
    return " ".join(text.split())


def texts(seed: Seed) -> dict[str, str]:
    """Each source's own text: the whole file, or the slice between its two markers."""
    files = {path.name[:3]: plain(path.read_text(encoding="utf-8")) for path in TEXTS.glob("*.txt")}
    return {source.key: slice_of(source, files[source.file]) for source in seed.sources if source.file}


def slice_of(source: Source, text: str) -> str:
    """From the first place where the text begins to the first end after it."""
    if source.begins is None or source.ends is None:
        return text
    start = text.index(source.begins)
    return text[start : text.index(source.ends, start) + len(source.ends)]


def parts(thing: Any, trail: str = "") -> Iterator[tuple[str, BaseModel]]:
    """Every model inside, each with the keys that lead to it."""
    if isinstance(thing, BaseModel):
        trail = f"{trail}/{getattr(thing, 'key', None) or type(thing).__name__}"
        yield trail, thing
        for name in type(thing).model_fields:
            yield from parts(getattr(thing, name), trail)
    elif isinstance(thing, list):
        for item in thing:
            yield from parts(item, trail)


def everything(seed: Seed) -> Iterator[tuple[str, BaseModel]]:
    for noun in vars(seed).values():
        yield from parts(noun)


@dataclass(frozen=True)
class Dated:
    """One date of the seed with the note that explains it and the places that are cited for it."""

    trail: str
    date: str
    note: str | None
    cites: list[Citation]


def dated(seed: Seed) -> Iterator[Dated]:
    """Every date of something that happened, with its note."""
    for trail, thing in everything(seed):
        cites = getattr(thing, "cites", [])
        if isinstance(thing, Source):
            if thing.published_inferred:
                yield Dated(trail, str(thing.published), thing.published_note, [])
        elif isinstance(on := getattr(thing, "on", None), str):
            yield Dated(trail, on, getattr(thing, "on_note", None), cites)


def is_bare(date: str) -> bool:
    """A year, a month or a day that nothing doubts."""
    return re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", date) is not None


def says(text: str, date: str) -> bool:
    """Whether the text shows the date's own digits and month, in any of the ways the texts write them."""
    year, *finer = date.split("-")
    if not finer:
        return year in text
    month, day = (*finer, None)[:2]
    name = MONTHS[int(str(month)) - 1]
    names = rf"(?:{name}|{name[:3]}\.)"
    if day is None:
        return re.search(names, text) is not None
    number = rf"0?{int(day)}(?:st|nd|rd|th)?"
    return re.search(rf"\b{number}(?: of)? {names}|{names} {number}\b", text) is not None


def runs(text: str, length: int = 9) -> set[tuple[str, ...]]:
    """Every run of so many words, without regard to capitals and signs."""
    words = re.findall(r"[a-z0-9]+", re.sub("[’']", "", text.lower()))
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
