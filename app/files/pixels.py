"""What of a picture's bytes carries pixels: its size as it is decoded, which way is up, and nothing else.

Text, profiles, camera data and further frames are left out before anything is decoded, so none of them can cost
time or memory there; what says its size twice, or comes in too many pieces, is refused.
"""

import re
import struct
from dataclasses import dataclass

MOST_PIECES = 20_000
MOST_SCANS = 100  # a progressive JPEG has some ten; each one costs a walk through the whole picture
PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the markers of JPEG that begin with a size
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # those that have no content
END, SCAN, EXIF = 0xD9, 0xDA, 0xE1
LEFT_OUT = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})  # all but the two that say how colours are stored
NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
ORIENTATION = 0x0112


class Unsound(ValueError):
    """No picture as its kind prescribes."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A picture's bytes without anything beside its pixels; its size; how it is turned, from 1 to 8."""

    content: bytes
    width: int
    height: int
    turned: int = 1


def bare(content: bytes, media_type: str) -> Bare:
    """Only what is decoded; raise Unsound for what is broken or contradicts itself."""
    try:
        if media_type == "image/png":
            return _png(content)
        return _webp(content) if media_type == "image/webp" else _jpeg(content)
    except (struct.error, IndexError) as error:
        raise Unsound from error


def _png(content: bytes) -> Bare:
    at, kept, exif, pieces = 8, [content[:8]], b"", 0
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        piece = content[at : at + 12 + length]
        pieces += 1
        if len(piece) < 12 + length or pieces > MOST_PIECES or (kind == b"IHDR") != (pieces == 1):
            raise Unsound
        if kind in PNG_KEPT:
            kept.append(piece)
        elif kind == b"eXIf":
            exif = piece[8:-4]
        at += len(piece)
    width, height = struct.unpack_from(">II", content, 16)
    return Bare(b"".join(kept), width, height, turned(exif))


def _jpeg(content: bytes) -> Bare:
    at, kept, exif, sizes, scans, marker = 2, [content[:2]], b"", [], 0, 0
    while at < len(content) and marker != END:
        if content[at] != 0xFF or len(kept) > MOST_PIECES:
            raise Unsound
        marker = content[at + 1]
        if marker == 0xFF or marker in ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 if marker == END else at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if marker in SIZES:
            sizes.append(struct.unpack_from(">HH", content, at + 5))
        if marker == SCAN:
            scans += 1
            following = NEXT.search(content, end)
            end = following.start() if following else len(content)
        if marker == EXIF and not exif and content.startswith(b"Exif\0\0", at + 4):
            exif = content[at + 10 : end]
        kept.append(b"" if marker in LEFT_OUT else content[at:end])
        at = end
    if len(sizes) != 1 or scans > MOST_SCANS:
        raise Unsound
    height, width = sizes[0]
    return Bare(b"".join(kept), width, height, turned(exif))


def _webp(content: bytes) -> Bare:
    """As it came: the library reads its pieces itself, and of its camera data only what it is asked for."""
    kind, at = content[12:16], content.find(b"EXIF", 12)
    way = turned(content[at + 8 :].removeprefix(b"Exif\0\0")) if at > 0 and kind == b"VP8X" else 1
    if kind == b"VP8X":
        width = 1 + int.from_bytes(content[24:27], "little")
        return Bare(content, width, 1 + int.from_bytes(content[27:30], "little"), way)
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return Bare(content, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return Bare(content, width & 0x3FFF, height & 0x3FFF)
    raise Unsound


def turned(exif: bytes) -> int:
    """How the camera was held, from 1 to 8; of all that a camera writes this alone is read."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, at)
        for number in range(count):
            tag, kind, _many, value = struct.unpack_from(order + "HHIH", exif, at + 2 + 12 * number)
            if tag == ORIENTATION:
                return value if kind == 3 and 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1
