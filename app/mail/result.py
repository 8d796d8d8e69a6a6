"""What may happen on the way of a mail, whichever way it takes."""

import re
from typing import NamedTuple, Protocol

ADDRESS = re.compile(r"\S*@\S*")
CODES = re.compile(r"[0-9]{3}(?: [0-9]\.[0-9]{1,3}\.[0-9]{1,3}\b)?")


class Envelope(NamedTuple):
    """Who a mail comes from and whom it goes to, as the server is told."""

    sender: str
    recipient: str


class Way(Protocol):
    """A server or a folder: offer the mail, then finish. Between the two it is certainly not delivered."""

    @property
    def per_second(self) -> float | None:
        """How many mails may go out a second; None for as many as can."""

    def offer(self, envelope: Envelope, message: bytes, *, is_marked: bool = False) -> None:
        """Everything but the last step; what is marked already may wait for it, for it counts as in doubt anyway."""

    def finish(self, following: Envelope | None = None) -> None:
        """The last step. The envelope that follows may already go along with it."""

    def reset(self) -> None:
        """Be ready for the next mail after a refusal."""

    def abandon(self) -> None:
        """Let go of a mail that was offered and shall not be finished."""

    def close(self) -> None:
        """The end of the run."""


def without_addresses(said: str) -> str:
    """What a server said, without the addresses that it repeats."""
    return ADDRESS.sub("…", said)


class Setback(Exception):
    """Why a mail did not go out."""

    @property
    def in_log(self) -> str:
        """For logs and jobs: of an answer the codes alone, for a server may repeat whatever it was sent."""
        codes = CODES.match(str(self))
        return f"the mail server answers {codes[0]}" if codes else str(self)


class Deferred(Setback):
    """Only this recipient waits."""


class Refused(Setback):
    """The recipient's side says no for good."""


class LineDown(Setback):
    """The server cannot be reached or wants us to come later: all wait, nobody is punished."""


class LineLost(LineDown):
    """The connection broke in the middle of one mail, before its final dot."""


class SenderRefused(Setback):
    """The server says no to us: the run stops, nobody is punished, somebody must look at the settings."""


class Unknown(Setback):
    """The final dot went out and no answer came: nobody can know."""
