"""A line of the log says when, how grave, which process and which request, and no library's words."""

import json
import logging

import pytest

from app import log
from app.log import JsonLines, Lines
from app.trouble import hold_the_log

AT = 1_796_074_833.123
CANARY = "kestrelcanary"


def record(name: str, words: str, *named: object) -> logging.LogRecord:
    """As a library or we would log it, at a known moment."""
    hold_the_log()
    made = logging.getLogger(name).makeRecord(name, logging.ERROR, "some/reader.py", 7, words, named, None)
    made.created, made.process = AT, 812
    return made


def test_a_line_says_when_who_and_for_which_request() -> None:
    token = log.request_number.set("7f3a9c2e")
    try:
        line = Lines("web").format(record("vigil", "error %s\nat app/x.py:1 f", "a"))
        told = json.loads(JsonLines("web").format(record("vigil", "it broke\nhere")))
    finally:
        log.request_number.reset(token)

    assert line == "2026-11-30T21:40:33.123Z error web[812] 7f3a9c2e error a\n  at app/x.py:1 f"
    assert told == {
        "at": "2026-11-30T21:40:33.123Z", "level": "error", "process": "web", "pid": 812, "request": "7f3a9c2e",
        "message": "it broke\nhere",
    }  # fmt: skip


def test_outside_a_request_a_line_has_no_number() -> None:
    assert " worker[812] - ready" in Lines("worker").format(record("vigil", "ready"))
    assert json.loads(JsonLines("worker").format(record("vigil", "ready")))["request"] is None


@pytest.mark.parametrize("shape", [Lines, JsonLines])
def test_what_a_library_says_is_told_by_its_place_alone(shape: type[Lines]) -> None:
    for words, named in ((f"cannot read {CANARY}", ()), ("cannot read %s", (CANARY,))):
        line = shape("web").format(record("pypdf._reader", words, *named))
        assert "pypdf._reader has something to say, at reader:7" in line
        assert CANARY not in line


def test_what_goes_on_going_wrong_is_told_once_an_hour(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO, "vigil")
    now = 50_000.0
    monkeypatch.setattr(log, "monotonic", lambda: now)
    for passed in (0, 1, 3599, 3600, 3601):
        now = 50_000.0 + passed
        log.seldom("a test's own", "the disk is full")
    assert caplog.messages == ["the disk is full"] * 2

    log.over("a test's own", "there is room again")
    log.over("a test's own", "there is room again")
    log.seldom("a test's own", "the disk is full")
    assert caplog.messages[2:] == ["there is room again", "the disk is full"]
