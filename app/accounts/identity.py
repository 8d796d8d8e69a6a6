"""What an account is known by: its address, and a name that nobody takes for a colleague's.

A name is taken for another one when it sounds the same in Latin letters or looks the same on a page, whatever its
script, capitals, accents, blanks and signs that nobody sees.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from app.db import LINE
from app.mail.message import ADDRESS
from app.refusal import Refusal
from app.text import _
from app.web.form_fields import clean

LONGEST = 254
OURS = "vigil"  # as whom the history names the program itself
# Letters of other scripts beside the Latin ones that they look like; all others are taken by their sound.
_CAPITALS = str.maketrans("ΗΜΝΡΥϹІΙ", "HMNPYCII")
_LOOKS = str.maketrans(
    "абвгеёєзийіїјкӏмнопрстуүұхцчшьѕԁһԛԝғқҳңөѵαβγεζηικμνορσςτυχωϲϳոսօհյցգքռաԼլՏՕ"
    "ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᏔᎩᏃꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜⲁⲃⲉⲏⲓⲕⲙⲛⲟⲣⲥⲧⲩⲭ01234578|!$@",
    "abbreeeenniijklmhonpctyyyxuhwbsdhqwfkxhovabyezniknvopoctuxwcjnuohjcgpnallso"
    "abcdeghijklmprstvwyzabcdefghijklmnoprstuvwxyzabehikmnopctyxolzeastbllsa",
)  # fmt: skip
_PAIRS = (("rn", "m"), ("vv", "w"))
_NOT_SEEN = frozenset({"Mn", "Me", "Cf", "Cc", "Co", "Cn", "So", "Sk"})
_BETWEEN = re.compile("[^a-z0-9]+")


class BadAddress(Refusal):
    """An e-mail address that cannot be one."""

    status = 422


def plain_address(text: str) -> str:
    """An address fit to be stored and mailed: no display name, no comment, domain in lower case and ASCII."""
    local, at, domain = text.strip().rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower() if at else ""
    except UnicodeError:
        ascii_domain = ""
    address = f"{local}@{ascii_domain}"
    known = "." in ascii_domain or ascii_domain == "localhost"
    if not known or len(address) > LONGEST or not ADDRESS.fullmatch(address) or ".." in address:
        raise BadAddress(_("Write an e-mail address such as name@example.org"))
    return address


class BadName(Refusal):
    """A name that cannot be one, or that is somebody else's."""

    status = 422


def plain_name(text: str) -> str:
    """A name fit to be shown: one line, with at least one letter that everybody sees."""
    try:
        name = clean(text, LINE, lines=False) or ""
    except ValueError as fault:
        raise BadName(str(fault)) from fault
    if not _readings(name):
        raise BadName(_("Write a name with letters in it"))
    return name


def are_alike(name: str, other: str) -> bool:
    """Whether somebody could take one name for the other."""
    return not _readings(name).isdisjoint(_readings(other))


@lru_cache(maxsize=2**14)
def _readings(name: str) -> frozenset[str]:
    """What a reader may take the name for: its sound, and its looks with a capital I as an i and as an l."""
    seen = _seen(name)
    capitals = _seen(name.translate(_CAPITALS))
    readings = (_plain(anyascii(seen)), _as_it_looks(capitals), _as_it_looks(capitals.replace("I", "l")))
    return frozenset(filter(None, readings))


def _seen(name: str) -> str:
    """Without accents, small pictures, and what takes no place on a page."""
    apart = unicodedata.normalize("NFKD", name)
    return "".join(one for one in apart if unicodedata.category(one) not in _NOT_SEEN)


def _as_it_looks(name: str) -> str:
    """The Latin letters that it looks like; letters are first made small, as most of them then look alike too."""
    text = _plain(anyascii(_seen(name.casefold()).translate(_LOOKS)))
    for pair, single in _PAIRS:
        text = text.replace(pair, single)
    return text


def _plain(text: str) -> str:
    return _BETWEEN.sub("", text.casefold())
