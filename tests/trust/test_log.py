"""Whatever breaks, the log and the table of jobs say what and where, and nothing that anybody typed or was given."""

import logging
import re
import smtplib
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.db import Database
from app.jobs.schedule import Every, Job, Step
from app.jobs.worker import Worker
from app.mail.result import Deferred, Refused, SenderRefused
from app.settings import Settings
from app.trouble import in_full, in_short
from tests.jobs.test_jobs import HOUR
from tests.mail.conftest import outbox
from tests.mail.outboxes import Outbox
from tests.mail.sinks import sink
from tests.servers import VIGIL, environment_for
from tests.story import Cast
from tests.trust.breaking import WAYS, break_table
from tests.trust.signing_in import PASSPHRASE, give_passphrases

__all__ = ["outbox"]

CANARY = "kestrelcanary"
MAIL = f"{CANARY}@example.org"
LONG = f"{CANARY} of seven quiet cranes"
SAVES = {
    "a note": ("ana", "/cases/K-001/add/note", {"summary": LONG}, "entry"),
    "its history": ("ana", "/cases/K-001/add/note", {"summary": LONG}, "change"),
    "an office": ("ana", "/directory/addressees/new", {"office": LONG, "email": MAIL}, "addressee"),
    "a name": ("ana", "/settings", {"name": LONG, "zone": "Europe/London"}, "volunteer"),
    "a correction": (
        None, "/correct", {"page": f"/p/{CANARY}", "words": LONG, "reply_to": MAIL}, "correction",
    ),
    "a sign-in": ("none", "/sign-in", {"email": "lee@example.org", "password": PASSPHRASE}, "sign_in"),
    "a wrong guess": (None, "/sign-in", {"email": MAIL, "password": LONG}, "sign_in_attempt"),
    "forgotten": (None, "/forgotten", {"email": "lee@example.org"}, "mailed_link"),
    "the outbox": (None, "/forgotten", {"email": "lee@example.org"}, "outgoing_mail"),
}  # fmt: skip
LOOKS = {
    "a search": ("lee", f"/search?q={CANARY}", "person_name"),
    "the cases": ("lee", f"/cases?q={CANARY}", "person"),
    "a calendar": (None, f"/ics/{CANARY}.ics", "calendar_feed"),
    "an invitation": (None, f"/invitations/{CANARY}", "invitation"),
    "a forgotten passphrase": (None, f"/forgotten/{CANARY}", "mailed_link"),
}


def canaries(cast: Cast) -> tuple[str, ...]:
    """What may not stand in any log."""
    return (CANARY, PASSPHRASE, "lee@example", cast.lee.name + "@")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("save", SAVES)
def test_a_save_that_breaks_is_logged_without_a_word_of_it(
    cast: Cast, caplog: pytest.LogCaptureFixture, save: str, way: str
) -> None:
    who, path, typed, table = SAVES[save]
    give_passphrases(cast)
    client = cast.client({"ana": cast.ana}.get(who or ""))
    break_table(cast.database, table, way)

    answer = client.post(path, data=typed)

    number = re.search(r"number: ([0-9a-f]{8})", answer.text)
    assert answer.status_code == 500
    assert number is not None
    assert f"error {number[1]} at POST {path}" in caplog.text.replace("{ref}", "K-001").replace(
        "{kind}", "note"
    )
    assert re.search(r"app/\w+/.+\.py:\d+ \w+", caplog.text)
    assert re.search(r"\((23\d\d\d|42P01|SQLITE_\w+)", caplog.text)
    assert [word for word in canaries(cast) if word in caplog.text] == []


@pytest.mark.parametrize("look", LOOKS)
def test_a_page_that_breaks_is_logged_without_what_was_asked_for(
    cast: Cast, caplog: pytest.LogCaptureFixture, look: str
) -> None:
    who, path, table = LOOKS[look]
    client = cast.client(cast.lee if who else None)
    break_table(cast.database, table, "gone")

    answer = client.get(path)

    number = re.search(r"number: ([0-9a-f]{8})", answer.text)
    assert answer.status_code == 500
    assert number is not None
    assert number[1] in caplog.text
    assert CANARY not in caplog.text


def raises_typed_words(_step: Step) -> str:
    """As a parser does."""
    raise ValueError(f"cannot read {LONG}")


def raises_from_typed_words(_step: Step) -> str:
    """As a library does that meets another's error."""
    try:
        dict[str, str]()[MAIL]
    except KeyError as error:
        raise RuntimeError(LONG) from error
    return ""


def breaks_the_database(step: Step) -> str:
    """The same person twice."""
    with step.database.writing(actor="a test", at=step.now) as session:
        for _time in range(2):
            session.execute(
                text("INSERT INTO campaign (slug, name, zone) VALUES (:slug, :slug, 'UTC')"), {"slug": CANARY}
            )
    return ""


def breaks_while_undoing(step: Step) -> str:
    """One error on top of another."""
    try:
        breaks_the_database(step)
    except IntegrityError:
        raise LookupError(MAIL)  # noqa: B904 - the point of it
    return ""


