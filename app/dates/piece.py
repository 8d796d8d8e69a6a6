"""One date in plain words; in "18 or 19 December 2011" the first lacks what the second has."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.dates.single import written
from app.dates.unreadable import NotUnderstoodError, UnreadableDate, no_third, two_meanings
from app.dates.vocabulary import MONTH_NAMES, SEASON_NAMES, WEEKDAY_NAMES
from app.text import N_, _, marked

_APART = r"(?:[./-]| )"
_FORMS = tuple(
    re.compile(form.replace(" ", _APART))
    for form in (
        r"(?P<year>[0-9]{4,}) (?P<month>[0-9]{1,2}) (?P<day>[0-9]{1,2})",
        r"(?P<day>[0-9]{1,2}) (?P<month>[0-9]{1,2}) (?P<year>[0-9]+)",
        r"(?P<year>[0-9]{4,}) (?P<month>[0-9]{1,2})",
        r"(?P<month>[0-9]{1,2}) (?P<year>[0-9]{3,})",
        r"(?P<day>[0-9]{1,2}) (?P<month>[0-9]{1,2})",
        r"(?P<day>[0-9]{1,2}) (?P<name>[a-z]+) (?P<year>[0-9]+)",
        r"(?P<day>[0-9]{1,2}) (?P<name>[a-z]+)",
        r"(?P<name>[a-z]+) (?P<year>[0-9]+)",
        r"(?P<name>[a-z]+)",
        r"(?P<year>[0-9]{4,}) (?P<name>[a-z]+) (?P<day>[0-9]{1,2})",
        r"(?P<year>[0-9]{4}) (?P<day>[0-9]{1,2}) (?P<name>[a-z]+)",
        r"(?P<year>[0-9]{4}) (?P<name>[a-z]+)",
        r"(?P<year>[0-9]{3,})",
        r"(?P<day>[0-9]{1,2})",
    )
)
_SEASONS = "|".join(SEASON_NAMES)
_SEASON = re.compile(rf"(?P<name>{_SEASONS}) (?P<year>[0-9]+)|(?P<before>[0-9]{{4}}) (?P<after>{_SEASONS})")
_TWO_YEARS = re.compile(r"([0-9]{4})/([0-9]{2})")
_DECADE = re.compile(r"([1-9][0-9]{2})0s")
_SOME = re.compile(r"some (day|month) (.+)")
_WEEKDAY = re.compile(rf"({'|'.join(WEEKDAY_NAMES)}) (.+)")
_MARKS = {(False, False): "", (False, True): "?", (True, False): "~", (True, True): "%"}
_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """The parts that were given; `special` is EDTF text that the parts cannot say, such as a season."""

    mark: str = ""
    year: str = ""
    month: str = ""
    day: str = ""
    special: str = ""
    weekday: str = ""

    @property
    def lacks_year(self) -> bool:
        return not (self.year or self.special)

    def completed_from(self, other: "Piece") -> "Piece":
        if not self.lacks_year:
            return self
        if not (self.month or other.day):
            raise NotUnderstoodError  # "10 to 12 2012": days, or months?
        return replace(self, year=other.year, month=self.month or other.month)

    @property
    def edtf(self) -> str:
        if self.special:
            return self.special + self.mark
        text = written(self.year, self.month, self.day)
        if self.weekday:
            self._check_weekday(text)
        return text + self.mark

    def _check_weekday(self, text: str) -> None:
        if not self.day:
            raise NotUnderstoodError
        true, said = date.fromisoformat(text).weekday(), WEEKDAY_NAMES.index(self.weekday)
        if true != said:
            named = {"true": marked(_WEEKDAYS[true]), "said": marked(_WEEKDAYS[said])}
            raise UnreadableDate(_("That day is a %(true)s, not a %(said)s") % named, "day")


def read_piece(text: str, today: date | None) -> Piece:
    rest, mark = _unmarked(text)
    if rest.startswith(("early ", "mid ", "late ")):
        raise no_third()
    if rest in {"today", "yesterday"}:
        return replace(_relative(rest, today), mark=mark)
    if match := _WEEKDAY.fullmatch(rest):
        return replace(_parts(match[2]), mark=mark, weekday=match[1])
    return replace(_special(rest) or _parts(rest), mark=mark)


def _unmarked(text: str) -> tuple[str, str]:
    rest = text.removesuffix("?").strip()
    perhaps = rest.removeprefix("perhaps ")
    about = perhaps.removeprefix("about ")
    return about, _MARKS[about != perhaps, perhaps != rest or text.endswith("?")]


def _relative(word: str, today: date | None) -> Piece:
    if today is None:
        raise UnreadableDate(_("Give the day itself instead of “%(word)s”") % {"word": word}, "day")
    day = today if word == "today" else today - timedelta(days=1)
    return Piece(year=f"{day.year}", month=f"{day.month}", day=f"{day.day}")


def _special(text: str) -> Piece | None:
    if match := _SEASON.fullmatch(text):
        year, name = match["year"] or match["before"], match["name"] or match["after"]
        return Piece(special=f"{written(year)}-{SEASON_NAMES.index(name) + 21}")
    if (match := _TWO_YEARS.fullmatch(text)) and (int(match[1]) + 1) % 100 == int(match[2]):
        raise two_meanings()
    if match := _DECADE.fullmatch(text):
        return Piece(special=f"{match[1]}X")
    if match := _SOME.fullmatch(text):
        whole = _parts(match[2])
        unknown = "-XX" if match[1] == "month" or whole.month else "-XX-XX"
        return Piece(special=whole.edtf + unknown)
    return None


def _parts(text: str) -> Piece:
    for form in _FORMS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            name = parts.pop("name", "")
            if name and name not in MONTH_NAMES:
                break
            if name:
                parts["month"] = f"{MONTH_NAMES.index(name) + 1}"
            return Piece(**parts)
    raise NotUnderstoodError
