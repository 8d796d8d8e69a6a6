"""Pictures written anew: turned upright, without place, time and camera, and with a small one for pages."""

import struct
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from PIL import Image, ImageOps

from app.files.refused import NotAccepted
from app.text import _

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 20_000
SMALL = 480
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}

# Pixels are counted here, from the header and before anything is decoded; Pillow's own count only warns.
Image.MAX_IMAGE_PIXELS = None
_one_at_a_time = Lock()  # a picture of 40 million pixels takes some 300 MB while it is worked on


@dataclass(frozen=True, slots=True)
class Picture:
    """What is kept of a picture."""

    media_type: str
    ending: str
    content: bytes
    thumbnail: bytes
    width: int
    height: int


def picture(content: bytes, media_type: str) -> Picture:
    """The same picture without anything but its pixels; raise NotAccepted for what is broken or too large."""
    width, height = size_of(content, media_type)
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise NotAccepted(
            _("The picture has %(width)s × %(height)s pixels; at most 40 million are taken")
            % {"width": width, "height": height}
        )
    with _one_at_a_time:
        try:
            return _anew(content, FORMATS[media_type])
        except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError) as error:
            raise _broken() from error


def size_of(content: bytes, media_type: str) -> tuple[int, int]:
    """Width and height as the header says, without decoding."""
    try:
        if media_type == "image/png":
            width, height = struct.unpack(">II", content[16:24])
            return width, height
        return _size_of_webp(content) if media_type == "image/webp" else _size_of_jpeg(content)
    except (struct.error, IndexError) as error:
        raise _broken() from error


def _size_of_webp(content: bytes) -> tuple[int, int]:
    kind = content[12:16]
    if kind == b"VP8X":
        return (
            1 + int.from_bytes(content[24:27], "little"),
            1 + int.from_bytes(content[27:30], "little"),
        )
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    raise _broken()


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while at < len(content):
        if content[at] != 0xFF:
            raise _broken()
        marker = content[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    raise _broken()


def _broken() -> NotAccepted:
    return NotAccepted(_("The picture is broken or cut off, so it could not be read"))


def _anew(content: bytes, format_name: str) -> Picture:
    with Image.open(BytesIO(content), formats=[format_name]) as opened:
        opened.load()
        upright = ImageOps.exif_transpose(opened)
    clear = "A" in upright.getbands() or "transparency" in upright.info
    if format_name == "PNG" or clear:
        kept, ending, options = upright.convert("RGBA" if clear else "RGB"), "png", {"compress_level": 4}
    else:
        kept, ending, options = upright.convert("RGB"), "jpg", {"quality": 88}
    kept.info.clear()
    kept.getexif().clear()
    kind = "PNG" if ending == "png" else "JPEG"
    return Picture(f"image/{kind.lower()}", ending, _bytes(kept, kind, options), _small(kept), *kept.size)


def _small(whole: Image.Image) -> bytes:
    small = whole.copy()
    small.thumbnail((SMALL, SMALL))
    if small.mode == "RGBA":
        ground = Image.new("RGB", small.size, "white")
        ground.paste(small, mask=small.getchannel("A"))
        small = ground
    return _bytes(small, "JPEG", {"quality": 78})


def _bytes(image: Image.Image, kind: str, options: dict[str, int]) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
