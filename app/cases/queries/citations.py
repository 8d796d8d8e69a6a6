"""The citations of facts other than entries: of incidents and their parts, of names, roles and links."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from app.sources.citation_rows import CITED, Cited, cited
from app.sources.models import Citation, Source

Owner = tuple[str, int]


class Citations:
    """Who says so, by the noun and number of the fact; and which facts were not yet known on the pinned day."""

    def __init__(self, found: dict[Owner, list[Cited]], unknown: set[Owner]) -> None:
        self._found, self._unknown = found, unknown - found.keys()

    def of(self, noun: str, number: int | None) -> tuple[Cited, ...]:
        """The citations of one fact; empty when nobody says so."""
        return tuple(self._found.get((noun, number or 0), ()))

    def is_known(self, noun: str, number: int | None) -> bool:
        """Whether it has no source at all, or one that had appeared."""
        return (noun, number or 0) not in self._unknown


def citations_of(
    session: Session, owners: Mapping[str, Iterable[int | None]], known_by: date | None = None
) -> Citations:
    """The citations of these facts (noun: numbers) in one statement, oldest source first."""
    nouns = {noun: [number for number in numbers if number] for noun, numbers in owners.items()}
    columns: dict[str, Any] = {noun: getattr(Citation, f"{noun}_id") for noun in nouns}
    wanted = (
        select(*columns.values(), *CITED)
        .join(Source, col(Source.id) == col(Citation.source_id))
        .where(or_(*(columns[noun].in_(numbers) for noun, numbers in nouns.items())))
        .order_by(col(Source.published_first), col(Citation.id))
    )
    found: dict[Owner, list[Cited]] = {}
    unknown: set[Owner] = set()
    for row in session.execute(wanted):
        owner = next((noun, row[at]) for at, noun in enumerate(nouns) if row[at] is not None)
        rest = tuple(row)[len(nouns) :]
        if known_by is not None and rest[7] is not None and rest[7] > known_by:
            unknown.add(owner)
        else:
            found.setdefault(owner, []).append(cited(rest))
    return Citations(found, unknown)
