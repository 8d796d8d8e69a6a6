"""A citation as a page shows it: the columns that statements select, and what becomes of a row of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, or_
from sqlmodel import col

from app.dates import FuzzyDate, in_words
from app.sources.models import Citation, Source


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation as a page shows it, with what may be needed of its source."""

    id: int
    source_id: int
    source_key: str
    title: str
    author: str | None
    publisher: str | None
    published: FuzzyDate | None
    published_inferred: bool
    reliability: str | None
    locator: str | None
    claimant: str | None
    field: str | None
    value: str | None
    note: str | None

    @property
    def source(self) -> str:
        """The source in a few words: who published it and when."""
        who = self.publisher or self.author or self.title
        return f"{who}, {in_words(self.published)}" if self.published else who

    @property
    def href(self) -> str:
        """The source's page."""
        return f"/sources/{self.source_id}"


def credited(cites: Sequence[Cited], values: Mapping[str, object]) -> Cited | None:
    """Who says what is shown: the newest citation that carries one of the shown values.

    `values` are the fields shown with their values. Where no citation carries any of them, the newest of those that
    cite the fact as a whole; one that reports another value for a shown field is never named for this one.
    """
    shown = {name: str(value) for name, value in values.items() if value is not None}
    carrying = [one for one in cites if one.field in shown and one.value == shown[one.field]]
    whole = [one for one in cites if one.field is None or one.field not in shown]
    return max(carrying or whole, key=_age, default=None)


def _age(cite: Cited) -> tuple[date, int]:
    return (cite.published.earliest_plausible if cite.published else date.min, -cite.id)


# In the order in which `cited` reads them; the statement joins Source to Citation.
CITED: tuple[Any, ...] = (
    col(Citation.id), col(Source.id), col(Source.key), col(Source.title), col(Source.author), col(Source.publisher),
    col(Source.published_edtf), col(Source.published_first), col(Source.published_last),
    col(Source.published_inferred), col(Source.reliability), col(Citation.locator), col(Citation.claimant),
    col(Citation.field), col(Citation.value), col(Citation.note),
)  # fmt: skip
# Had appeared by a pinned day; date.max where none is set.
HAD_APPEARED = or_(
    col(Source.published_first).is_(None), col(Source.published_first) <= bindparam("known_by")
)


def cited(columns: Sequence[Any]) -> Cited:
    """The citation of one row, from its values of CITED."""
    number, source_id, key, title, author, publisher, edtf, first, last, *rest = columns
    published = FuzzyDate.stored(edtf, first, last) if edtf else None
    return Cited(number, source_id, key, title, author, publisher, published, *rest)
