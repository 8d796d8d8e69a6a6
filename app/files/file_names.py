"""What a file is called when a person sees it: their own name for it, made harmless."""

import re
import unicodedata
from urllib.parse import quote

from app.files.refused_file import NotAccepted
from app.text import _

LONGEST = 100
DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE)
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def shown_name(given: str) -> str:
    """The last part of the name, in one normal form; raise NotAccepted where it would deceive or do harm."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", given)[-1]).strip(" .")
    if any(unicodedata.category(one) in ("Cc", "Cs", "Co", "Cn") for one in given):
        raise NotAccepted(_("The name of the file has a control character in it; rename it"))
    if any(one in TURNING for one in given):
        raise NotAccepted(
            _("The name of the file has invisible marks that turn the direction of text; rename it")
        )
    stem, _dot, ending = name.rpartition(".")
    if not stem or not ending:
        raise NotAccepted(_("The name of the file has no ending such as .jpg or .pdf"))
    if DEVICES.fullmatch(name.partition(".")[0].strip()):
        raise NotAccepted(_("The name of the file is one that some machines keep for themselves; rename it"))
    return f"{stem[:LONGEST].rstrip(' .')}.{ending.lower()}"


def ending_of(name: str) -> str:
    """What stands after the last dot."""
    return name.rpartition(".")[2].lower()


def disposition(name: str) -> str:
    """The header that makes a browser save the file under this name (RFC 6266), in letters that cannot break it."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", unicodedata.normalize("NFKD", name))
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
