"""A period's value as people write it: a length such as 15 days, or a part of a term such as 1/3."""

import re
from fractions import Fraction

from app.dates import Duration, length_in_words, read_duration
from app.text import _

PART = re.compile(r"([1-9][0-9]?)\s*/\s*([1-9][0-9]?)")


def read_length_or_fraction(text: str | None) -> str | None:
    """Stored as P15D or 1/3; None stays not set. Raises ValueError with a sentence."""
    if text is None or not text.strip():
        return None
    part = PART.fullmatch(text.strip())
    if part:
        fraction = Fraction(int(part[1]), int(part[2]))
        if fraction > 1:
            raise ValueError(_("A part of a term is 1 at most, such as 1/3"))
        return f"{fraction.numerator}/{fraction.denominator}"
    length = Duration.parse(text) if text.startswith("P") else read_duration(text)
    if not isinstance(length, Duration):
        raise ValueError(_("Give one length, not a range"))  # noqa: TRY004 - a person typed it
    return length.iso


def value_in_words(value: str | None) -> str:
    """For pages: 15 days, 1/3, or empty."""
    if value is None:
        return ""
    return value if "/" in value else length_in_words(Duration.parse(value))
