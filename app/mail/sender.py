"""The sender: claims mails, looks at each once more, sends it, marks every step.

Runs in a process of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import zip_longest
from time import monotonic, sleep

from sqlmodel import Session

from app.clock import Clock, utc_now
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
    put_back,
    refuse,
    revise,
)
from app.mail.queries import line_state, refusing
from app.mail.result import (
    Deferred,
    Envelope,
    LineDown,
    LineLost,
    Refused,
    SenderRefused,
    Setback,
    Unknown,
    Way,
)
from app.mail.send_marks import Marks
from app.mail.server_state import line_failed, line_works
from app.settings import Settings
from app.text import _

BATCH, RATED_BATCH = 200, 50  # what was looked at once more goes out within a minute
BROKEN_IN_A_ROW = 3
MARK_TRIES = 10
TELL_EVERY = 0.2
RUN_SECONDS = 900.0  # shorter than a claim's lease; the job's next run goes on

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
        told = (
            (self.sent, _("%(n)s sent")), (self.waiting, _("%(n)s waiting")), (self.failed, _("%(n)s refused")),
            (self.uncertain, _("%(n)s perhaps arrived")), (self.dropped, _("%(n)s dropped")),
        )  # fmt: skip
        words = ", ".join(word % {"n": count} for count, word in told if count) or _("0 sent")
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
    clock: Clock = utc_now
    tally: Tally = field(default_factory=Tally)
    run_seconds: float = RUN_SECONDS
    marks: Marks = field(init=False)
    done: Claimed | None = None  # the server took it and the mark is not made yet
    announced: int | None = None  # the mail that follows the done one without a pause
    broken: int = 0
    troubled: frozenset[str] = frozenset()
    last_at: float = 0.0
    told_at: float = 0.0

    def __post_init__(self) -> None:
        self.marks = Marks(self.database, self.owner)

    def run(self) -> Tally:
        """Send what is due until nothing is, the line fails, the time is up, or the parent is gone."""
        until = monotonic() + self.run_seconds
        with self._writing() as session:
            free_abandoned(session, self.settings.data_dir)
            over = line_state(session).stopped
        try:
            while not over and monotonic() < until:
                batch = self._claim()
                over = not batch or self._send_batch(batch, until)
        finally:
            self.marks.close()
            self.way.close()
        with self._writing() as session:
            forget(session, self.owner)
        return self.tally

    def _writing(self) -> AbstractContextManager[Session]:
        return self.database.writing(actor="vigil", at=self.clock())

    def _claim(self) -> list[Claimed]:
        with self._writing() as session:
            forget(session, self.owner)
            if line_state(session).stopped:
                return []
            batch = claim(session, self.owner, RATED_BATCH if self.way.per_second else BATCH)
            self.troubled = refusing(session, [mail.to_address for mail in batch])
            return batch

    def _send_batch(self, batch: list[Claimed], until: float) -> bool:
        """Send these; whether the run is over. What was not tried goes back as it was."""
        left = {mail.id: mail for mail in batch}
        try:
            mails = self._looked_at(left)
            for mail, following in zip_longest(mails, mails[1:]):
                if self._must_end(until):
                    return True
                self._send(mail, None if self.way.per_second else following)
                del left[mail.id]
                self._say()
        except (LineDown, SenderRefused) as setback:
            with self._writing() as session:
                line_failed(session, str(setback), refuses_us=isinstance(setback, SenderRefused))
            self.tally.trouble = setback.in_log
            self.tally.waiting += len(left)
            return True
        finally:
            self._mark_done()
            if left:
                with self._writing() as session:
                    put_back(session, list(left), self.owner)
        return False

    def _looked_at(self, left: dict[int, Claimed]) -> list[Claimed]:
        """The mails as their features let them go now."""
        verdicts: dict[int, bytes | None] = {}
        for kind in {mail.kind for mail in left.values()} & set(self.gates):
            mails = [mail for mail in left.values() if mail.kind == kind]
            with self._writing() as session:
                said = self.gates[kind](session, self.settings, mails)
                for mail_id, words in said.items():
                    revise(session, mail_id, self.owner, words)
            verdicts.update(said)
        for mail_id, words in verdicts.items():
            if words is None:
                del left[mail_id]
                self.tally.dropped += 1
            else:
                left[mail_id] = left[mail_id]._replace(message=words)
        return list(left.values())

    def _must_end(self, until: float) -> bool:
        """Wait until the next mail may go out; whether the run ends before it."""
        rate = self.way.per_second
        wait = max(0.0, self.last_at + 1 / rate - monotonic()) if rate else 0.0
        self.last_at = monotonic() + wait
        if wait:
            self._mark_done()
        return monotonic() + wait > until or self.pause(wait)

    def _say(self) -> None:
        if monotonic() >= self.told_at + TELL_EVERY:
            self.told_at = monotonic()
            self.tell(self.tally)

    def _send(self, mail: Claimed, following: Claimed | None) -> None:
        """Send one; the envelope of the one that follows may go out with its final dot."""
        at_once = mail.id == self.announced and not mail.unsure_count  # see send_marks.py
        self.announced = None
        try:
            held = self._mark(mail if at_once else None)
            if held:
                self.way.offer(_envelope(mail), mail.message, is_marked=at_once)
                held = at_once or self._mark(mail)
            if not held:  # taken for abandoned: the server never gets a final dot from us
                self.way.abandon()
                return
            self.way.finish(following and _envelope(following))
        except Setback as setback:
            self._set_back(mail, setback)
            return
        self.done = mail
        self.announced = following and following.id
        if mail.to_address in self.troubled or not self.tally.sent:
            self._mark_done()
            with self._writing() as session:
                forgive(session, mail.to_address)
                line_works(session)
        self.tally.sent += 1
        self.broken = 0

    def _set_back(self, mail: Claimed, setback: Setback) -> None:
        """What a setback means for this mail; raises when it ends the run."""
        with self._writing() as session:
            if isinstance(setback, LineLost | Deferred):
                defer(session, mail, self.owner, str(setback))
                self.tally.waiting += 1
            elif isinstance(setback, Refused):
                refuse(session, mail, self.owner, str(setback))
                line_works(session)  # it talks to us about this recipient only
                self.tally.failed += 1
            elif isinstance(setback, Unknown):
                doubt(session, mail, self.owner, str(setback))
                self.tally.uncertain += 1
            else:
                let_go(session, mail, self.owner)
        if isinstance(setback, Deferred | Refused):
            self.way.reset()
        self.broken += isinstance(setback, LineLost)
        if isinstance(setback, LineDown | SenderRefused) and not (
            isinstance(setback, LineLost) and self.broken < BROKEN_IN_A_ROW
        ):
            raise setback

    def _mark_done(self) -> None:
        """The mail that the server took last is marked without waiting for the next."""
        self._mark(None)

    def _mark(self, following: Claimed | None) -> bool:
        """The mail that the server took is sent, the following one gets its final dot next.

        Tried more than once: while the database is away, only this process knows that the mail went out.
        """
        if self.done is None and following is None:
            return True
        for attempt in range(MARK_TRIES):
            try:
                held = self.marks.pass_on(
                    self.done and self.done.id, following and following.id, self.clock()
                )
            except self.marks.faults:
                self.marks.close()
                if attempt == MARK_TRIES - 1:
                    raise
                sleep(attempt / 2)
            else:
                self.done = None
                return held
        return False


def _envelope(mail: Claimed) -> Envelope:
    return Envelope(mail.envelope_from, mail.to_address)
