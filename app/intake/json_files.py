"""A JSON file read strictly: a key given twice, a number nobody can mean and endless nesting are slips, not guesses."""

import json
from pathlib import Path
from typing import Any

from app.intake.faults import NotTaken
from app.text import _

LONGEST_NUMBER = 40  # signs; what fits a column is checked with its place


class _Slip(ValueError):
    """Something that JSON allows and no document of ours can mean."""


def read_json(path: Path) -> Any:
    """What the file holds; NotTaken with a sentence when it cannot be read."""
    named = {"file": path.name}
    try:
        return json.loads(
            path.read_text(encoding="utf-8"),
            object_pairs_hook=_once,
            parse_int=_whole,
            parse_constant=_constant,
        )
    except UnicodeDecodeError as error:
        raise NotTaken([_("%(file)s is not text in UTF-8") % named]) from error
    except json.JSONDecodeError as error:
        told = {**named, "line": error.lineno}
        raise NotTaken([_("%(file)s:%(line)s: not readable as JSON") % told]) from error
    except _Slip as slip:
        raise NotTaken([f"{path.name}: {slip}"]) from slip
    except RecursionError as error:
        sentence = _("%(file)s: lists and keys lie too deep inside each other") % named
        raise NotTaken([sentence]) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        owner = made.get("key") or made.get("reference")
        told = {"key": twice[:80], "owner": str(owner)[:80]}
        raise _Slip(
            _("%(owner)s: the key %(key)s is written twice") % told
            if owner
            else _("the key %(key)s is written twice") % told
        )
    return made


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise _Slip(
            _("a number has %(count)s digits, more than any number here can have") % {"count": len(text)}
        )
    return int(text)


def _constant(text: str) -> Any:
    raise _Slip(_("%(what)s is no number") % {"what": text})
