"""The rules of the house for templates: short, no script or style inside, and every sentence translatable."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from jinja2 import Environment, nodes

from tests.house.python_rules import lines_with_roles

TEMPLATE_LINES = 80
ALLOWED_WORDS = {"Vigil", "UTC"}  # the same in every language
SPOKEN_ATTRIBUTES = {"alt", "aria-description", "aria-label", "label", "placeholder", "title"}
SENTENCES = {
    "_": 1,
    "gettext": 1,
    "ngettext": 2,
    "pgettext": 2,
    "npgettext": 3,
}  # how many of the arguments are
GETTEXT = set(SENTENCES)
COMPARING = {"==", "!=", "in", "is", "["}
LETTER = re.compile(r"[^\W\d_]")
FIRST_MARK = 0xE000  # a sign of the range no language uses stands in the text for each expression
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')  # as text only in a macro that writes attributes
MARKS = re.compile("[\ue000-\uf8ff]")

FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "a drawing": re.compile(r"<svg\b", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "unescaped output": re.compile(r"\|\s*safe\b|autoescape\s+false", re.IGNORECASE),
    "a foreign request": re.compile(
        r"<(?:img|script|iframe|source|link)\b[^>]*\s(?:src|href)=\W*(?:https?:)?//", re.IGNORECASE
    ),
}


@dataclass(frozen=True)
class Template:
    """One template: its path from the project's root and its text."""

    path: str
    text: str


@dataclass(frozen=True)
class Token:
    """What Jinja's lexer saw."""

    line: int
    kind: str
    value: str
    depth: int = 0

    @property
    def reads_as_sentence(self) -> bool:
        """Whether a string begins like a sentence or has a space; most others are names of things."""
        words = self.value[1:-1]
        return words[:1].isupper() or " " in words.strip()


def too_long(template: Template) -> Iterator[str]:
    """Templates over the budget."""
    lines = template.text.count("\n")
    if lines > TEMPLATE_LINES:
        yield f"{template.path} has {lines} lines"


def forbidden(template: Template) -> Iterator[str]:
    """What the content policy would block, or escape hatches from escaping."""
    for name, pattern in FORBIDDEN.items():
        for found in pattern.finditer(template.text):
            yield f"{template.path}:{template.text.count(chr(10), 0, found.start()) + 1} has {name}"


def sentence_from_elsewhere(template: Template) -> Iterator[str]:
    """Sentences to translate, or formats, that are not written out there: somebody's text could be one."""
    tree = _environment().parse(template.text)
    for call in tree.find_all(nodes.Call):
        name = getattr(call.node, "name", getattr(call.node, "attr", ""))
        count = SENTENCES.get(name, 0)
        if count and not (len(call.args) >= count and all(_is_written_out(one) for one in call.args[:count])):
            yield f"{template.path}:{call.lineno} translates what is not written there"
    for used in tree.find_all(nodes.Filter):
        if used.name in {*SENTENCES, "format"} and not (used.node and _is_written_out(used.node)):
            yield f"{template.path}:{used.lineno} translates or formats what is not written there"


def role_elsewhere(template: Template) -> Iterator[str]:
    """Naming a role; a page asks whether somebody may."""
    for line in lines_with_roles(template.text):
        yield f"{template.path}:{line} names a role; ask `may` for the right"


def _is_written_out(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def untranslatable(template: Template) -> Iterator[str]:
    """Words that readers see and gettext does not: in the text, in spoken attributes, in expressions."""
    text, expressions = _text_and_expressions(template.text)
    for expression in expressions:
        for token in _literals(expression):
            if token.reads_as_sentence:
                yield f"{template.path}:{token.line} says {token.value} without gettext"
    for line, spoken in _spoken(text, is_html=template.path.endswith(".html")):
        for mark in MARKS.findall(spoken):
            for token in _literals(expressions[ord(mark) - FIRST_MARK]):
                if token.depth == 0 and not token.reads_as_sentence:
                    yield f"{template.path}:{token.line} says {token.value} without gettext"
        words = ATTRIBUTE.sub(" ", MARKS.sub(" ", spoken)).strip()
        if any(LETTER.search(word) and word not in ALLOWED_WORDS for word in re.split(r"[\s–]+", words)):
            yield f"{template.path}:{line} says {words!r} without gettext"


def _text_and_expressions(source: str) -> tuple[str, list[list[Token]]]:
    text = ""
    expressions: list[list[Token]] = []
    for part in _outside_trans(_tokens(source)):
        if isinstance(part, str):
            text += part
        else:
            # The mark keeps the place, its lines keep the line numbers.
            text += chr(FIRST_MARK + len(expressions)) + "\n" * sum(token.value.count("\n") for token in part)
            expressions.append(part)
    return text, expressions


def _tokens(text: str) -> Iterator[Token]:
    for line, kind, value in _environment().lex(text):
        if kind != "whitespace":
            yield Token(line, kind, value)


def _environment() -> Environment:
    return Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)


def _outside_trans(tokens: Iterator[Token]) -> Iterator[str | list[Token]]:
    """The template in turns of plain text and expression.

    What stands in {% trans %} is left out, and what {% block robots %} says to machines.
    """
    silent_until = ""
    expression: list[Token] | None = None
    for token in tokens:
        if token.kind in {"variable_begin", "block_begin", "comment_begin"}:
            expression = [token]
        elif expression is not None:
            expression.append(token)
            if token.kind in {"variable_end", "block_end", "comment_end"}:
                words = [part.value for part in expression[1:3]]
                if words[0] == "trans" or words == ["block", "robots"]:
                    silent_until = f"end{words[0]}"
                elif words[0] == silent_until:
                    silent_until = ""
                yield expression
                expression = None
        elif not silent_until:
            yield token.value


def _literals(expression: list[Token]) -> Iterator[Token]:
    """Strings with letters that stand in no gettext call and are not compared with anything."""
    calls: list[str] = []
    before = expression[0]
    for token in expression[1:]:
        if token.kind == "operator" and token.value in "([{":
            calls.append(before.value if token.value == "(" else token.value)
        elif token.kind == "operator" and token.value in ")]}":
            calls.pop()
        elif token.kind == "string" and before.value not in COMPARING and not GETTEXT & set(calls):
            shown = expression[0].kind == "variable_begin"
            if LETTER.search(token.value[1:-1]):
                yield replace(token, depth=len(calls) if shown else len(calls) + 1)
        before = token


def _spoken(text: str, *, is_html: bool) -> Iterator[tuple[int, str]]:
    if not is_html:
        yield from enumerate(text.splitlines(), 1)
        return
    reader = _Reader()
    reader.feed(text)
    reader.close()
    yield from reader.spoken


class _Reader(HTMLParser):
    """Collects what a person would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.spoken: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the attributes that are shown or read aloud."""
        is_button = tag == "input" and dict(attrs).get("type") in {"submit", "button", "reset"}
        for name, value in attrs:
            if value and (name in SPOKEN_ATTRIBUTES or (is_button and name == "value")):
                self._note(value)

    def handle_data(self, data: str) -> None:
        """Note the text, unless it is a style sheet."""
        if self.cdata_elem is None:
            self._note(data)

    def _note(self, words: str) -> None:
        self.spoken.append((self.getpos()[0], words))
