"""Dates, lengths and numbers in Russian: cases, and plural forms."""

import re

from app.dates import Duration, DurationRange, FuzzyDate, Precision
from app.dates.shape import Join, shape_of
from app.dates.single import Single
from app.letters.sentences.dates import DateWords, when

GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip
LOCATIVE = (
    "январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре", "ноябре",
    "декабре",
)  # fmt: skip
NOMINATIVE = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
UNTIL = (
    *zip(GENITIVE, NOMINATIVE, strict=True), ("весны", "весну"), ("лета", "лето"), ("осени", "осень"), ("зимы", "зиму"),
)  # fmt: skip
UNTIL_YEAR = re.compile(r" по ([0-9]{4}) года")
SEASONS = (("весной", "весны"), ("летом", "лета"), ("осенью", "осени"), ("зимой", "зимы"))
NUMBERS = (
    "", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
    "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
    "девятнадцать", "двадцать",
)  # fmt: skip
UNITS = {
    "years": ("год", "года", "лет"), "months": ("месяц", "месяца", "месяцев"), "weeks": ("неделю", "недели", "недель"),
    "days": ("день", "дня", "дней"), "hours": ("час", "часа", "часов"),
}  # fmt: skip


def plural(count: int, forms: tuple[str, str, str]) -> str:
    """One of год, года, лет."""
    if count % 10 == 1 and count % 100 != 11:
        return forms[0]
    return forms[1] if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else forms[2]


def number(count: int, *, feminine: bool = False) -> str:
    """Words up to twenty, in the accusative where it differs; figures beyond."""
    if feminine and count in (1, 2):
        return ("одну", "две")[count - 1]
    return NUMBERS[count] if 0 < count < len(NUMBERS) else f"{count:,}".replace(",", " ")


def length(given: Duration | DurationRange) -> str:
    """пять лет; один год и шесть месяцев; от семи до пятнадцати is said with figures."""
    if isinstance(given, Duration):
        parts = [
            f"{number(n, feminine=unit == 'weeks')} {plural(n, UNITS[unit])}"
            for unit, n in given.parts.items()
        ]
        return " и ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} и {parts[-1]}"
    if given.minimum and given.maximum:
        return f"{_bare(given.minimum)}–{_bare(given.maximum)}, по разным данным"
    if given.minimum:
        return f"не менее чем {length(given.minimum)}"
    return f"не более чем {length(given.maximum)}" if given.maximum else ""


def _bare(given: Duration) -> str:
    return " ".join(f"{n} {plural(n, UNITS[unit])}" for unit, n in given.parts.items())


def plain(one: Single) -> str:
    """A date in the genitive: 2 августа 2012 года."""
    match one.precision:
        case Precision.DAY:
            return f"{one.day} {GENITIVE[one.month - 1]} {one.year} года"
        case Precision.MONTH:
            return f"{GENITIVE[one.month - 1]} {one.year} года"
        case Precision.SEASON:
            return f"{SEASONS[one.month - 21][1]} {one.year} года"
        case Precision.YEAR:
            return f"{one.year} года"
        case _:
            return f"{one.year}-х годов"


def at(one: Single) -> str:
    """A date as an adverbial: 2 августа 2012 года, в августе 2012 года, весной 2012 года, в 2012 году."""
    match one.precision:
        case Precision.DAY:
            return plain(one)
        case Precision.MONTH:
            return f"в {LOCATIVE[one.month - 1]} {one.year} года"
        case Precision.SEASON:
            return f"{SEASONS[one.month - 21][0]} {one.year} года"
        case Precision.YEAR:
            return f"в {one.year} году"
        case _:
            return f"в {one.year}-х годах"


DATES = DateWords(
    at=at, plain=plain, about="примерно %(at)s", perhaps="предположительно %(a)s", by="не позднее %(a)s",
    since="с %(a)s", between="в период с %(a)s по %(b)s", from_to="с %(a)s по %(b)s", earliest="не ранее %(a)s",
    either="%(a)s или %(b)s", both="%(a)s и %(b)s",
)  # fmt: skip


def said_when(fuzzy: FuzzyDate | None) -> str:
    """The adverbial; what follows "по" stands in the accusative: по июль 2012 года, по 2012 год."""
    said = when(fuzzy, DATES)
    for genitive, accusative in UNTIL:
        said = said.replace(f" по {genitive} ", f" по {accusative} ")
    return UNTIL_YEAR.sub(r" по \1 год", said)


def dated(published: FuzzyDate) -> str:
    """A date in brackets after a publisher, where it stands by itself: сентябрь 2011 года, 2011 год."""
    shape = shape_of(published.edtf)
    one = shape.dates[0] if shape.join is Join.ONE else None
    if one is None or one.mark:
        return said_when(published)
    if one.precision is Precision.MONTH:
        return f"{NOMINATIVE[one.month - 1]} {one.year} года"
    return f"{one.year} год" if one.precision is Precision.YEAR else plain(one)
