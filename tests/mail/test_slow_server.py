"""A server that dribbles its answers holds up neither the pages nor, beyond its time, the run."""

from datetime import timedelta
from threading import Thread
from time import monotonic

import pytest
from sqlalchemy import text

from app.db import Database
from app.jobs.presence import presence
from app.mail.sender import Sender
from app.mail.sender_process import way_of
from tests import clock
from tests.mail.outboxes import Outbox
from tests.mail.sinks import Sink, sink


def run_for(outbox: Outbox, seconds: float) -> float:
    """How long a run took that was given so much time."""
    began = monotonic()
    with presence(outbox.settings.data_dir) as owner:
        way = way_of(outbox.settings)
        Sender(outbox.database, outbox.settings, way, owner, clock=clock.now, run_seconds=seconds).run()
    return monotonic() - began


def longest_save(outbox: Outbox, other: Database, run: Thread) -> float:
    """The longest that somebody else waited to write while the run went on."""
    waits = [0.0]
    while run.is_alive():
        began = monotonic()
        with other.writing(actor="Ana", at=outbox.now) as session:
            session.execute(text("UPDATE outgoing_mail SET last_error = last_error"))
        waits.append(monotonic() - began)
        run.join(0.05)
    return max(waits)


def served_slowly(outbox: Outbox, server: Sink, per_byte: float) -> None:
    """A run at such a server ends in its time, other people's saves do not wait, and later every mail arrives once."""
    answers = 100  # bytes of the answers to one mail, and more than those of the greeting
    run_seconds = 50 * per_byte
    server.seconds_per_byte = per_byte
    outbox.fill(40)
    line = outbox.to(server.url)
    took: list[float] = []
    run = Thread(target=lambda: took.append(run_for(line, run_seconds)))
    run.start()
    other = Database(outbox.settings.database_url)
    waited = longest_save(outbox, other, run)
    other.close()

    assert waited < 1
    assert took[0] < run_seconds + 2 * answers * per_byte
    assert {"queued"} <= set(line.states) <= {"sent", "queued"}

    server.seconds_per_byte = 0.0
    line.send(after=timedelta(minutes=1))
    assert (set(line.states), set(server.counts.values())) == ({"sent"}, {1})


@pytest.mark.parametrize("pipelines", [True, False])
def test_a_slow_server_stops_neither_saves_nor_the_end_of_the_run(outbox: Outbox, pipelines) -> None:
    with sink(pipelines=pipelines) as server:
        served_slowly(outbox, server, 0.02)
