"""What people type for a date, as well as they know it.

13.5.2012, 2012-05-13, May 13, 2012, 13 мая 2012   a day (the day stands first)
about May 2012, 2012?, mid-May 2012, spring 2011   less than a day
18 or 19 December 2011                             one of these
between 7 and 15 May 2012                          one day between these: [2012-05-07..2012-05-15]
from 3 May 2012 to 5 June 2012                     a period: 2012-05-03/2012-06-05
before March 2012, by 5 June 2012                  an open start: ../2012-02, ../2012-06-05
since 22 April 2013                                an open end, and it began then: 2013-04-22/..
after 2 August 2012                                one day from the next on: [2012-08-03..]
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.dates.early_mid_late import third_of
from app.dates.fuzzy import FuzzyDate
from app.dates.normalise import made_plain, without_time
from app.dates.piece import read_piece
from app.dates.single import WINTER, Precision, single, stepped, written
from app.dates.unreadable import (
    NotUnderstoodError,
    UnreadableDate,
    no_date,
    no_span_mark,
    no_time,
    two_meanings,
)
from app.text import _

_LONGEST = 200
_EDTF = re.compile(r"[0-9X?~%/.,{}\[\] -]+")
_SURELY_EDTF = re.compile(r"[\[{].*|(?!~|XX).*(?:\.\.|[~%X]).*|[0-9]{4}[0-9-]*\??/[0-9]{4}[0-9-]*\??")

Today = date | None


def read_date(text: str, *, today: Today = None) -> FuzzyDate:
    """The date that somebody typed; raises UnreadableDate with a sentence for them.

    `today` gives "today" and "yesterday" their meaning.
    """
    if not text.strip():
        raise UnreadableDate(_("Give a date, such as 13 May 2012"))
    if len(text) > _LONGEST:
        raise no_date(text)
    try:
        return _as_edtf(text.strip().upper()) or _as_words(text, today)
    except NotUnderstoodError:
        raise no_date(text) from None


def _as_words(text: str, today: Today) -> FuzzyDate:
    """As people write it; the hour of an exact day is left to the words that are kept beside it."""
    rest, had_time = without_time(text)
    found = FuzzyDate.parse(_edtf_of(made_plain(rest), today))
    if not had_time:
        return found
    if found.precision is not Precision.DAY:
        raise no_time()
    return replace(found, said=" ".join(text.split()))


def _as_edtf(text: str) -> FuzzyDate | None:
    """The text itself, if it is EDTF; None if it may still be something else."""
    if not _EDTF.fullmatch(text):
        return None
    try:
        return FuzzyDate.parse(text)
    except UnreadableDate:
        if _SURELY_EDTF.fullmatch(text):
            raise
        return None


def _edtf_of(plain: str, today: Today) -> str:
    if plain in {"unknown", "not known", "?"}:
        raise UnreadableDate(_("Leave the date empty while it is not known"))
    for form, reader in _READERS:
        if match := form.fullmatch(plain):
            return reader([group for group in match.groups() if group], today)
    return read_piece(plain, today).edtf


def _third(groups: list[str], __: Today) -> str:
    *doubt, name, whole = groups
    if "perhaps " in doubt or whole.endswith("?"):
        raise no_span_mark()
    return third_of(read_piece(whole, None).edtf, name, about="about " in doubt)


def _between(groups: list[str], today: Today) -> str:
    start, end = _completed(groups, today)
    return f"[{start}..{end}]"


def _period(groups: list[str], today: Today) -> str:
    start, end = _completed(groups, today)
    return f"{start}/{end}"


def _before(groups: list[str], today: Today) -> str:
    last = single(_alone(groups, today))
    return f"../{(stepped(last, -1) or last).text}"


def _by(groups: list[str], today: Today) -> str:
    return f"../{_alone(groups, today)}"


def _since(groups: list[str], today: Today) -> str:
    return f"{_alone(groups, today)}/.."


def _after(groups: list[str], today: Today) -> str:
    """From the next on; but "about" has no next, and winter 2011 may have been over in February 2011."""
    first = single(_alone(groups, today))
    if first.mark:
        return f"{first.text}/.."
    is_winter = first.precision is Precision.SEASON and first.month == WINTER
    following = None if is_winter else stepped(first, 1)
    return f"[{(following or first).text}..]"


def _or_later(groups: list[str], today: Today) -> str:
    return f"[{_alone(groups, today)}..]"


def _choice(groups: list[str], today: Today) -> str:
    return f"[{','.join(_completed(re.split(r'(?: ,)? or | , ', groups[0]), today))}]"


def _several(groups: list[str], today: Today) -> str:
    return f"{{{','.join(_completed(re.split(r'(?: ,)? and | , ', groups[0]), today))}}}"


def _season_of_two(groups: list[str], __: Today) -> str:
    """The winter between two years; no other season has two."""
    season, year, next_year = groups
    first = int(written(year))
    if season != "winter" or int(next_year) not in {first + 1, (first + 1) % 100}:
        raise two_meanings()
    return f"[{first}-12..{first + 1}-02]"


def _part_of_year(groups: list[str], __: Today) -> str:
    """A half or a quarter of a year, a half of a month: one of its days."""
    part, number, whole = groups[0], int(groups[1]), single(read_piece(groups[2], None).edtf)
    if whole.precision is Precision.MONTH and part == "half" and not whole.mark:
        ends = (
            (f"{whole.bare}-01", f"{whole.bare}-15") if number == 1 else (f"{whole.bare}-16", f"{whole.last}")
        )
        return f"[{ends[0]}..{ends[1]}]"
    if whole.precision is not Precision.YEAR or whole.mark or whole.is_left_open:
        raise NotUnderstoodError
    months = 6 if part == "half" else 3
    first = (number - 1) * months + 1
    return f"[{whole.bare}-{first:02}..{whole.bare}-{first + months - 1:02}]"


_READERS: tuple[tuple[re.Pattern[str], Callable[[list[str], Today], str]], ...] = (
    (re.compile(r"(spring|summer|autumn|winter) ([0-9]{4})(?: to |/|-)([0-9]{4}|[0-9]{2})"), _season_of_two),
    (re.compile(r"(half|quarter) ([1-4]) (.+)"), _part_of_year),
    (re.compile(r"(perhaps )?(about )?(early|mid|late) ((?:[a-z]+ )?[0-9]+\??)"), _third),
    (re.compile(r"between (.+) and (.+)"), _between),
    (re.compile(r"(?:from |since )?(.+) (?:to|until) (.+)"), _period),
    (re.compile(r"before (.+)"), _before),
    (re.compile(r"(?:by|until|to) (.+)|(.+) or (?:before|earlier)"), _by),
    (re.compile(r"(?:since|from) (.+)"), _since),
    (re.compile(r"after (.+)"), _after),
    (re.compile(r"(.+) or (?:after|later)"), _or_later),
    (re.compile(r"(.+ or .+)"), _choice),
    (re.compile(r"(.+ and .+)"), _several),
)


def _alone(groups: list[str], today: Today) -> str:
    return read_piece(groups[0], today).edtf


def _completed(texts: list[str], today: Today) -> list[str]:
    """Every date in full: "about 18 or 19 December 2011" says year, month and "about" once for both."""
    pieces = [read_piece(text, today) for text in texts]
    mark = pieces[0].mark if pieces[0].lacks_year else ""
    if texts[-1].endswith("?"):
        mark = "?"
    whole = [piece.completed_from(pieces[-1]) for piece in pieces]
    return [replace(piece, mark=piece.mark or mark).edtf for piece in whole]
