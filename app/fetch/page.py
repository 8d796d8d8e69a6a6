"""Fetching one page, pinned: each redirect is looked at anew, and size, time and type are bounded.

Nothing is fetched without being asked for by name: a fetch shows the other side that somebody looked.
"""

import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from app.fetch.public_numbers import (
    ANSWER_SECONDS,
    CONNECT_SECONDS,
    WHOLE_SECONDS,
    Address,
    NotKnown,
    NotPublic,
    Resolve,
    is_loopback,
    look_up,
    no_longer_than,
    parts_of,
    public_numbers,
)
from app.refusal import Refusal
from app.text import _

LONGEST = 1000
MOST_BYTES = 5_000_000  # as they are read, after unpacking
MOST_REDIRECTS = 4
PORTS = frozenset({80, 443, 8080, 8443})
TYPES = frozenset({"text/html", "text/plain", "application/xhtml+xml"})
PIECE = 65_536
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class NotFetched(Refusal):
    """Nothing was taken from the address; the sentence says why."""

    status = 422


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much; `loopback` lets tests and development ask this very machine."""

    whole: float = WHOLE_SECONDS
    most: int = MOST_BYTES
    loopback: bool = False


USUAL = Limits()


def read_address(text: str, *, loopback: bool = False) -> Address:
    """The address in parts; raise NotFetched with a sentence."""
    address = parts_of(text, LONGEST)
    if address is None:
        raise NotFetched(_("Copy the whole address from the browser, as it is"))
    if address.scheme not in {"http", "https"}:
        raise NotFetched(_("The address must begin with http:// or https://"))
    if address.port not in PORTS and not (loopback and is_loopback(address.host)):
        raise NotFetched(_("Only the usual ports of the web are used"))
    return address if address.path.startswith("/") else replace(address, path=f"/{address.path}")


def fetch_page(text: str, *, resolve: Resolve = look_up, limits: Limits = USUAL) -> bytes:
    """The bytes of a page, unpacked; raise NotFetched with a sentence."""
    end = time.monotonic() + limits.whole
    for _turn in range(MOST_REDIRECTS + 1):
        address = read_address(text, loopback=limits.loopback)
        found = _asked(address, _number(address, resolve, limits), max(end - time.monotonic(), 0.01), limits)
        if time.monotonic() >= end:  # broken off, which an answer without a length takes for its end
            raise NotFetched(_("The other side takes too long"))
        if isinstance(found, bytes):
            return found
        text = urljoin(text, found)
    raise NotFetched(_("The address leads from one to another without an end"))


def _number(address: Address, resolve: Resolve, limits: Limits) -> str:
    try:
        return public_numbers(address, resolve, loopback=limits.loopback)[0]
    except NotPublic as fault:
        raise NotFetched(_("The address leads to a machine that is not on the open network")) from fault
    except NotKnown as fault:
        raise NotFetched(_("No machine of this name is known")) from fault


def _asked(address: Address, number: str, seconds: float, limits: Limits) -> bytes | str:
    """The page, or where it has gone."""
    import httpx  # most installations fetch nothing

    timeout = httpx.Timeout(min(ANSWER_SECONDS, seconds), connect=min(CONNECT_SECONDS, seconds))
    headers = {"Host": address.host_header, "Accept": ", ".join(sorted(TYPES)), "Accept-Encoding": "gzip"}
    try:
        with (
            no_longer_than(seconds) as noted,
            httpx.Client(trust_env=False, follow_redirects=False, timeout=timeout) as client,
            client.stream(
                "GET",
                address.at(number),
                headers=headers | {"User-Agent": "Mozilla/5.0"},
                extensions={"sni_hostname": address.host, "trace": noted},
            ) as answer,
        ):
            if answer.status_code in REDIRECTS and "location" in answer.headers:
                return str(answer.headers["location"])
            _judge(answer.status_code, answer.headers.get("content-type", ""))
            return _unpacked(answer.iter_raw(PIECE), answer.headers.get("content-encoding", ""), limits.most)
    except (httpx.HTTPError, httpx.InvalidURL, zlib.error) as error:
        raise NotFetched(_("The page could not be fetched. Paste the text itself")) from error


def _judge(status: int, content_type: str) -> None:
    if status != 200:
        raise NotFetched(_("The other side answers %(status)s") % {"status": status})
    if content_type.partition(";")[0].strip().casefold() not in TYPES:
        raise NotFetched(_("What lies there is no text and no page"))


def _unpacked(pieces: Iterable[bytes], encoding: str, most: int) -> bytes:
    """Everything, unpacked piece by piece, so that little that becomes much is stopped in time."""
    if encoding.casefold() not in {"", "identity", "gzip"}:
        raise NotFetched(_("The page is packed in a way that is not read here"))
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if encoding.casefold() == "gzip" else None
    found = bytearray()
    for piece in pieces:
        found += unpack.decompress(piece, most + 1 - len(found)) if unpack else piece
        if len(found) > most:
            raise NotFetched(_("The page is too large"))
    return bytes(found)
