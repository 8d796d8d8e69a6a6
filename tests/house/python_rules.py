"""The rules of the house for Python files: each function lists the faults of one file."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.accounts.rights import Role

FILE_LINES = 300
FUNCTION_LINES = 40
PARAMETERS = 5

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "manager", "misc", "service", "services"}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "gmtime"),
    ("time", "localtime"),
    ("TOTP", "now"),
    ("func", "now"),
    ("func", "current_date"),
    ("func", "current_timestamp"),
}
UNFINISHED = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X])\b")

QUERY_BUILDERS = {"", "sa", "sql", "sqlalchemy", "sqlmodel", "__table__"}  # select.select waits for sockets
SELECTS = ("app/db.py", "app/cases/name_index.py", "app/history/")
# Which of its arguments are sentences. Words of a table of ours are shown by `marked`, which takes no free text.
SENTENCES = {"_": 1, "N_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}
TRANSLATES = ("app/text.py",)
COMMITS = ("app/db.py", "app/jobs/", "app/mail/")
CLOCK = "app/clock.py"
# The test's own clock, and what lives by the machine's: other processes, the certificates they are shown, stopwatches.
MACHINE_TIME = (
    "tests/clock.py", "tests/bench/", "tests/browser/", "tests/faults/killed_backup.py",
    "tests/faults/killed_save.py", "tests/mail/certificates.py",
)  # fmt: skip
ROLES = ("app/accounts/",)
QUOTED_ROLE = re.compile(rf"""["'](?:{"|".join(Role)})["']""")
ANY_DIGIT = re.compile(r"(?<!\\W)\\d")  # [^\W\d_] is how letters are asked for


@dataclass(frozen=True)
class File:
    """One Python file: its path from the project's root, its text and its tree."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed text."""
        return ast.parse(self.text)

    def under(self, places: tuple[str, ...]) -> bool:
        """Whether it is one of these files or lies in one of these folders (which end in a slash)."""
        return any(
            self.path == place or (place[-1] == "/" and self.path.startswith(place)) for place in places
        )


def _functions(file: File) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(file.tree) if isinstance(node, FUNCTIONS))


