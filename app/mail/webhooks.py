"""Posting to an address that somebody typed: only public machines, only what was resolved, no redirects.

Whoever adds an address could otherwise make this server talk to itself, to its neighbours or to the machines
that hand out keys inside a data centre. So a name is resolved once, every address it stands for must be one of
the open network, and the connection goes to exactly that address while the certificate must fit the name.
"""

import ipaddress
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from app.mail.result import Deferred, Refused, Unknown
from app.refusal import Refusal
from app.text import _
from app.trouble import named

LONGEST = 900
CONNECT_SECONDS, ANSWER_SECONDS, WHOLE_SECONDS = 5.0, 10.0, 30.0
PORTS = frozenset({443, 8443})  # where chats answer; no door to other services of a public machine
COME_AGAIN = frozenset({408, 425, 429})
NAT64 = ipaddress.ip_network("64:ff9b::/96")
IPV4_INSIDE = (NAT64, ipaddress.ip_network("64:ff9b:1::/48"))

Resolve = Callable[[str, int], Sequence[str]]


class BadHook(Refusal):
    """An address that is not posted to."""

    status = 422


@dataclass(frozen=True, slots=True)
class Hook:
    """An address in parts, as it will be used."""

    scheme: str
    host: str
    port: int
    path: str  # with its query

    @property
    def host_header(self) -> str:
        """The name as the other side expects to be called."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        standard = 443 if self.scheme == "https" else 80
        return host if self.port == standard else f"{host}:{self.port}"

    def at(self, address: str) -> str:
        """The same address with the machine's number instead of its name."""
        number = f"[{address}]" if ":" in address else address
        return f"{self.scheme}://{number}:{self.port}{self.path}"


def read_hook(text: str, *, loopback: bool = False) -> Hook:
    """The address in parts; raise BadHook with a sentence. `loopback` lets development post to this very machine."""
    if len(text) > LONGEST or not text.isascii() or not text.isprintable() or " " in text or "\\" in text:
        raise BadHook(_("Copy the whole address from the chat, as it is"))
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadHook(_("Copy the whole address from the chat, as it is")) from error
    to_itself = loopback and _is_loopback(host)
    if parts.scheme != "https" and not (to_itself and parts.scheme == "http"):
        raise BadHook(_("The address must begin with https://"))
    if not host or parts.username is not None or parts.fragment or not parts.path.strip("/"):
        raise BadHook(_("Copy the whole address from the chat, as it is"))
    port = port or (443 if parts.scheme == "https" else 80)
    if port not in PORTS and not to_itself:
        raise BadHook(_("Only the ports 443 and 8443 are used"))
    return Hook(parts.scheme, host, port, parts.path + (f"?{parts.query}" if parts.query else ""))


def public_addresses(hook: Hook, resolve: Resolve, *, loopback: bool = False) -> Sequence[str]:
    """What the name stands for; raise Refused when any of it is not on the open network, Deferred when unknown."""
    try:
        found = resolve(hook.host, hook.port)
    except (OSError, UnicodeError) as error:
        raise Deferred(f"the name of the chat's server is not known: {named(error)}") from error
    if not found:
        raise Deferred("the name of the chat's server is not known")
    for address in found:
        if not (is_public(address) or (loopback and _is_loopback(address))):
            raise Refused("the address leads to a machine that is not on the open network")
    return found


def is_public(address: str) -> bool:
    """Whether this number is one of the open network, also where it wraps an older one."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, ipaddress.IPv6Address):
        inside = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)
        if inside is None and any(number in network for network in IPV4_INSIDE):
            inside = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
    return number.is_global and not number.is_multicast and not number.is_reserved


def look_up(host: str, port: int) -> Sequence[str]:
    """The numbers of a name, as this machine resolves it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def post_json(
    hook: Hook,
    body: bytes,
    *,
    resolve: Resolve = look_up,
    loopback: bool = False,
    whole: float = WHOLE_SECONDS,
) -> None:
    """Post once. Raise Deferred (come again), Refused (no for good) or Unknown (nobody can know)."""
    import httpx  # most installations post to no chat

    address = public_addresses(hook, resolve, loopback=loopback)[0]
    timeout = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
    headers = {"Host": hook.host_header, "Content-Type": "application/json", "User-Agent": "Vigil"}
    try:
        with (
            _no_longer_than(whole) as noted,
            httpx.Client(trust_env=False, follow_redirects=False, timeout=timeout) as client,
            client.stream(
                "POST",
                hook.at(address),
                content=body,
                headers=headers,
                extensions={"sni_hostname": hook.host, "trace": noted},
            ) as answer,
        ):
            _judge(answer.status_code)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise Deferred(f"the chat's server cannot be reached: {type(error).__name__}") from error
    except httpx.HTTPError as error:
        raise Unknown(f"no answer from the chat's server: {type(error).__name__}") from error


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[Callable[[str, dict[str, Any]], None]]:
    """Break the connection off when all of it takes too long: every answer of one byte begins a new wait."""
    lines: list[socket.socket] = []

    def note(event: str, told: dict[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            lines.append(told["return_value"].get_extra_info("socket"))

    def break_off() -> None:
        for line in lines[-1:]:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, break_off)
    timer.daemon = True
    timer.start()
    try:
        yield note
    finally:
        timer.cancel()


def _judge(status: int) -> None:
    if 200 <= status < 300:
        return
    if status in COME_AGAIN or status >= 500:
        raise Deferred(f"the chat's server answers {status}")
    if 300 <= status < 400:
        raise Refused(f"the chat's server answers {status}, and a redirect is not followed")
    raise Refused(f"the chat's server answers {status}")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
