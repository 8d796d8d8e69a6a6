"""A date in words, with all that is doubted about it; `read_date` reads every one of them back."""

from collections.abc import Callable

from app.dates.early_mid_late import as_third
from app.dates.fuzzy import FuzzyDate
from app.dates.shape import Join, Shape, shape_of
from app.dates.single import SPRING, Precision, Single, stepped
from app.dates.wording import Wording, short_wording, wording
from app.text import N_

_MARKS = {"?": N_("perhaps %(date)s"), "~": N_("about %(date)s"), "%": N_("perhaps about %(date)s")}
_NOT_KNOWN = {
    Precision.MONTH: N_("%(date)s (day not known)"),
    Precision.YEAR: N_("%(date)s (month and day not known)"),
    Precision.DECADE: N_("%(date)s (year not known)"),
}
_SEASONS = (N_("spring %(year)s"), N_("summer %(year)s"), N_("autumn %(year)s"), N_("winter %(year)s"))
_THIRDS = {
    ("early", False): N_("early %(date)s"),
    ("mid", False): N_("mid-%(date)s"),
    ("late", False): N_("late %(date)s"),
    ("early", True): N_("about early %(date)s"),
    ("mid", True): N_("about mid-%(date)s"),
    ("late", True): N_("about late %(date)s"),
}
_IN_A_YEAR = {Precision.DAY, Precision.MONTH}
_BEFORE = {Precision.MONTH, Precision.YEAR, Precision.DECADE}
_AFTER = _BEFORE | {Precision.DAY}


def in_words(fuzzy: FuzzyDate, *, language: str = "en") -> str:
    """For pages and letters: "August 2012 (day not known)", "18 or 19 December 2011", "before March 2012"."""
    shape, words = shape_of(fuzzy.edtf), wording(language)
    text = _SAYING[shape.join](shape, words)
    one = shape.dates[0]
    if shape.precision not in _NOT_KNOWN or one.mark or one.is_left_open:
        return text
    return words.say(_NOT_KNOWN[shape.precision]) % {"date": text}


def short_words(fuzzy: FuzzyDate, *, language: str = "en") -> str:
    """For a table: "2 Aug 2012", "Aug 2012", "about May 2012"; as uncertain as the date is."""
    shape = shape_of(fuzzy.edtf)
    return _SAYING[shape.join](shape, short_wording(language))


def _one(shape: Shape, words: Wording) -> str:
    return _single(shape.dates[0], words)


def _period(shape: Shape, words: Wording) -> str:
    match shape.parts:
        case None, Single() as end:
            return _before(end, words)
        case Single() as start, None:
            return words.say(N_("since %(date)s")) % {"date": _single(start, words)}
        case _:
            first, last = (_single(part, words) for part in shape.dates)
            return words.say(N_("from %(start)s to %(end)s")) % {"start": first, "end": last}


def _between(shape: Shape, words: Wording) -> str:
    if len(shape.dates) == 1:
        return _after(shape.dates[0], words)
    if third := as_third(shape):
        name, whole, about = third
        return words.say(_THIRDS[name, about]) % {"date": _single(whole, words)}
    start, end = _shortened(shape, words)
    return words.say(N_("between %(start)s and %(end)s")) % {"start": start, "end": end}


def _choice(shape: Shape, words: Wording) -> str:
    *others, last = _shortened(shape, words)
    return words.say(N_("%(list)s or %(last)s")) % {"list": ", ".join(others), "last": last}


def _several(shape: Shape, words: Wording) -> str:
    *others, last = _shortened(shape, words)
    return words.say(N_("%(list)s and %(last)s")) % {"list": ", ".join(others), "last": last}


_SAYING: dict[Join, Callable[[Shape, Wording], str]] = {
    Join.ONE: _one,
    Join.PERIOD: _period,
    Join.BETWEEN: _between,
    Join.CHOICE: _choice,
    Join.SEVERAL: _several,
}


def _after(first: Single, words: Wording) -> str:
    before = stepped(first, -1) if first.precision in _AFTER else None
    if before is None:
        return words.say(N_("%(date)s or later")) % {"date": _single(first, words)}
    return words.say(N_("after %(date)s")) % {"date": _single(before, words)}


def _before(last: Single, words: Wording) -> str:
    following = stepped(last, 1) if last.precision in _BEFORE else None
    if following is None:
        return words.say(N_("by %(date)s")) % {"date": _single(last, words)}
    return words.say(N_("before %(date)s")) % {"date": _single(following, words)}


def _shortened(shape: Shape, words: Wording) -> list[str]:
    """Each date, but what all share is said once: perhaps 18 or 19 December 2011, May or June 2012."""
    *others, last = shape.dates
    alike = len({(one.precision, one.is_left_open, one.mark, one.year) for one in shape.dates}) == 1
    if not alike or last.is_left_open or last.precision not in _IN_A_YEAR:
        return [_single(part, words) for part in shape.dates]
    first, *rest = (_without_year(part, last, words) for part in others)
    return [_marked(last.mark, first, words), *rest, _bare(last, words)]


def _without_year(one: Single, last: Single, words: Wording) -> str:
    if one.precision is Precision.MONTH:
        return words.month(one)
    if one.month == last.month:
        return words.say(N_("%(day)s")) % {"day": one.day}
    return words.say(N_("%(day)s %(month)s")) % {"day": one.day, "month": words.month(one)}


def _single(one: Single, words: Wording) -> str:
    return _marked(one.mark, _bare(one, words), words)


def _marked(mark: str, text: str, words: Wording) -> str:
    return words.say(_MARKS[mark]) % {"date": text} if mark else text


def _bare(one: Single, words: Wording) -> str:
    match one.precision:
        case Precision.DAY:
            named = {"day": one.day, "month": words.month(one), "year": one.year}
            return words.say(N_("%(day)s %(month)s %(year)s")) % named
        case Precision.MONTH:
            form = N_("some day in %(month)s %(year)s") if one.is_left_open else N_("%(month)s %(year)s")
            return words.say(form) % {"month": words.month(one), "year": one.year}
        case Precision.SEASON:
            return words.say(_SEASONS[one.month - SPRING]) % {"year": one.year}
        case Precision.DECADE:
            return words.say(N_("%(year)ss")) % {"year": one.year}
        case _ if one.is_left_open:
            form = N_("some day in %(year)s") if one.bare.count("X") > 2 else N_("some month in %(year)s")
            return words.say(form) % {"year": one.year}
        case _:
            return str(one.year)