def _calls(file: File) -> Iterator[tuple[int, str, str]]:
    """Every call as line, owner and name: `session.commit()` is (1, "session", "commit")."""
    for node in ast.walk(file.tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            yield node.lineno, "", node.func.id
        elif isinstance(node.func, ast.Attribute):
            yield node.lineno, ast.unparse(node.func.value).rpartition(".")[2], node.func.attr


def too_long(file: File) -> Iterator[str]:
    """Files and functions over the budget."""
    lines = file.text.count("\n")
    if lines > FILE_LINES:
        yield f"{file.path} has {lines} lines"
    for function in _functions(file):
        length = (function.end_lineno or 0) - function.lineno + 1
        if length > FUNCTION_LINES:
            yield f"{file.path}:{function.lineno} {function.name} has {length} lines"


def too_many_parameters(file: File) -> Iterator[str]:
    """Functions that ask for more than a reader can hold; self and cls are not asked for."""
    for function in _functions(file):
        asked = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        count = sum(argument.arg not in {"self", "cls"} for argument in asked)
        if count > PARAMETERS:
            yield f"{file.path}:{function.lineno} {function.name} has {count} parameters"


def without_docstring(file: File) -> Iterator[str]:
    """Modules that do not say what they are."""
    if not ast.get_docstring(file.tree):
        yield f"{file.path} does not say what it is"


def drawer(file: File) -> Iterator[str]:
    """Names that say nothing about what is inside."""
    if DRAWERS & set(Path(file.path).with_suffix("").parts):
        yield f"{file.path} is a drawer"


def unfinished(file: File) -> Iterator[str]:
    """Notes to oneself."""
    for number, line in enumerate(file.text.splitlines(), 1):
        if UNFINISHED.search(line):
            yield f"{file.path}:{number} is unfinished"


def select_elsewhere(file: File) -> Iterator[str]:
    """Reading the database anywhere but in queries, where visibility is applied."""
    path = Path(file.path)
    if path.name == "queries.py" or "queries" in path.parts or file.under(SELECTS):
        return
    for line, owner, name in _calls(file):
        if name == "select" and owner in QUERY_BUILDERS:
            yield f"{file.path}:{line} selects"


def commit_elsewhere(file: File) -> Iterator[str]:
    """Ending a transaction anywhere but at the edge that opened it."""
    if file.under(COMMITS):
        return
    for line, owner, name in _calls(file):
        if owner and name == "commit":
            yield f"{file.path}:{line} commits"


def clock_elsewhere(file: File) -> Iterator[str]:
    """Looking at the system clock; everywhere else the moment is an argument."""
    if file.path == CLOCK:
        return
    for line in _looks(file):
        yield f"{file.path}:{line} looks at the clock"


def _looks(file: File) -> Iterator[int]:
    """Every line on which a clock is named, asked or handed on."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Attribute):
            if (_last_name(node.value), node.attr) in CLOCKS:
                yield node.lineno
        elif isinstance(node, ast.ImportFrom) and any(
            (node.module, one.name) in CLOCKS for one in node.names
        ):
            yield node.lineno


def _last_name(node: ast.expr) -> str:
    """`datetime` of `datetime` and of `dt.datetime`; of a call, what is called."""
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def two_clocks(file: File) -> Iterator[str]:
    """A test that looks at another clock than its own, or whose application does: it holds on some days only."""
    if not file.path.startswith("tests/") or file.under(MACHINE_TIME):
        return
    for line in _looks(file):
        yield f"{file.path}:{line} looks at the machine's clock; ask tests/clock.py"
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ImportFrom) and node.module == "app.clock":
            if any(one.name == "utc_now" for one in node.names):
                yield f"{file.path}:{node.lineno} imports the machine's clock; ask tests/clock.py"
        elif (
            isinstance(node, ast.Call)
            and _last_name(node.func) == "create_app"
            and "clock.now" not in map(ast.unparse, node.args)
        ):
            yield f"{file.path}:{node.lineno} makes an application with another clock than the test's"


def hidden_import(file: File) -> Iterator[str]:
    """Imports inside functions that give no reason on their line."""
    lines = file.text.splitlines()
    for function in _functions(file):
        for node in ast.walk(function):
            if isinstance(node, (ast.Import, ast.ImportFrom)) and "#" not in lines[node.lineno - 1]:
                yield f"{file.path}:{node.lineno} imports inside a function without a reason"


def sentence_from_elsewhere(file: File) -> Iterator[str]:
    """Sentences to translate that are not written out in the call: somebody's text could be one."""
    for node in ast.walk(file.tree):
        if not isinstance(node, ast.Call) or file.under(TRANSLATES):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        count = SENTENCES.get(name, 0)
        given = [
            *node.args[:count],
            *([] if len(node.args) >= count else [word.value for word in node.keywords]),
        ]
        if count and not (given and all(_is_written_out(one) for one in given)):
            yield f"{file.path}:{node.lineno} translates what is not written there"


def _is_written_out(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def called_safe(file: File) -> Iterator[str]:
    """Text that is declared to be markup, and text of unknown origin taken as a format."""
    for node in ast.walk(file.tree):
        match node:
            case ast.Name(id="Markup") | ast.Attribute(attr="Markup"):
                yield f"{file.path}:{node.lineno} says that text is markup"
            case ast.Call(func=ast.Attribute(value=text, attr="format" | "format_map")):
                if not _is_written_out(text):
                    yield f"{file.path}:{node.lineno} formats a text that is not written there"


def digits_of_any_script(file: File) -> Iterator[str]:
    """Asking for digits in a way that takes ² and those of other scripts, which no number is read from."""
    for line, owner, name in _calls(file):
        if owner and name in {"isdigit", "isdecimal", "isnumeric"}:
            yield f"{file.path}:{line} takes digits of any script; whole_number reads 0 to 9"
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            if ANY_DIGIT.search(text):
                yield f"{file.path}:{node.lineno} takes digits of any script; write [0-9]"


def role_elsewhere(file: File) -> Iterator[str]:
    """Naming a role anywhere but in its table; everybody else asks whether somebody may."""
    if file.under(ROLES):
        return
    for number in lines_with_roles(file.text):
        yield f"{file.path}:{number} names a role; ask `may` for the right"
    for node in ast.walk(file.tree):
        if (
            isinstance(node, ast.Attribute)
            and _last_name(node.value) == "Role"
            and node.attr in Role.__members__
        ):
            yield f"{file.path}:{node.lineno} names a role; ask `may` for the right"


def lines_with_roles(text: str) -> Iterator[int]:
    """Lines that write a role's name where they speak of roles; some of these names are words for other things too."""
    for number, line in enumerate(text.splitlines(), 1):
        if "role" in line.lower() and QUOTED_ROLE.search(line):
            yield number


EVERYWHERE: tuple[Callable[[File], Iterator[str]], ...] = (
    too_long,
    without_docstring,
    drawer,
    unfinished,
    hidden_import,
    two_clocks,
)
IN_THE_PROGRAM: tuple[Callable[[File], Iterator[str]], ...] = (
    too_many_parameters,
    select_elsewhere,
    commit_elsewhere,
    clock_elsewhere,
    sentence_from_elsewhere,
    called_safe,
    digits_of_any_script,
    role_elsewhere,
)
