"""Where something stands, in words a person can follow: a file and a line, or the steps down into a document."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.intake.nodes import Node, place_of


def line_in(folder: Path, node: Node) -> str:
    """The file and line at which the keyed thing around this node begins in the seed's folder."""
    keys = [str(each.item["key"]) for each in node.upwards() if each.part.key]
    return _line(folder, list(node.upwards())[-1].part.name, keys) + str(node)


def line_of(folder: Path, loc: Sequence[int | str], document: Any) -> str:
    """The file and line of a fault that a checker found."""
    keys: list[str] = []
    found = document
    for step in loc:
        found = _inside(found, step)
        if isinstance(found, dict) and "key" in found:
            keys.insert(0, str(found["key"]))
    return _line(folder, str(loc[0]), keys) + steps_of(loc, document)


def _inside(found: Any, step: int | str) -> Any:
    """One step further down, or where one stands when there is no such step."""
    if isinstance(found, dict):
        return found.get(str(step), found)
    return found[step] if isinstance(found, list) and isinstance(step, int) and step < len(found) else found


def _line(folder: Path, name: str, keys: Sequence[str]) -> str:
    paths = sorted((folder / name).glob("*.yaml")) or [folder / f"{name}.yaml"]
    for key in keys:
        for path in paths:
            line = _line_of_key(path, key)
            if line:
                return f"{path.relative_to(folder)}:{line}: "
    return ""


def _line_of_key(path: Path, key: str) -> int | None:
    if not path.is_file():
        return None
    is_key = re.compile(rf"\bkey: *[\"']?{re.escape(key)}[\"']?\s*(?:$|[,}}#])")
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if is_key.search(line)), None)


def steps_of(loc: Sequence[int | str], document: Any) -> str:
    """The place of a fault as a checker tells it, with keys instead of numbers where the items have some."""
    steps: list[str] = []
    found = document
    for step in loc:
        if isinstance(step, int) and isinstance(found, list) and step < len(found):
            found = found[step]
            key = found.get("key") if isinstance(found, dict) else None
            steps[-1:] = [f"{steps[-1]} {key or step + 1}"] if steps else [str(step + 1)]
        elif isinstance(found, dict) and step in found:
            found = found[step]
            steps.append(str(step))
        elif not isinstance(found, dict) or step != found.get("kind"):
            steps.append(str(step))
    return place_of(steps)
