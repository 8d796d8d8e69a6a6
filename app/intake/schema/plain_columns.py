"""What a noun of the seed takes besides what its class says: the columns of its table, as an export tells them."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Annotated, Any, TypeVar, cast

from pydantic import StringConstraints, create_model

from app.cases.kinds.columns import Sort
from app.cases.vocabulary import slugs
from app.intake.schema.citations import Strict
from app.intake.schema.values import KEYS, ClockTime, Fuzzy, Length, one_of
from app.publishing.export_columns import Field
from app.publishing.export_shape import NOUNS, Part

Model = TypeVar("Model", bound=Strict)
BY_SORT: dict[str, Any] = {"length": Length, "time": ClockTime}


def part_of(*names: str) -> Part:
    """A list of a document, by the names that lead to it: incidents, figures."""
    parts: tuple[Part, ...] = NOUNS
    for name in names[:-1]:
        parts = next(part for part in parts if part.name == name).parts
    return next(part for part in parts if part.name == names[-1])


def shaped(
    *names: str, needs: Collection[str] = (), left_out: Collection[str] = ()
) -> Callable[[type[Model]], type[Model]]:
    """The class with the columns of this list of a document; what the class says itself stands as it says."""

    def whole(model: type[Model]) -> type[Model]:
        fields: dict[str, Any] = {
            field.name: (type_of(field), ...) if field.name in needs else (type_of(field) | None, None)
            for field in part_of(*names).fields
            if field.name not in model.model_fields and field.name not in left_out
        }
        made: Any = create_model(
            model.__name__, __base__=model, __doc__=model.__doc__, __module__=model.__module__, **fields
        )
        return cast("type[Model]", made)

    return whole


def type_of(field: Field, sort: Sort | None = None) -> Any:
    """How the seed writes a value of this field."""
    if field.sort == "key":
        return KEYS[field.target]
    if field.sort == "fuzzy" or field.type in (date, datetime):
        return Fuzzy
    if sort is not None and sort.options:
        return Annotated[str, one_of(*slugs(sort.options))]
    if sort is not None and sort.name in BY_SORT:
        return BY_SORT[sort.name]
    if field.type is not str:
        return field.type
    return Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=field.length)]
