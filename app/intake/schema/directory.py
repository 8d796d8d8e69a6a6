"""The files about the world around the cases: campaigns, sources, places, facilities, organisations."""

from typing import Annotated, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from app.cases.vocabulary import slugs
from app.directory.vocabulary import FACILITY_KINDS
from app.intake.schema.citations import Citation, Cited, Strict
from app.intake.schema.plain_columns import shaped
from app.intake.schema.values import Fuzzy, Key, Line, Locator, Many, SourceKey, Text, one_of
from app.sources.vocabulary import RELIABILITY, SOURCE_KINDS
from app.text import _


@shaped(
    "campaigns",
    needs=("name", "zone", "summary"),
    left_out=("is_demonstration", "own_day", "ended_at", "country", "language"),
)
class Campaign(Strict):
    """The group whose cases these are."""

    key: Key


class Derivation(Strict):
    """Where a text took its matter from: the two are one witness."""

    source: SourceKey
    note: Text


@shaped("sources", needs=("title",))
class Source(Strict):
    """One text, or a text that ours only cite (cited_only: known by name, not read)."""

    key: Key
    published: Fuzzy | None = None
    published_inferred: bool = False
    published_note: Text | None = None
    written: Fuzzy | None = None
    kind: Annotated[str, one_of(*slugs(SOURCE_KINDS))]
    container: SourceKey | None = None
    derived_from: Many[Derivation]
    reliability: Annotated[str, one_of(*slugs(RELIABILITY))]
    file: Line | None = None
    begins: Locator | None = None
    ends: Locator | None = None
    cited_only: bool = False
    cites: Many[Citation]

    @model_validator(mode="after")
    def is_read_or_only_cited(self) -> Self:
        """A text we read names its file; one that is only cited names the texts that cite it."""
        if self.cited_only == (self.file is not None) or self.cited_only != bool(self.cites):
            raise PydanticCustomError("source", _("a source has either a file, or cited_only and cites"))
        if self.published_inferred and not self.published_note:
            raise PydanticCustomError("source", _("an inferred date needs published_note"))
        return self


class Spelling(Cited):
    """Another form of a name, as a text writes it."""

    text: Line


@shaped("places", needs=("name",))
class Place(Strict):
    """A place on the map; cites are left out where it only holds other places together."""

    key: Key
    also: Many[Spelling]
    kind: Literal["city", "town", "village", "settlement", "area", "region", "country", "square", "building"]
    country: Line
    cites: Many[Citation]


@shaped("facilities")
class Facility(Cited):
    """A prison, a police cell, a court or a hospital."""

    key: Key
    name: Line
    also: Many[Spelling]
    kind: Annotated[str, one_of(*slugs(FACILITY_KINDS))]


@shaped("organisations")
class Organisation(Cited):
    """A company, union, party, court, paper or office that plays a part."""

    key: Key
    name: Line
    also: Many[Spelling]
    kind: Literal[
        "company", "union", "party", "campaign", "ngo", "media",
        "state-body", "court", "police", "company-body", "international-body",
    ]  # fmt: skip
