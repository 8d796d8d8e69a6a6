"""The Liquid text of a kind: what it may say, its limits, and faults with their line and column."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from liquid import BoundTemplate, Environment, StrictUndefined
from liquid.exceptions import LiquidError, UndefinedError

from app.text import _

MOST_BYTES = 20_000
MOST_OUTPUT = 20_000
FILTERS = (
    "append",
    "default",
    "prepend",
    "strip",
)  # none may cut a sentence in two: it is traced to its sources
TAGS = ("#", "assign", "case", "comment", "content", "if", "illegal", "output", "unless")
Values = Mapping[str, Any]


class BadWords(ValueError):
    """A kind's text that cannot be used: the sentence says what to mend, `line` and `column` where."""

    def __init__(self, sentence: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.line, self.column = sentence, line, column

    def __str__(self) -> str:
        if self.line is None:
            return self.sentence
        return _("Line %(line)s, column %(column)s: %(sentence)s") % {
            "line": self.line, "column": self.column, "sentence": self.sentence,
        }  # fmt: skip


class LetterLiquid(Environment):
    """Liquid without loops, includes or anything that could grow without bound."""

    output_stream_limit = MOST_OUTPUT
    local_namespace_limit = MOST_OUTPUT
    loop_iteration_limit = 100


def _capped(value: object, more: object) -> str:
    return (str(value) + str(more))[:MOST_OUTPUT]


@lru_cache(maxsize=1)
def _environment() -> LetterLiquid:
    env = LetterLiquid(undefined=StrictUndefined, strict_filters=True, autoescape=False)
    env.filters = {name: env.filters[name] for name in FILTERS}
    env.filters["append"] = _capped
    env.filters["prepend"] = lambda value, more: _capped(more, value)
    env.tags = {name: tag for name, tag in env.tags.items() if name in TAGS}
    return env


@lru_cache(maxsize=128)
def parsed(words: str) -> BoundTemplate:
    """The text, read; raises BadWords with line and column."""
    if len(words.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise BadWords(_("Shorten the text: it may have 20 kB, about ten pages"))
    try:
        return _environment().from_string(words)
    except LiquidError as fault:
        raise _bad(fault, words) from fault
    except RecursionError as fault:
        raise BadWords(_("The tags are nested too deeply")) from fault


TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def fixed_words(words: str) -> str:
    """What stands between the placeholders and tags, as a person typed it."""
    return TAG.sub(" ", words)


def fill(words: str, values: Values) -> str:
    """The letter's text; raises BadWords for a placeholder that does not exist and for one that grows too long."""
    try:
        return parsed(words).render(**values)
    except LiquidError as fault:
        raise _bad(fault, words) from fault


BARE = re.compile(r"\{%-?\s*(?:if|elsif|unless)\s+(?:[^%]*\b(?:and|or)\s+)?([\w.]+)\s*(?:-?%\}|and\b|or\b)")


def check(words: str, values: Values) -> None:
    """Refuse a text that could ever print a hole: also placeholders in branches not taken now."""
    template = parsed(words)
    analysis = template.analyze()
    for name, places in analysis.globals.items():
        for place in places:
            if not _is_known(place.segments, values):
                line, column = place.span.line_col(words)
                shown = ".".join(str(part) for part in place.segments)
                raise BadWords(
                    _("there is no placeholder %(name)s") % {"name": shown or name}, line, column + 1
                )
    if bare := BARE.search(words):
        before = words[: bare.start()]
        wanted = _('an empty text counts as true: write %(name)s != ""') % {"name": bare.group(1)}
        raise BadWords(wanted, before.count("\n") + 1, len(before) - before.rfind("\n"))
    fill(words, values)


def _is_known(segments: list[Any], values: Values) -> bool:
    found: Any = values
    for part in segments:
        if not isinstance(found, Mapping) or not isinstance(part, str) or part not in found:
            return False
        found = found[part]
    return True


def _bad(fault: LiquidError, words: str) -> BadWords:
    line = column = None
    if fault.token is not None and fault.token.start_index >= 0:
        before = words[: fault.token.start_index]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return BadWords(_sentence(fault), line, column)


def _sentence(fault: LiquidError) -> str:
    if isinstance(fault, UndefinedError):
        name = re.search(r"'([^']*)'", str(fault))
        return _("there is no placeholder %(name)s") % {"name": name.group(1) if name else ""}
    told = str(fault.args[0]) if fault.args else type(fault).__name__
    return _("the text cannot be read: %(why)s") % {"why": told}
