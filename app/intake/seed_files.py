"""Reading the seed folder: every file against its schema, every slip by file and line, all or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.intake.schema import (
    Action,
    Addressee,
    Campaign,
    Case,
    Demand,
    Facility,
    Incident,
    Organisation,
    Person,
    Place,
    Source,
)
from app.intake.schema.citations import Strict
from app.intake.yaml_lines import Loc, Sheet, Slip, read_sheet
from app.refusal import Unacceptable
from app.text import _, marked


@dataclass(frozen=True)
class Seed:
    """Everything the folder holds, checked; cases in the order of their references."""

    campaigns: list[Campaign]
    sources: list[Source]
    places: list[Place]
    facilities: list[Facility]
    organisations: list[Organisation]
    people: list[Person]
    cases: list[Case]
    incidents: list[Incident]
    actions: list[Action]
    demands: list[Demand]
    addressees: list[Addressee]


NOUNS: dict[str, type[Strict]] = {
    "campaigns": Campaign,
    "sources": Source,
    "places": Place,
    "facilities": Facility,
    "organisations": Organisation,
    "people": Person,
    "cases": Case,
    "incidents": Incident,
    "actions": Action,
    "demands": Demand,
    "addressees": Addressee,
}
SINGULAR = {
    "campaigns": "campaign",
    "sources": "source",
    "places": "place",
    "facilities": "facility",
    "organisations": "organisation",
    "people": "person",
    "cases": "case",
    "incidents": "incident",
    "actions": "action",
    "demands": "demand",
    "addressees": "addressee",
}
PARTS = {
    "case": {"entries": "entry"},
    "incident": {"facts": "fact", "figures": "figure", "groups": "group", "unnamed": "unnamed"},
    "action": {"figures": "figure"},
}


class SlipsInFiles(Unacceptable):
    """The files hold slips; each is named, and nothing is taken from any of them."""

    def __init__(self, slips: list[Slip]) -> None:
        super().__init__("\n".join(str(slip) for slip in sorted(set(slips))))
        self.slips = sorted(set(slips))


@dataclass(frozen=True)
class _Item:
    """One noun as it stands in a file: where, and what."""

    plural: str
    sheet: Sheet
    loc: Loc
    data: Any


def read_seed(folder: Path) -> Seed:
    """The whole folder, or SlipsInFiles with all that is wrong in it."""
    items: list[_Item] = []
    sheets: list[Sheet] = []
    for plural in NOUNS:
        for sheet in _sheets(folder, plural):
            sheets.append(sheet)
            items.extend(_items(plural, sheet))
    # An unreadable file would make every reference into it look wrong, so it is named alone.
    _refuse_slips(sheets)
    known = _known_keys(items)
    models: dict[str, list[Any]] = {plural: [] for plural in NOUNS}
    for item in items:
        model = _checked(item, known)
        if model is not None:
            models[item.plural].append(model)
    _refuse_slips(sheets)
    models["cases"].sort(key=lambda case: case.reference)
    return Seed(**{part.name: models[part.name] for part in fields(Seed)})


def _refuse_slips(sheets: list[Sheet]) -> None:
    slips = [slip for sheet in sheets for slip in sheet.slips]
    if slips:
        raise SlipsInFiles(slips)


def _sheets(folder: Path, plural: str) -> Iterator[Sheet]:
    """A noun's one file, or the files of its folder, one item each."""
    if (folder / plural).is_dir():
        for path in sorted((folder / plural).glob("*.yaml")):
            yield read_sheet(path, f"{plural}/{path.name}")
        return
    name = f"{plural}.yaml"
    if (folder / name).is_file():
        yield read_sheet(folder / name, name)
        return
    missing = Sheet(name)
    missing.refuse((), _("there is no such file"))
    yield missing


def _items(plural: str, sheet: Sheet) -> Iterator[_Item]:
    if isinstance(sheet.data, list):
        for number, data in enumerate(sheet.data):
            yield _Item(plural, sheet, (number,), data)
    elif isinstance(sheet.data, dict):
        yield _Item(plural, sheet, (), sheet.data)
    elif not sheet.slips:
        sheet.refuse((), _("write a list here, or one item with its keys"))


def _known_keys(items: list[_Item]) -> dict[str, set[str]]:
    """Every key there is, by noun, for references to be checked; a key used twice is a slip."""
    known: dict[str, set[str]] = {noun: set() for noun in (*SINGULAR.values(), "entry", "text")}
    for item in items:
        for noun, loc, key in _keys(item):
            if key in known.setdefault(noun, set()):
                item.sheet.refuse(
                    loc, _("%(noun)s %(key)s is there twice") % {"noun": marked(noun), "key": key}
                )
            known[noun].add(key)
    return known


def _keys(item: _Item) -> Iterator[tuple[str, Loc, str]]:
    """The keys that one item brings: its own, its reference, and those of its parts."""
    if not isinstance(item.data, dict):
        return
    noun = SINGULAR[item.plural]
    key = item.data.get("key")
    if isinstance(key, str):
        yield noun, (*item.loc, "key"), key
        if noun == "source" and "file" in item.data:
            yield "text", (*item.loc, "key"), key
    if isinstance(item.data.get("reference"), str):
        yield f"{noun} reference", (*item.loc, "reference"), item.data["reference"]
    for part, inner_noun in PARTS.get(noun, {}).items():
        inner = item.data.get(part)
        for number, one in enumerate(inner if isinstance(inner, list) else []):
            if isinstance(one, dict) and isinstance(one.get("key"), str):
                yield inner_noun, (*item.loc, part, number, "key"), one["key"]


def _checked(item: _Item, known: dict[str, set[str]]) -> Any:
    """The item as its model, or None with its slips noted."""
    try:
        return NOUNS[item.plural].model_validate(item.data, context=known)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            tagged = fault["type"] in ("union_tag_invalid", "union_tag_not_found")
            loc = (*item.loc, *fault["loc"], *(("kind",) if tagged else ()))
            item.sheet.refuse(loc, _in_words(fault["type"], fault["msg"], loc, fault.get("ctx", {})))
    return None


def _in_words(kind: str, message: str, loc: Loc, context: dict[str, Any]) -> str:
    """What is wrong, in a sentence that a volunteer can act on."""
    key = str(loc[-1]) if loc else ""
    sentences = {
        "missing": _("the key %(key)s is missing"),
        "extra_forbidden": _("unknown key %(key)s"),
        "literal_error": _("%(key)s must be one of %(expected)s"),
        "union_tag_invalid": _("kind must be one of %(expected_tags)s"),
        "union_tag_not_found": _("the key kind is missing"),
        "string_type": _("%(key)s must be text: write it in quotes"),
        "string_pattern_mismatch": _("%(key)s is not written as it must be (%(pattern)s)"),
        "too_short": _("%(key)s needs at least %(min_length)s"),
    }
    if kind not in sentences:
        return f"{key}: {message}" if isinstance(loc[-1], str) else message
    return sentences[kind] % {"key": key, **context}
