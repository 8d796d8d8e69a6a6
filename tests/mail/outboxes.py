"""Outboxes for tests: filled, sent from in this process under a clock of the test's own, and looked into."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text

from app.db import Database
from app.jobs.presence import presence
from app.mail.message import Post
from app.mail.outbox import queue
from app.mail.sender import Gate, Sender, Tally
from app.mail.sender_process import way_of
from app.settings import Settings
from tests import clock

MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)


@dataclass
class Outbox:
    """One outbox with its clock."""

    database: Database
    settings: Settings
    gates: Mapping[str, Gate] = field(default_factory=dict)

    def to(self, url: str | None, **more: Any) -> "Outbox":
        """The same one, sent from to this server."""
        return replace(self, settings=replace(self.settings, smtp_url=url, **more))

    @property
    def now(self) -> datetime:
        """What the test's clock shows."""
        return clock.now()

    def fill(self, count: int, kind: str = "notice", words: str = "") -> None:
        """Queue mails to r0, r1, ... at example.org."""
        with self.database.writing(actor="a test", at=self.now) as session:
            for number in range(count):
                address = f"r{number}@example.org"
                post = Post(
                    f"{kind}:{number}",
                    kind,
                    address,
                    "Hello",
                    f"Mail {number}\n.\n..\nend{words}",
                    "<p>x</p>",
                )
                queue(session, post, self.settings)

    def send(self, after: timedelta = timedelta()) -> Tally:
        """One run, so much later."""
        clock.passes(after)
        with presence(self.settings.data_dir) as owner:
            way = way_of(self.settings)
            return Sender(self.database, self.settings, way, owner, self.gates, clock=clock.now).run()

    @property
    def states(self) -> list[str]:
        """The states in the order of queueing."""
        with self.database.reading() as session:
            return list(session.execute(text("SELECT state FROM outgoing_mail ORDER BY id")).scalars())

    def column(self, name: str) -> list[object]:
        """One column in the order of queueing."""
        with self.database.reading() as session:
            return list(session.execute(text(f"SELECT {name} FROM outgoing_mail ORDER BY id")).scalars())
