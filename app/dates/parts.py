"""A date from the three boxes day, month and year, of which only the year must be filled in."""

import re

from app.dates.fuzzy import FuzzyDate
from app.dates.normalise import made_plain
from app.dates.single import written
from app.dates.unreadable import UnreadableDate, no_day, no_year, quoted
from app.dates.vocabulary import MONTH_NAMES
from app.text import _

_NUMBER = re.compile("[0-9]{1,4}")


def date_from_parts(year: str, month: str = "", day: str = "", *, about: bool = False) -> FuzzyDate:
    """Raises UnreadableDate naming the box: first what is missing, then what cannot be.

    The month may be a name. "About" widens what was given: the day by a day, the month by a month.
    """
    year, month, day = (made_plain(box) for box in (year, month, day))
    if not year:
        raise no_year()
    if day and not month:
        raise UnreadableDate(_("Give the month too, or leave out the day"), "month")
    number = _month(month) if month else ""
    if day and not _NUMBER.fullmatch(day):
        raise no_day(day)
    return FuzzyDate.parse(written(year, number, day) + "~" * about)


def _month(plain: str) -> str:
    if plain in MONTH_NAMES:
        return f"{MONTH_NAMES.index(plain) + 1}"
    if not _NUMBER.fullmatch(plain):
        raise UnreadableDate(_("“%(text)s” is not the name of a month") % {"text": quoted(plain)}, "month")
    return plain
