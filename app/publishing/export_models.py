"""The models that a document is checked by before anything of it is stored; its JSON Schema is made from them.

`python -m app.publishing.export_models` writes export.schema.json anew after the shape has changed.
"""

import json
from datetime import date, datetime
from functools import cache, reduce
from operator import or_
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    create_model,
)

from app.cases.kinds import FORMS, EntryKind
from app.cases.models import Entry
from app.cases.vocabulary import slugs
from app.characters import with_plain_breaks
from app.dates import FuzzyDate, UnreadableDate
from app.publishing import export_columns
from app.publishing.export_shape import FORMAT, KINDS, NOUNS, VERSION, Part
from app.text import sentence_of_unfit
from app.web.forms import asked

SCHEMA_FILE = Path(__file__).with_name("export.schema.json")
MADE_WHEN_READ = {("actions", "reference")}  # the seed leaves them to the loader


class Strict(BaseModel):
    """Unknown fields are refused and types are not bent."""

    model_config = ConfigDict(strict=True, extra="forbid", defer_build=True)


def _is_fuzzy(text: str) -> str:
    try:
        FuzzyDate.parse(text)
    except UnreadableDate as error:
        raise ValueError(error.sentence) from error
    return text


def _is_day(text: str) -> str:
    date.fromisoformat(text)
    return text


def _is_moment(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a moment needs its offset from UTC")
    return text


def _is_fit(text: str) -> str:
    if fault := sentence_of_unfit(text):
        raise ValueError(fault)
    return with_plain_breaks(text)


Text = Annotated[str, AfterValidator(_is_fit)]
Whole = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]  # what a column holds on both databases
Key = Annotated[str, StringConstraints(min_length=1, max_length=160, pattern=r"^[a-z0-9]+([-.][a-z0-9]+)*$")]
Fuzzy = Annotated[
    str,
    AfterValidator(_is_fuzzy),
    WithJsonSchema({"type": "string", "format": "edtf", "description": "A date as well as it is known."}),
]
Day = Annotated[str, AfterValidator(_is_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[str, AfterValidator(_is_moment), WithJsonSchema({"type": "string", "format": "date-time"})]


class Side(Strict):
    """The citation that was believed, by its source and the place in it."""

    source: Key
    at: Text | None = None
    claimant: Text | None = None


@cache
def document_model() -> type[BaseModel]:
    """The whole document: a head and a list per noun."""
    head: dict[str, Any] = {"format": (Literal[FORMAT], ...), "version": (Literal[VERSION], ...)}
    lists: dict[str, Any] = {noun.name: (list[item_model(noun)], []) for noun in NOUNS}  # type: ignore[misc]
    return _model("Document", "One campaign's record, each fact with its sources.", head | lists)


@cache
def item_model(part: Part) -> Any:
    """One item of a list; for entries one model per kind."""
    if part.table is Entry:
        kinds = (_entry_model(part, kind) for kind in EntryKind)
        return Annotated[reduce(or_, kinds), Field(discriminator="kind")]
    return _model(part.table.__name__, part.table.__doc__ or "", _fields(part))


def _entry_model(part: Part, kind: EntryKind) -> type[BaseModel]:
    detail = KINDS.get(kind)
    fields = _fields(part)
    for field in detail.fields if detail else ():
        fields[field.name] = _chosen(kind, field) or _typed(field)
    fields["kind"] = (Literal[kind.value], ...)
    words = (detail.table if detail else part.table).__doc__ or ""
    return _model(f"{kind.value.title().replace('-', '')}Entry", words, fields)


def _chosen(kind: EntryKind, field: export_columns.Field) -> tuple[Any, Any] | None:
    """A field that people answer by choosing holds one of the same answers here."""
    question = asked(FORMS[kind]).get(field.name)
    if question is None or not question.options:
        return None
    return (Literal[slugs(question.options)], None)


def _fields(part: Part) -> dict[str, Any]:
    fields: dict[str, Any] = {"key": (Key, ...)} if part.key else {}
    for field in part.fields:
        fields[field.name] = _typed(field, may_lack=(part.name, field.name) in MADE_WHEN_READ)
    if part.name == "conflicts":
        fields["chosen"] = (Side, None)
    for inner in part.parts:
        fields[inner.name] = (list[item_model(inner)], [])  # type: ignore[misc]
    return fields


def _typed(field: export_columns.Field, *, may_lack: bool = False) -> tuple[Any, Any]:
    if field.sort == "key":
        kind: Any = Key
    elif field.sort == "fuzzy":
        kind = Fuzzy
    elif field.type is str:
        kind = Annotated[Text, StringConstraints(min_length=1, max_length=field.length)]
    else:
        kind = {bool: bool, int: Whole, date: Day, datetime: Moment}[field.type]
    return (kind, ...) if field.needed and not may_lack else (kind, None)


def _model(name: str, words: str, fields: dict[str, Any]) -> type[BaseModel]:
    return create_model(name, __base__=Strict, __doc__=words.strip().split("\n\n")[0], **fields)


def schema() -> dict[str, Any]:
    """The JSON Schema of a document."""
    made = document_model().model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_plain(made)}


def _plain(made: Any) -> Any:
    """The schema without what says nothing: titles that repeat names, and that what is left out is not there."""
    if isinstance(made, list):
        return [_plain(each) for each in made]
    if not isinstance(made, dict):
        return made
    return {
        name: _plain(value)
        for name, value in made.items()
        if not (name == "title" and isinstance(value, str))
        and not (name == "default" and value in (None, []))
    }


def schema_text() -> str:
    """As it is shipped beside this file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
