"""Which characters a text may hold, and what a number is made of.

What is stored goes out again as XML, mail, calendar, word processor's file and print. Characters that one of these
cannot hold are refused where somebody types or imports them, and left out on the way of what was stored before.
"""

import re

LONGEST_NUMBER = 9  # digits that fit every column
# Controls but tab and newline, halves of pairs, and what Unicode says is no character, at the end of every plane.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
_DIGITS = re.compile("[0-9]+")


def with_plain_breaks(text: str, *, lines: bool = True) -> str:
    """Line ends that nobody can tell apart as newlines; where a text has one line, as blanks."""
    return _BREAKS.sub("\n" if lines else " ", text)


def unfit(text: str) -> str | None:
    """The code of the first character that not every file can hold, such as U+FFFF; None when all can be held."""
    found = _UNFIT.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def fit(text: str) -> str:
    """The text as any file can hold it."""
    return _UNFIT.sub("", text)


def whole_number(text: str | None, digits: int = LONGEST_NUMBER) -> int | None:
    """The number that these digits 0 to 9 are, of this length at most; None when the text is anything else."""
    if text is None or len(text) > digits or not _DIGITS.fullmatch(text):
        return None
    return int(text)
