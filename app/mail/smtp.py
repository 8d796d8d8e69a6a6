"""The way to a mail server: one kept connection, encrypted, signed in; smtp_conversation.py says what is said on it."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from app.mail.result import Envelope, LineDown, LineLost, SenderRefused, Setback, Unknown, without_addresses
from app.mail.smtp_conversation import COMMAND_SECONDS, Conversation, expect
from app.trouble import named

CONNECT_SECONDS = 15
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ONE_A_SECOND = 1.0


@dataclass
class SmtpWay:
    """A connection that is opened when first needed and kept for many mails."""

    url: str
    must_encrypt: bool
    smtp: smtplib.SMTP | None = None
    talk: Conversation | None = None
    per_second: float | None = field(init=False)

    def __post_init__(self) -> None:
        """One mail a second, or what `?rate=` in the address says; no limit to this very machine."""
        parts = urlsplit(self.url)
        rate = parse_qs(parts.query).get("rate")
        unrated = None if parts.hostname in LOOPBACK else ONE_A_SECOND
        self.per_second = float(rate[0]) if rate else unrated

    def offer(self, envelope: Envelope, message: bytes, *, is_marked: bool = False) -> None:
        """Everything up to the final dot. Until `finish` the server has certainly not taken the mail."""
        talk = self._connected()
        with _line_errors(self, LineLost):
            talk.offer(envelope, message, is_marked=is_marked)

    def finish(self, following: Envelope | None = None) -> None:
        """The final dot, and the server's answer. No answer: nobody can know."""
        if self.talk is None:
            raise LineLost("the connection was lost before the final dot")
        try:
            answer = self.talk.finish(following)
        except OSError as error:
            self.abandon()
            raise Unknown(f"no answer to the final dot: {named(error)}") from error
        with _line_errors(self, LineDown):
            expect(answer, "recipient")

    def reset(self) -> None:
        """After a refusal, ready the connection for the next mail; a broken one is opened anew."""
        if self.talk is not None:
            try:
                self.talk.reset()
            except (OSError, Setback):
                self.abandon()

    def abandon(self) -> None:
        """Drop the connection without a word: a server that has no final dot drops the mail."""
        if self.smtp is not None:
            self.smtp.close()
        self.smtp = self.talk = None

    def close(self) -> None:
        """Say good-bye, unless the server waits for a mail that will not come."""
        if self.talk is not None and self.talk.ahead is None:
            with suppress(OSError, Setback):
                self.talk.socket.sendall(b"QUIT\r\n")
                self.talk.answer(within=CONNECT_SECONDS)
        self.abandon()

    def _connected(self) -> Conversation:
        if self.talk is not None:
            return self.talk
        parts = urlsplit(self.url)
        with _line_errors(self, LineDown):
            self.smtp = smtp = _open(parts)
            assert smtp.sock is not None  # noqa: S101 - a connected one has its socket
            smtp.sock.settimeout(COMMAND_SECONDS)
            smtp.ehlo_or_helo_if_needed()
            self._encrypt(smtp, parts)
            if parts.username:
                smtp.login(unquote(parts.username), unquote(parts.password or ""))
            self.talk = Conversation(smtp.sock, pipelines=smtp.has_extn("pipelining"))
            return self.talk

    def _encrypt(self, smtp: smtplib.SMTP, parts: SplitResult) -> None:
        if parts.scheme == "smtps":
            return
        if smtp.has_extn("starttls") and (self.must_encrypt or parts.hostname not in LOOPBACK):
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo()
        elif self.must_encrypt:
            self.abandon()
            raise SenderRefused("the mail server offers no encryption (STARTTLS), so nothing is sent")


@contextmanager
def _line_errors(way: SmtpWay, kind: type[LineDown]) -> Iterator[None]:
    """Before the final dot, a broken connection means that nothing was sent."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        way.abandon()
        reason = without_addresses(f"{error.smtp_code} {_said(error.smtp_error)}")
        raise (SenderRefused if error.smtp_code >= 500 else LineDown)(reason) from error
    except smtplib.SMTPNotSupportedError as error:
        way.abandon()
        raise SenderRefused(f"the mail server cannot do what is needed: {named(error)}") from error
    except OSError as error:  # smtplib's own errors are OSErrors too
        way.abandon()
        raise kind(named(error)) from error
    except Setback as setback:
        if isinstance(setback, LineDown) or _is_closed(way):
            way.abandon()
        raise


def _is_closed(way: SmtpWay) -> bool:
    return way.talk is not None and way.talk.has_hung_up


def _open(parts: SplitResult) -> smtplib.SMTP:
    host, port = parts.hostname or "", parts.port or (465 if parts.scheme == "smtps" else 587)
    if parts.scheme == "smtps":
        return smtplib.SMTP_SSL(
            host,
            port,
            local_hostname="localhost",
            timeout=CONNECT_SECONDS,
            context=ssl.create_default_context(),
        )
    return smtplib.SMTP(host, port, local_hostname="localhost", timeout=CONNECT_SECONDS)


def _said(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(text.split())
