"""The entries of a case: what all kinds share, and what each kind says of itself, by its declaration."""

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, Union

from pydantic import Field, StringConstraints, create_model, model_validator
from pydantic_core import PydanticCustomError

from app.cases.kinds import KINDS, Kind
from app.cases.vocabulary import slugs
from app.intake.schema.citations import Dated
from app.intake.schema.values import (
    ClockTime,
    EntryKey,
    FacilityKey,
    Fuzzy,
    IncidentKey,
    Key,
    Length,
    Line,
    SiteKey,
    Text,
    one_of,
)
from app.publishing.export_shape import KINDS as SHAPES
from app.text import _

BY_SORT: dict[str, Any] = {
    "date": Fuzzy, "day": Fuzzy, "length": Length, "time": ClockTime, "number": int, "entry": EntryKey,
}  # fmt: skip


class AnyEntry(Dated):
    """What every kind of entry has."""

    key: Key
    kind: str
    summary: Text
    place: SiteKey | None = None
    facility: FacilityKey | None = None
    incident: IncidentKey | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def is_term_or_range(self) -> Self:
        """A term and a range together would say two things at once."""
        given = {name for name in ("length", "length_min", "length_max") if getattr(self, name, None)}
        if given > {"length"}:
            raise PydanticCustomError("length", _("write length, or length_min and length_max, not both"))
        return self


def _entry_model(kind: Kind) -> type[AnyEntry]:
    fields: dict[str, Any] = dict.fromkeys(kind.seed_only, (Line | None, None))
    shape = SHAPES[kind.slug].fields if kind.slug in SHAPES else ()
    assumed = dict(kind.seed_assumes)
    for field in shape:
        sort = kind.sorts[field.column]
        taken: Any = (
            BY_SORT.get(sort.name)
            or Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=field.length)]
        )
        if sort.options:
            taken = Annotated[str, one_of(*slugs(sort.options))]
        if field.column in kind.seed_needs:
            fields[field.name] = (taken, ...)
        else:
            fields[field.name] = (taken | None, assumed.get(field.column))
    fields["kind"] = (Literal[kind.slug.value], ...)
    return create_model(f"{kind.slug.title()}Entry", __base__=AnyEntry, __doc__=kind.hint, **fields)


if TYPE_CHECKING:
    Entry = Any
else:
    Entry = Annotated[Union[tuple(map(_entry_model, KINDS.values()))], Field(discriminator="kind")]  # noqa: UP007 - of as many as there are kinds
