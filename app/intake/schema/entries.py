"""The entries of a case: what all kinds share, and what each kind says of itself, by its declaration."""

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, Union

from pydantic import Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from app.cases.kinds import KINDS, Kind
from app.intake.schema.citations import Dated
from app.intake.schema.plain_columns import type_of
from app.intake.schema.values import (
    FacilityKey,
    IncidentKey,
    Key,
    Line,
    SiteKey,
    Text,
)
from app.publishing.export_shape import KINDS as SHAPES
from app.text import _


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
        taken = type_of(field, kind.sorts[field.column])
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
