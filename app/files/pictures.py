"""Pictures written anew: turned upright, without place, time and camera, and with a small one for pages."""

import struct
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from PIL import Image

from app.files.pixels import Bare, Unsound, bare
from app.files.refused_file import NotAccepted
from app.text import _

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 20_000
SMALL = 480
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
TURNS = {  # by what a camera writes about how it was held
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

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
    try:
        found = bare(content, media_type)
    except Unsound as error:
        raise _broken() from error
    if found.width * found.height > MOST_PIXELS or max(found.width, found.height) > LONGEST_SIDE:
        raise NotAccepted(
            _("The picture has %(width)s × %(height)s pixels; at most 40 million are taken")
            % {"width": found.width, "height": found.height}
        )
    with _one_at_a_time:
        try:
            return _anew(found, FORMATS[media_type])
        except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError) as error:
            raise _broken() from error


def _broken() -> NotAccepted:
    return NotAccepted(_("The picture is broken or cut off, so it could not be read"))


def _anew(found: Bare, format_name: str) -> Picture:
    with Image.open(BytesIO(found.content), formats=[format_name]) as opened:
        _check_measured(opened, found)
        opened.load()
        _check_measured(opened, found)
        turn = TURNS.get(found.turned)
        upright = opened.copy() if turn is None else opened.transpose(turn)
    clear = "A" in upright.getbands() or "transparency" in upright.info
    if format_name == "PNG" or clear:
        kept, ending, options = upright.convert("RGBA" if clear else "RGB"), "png", {"compress_level": 4}
    else:
        kept, ending, options = upright.convert("RGB"), "jpg", {"quality": 88}
    kept.info.clear()
    kept.getexif().clear()
    kind = "PNG" if ending == "png" else "JPEG"
    return Picture(f"image/{kind.lower()}", ending, _bytes(kept, kind, options), _small(kept), *kept.size)


def _check_measured(opened: Image.Image, found: Bare) -> None:
    """What is decoded is what was measured: the decoder has to have found the same size."""
    if opened.size != (found.width, found.height):
        raise Unsound


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
