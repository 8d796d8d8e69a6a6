"""A worker process takes up what waits, and ends within ten seconds when asked."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

from app.mail.sender_process import packed
from app.settings import Settings
from tests.mail.outboxes import Outbox
from tests.mail.sinks import sink
from tests.servers import VIGIL, environment_for

WORKER = """
import json, sys
from app.db import Database
from app.digest.commands import JOBS
from app.jobs.worker import run_worker
from app.mail.sender_process import unpacked
from app.tables import load_tables
load_tables()
settings = unpacked(json.loads(sys.argv[1]))
run_worker(Database(settings.database_url), settings, [job for job in JOBS if job.name == "mail"])
"""


def test_asked_to_end_in_the_middle_it_finishes_the_mail_in_hand(outbox: Outbox) -> None:
    with sink(0.2) as server:
        outbox.fill(100, "reminder")  # a kind that nothing is asked about again before it goes
        line = outbox.to(server.url)
        worker = start(line.settings)
        assert server.wait_for(2, 240)
        worker.send_signal(signal.SIGTERM)
        asked = time.monotonic()

        assert worker.wait(240) == 0
        assert time.monotonic() - asked < 10
        assert set(line.states) == {"sent", "queued"}
        assert line.states.count("sent") == len(server.mails) == len(server.counts)


def test_a_worker_beside_the_pages_ends_when_their_end_of_the_pipe_is_gone(
    settings: Settings, database_url: str
) -> None:
    environment = environment_for(settings.data_dir, {"VIGIL_DATABASE_URL": database_url})
    worker = subprocess.Popen([VIGIL, "worker", "--while-input"], env=environment, stdin=subprocess.PIPE)
    assert worker.stdin is not None
    assert worker.poll() is None
    worker.stdin.close()

    assert worker.wait(240) == 0


def start(settings: Settings) -> subprocess.Popen[bytes]:
    """The worker, with the mail alone to do."""
    return subprocess.Popen([sys.executable, "-c", WORKER, json.dumps(packed(settings))], cwd=Path.cwd())
