"""What of an error may be written down: its kind, its codes and where in the program it broke, never its words.

The words of an error come from what somebody typed as often as not: a database names the values it refused, a mail
server the address, a parser the text. So whatever is logged or kept of an error is made here.
"""

import errno
import logging
import re
import smtplib
import ssl
import sys
import threading
import traceback
from collections.abc import Container, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from app.settings import PROJECT_ROOT

SQLSTATE = re.compile(r"[0-9A-Z]{5}")
SQLITE_NAME = re.compile(r"SQLITE_[A-Z_]+")
VERB = re.compile(r"\s*(INSERT|UPDATE|DELETE|SELECT|COMMIT|BEGIN)\b", re.IGNORECASE)
TABLE = re.compile(r"\b(?:INTO|UPDATE|FROM)\s+\"?(\w+)", re.IGNORECASE)
TLS_REASON = re.compile(r"[A-Z0-9_]+")
LONGEST_CHAIN = 4


class InOurWords(Exception):
    """An error whose message is a sentence of ours alone, with nothing of anybody's in it: it may be written down."""


def in_short(error: BaseException) -> str:
    """One line: what kind of error, with its codes, and the innermost line of ours that it came through."""
    if isinstance(error, InOurWords):
        return f"{type(error).__name__}: {error}"
    places = [place for one in chain(error) for place in reversed(_places(one)) if _is_ours(place)]
    return " ".join([named(error), *(f"at {_place(place)}" for place in places[:1])])


def in_full(error: BaseException) -> str:
    """Several lines: the kind with its codes, and file, line and function of every step, innermost last."""
    lines = []
    for one in reversed(chain(error)):
        lines.append(f"{_kind(one)}, by way of")
        places = _places(one)
        lines.extend(f"  {_place(place)}" for place in places if _is_ours(place) or place is places[-1])
    return "\n".join(lines)


def note(error: BaseException, words: str, *named_by: object) -> None:
    """One line of the log about what broke, and under it where."""
    logging.getLogger("vigil").error(f"{words}: %s", *named_by, in_full(error))  # noqa: G004 - what an error may say


def chain(error: BaseException) -> list[BaseException]:
    """The error and what caused it, outermost first."""
    found = [error]
    while len(found) < LONGEST_CHAIN:
        last = found[-1]
        cause = last.__cause__ or (None if last.__suppress_context__ else last.__context__)
        if cause is None or cause in found:
            break
        found.append(cause)
    return found


def named(error: BaseException) -> str:
    """Its kind and codes, and those of what caused it, for a page that somebody may have to act on."""
    return " from ".join(dict.fromkeys(_kind(one) for one in chain(error)))


def _kind(error: BaseException) -> str:
    codes = list(dict.fromkeys(_codes(error)))
    return type(error).__name__ + (f" ({', '.join(codes)})" if codes else "")


def _codes(error: BaseException) -> Iterator[str]:
    """What an error carries that only a program can have put there: each is held against the form it must have."""
    driven: Any = getattr(error, "orig", None) or error
    yield from SQLSTATE.findall(str(getattr(driven, "sqlstate", None) or ""))[:1]
    yield from SQLITE_NAME.findall(str(getattr(driven, "sqlite_errorname", None) or ""))[:1]
    statement = getattr(error, "statement", None)
    if isinstance(statement, str):
        yield from _about(statement)
    if isinstance(error, smtplib.SMTPResponseException):
        yield str(int(error.smtp_code))
    if isinstance(error, ssl.SSLError):
        yield from TLS_REASON.findall(str(error.reason or ""))[:1]
    if isinstance(error, OSError) and error.errno is not None and error.errno in errno.errorcode:
        yield errno.errorcode[error.errno]


def _about(statement: str) -> Iterator[str]:
    """What a statement does, and to which table of ours."""
    verb, table = VERB.match(statement), TABLE.search(statement)
    words = [verb[1].upper()] if verb else []
    if table and table[1] in _tables():
        words.append(table[1])
    if words:
        yield " ".join(words)


def _tables() -> Container[str]:
    """Ours, as far as they are loaded: a process that has none has no statement either."""
    loaded = sys.modules.get("sqlmodel")
    return loaded.SQLModel.metadata.tables if loaded is not None else ()


def _places(error: BaseException) -> list[traceback.FrameSummary]:
    return list(traceback.extract_tb(error.__traceback__))


def _is_ours(place: traceback.FrameSummary) -> bool:
    return Path(place.filename).is_relative_to(PROJECT_ROOT) and "site-packages" not in place.filename


def _place(place: traceback.FrameSummary) -> str:
    """From the project's root, or from the folder of packages."""
    path = place.filename.rpartition("site-packages/")[2]
    return f"{path.removeprefix(f'{PROJECT_ROOT}/')}:{place.lineno} {place.name}"


def hold_the_log() -> None:
    """Hold every line that this process logs to the same rule, also those of libraries."""
    logging.setLogRecordFactory(_record)


def hold_everything() -> None:
    """For a process of its own: its log, and what it would print of an error that nobody caught."""
    hold_the_log()
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def _record(*given: Any, **named: Any) -> logging.LogRecord:
    """A line of the log; an error that comes with it is put into words here, before any formatter sees it."""
    record = logging.LogRecord(*given, **named)
    if isinstance(record.args, tuple):
        record.args = tuple(in_short(one) if isinstance(one, BaseException) else one for one in record.args)
    if record.exc_info and record.exc_info[1] is not None:
        record.exc_text, record.exc_info = in_full(record.exc_info[1]), None
    return record


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _say(error)


def _uncaught_in_thread(broke: threading.ExceptHookArgs) -> None:
    if broke.exc_value is not None:
        _say(broke.exc_value)


def _say(error: BaseException) -> None:
    logging.getLogger("vigil").critical("vigil broke: %s", in_full(error))
