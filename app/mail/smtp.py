"""The way to a mail server: one kept connection; the body and the final dot are sent apart."""

import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from app.mail.way import Deferred, LineDown, LineLost, Refused, SenderRefused, Setback, Unknown

CONNECT_SECONDS, COMMAND_SECONDS, DOT_SECONDS = 15, 120, 600  # a shorter wait for the answer causes doubles
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ONE_A_SECOND = 1.0
LINE_START_DOT = re.compile(rb"^\.", re.MULTILINE)
SENDER_CODES = frozenset({530, 534, 535, 538})


@dataclass
class SmtpWay:
    """A connection that is opened when first needed and kept for many mails."""

    url: str
    must_encrypt: bool
    connection: smtplib.SMTP | None = None

    @property
    def per_second(self) -> float | None:
        """How many mails go out a second: one, or what `?rate=` in the address says;
        no limit to this very machine.
        """
        parts = urlsplit(self.url)
        rate = parse_qs(parts.query).get("rate")
        if rate:
            return float(rate[0])
        return None if parts.hostname in LOOPBACK else ONE_A_SECOND

    def offer(self, sender: str, recipient: str, message: bytes) -> None:
        """Everything up to the final dot. Until `finish` the server has certainly not taken the mail."""
        smtp = self._connected()
        with _line_errors(self, LineLost):
            _expect(smtp.docmd(f"MAIL FROM:<{sender}>"), "sender")
            _expect(smtp.docmd(f"RCPT TO:<{recipient}>"), "recipient")
            _expect(smtp.docmd("DATA"), "recipient", good=354)
            assert smtp.sock is not None  # noqa: S101 - a connected one has its socket
            smtp.sock.sendall(LINE_START_DOT.sub(b"..", message))

    def finish(self) -> None:
        """The final dot, and the server's answer. No answer: nobody can know."""
        smtp = self.connection
        if smtp is None or smtp.sock is None:
            raise LineLost("the connection was lost before the final dot")
        try:
            smtp.sock.settimeout(DOT_SECONDS)
            smtp.sock.sendall(b".\r\n")
            answer = smtp.getreply()
            smtp.sock.settimeout(COMMAND_SECONDS)
        except OSError as error:
            self.abandon()
            raise Unknown(f"no answer to the final dot: {error}") from error
        _expect(answer, "recipient")

    def reset(self) -> None:
        """After a refusal, ready the connection for the next mail; a broken one is opened anew."""
        if self.connection is not None:
            try:
                self.connection.rset()
            except OSError:
                self.abandon()

    def abandon(self) -> None:
        """Drop the connection without a word: a server that has no final dot drops the mail."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def close(self) -> None:
        """Say good-bye."""
        if self.connection is not None:
            with suppress(OSError):
                self.connection.quit()
            self.abandon()

    def _connected(self) -> smtplib.SMTP:
        if self.connection is not None:
            return self.connection
        parts = urlsplit(self.url)
        with _line_errors(self, LineDown):
            smtp = _open(parts)
            self.connection = smtp
            assert smtp.sock is not None  # noqa: S101 - as above
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each mail waits 40 ms
            smtp.sock.settimeout(COMMAND_SECONDS)
            smtp.ehlo_or_helo_if_needed()
            self._encrypt(smtp, parts)
            if parts.username:
                smtp.login(unquote(parts.username), unquote(parts.password or ""))
        return smtp

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
        raise SenderRefused(f"{error.smtp_code} {_said(error.smtp_error)}") from error
    except OSError as error:  # smtplib's own errors are OSErrors too
        way.abandon()
        raise kind(f"{type(error).__name__}: {error}") from error
    except Setback as setback:
        if isinstance(setback, LineDown):
            way.abandon()
        raise


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


def _expect(answer: tuple[int, bytes], about: str, good: int = 250) -> None:
    code, said = answer
    if code == good or (good == 250 and code in (250, 251, 252)):
        return
    _refusal(code, _said(said), about)


def _refusal(code: int, said: str, about: str) -> NoReturn:
    """What an answer other than yes means: for us, for this recipient, for good or for now."""
    reason = f"{code} {said}"[:400]
    if code in {421, -1}:
        raise LineDown(reason)
    if code in SENDER_CODES or (code >= 500 and (about == "sender" or re.match(r"5\.7\.", said))):
        raise SenderRefused(reason)
    if code >= 500:
        raise Refused(reason)
    raise LineDown(reason) if about == "sender" else Deferred(reason)


def _said(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(text.split())
