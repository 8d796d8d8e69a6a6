"""How fast editions are composed and mails delivered, beside what the standard library does in the same run."""

import json
import os
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import text

from app.clock import civil_date
from app.db import Database
from app.digest.edition import Edition
from app.digest.edition_mail import as_html, as_text
from app.digest.make_editions import Due, edition_of, slot_named, window_of
from app.digest.queries.all_news import world
from app.digest.queries.readers import readers
from app.digest.send_times import WEEK
from app.mail.sender_process import packed
from app.migrating import migrate
from app.settings import Settings
from tests import postgres
from tests.bench import mail_floor
from tests.bench.processors import one_processor
from tests.bench.readers import FIRST_READER, fill_with_readers
from tests.mail.outboxes import MONDAY, Outbox

pytestmark = pytest.mark.bench
SIZE = int(os.environ.get("BENCH_READERS", "10000"))  # readers, and cases
FLOOR_EDITIONS = 300
TURNS, MAILS_A_TURN, SYNCS, LEAST = 7, 400, 100, 0.35
MOST_MEGABYTES = 500
QUEUE = """
import json, resource, sys
from datetime import datetime
from time import perf_counter
from app.digest.make_editions import queue_due
from app.jobs.schedule import Step
from app.main import open_database
from app.mail.sender_process import unpacked
settings, now = unpacked(json.loads(sys.argv[1])), datetime.fromisoformat(sys.argv[2])
database = open_database(settings)
began = perf_counter()
made = queue_due(Step(database, settings, now))
seconds = perf_counter() - began
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([made.queued, seconds, megabytes]))
"""
NEWS = text(
    "SELECT f.volunteer_id, c.reference, e.kind, e.on_edtf, h.at FROM digest_follow f"
    ' JOIN "case" c ON c.id = f.case_id JOIN change h ON h.case_id = c.id JOIN entry e ON e.id = h.row_id'
    " WHERE f.volunteer_id >= :first AND f.volunteer_id < :after ORDER BY f.volunteer_id, h.at"
)


def by_the_standard_library(edition: Edition, address: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", address, "Your weekly summary"
    message.set_content(as_text(edition), cte="base64")
    message.add_alternative(as_html(edition), subtype="html", cte="base64")
    return message.as_bytes()


def editions(database: Database, settings: Settings) -> list[Edition]:
    """What some of the readers would get."""
    with database.reading() as session:
        some = readers(session, range(FIRST_READER, FIRST_READER + min(SIZE, FLOOR_EDITIONS)))
        picture = world(session, window_of(settings, MONDAY - WEEK, MONDAY))
    year, week, _day = civil_date(MONDAY, "UTC").isocalendar()
    due = [Due(one, slot_named(one, f"{year}-W{week:02d}"), None, MONDAY - WEEK) for one in some]
    return [edition_of(picture, one, settings, MONDAY) for one in due]


def floor_of(database: Database, made: list[Edition]) -> float:
    """Query, both twins and a message by the standard library, for each a second."""
    began = perf_counter()
    with database.reading() as session:
        rows = session.execute(NEWS, {"first": FIRST_READER, "after": FIRST_READER + len(made)}).all()
    for edition in made:
        by_the_standard_library(edition, "b@example.org")
    assert rows
    return len(made) / (perf_counter() - began)


def test_composing_is_faster_than_with_the_standard_library(database: Database, settings: Settings) -> None:
    with database.writing(actor="a bench", at=MONDAY) as session:
        fill_with_readers(session, SIZE)
    made = editions(database, settings)
    floors = [floor_of(database, made)]
    command = [sys.executable, "-c", QUEUE, json.dumps(packed(settings)), MONDAY.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path.cwd())
    queued, seconds, megabytes = json.loads(done.stdout)
    floors.append(floor_of(database, made))
    ours, floor = queued / seconds, sum(floors) / 2
    print(
        f"\n{database.engine.dialect.name}: {queued} editions of {SIZE} readers composed and queued: {ours:.0f}/s,"
        f" standard library {floor:.0f}/s, {ours / floor:.2f} of it, {megabytes:.0f} MB"
    )

    assert queued >= SIZE * 0.5
    assert ours >= floor
    assert megabytes < MOST_MEGABYTES


@pytest.fixture
def durable(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that is on disk when it says so, unlike those of the tests."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'vigil.db'}"
        return
    changed = request.getfixturevalue("monkeypatch")
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        changed.setitem(postgres.OPTIONS, name, "on")
    folder = Path("/tmp") / f"vigil-bench-{os.getpid()}"
    with postgres.running(folder) as server:
        yield server.create("durable")


def handed_over(port: int, messages: list[object]) -> float:
    """By smtplib on one kept connection, mails a second."""
    kept = smtplib.SMTP("127.0.0.1", port)
    began = perf_counter()
    for message in messages:
        assert isinstance(message, bytes)
        kept.sendmail("a@example.org", ["b@example.org"], message)
    rate = len(messages) / (perf_counter() - began)
    kept.quit()
    return rate


def fill(outbox: Outbox, kind: str) -> list[object]:
    """Mails of seven kilobytes."""
    outbox.fill(MAILS_A_TURN, kind, "x" * 4500)
    with outbox.database.reading() as session:
        mine = text("SELECT message FROM outgoing_mail WHERE kind = :kind ORDER BY id")
        return list(session.execute(mine, {"kind": kind}).scalars())


def on_disk(folder: Path, message: bytes) -> float:
    """How often a second a page can be written so that it outlives a power cut."""
    with (folder / "synced").open("wb", buffering=0) as file:
        began = perf_counter()
        for _one in range(SYNCS):
            file.write(message[:4096])
            os.fdatasync(file.fileno())
    return SYNCS / (perf_counter() - began)


def measure(outbox: Outbox, where: Path | None) -> float:
    """The median of what delivery reaches of the floor, the two taking turns on one processor.

    The floor is smtplib; on disk, where `where` is, it is smtplib and one write to the disk per mail.
    """
    ours, floors = [], []
    with mail_floor.sink() as port, one_processor():
        line = outbox.to(f"smtp://127.0.0.1:{port}")
        for turn in range(TURNS):
            messages = fill(line, f"turn{turn}")
            floor = handed_over(port, messages)
            floors.append(floor if where is None else 1 / (1 / floor + 1 / on_disk(where, b"x" * 4096)))
            began = perf_counter()
            assert line.send().sent == MAILS_A_TURN
            ours.append(MAILS_A_TURN / (perf_counter() - began))
    ratio = median(one / other for one, other in zip(ours, floors, strict=True))
    print(
        f"\n{outbox.database.engine.dialect.name}, {'on disk' if where else 'in memory'}: delivering"
        f" {median(ours):.0f}/s, smtplib on a kept connection {'and a write each ' if where else ''}"
        f"{median(floors):.0f}/s, {ratio:.2f} of it"
    )
    return ratio


def test_delivering_with_a_mark_per_mail(outbox: Outbox) -> None:
    assert measure(outbox, None) >= LEAST


def test_delivering_with_a_durable_mark_per_mail(settings: Settings, durable: str, tmp_path: Path) -> None:
    database = Database(durable)
    migrate(database)
    ratio = measure(Outbox(database, replace(settings, database_url=durable)), tmp_path)
    database.close()

    assert ratio >= LEAST
