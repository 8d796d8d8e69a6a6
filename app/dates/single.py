"""One date as EDTF writes it: the digits that are known, and a mark for what is doubted.

A mark stands for the whole date: `?` doubts the source, `~` says about, `%` says both. "About" widens the
possible days by one unit of the date's own precision on either side: a day, a month, three months for a
season, a year, ten years for a decade.

A season is meant as north of the equator. "Winter 2011" may be the one that began in 2011 or the one that
ended in it, so its possible days run from January 2011 to February 2012.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.dates.unreadable import NotUnderstoodError, UnreadableDate, no_day, no_month, no_year
from app.text import _

SPRING, WINTER = 21, 24
_SINGLE = re.compile(
    r"(?:(?P<decade>[1-9][0-9]{2})X"
    r"|(?P<year>[1-9][0-9]{3})(?:-XX(?:-XX)?|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}|XX))?)?)"
    r"(?P<mark>[?~%]?)"
)


class Precision(StrEnum):
    """How exactly something is dated; the last three are several dates put together."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    PERIOD = "period"
    CHOICE = "choice"
    SEVERAL = "several"


_MONTHS_IN = {Precision.MONTH: 1, Precision.SEASON: 3, Precision.YEAR: 12, Precision.DECADE: 120}


@dataclass(frozen=True, slots=True)
class Single:
    bare: str
    mark: str
    precision: Precision
    first: date
    last: date

    @property
    def text(self) -> str:
        return self.bare + self.mark

    @property
    def is_left_open(self) -> bool:
        """Month or day are left open on purpose: 2012-06-XX, some day in June."""
        return self.bare.endswith("-XX")

    @property
    def year(self) -> int:
        """The year; for a decade its first."""
        return int(self.bare[:4].replace("X", "0"))

    @property
    def month(self) -> int:
        """The month; for a season its number in EDTF."""
        return int(self.bare[5:7])

    @property
    def day(self) -> int:
        return int(self.bare[8:])


def single(text: str) -> Single:
    """Read one date of an EDTF text."""
    match = _SINGLE.fullmatch(text)
    if match is None:
        raise NotUnderstoodError
    bare, mark = text.removesuffix(match["mark"]), match["mark"]
    about = 1 if mark in {"~", "%"} else 0
    if match["day"] not in {None, "XX"}:
        day = _day(match["year"], match["month"], match["day"])
        return Single(bare, mark, Precision.DAY, moved(day, -about), moved(day, about))
    precision, start, count = _months(match)
    around = about * _MONTHS_IN[precision]
    return Single(bare, mark, precision, _opening(start - around), _closing(start + count - 1 + around))


def stepped(one: Single, by: int) -> Single | None:
    """The next (1) or previous (-1) date as exact as this; none where digits are open or the years end."""
    if one.is_left_open:
        return None
    match one.precision:
        case Precision.DAY:
            bare = moved(date(one.year, one.month, one.day), by).isoformat()
        case Precision.MONTH:
            bare = _carried(one, by, start=1, count=12)
        case Precision.SEASON:
            bare = _carried(one, by, start=SPRING, count=4)
        case Precision.DECADE:
            bare = f"{one.year // 10 + by}X"
        case _:
            bare = f"{one.year + by}"
    return single(bare + one.mark) if bare != one.bare and _SINGLE.fullmatch(bare) else None


def written(year: str, month: str = "", day: str = "") -> str:
    """The EDTF text of plain numbers, each checked: year, month, day."""
    if not re.fullmatch("[1-9][0-9]{3}", year):
        raise no_year()
    if not month:
        return year
    if day:
        return _day(year, month, day).isoformat()
    if not 1 <= int(month) <= 12:
        raise no_month(month)
    return f"{year}-{int(month):02}"


def moved(day: date, by: int) -> date:
    """So many days later; the calendar's last day has no later one."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return day


def _day(year: str, month: str, day: str) -> date:
    if not 1 <= int(month) <= 12:
        raise no_month(month)
    if not 1 <= int(day) <= 31:
        raise no_day(day)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        days = {"count": monthrange(int(year), int(month))[1]}
        raise UnreadableDate(_("There is no such day: that month has %(count)s days") % days, "day") from None


def _months(match: re.Match[str]) -> tuple[Precision, int, int]:
    """The precision, the first month, counted from the year 0, and the number of months covered."""
    if match["decade"]:
        return Precision.DECADE, int(match["decade"]) * 120, 120
    january = int(match["year"]) * 12
    if match["month"] is None:
        return Precision.YEAR, january, 12
    month = int(match["month"])
    if 1 <= month <= 12:
        return Precision.MONTH, january + month - 1, 1
    if match["day"] or not SPRING <= month <= WINTER:
        raise no_month(match["month"])
    if month == WINTER:
        return Precision.SEASON, january, 14
    return Precision.SEASON, january + 2 + 3 * (month - SPRING), 3


def _carried(one: Single, by: int, *, start: int, count: int) -> str:
    years, number = divmod(one.month - start + by, count)
    return f"{one.year + years}-{number + start:02}"


def _opening(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _closing(month: int) -> date:
    return date.max if month + 1 >= (date.max.year + 1) * 12 else moved(_opening(month + 1), -1)
