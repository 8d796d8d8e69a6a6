"""YAML read together with the line of every value, so that a slip can be named by file and line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from app.text import _

Loc = tuple[int | str, ...]
# The reader written in C, where PyYAML has it, is ten times as quick and finds the same.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True)
class Slip:
    """One thing that is wrong in the files, and where."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


@dataclass
class Sheet:
    """One file: its data as plain values, the line of each, and what YAML itself found wrong."""

    file: str
    data: Any = None
    lines: dict[Loc, int] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)

    def line_of(self, loc: Loc) -> int:
        """The line of the deepest part of this place that the file really has."""
        found: Loc = ()
        for part in loc:
            if (*found, part) in self.lines:
                found = (*found, part)
        return self.lines.get(found, 1)

    def refuse(self, loc: Loc, sentence: str) -> None:
        """Note a slip at this place."""
        self.slips.append(Slip(self.file, self.line_of(loc), sentence))


def read_sheet(path: Path, name: str) -> Sheet:
    """The file as plain values; texts stay texts (a day, "yes"), only numbers, true and false are more."""
    sheet = Sheet(name)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        sheet.slips.append(
            Slip(name, line, _("not readable as YAML: %(why)s") % {"why": error.problem or ""})
        )
        return sheet
    except (yaml.YAMLError, UnicodeDecodeError):
        sheet.slips.append(Slip(name, 1, _("not readable as UTF-8 text")))
        return sheet
    except RecursionError:
        sheet.slips.append(Slip(name, 1, _("lists and keys lie too deep inside each other")))
        return sheet
    if node is None:
        sheet.slips.append(Slip(name, 1, _("the file is empty")))
        return sheet
    try:
        sheet.data = _value(node, (), sheet)
    except RecursionError:
        sheet.slips.append(Slip(name, 1, _("lists and keys lie too deep inside each other")))
    return sheet


def _value(node: yaml.Node, loc: Loc, sheet: Sheet) -> Any:
    """The node's plain value; its line, and that of everything inside it, is kept."""
    sheet.lines.setdefault(loc, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*loc, number), sheet) for number, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, loc, sheet))
    return _scalar(node)


def _pairs(node: yaml.MappingNode, loc: Loc, sheet: Sheet) -> Iterator[tuple[str, Any]]:
    """Key by key; a key written twice is a slip, for YAML would silently drop the first."""
    seen: set[str] = set()
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in seen:
            sentence = _("the key %(key)s is written twice") % {"key": key}
            sheet.slips.append(Slip(sheet.file, line, sentence))
        seen.add(key)
        sheet.lines[(*loc, key)] = line
        yield key, _value(value_node, (*loc, key), sheet)


def _scalar(node: yaml.Node) -> str | int | bool | None:
    """Quoted is always text; plain is a number, true, false, nothing, or text."""
    text = str(node.value)
    if getattr(node, "style", None):
        return text
    if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,17})", text):  # a longer one stays text, which no number may be
        return int(text)
    return {"true": True, "false": False, "": None, "~": None, "null": None}.get(text, text)
