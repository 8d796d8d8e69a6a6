"""What every seeded fact stands on: strictness, citations, and conflicts between citations."""

from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from app.intake.schema.values import Fuzzy, Line, Locator, Many, QuotableKey, Text
from app.text import _


class Strict(BaseModel):
    """Unknown keys are refused, types are not bent, and nothing changes after reading."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Citation(Strict):
    """What one text says; where texts differ, with the value it reports for one field."""

    source: QuotableKey
    at: Locator
    claimant: Line | None = None
    field: Line | None = None
    value: Line | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def value_needs_field(self) -> Self:
        """A reported value belongs to one field, and a field needs its value."""
        if (self.field is None) != (self.value is None):
            raise PydanticCustomError("citation", _("field and value belong together"))
        return self


class Side(Strict):
    """Which citation of the same fact is meant."""

    source: QuotableKey
    at: Locator


class Conflict(Strict):
    """Two citations give different values for one field; one may be chosen, both stay."""

    field: Line
    chosen: Side | None = None
    reason: Text


Cites = Annotated[list[Citation], Field(min_length=1)]


class Cited(Strict):
    """A fact with the texts that say so."""

    cites: Cites


class Disputable(Cited):
    """A fact about which its texts may disagree."""

    conflicts: Many[Conflict]

    @model_validator(mode="after")
    def conflicts_have_two_sides(self) -> Self:
        """Every conflict has two differing citations, and the fact shows the value that was chosen."""
        for citation in self.cites:
            if citation.field is not None and citation.field not in type(self).model_fields:
                _refuse(_("there is no field %(field)s here"), citation.field)
        for conflict in self.conflicts:
            chosen = chosen_value(conflict, self.cites)
            if chosen is not None and chosen != str(getattr(self, conflict.field)):
                _refuse(_("%(field)s must show the value that was chosen"), conflict.field)
        return self


def chosen_value(conflict: Conflict, cites: Iterable[Citation]) -> str | None:
    """The chosen citation's value, once it is sure that there are two sides; None where nothing decides."""
    sides = [citation for citation in cites if citation.field == conflict.field]
    if len({side.value for side in sides}) < 2:
        _refuse(_("a conflict about %(field)s needs two citations with different values"), conflict.field)
    if conflict.chosen is None:
        return None
    for side in sides:
        if (side.source, side.at) == (conflict.chosen.source, conflict.chosen.at):
            return side.value
    _refuse(_("the chosen citation is none of those that report %(field)s"), conflict.field)
    return None


def _refuse(sentence: str, field: str) -> None:
    raise PydanticCustomError("conflict", "{sentence}", {"sentence": sentence % {"field": field}})


class Dated(Disputable):
    """A fact with the day it happened, as well as that is known."""

    on: Fuzzy
    on_note: Text | None = None
    as_of: Fuzzy | None = None