JOBS: dict[Callable[[Step], str], str] = {
    raises_typed_words: "ValueError",
    raises_from_typed_words: "RuntimeError from KeyError",
    breaks_the_database: "IntegrityError",
    breaks_while_undoing: "LookupError",
}


@pytest.mark.parametrize("breaks", JOBS, ids=lambda breaks: breaks.__name__)
def test_a_job_that_breaks_says_where_and_no_words(
    database: Database, settings: Settings, caplog: pytest.LogCaptureFixture, breaks: Callable[[Step], str]
) -> None:
    now = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
    worker = Worker(database, settings, [Job("breaks", Every(HOUR), breaks)], "me", clock=lambda: now)

    worker.look()
    for run in worker.running.values():
        run.thread.join()

    with database.reading() as session:
        kept = str(session.execute(text("SELECT error FROM job")).scalar_one())
    assert kept.startswith(JOBS[breaks])
    assert "tests/trust/test_log.py:" in kept
    assert "job breaks broke" in caplog.text
    assert breaks.__name__ in caplog.text
    assert CANARY not in kept + caplog.text


ANSWERS = {
    ("RCPT", b"550 5.1.1 <r0@example.org>: kestrelcanary unknown"): "refused",
    ("RCPT", b"451 4.2.1 r0@example.org kestrelcanary is full"): "waiting",
    ("MAIL", b"554 5.7.1 <bounce+kestrelcanary@example.org> not you"): "the mail server answers 554 5.7.1",
    ("MAIL", b"421 4.3.2 kestrelcanary come later"): "the mail server answers 421 4.3.2",
    ("DOT", b"550 5.6.0 I read kestrelcanary in this"): "refused",
    ("CONNECT", b"554 kestrelcanary no"): "SMTPConnectError (554)",
}


@pytest.mark.parametrize(("step", "answer"), ANSWERS, ids=lambda part: str(part)[:12])
def test_what_a_mail_server_says_is_not_told_by_the_job(outbox: Outbox, step: str, answer: bytes) -> None:
    outbox.fill(1, words=LONG)
    with sink() as server:
        server.misbehave = lambda at, _recipient: answer if at == step else None
        told = outbox.to(server.url).send().in_words

    assert ANSWERS[step, answer] in told
    assert CANARY not in told
    assert "@" not in told
    assert all("@" not in str(kept) for kept in outbox.column("last_error"))


@pytest.mark.parametrize("kind", [Deferred, Refused, SenderRefused])
def test_a_setback_keeps_its_codes(kind: type[Deferred]) -> None:
    assert kind("452 4.2.2 mailbox of r0 full").in_log == "the mail server answers 452 4.2.2"
    assert kind("no answer in time").in_log == "no answer in time"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (smtplib.SMTPDataError(550, MAIL.encode()), "SMTPDataError (550)"),
        (OSError(28, CANARY, f"/tmp/{CANARY}"), "OSError (ENOSPC)"),
        (UnicodeDecodeError("utf-8", CANARY.encode(), 0, 1, CANARY), "UnicodeDecodeError"),
        (IntegrityError(f"INSERT INTO entry VALUES ('{CANARY}')", {"x": CANARY}, ValueError(CANARY)),
         "IntegrityError (INSERT entry)"),
        (sqlite3.OperationalError(CANARY), "OperationalError"),
    ],
)  # fmt: skip
def test_of_any_error_only_its_kind_and_codes_are_told(error: Exception, told: str) -> None:
    assert in_short(error) == told
    assert CANARY not in in_full(error)


def test_a_library_that_logs_an_error_itself_says_no_more(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    assert database.url
    try:
        raise ValueError(CANARY)  # noqa: TRY301 - as above
    except ValueError as error:
        logging.getLogger("somebody.else").exception("it failed: %s", error)  # noqa: TRY401 - as libraries do

    assert "it failed: ValueError" in caplog.text
    assert CANARY not in caplog.text


COMMANDS = {
    "an import": ("seed_mark", "import", "FILE"),
    "a seed": ("source", "seed"),
    "an account": ("volunteer", "volunteer", "add", MAIL, "--name", LONG, "--role", "reader"),
    "the dates": ("review", "reviews"),
    "a preview": ("volunteer", "digest", "--preview", MAIL),
    "the mail": ("outgoing_mail", "deliver"),
}


@pytest.mark.either
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_breaks_prints_where_and_no_words(
    database: Database, settings: Settings, database_url: str, tmp_path: Path, command: str
) -> None:
    table, *words = COMMANDS[command]
    file = tmp_path / "record.json"
    file.write_text('{"format": "vigil-campaign", "version": 1}', encoding="utf-8")
    break_table(database, table, "gone")
    environment = environment_for(settings.data_dir, {"VIGIL_DATABASE_URL": database_url})

    done = subprocess.run(
        [sys.executable, VIGIL, *(str(file) if word == "FILE" else word for word in words)],
        env=environment, capture_output=True, text=True, check=False, input="",
    )  # fmt: skip

    assert done.returncode == 1
    assert re.search(r"vigil broke: \w+ \((42P01|SQLITE_\w+)", done.stderr), done.stderr
    assert re.search(r"app/\w+/.+\.py:\d+ \w+", done.stderr)
    assert CANARY not in done.stdout + done.stderr
