"""Pictures made to cost more than they are: refused before they are decoded, or decoded without what made them dear."""

import struct
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from PIL import Image, ImageOps

from app.files.accepted_types import Accepted, accept
from app.files.pixels import MOST_PIECES, MOST_SCANS, Unsound, bare
from app.files.refused_file import NotAccepted
from tests.files.corpus import image

MOST_MEMORY = 40_000_000  # bytes that the program itself may hold for a picture of 60 × 40


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    """One piece of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def head(width: int, height: int) -> bytes:
    """The piece that says a PNG's size."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))


def png_with(*pieces: bytes) -> bytes:
    """A sound PNG with these pieces behind its head."""
    sound = image("PNG")
    return sound[:33] + b"".join(pieces) + sound[33:]


def segment(marker: int, body: bytes) -> bytes:
    """One piece of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg_with(*pieces: bytes) -> bytes:
    """A sound JPEG with these pieces before everything else."""
    sound = image("JPEG")
    return sound[:2] + b"".join(pieces) + sound[2:]


def frames(kind: str) -> bytes:
    """A moving picture."""
    out = BytesIO()
    pictures = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue", "green")]
    pictures[0].save(out, kind, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def scans(number: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again."""
    out = BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, "JPEG", progressive=True)
    whole = out.getvalue()
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * number + whole[-2:]


def overlapping(length: int) -> bytes:
    """Camera data of which every entry claims all the bytes there are."""
    count = min((length - 10) // 12, 65_535)
    entries = b"".join(struct.pack("<HHII", 0x9000 + n % 0x6000, 7, length, 0) for n in range(count))
    return (b"II*\0" + struct.pack("<IH", 8, count) + entries).ljust(length, b"\0")


WIDE_WEBP = (
    b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + b"\xff\x3f\0" * 2
)
REFUSED = {
    "two-sizes.png": png_with(head(6000, 6000)),
    "size-again-at-the-end.png": image("PNG")[:-12] + head(6000, 6000) + chunk(b"IEND"),
    "size-later.png": b"\x89PNG\r\n\x1a\n" + chunk(b"tEXt", b"a\0b") + image("PNG")[8:],
    "pieces.png": png_with(chunk(b"tEXt") * (MOST_PIECES + 1)),
    "crumbs.png": png_with(chunk(b"IDAT") * (MOST_PIECES + 1)),
    "cut.png": image("PNG")[:-20],
    "no-end.png": image("PNG")[:-12],
    "wide.png": b"\x89PNG\r\n\x1a\n" + head(20_000, 20_000) + chunk(b"IDAT") + chunk(b"IEND"),
    "two-sizes.jpg": jpeg_with(segment(0xC0, struct.pack(">BHHB", 8, 6000, 6000, 1) + b"\1\x11\0")),
    "no-size.jpg": b"\xff\xd8" + segment(0xE0, b"JFIF\0") + b"\xff\xd9",
    "pieces.jpg": jpeg_with(segment(0xFE, b"") * (MOST_PIECES + 1)),
    "scans.jpg": scans(MOST_SCANS),
    "cut.jpg": image("JPEG", (600, 400))[:3000],
    "wide.webp": WIDE_WEBP,
    "cut.webp": image("WEBP", (600, 400))[:-200],
}
KEPT = {
    "words.png": png_with(*[chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(900_000)))] * 60),
    "profile.png": png_with(chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(50_000_000)))),
    "camera.png": png_with(chunk(b"eXIf", overlapping(1_000_000))),
    "camera.jpg": jpeg_with(*[segment(0xE1, b"Exif\0\0" + overlapping(60_000))] * 20),
    "moving.png": frames("PNG"),
    "moving.webp": frames("WEBP"),
    "scans.jpg": scans(3),
}


@contextmanager
def little_memory() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", REFUSED)
def test_a_picture_that_contradicts_itself_or_costs_too_much_is_refused(name: str) -> None:
    with little_memory(), pytest.raises(NotAccepted, match=r"broken or cut off|at most 40 million"):
        accept(name, REFUSED[name])


@pytest.mark.parametrize("name", KEPT)
def test_a_picture_is_kept_without_what_would_cost_too_much(name: str) -> None:
    with little_memory():
        kept = accept(name, KEPT[name])

    assert {kept.width, kept.height} == {60, 40}
    assert still(kept)


def still(kept: Accepted) -> bool:
    """Whether one picture is left, and nothing beside it."""
    with Image.open(BytesIO(kept.content)) as opened:
        return (
            getattr(opened, "n_frames", 1) == 1 and not opened.getexif() and "icc_profile" not in opened.info
        )


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_no_bytes_at_all_make_measuring_fail_otherwise(kind: str) -> None:
    sound = image(kind.upper())
    for cut in range(12, len(sound), 7):
        for broken in (sound[:cut], sound[:cut] + b"\xff" * 40, sound[:cut] + bytes(40)):
            try:
                assert bare(broken, f"image/{kind}").width >= 0
            except Unsound:
                continue


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_way_a_camera_was_held_is_turned_upright(kind: str, turn: int) -> None:
    sent, exif = BytesIO(), Image.Exif()
    exif[0x0112] = turn
    whole = Image.new("RGB", (64, 32), "red")
    whole.paste("blue", (0, 0, 32, 16))
    whole.save(sent, kind, exif=exif)

    kept = accept(f"a.{kind.lower()}", sent.getvalue())

    assert blue_corner(kept.content) == blue_corner(upright(sent))


def upright(sent: BytesIO) -> bytes:
    """The same picture turned by the library."""
    out = BytesIO()
    with Image.open(sent) as opened:
        ImageOps.exif_transpose(opened).save(out, "PNG")
    return out.getvalue()


def blue_corner(content: bytes) -> tuple[tuple[int, int], list[bool]]:
    """How large a picture is, and which of its corners are blue."""
    with Image.open(BytesIO(content)) as opened:
        plain = opened.convert("RGB")
    width, height = plain.size
    corners = [plain.getpixel((x, y)) for x in (2, width - 3) for y in (2, height - 3)]
    return plain.size, [isinstance(one, tuple) and one[2] > one[0] for one in corners]
