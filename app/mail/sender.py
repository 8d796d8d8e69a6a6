"""The sender: claims mails, looks at each once more, sends it, marks every step.

Runs in a process of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.clock import utc_now
from app.db import Database
from app.mail.changes import (
    Claimed,
    claim,
    defer,
    doubt,
    forget,
    forgive,
    free_abandoned,
    let_go,
    mark_committing,
    mark_sent,
    put_back,
    refuse,
    revise,
)
from app.mail.line import line_failed, line_works
from app.mail.queries import line_state, refusing
from app.mail.way import Deferred, LineDown, LineLost, Refused, SenderRefused, Setback, Unknown, Way
from app.settings import Settings

BATCH = 50
BROKEN_IN_A_ROW = 3

MARK_TRIES = 10

# What the feature that queued a mail says just before it goes out, for many at once: a mail it does
# not name goes as
# it is, None drops it, bytes take its place. A mail that may have arrived is never replaced but left
# to a person.
Gate = Callable[[Session, Settings, Sequence[Claimed]], Mapping[int, bytes | None]]


@dataclass
class Tally:
    """What a run came to."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0
    uncertain: int = 0
    dropped: int = 0
    trouble: str = ""

    @property
    def in_words(self) -> str:
        """For the command line and the page of jobs."""
        counted = {
            name: getattr(self, name) for name in ("sent", "waiting", "failed", "uncertain", "dropped")
        }
        words = ", ".join(f"{count} {name}" for name, count in counted.items() if count) or "0 sent"
        return f"{words}; {self.trouble}" if self.trouble else words


@dataclass
class Sender:
    """One run over the outbox with one kept connection."""

    database: Database
    settings: Settings
    way: Way
    owner: str
    gates: Mapping[str, Gate] = field(default_factory=dict)
    pause: Callable[[float], bool] = lambda _seconds: False  # waits, and says whether to stop
    tell: Callable[[Tally], None] = lambda _tally: None
    clock: Callable[[], datetime] = utc_now
    tally: Tally = field(default_factory=Tally)
    broken: int = 0
    troubled: frozenset[str] = frozenset()
    last_at: float = 0.0

    def run(self) -> Tally:
        """Send what is due until nothing is, the line fails, or the parent is gone."""
        with self._writing() as session:
            free_abandoned(session, self.settings.data_dir)
            stopped = line_state(session).stopped
        while not stopped:
            batch = self._claim()
            if not batch:
                break
            stopped = self._send_batch(batch)
            self.tell(self.tally)
        self.way.close()
        return self.tally

    def _writing(self) -> AbstractContextManager[Session]:
        return self.database.writing(actor="vigil", at=self.clock())

    def _claim(self) -> list[Claimed]:
        with self._writing() as session:
            if line_state(session).stopped:
                return []
            batch = claim(session, self.owner, BATCH)
            self.troubled = refusing(session, [mail.to_address for mail in batch])
            return batch

    def _send_batch(self, batch: list[Claimed]) -> bool:
        """Send these; whether the run is over. What was not tried goes back as it was."""
        left = [mail.id for mail in batch]
        try:
            for mail in self._looked_at(batch, left):
                if self.pause(self._wait()):
                    return True
                self._send(mail)
                left.remove(mail.id)
                self.tell(self.tally)
        except (LineDown, SenderRefused) as setback:
            with self._writing() as session:
                line_failed(session, str(setback), refuses_us=isinstance(setback, SenderRefused))
            self.tally.trouble = str(setback)
            self.tally.waiting += len(left)
            return True
        finally:
            with self._writing() as session:
                forget(session, self.owner)
                put_back(session, left, self.owner)
        return False

    def _looked_at(self, batch: list[Claimed], left: list[int]) -> list[Claimed]:
        """The mails as their features let them go now."""
        verdicts: dict[int, bytes | None] = {}
        with self._writing() as session:
            for kind, gate in self.gates.items():
                verdicts.update(gate(session, self.settings, [mail for mail in batch if mail.kind == kind]))
            for mail_id, words in verdicts.items():
                revise(session, mail_id, self.owner, words)
        self.tally.dropped += sum(words is None for words in verdicts.values())
        left[:] = [mail_id for mail_id in left if verdicts.get(mail_id, b"") is not None]
        changed = {mail_id: words for mail_id, words in verdicts.items() if words is not None}
        return [
            mail._replace(message=changed.get(mail.id, mail.message)) for mail in batch if mail.id in left
        ]

    def _wait(self) -> float:
        rate = self.way.per_second
        wait = max(0.0, self.last_at + 1 / rate - monotonic()) if rate else 0.0
        self.last_at = monotonic() + wait
        return wait

    def _send(self, mail: Claimed) -> None:
        try:
            self.way.offer(mail.envelope_from, mail.to_address, mail.message)
            with self.database.marking(durable=False) as connection:
                held = mark_committing(connection, mail.id, self.owner, self.clock())
            if not held:  # somebody took it for abandoned: the server never gets a final dot from us
                self.way.abandon()
                return
            self.way.finish()
        except LineLost as setback:
            self._put_off(mail, setback)
            self.broken += 1
            if self.broken >= BROKEN_IN_A_ROW:
                raise
        except Deferred as setback:
            self._put_off(mail, setback)
            self.way.reset()
        except Refused as setback:
            with self._writing() as session:
                refuse(session, mail, self.owner, str(setback))
            self.tally.failed += 1
            self.way.reset()
        except (LineDown, SenderRefused):
            with self._writing() as session:
                let_go(session, mail, self.owner)
            raise
        except Unknown as setback:
            with self._writing() as session:
                doubt(session, mail, self.owner, str(setback))
            self.tally.uncertain += 1
        else:
            self._mark_sent(mail)

    def _put_off(self, mail: Claimed, setback: Setback) -> None:
        with self._writing() as session:
            defer(session, mail, self.owner, str(setback))
        self.tally.waiting += 1

    def _mark_sent(self, mail: Claimed) -> None:
        """Try the mark more than once: while the database is away, only this process knows that the
        mail went out.
        """
        for attempt in range(MARK_TRIES):
            try:
                with self.database.marking(durable=True) as connection:
                    mark_sent(connection, mail.id, self.owner, self.clock())
            except DBAPIError:
                if attempt == MARK_TRIES - 1:
                    raise
                self.pause(attempt)
            else:
                break
        if mail.to_address in self.troubled or not self.tally.sent:
            with self._writing() as session:
                forgive(session, mail.to_address)
                line_works(session)
        self.tally.sent += 1
        self.broken = 0
