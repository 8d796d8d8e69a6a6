"""The log: one configuration for every process, and of what libraries say only who said it and where."""

import json
import logging
import os
from contextvars import ContextVar
from datetime import UTC, datetime
from time import monotonic

from app.trouble import hold_everything

WITH_WORDS = frozenset({"vigil", "uvicorn"})  # uvicorn tells of starts, ends and ports; its access log is off
AN_HOUR = 3600.0
request_number: ContextVar[str] = ContextVar("request_number", default="")
_told: dict[str, float] = {}


def begin(process: str) -> None:
    """From here on this process writes lines with time, level, process and request; as JSON where VIGIL_LOG says so."""
    hold_everything()
    handler = logging.StreamHandler()
    handler.setFormatter((JsonLines if os.environ.get("VIGIL_LOG") == "json" else Lines)(process))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in WITH_WORDS:
        logging.getLogger(name).setLevel(logging.INFO)
    logging.captureWarnings(capture=True)


def seldom(name: str, words: str, *named: object) -> None:
    """A line about something that goes wrong again and again: at most one an hour of each name."""
    if monotonic() - _told.get(name, -AN_HOUR) >= AN_HOUR:
        _told[name] = monotonic()
        logging.getLogger("vigil").error(words, *named)


def over(name: str, words: str) -> None:
    """What `seldom` told of is past: one line, and if it comes again it is told at once."""
    if _told.pop(name, None) is not None:
        logging.getLogger("vigil").info(words)


class Lines(logging.Formatter):
    """2026-11-30T21:40:33.123Z error web[812] 7f3a9c2e words; lines that belong to the one above are indented."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self.process = process

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        where = f"{self.process}[{record.process}] {request_number.get() or '-'}"
        words = said(record).replace("\n", "\n  ")
        return f"{_moment(record)} {record.levelname.lower()} {where} {words}"


class JsonLines(Lines):
    """The same as one object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        told = {
            "at": _moment(record),
            "level": record.levelname.lower(),
            "process": self.process,
            "pid": record.process,
            "request": request_number.get() or None,
            "message": said(record),
        }
        return json.dumps(told, ensure_ascii=False)


def said(record: logging.LogRecord) -> str:
    """A library may quote what somebody typed, so of its lines only their place is told."""
    if record.name.partition(".")[0] in WITH_WORDS:
        words = record.getMessage()
    else:
        words = f"{record.name} has something to say, at {record.module}:{record.lineno}"
    return f"{words}\n{record.exc_text}" if record.exc_text else words


def _moment(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
