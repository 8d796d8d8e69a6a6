"""Early, mid and late in a month or year: one of the days, or months, of a third of it.

Early May is 1 to 10 May, mid-May 11 to 20 May, late May 21 to 31 May; early 2012 is January to April 2012,
and so on. "About" reaches half a third further on either side. "Mid-May 2012" and "between 11 and 20 May
2012" are the same text, `[2012-05-11..2012-05-20]`, and both are said as the first: the vaguer words are
never wrong.
"""

from datetime import date
from functools import lru_cache

from app.dates.shape import Join, Shape
from app.dates.single import Precision, Single, moved, single
from app.dates.unreadable import no_third

_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_MONTHS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_DAYS_AROUND, _MONTHS_AROUND = 5, 2


@lru_cache(maxsize=512)
def third_of(whole: str, name: str, *, about: bool) -> str:
    """The EDTF text of early, mid or late in a month or year."""
    one = single(whole)
    if one.is_left_open or one.mark or one.precision not in {Precision.MONTH, Precision.YEAR}:
        raise no_third()
    if one.precision is Precision.MONTH:
        return _of_month(one, name, _DAYS_AROUND * about)
    return _of_year(one, name, _MONTHS_AROUND * about)


@lru_cache(maxsize=512)
def as_third(shape: Shape) -> tuple[str, Single, bool] | None:
    """The name, the month or year, and whether "about", if the days are those of a third."""
    start, end = (*shape.parts, None)[:2]
    if shape.join is not Join.BETWEEN or start is None or end is None or start.precision is not end.precision:
        return None
    if start.precision not in {Precision.DAY, Precision.MONTH}:
        return None
    middle = start.first + (end.last - start.first) / 2
    whole = f"{middle.year}-{middle.month:02}" if start.precision is Precision.DAY else f"{middle.year}"
    for name in _DAYS:
        for about in (False, True):
            if third_of(whole, name, about=about) == shape.text:
                return name, single(whole), about
    return None


def _of_month(month: Single, name: str, around: int) -> str:
    start, end = _DAYS[name]
    first = moved(date(month.year, month.month, start), -around)
    last = moved(date(month.year, month.month, min(end, month.last.day)), around)
    return f"[{first}..{last}]"


def _of_year(year: Single, name: str, around: int) -> str:
    start, end = _MONTHS[name]
    return f"[{_month_text(year.year, start - around)}..{_month_text(year.year, end + around)}]"


def _month_text(year: int, number: int) -> str:
    """The month with that number, which may run below 1 or above 12 into the years beside."""
    years, month = divmod(number - 1, 12)
    return f"{year + years}-{month + 1:02}"
