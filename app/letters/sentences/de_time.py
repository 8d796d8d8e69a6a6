"""Dates, lengths and numbers in German: cases, articles and contractions."""

from app.dates import Duration, DurationRange, FuzzyDate, Precision
from app.dates.single import Single
from app.letters.sentences.dates import DateWords, when

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
SEASONS = ("Frühjahr", "Sommer", "Herbst", "Winter")
NUMBERS = (
    "", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn",
    "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig",
)  # fmt: skip
# Singular and plural in the dative, as after "zu"; "einem" and "einer" stand for one.
UNITS = {
    "years": ("einem Jahr", "Jahren"), "months": ("einem Monat", "Monaten"), "weeks": ("einer Woche", "Wochen"),
    "days": ("einem Tag", "Tagen"), "hours": ("einer Stunde", "Stunden"),
}  # fmt: skip


def number(count: int) -> str:
    """Words from two up to twenty, figures beyond."""
    return NUMBERS[count] if 1 < count < len(NUMBERS) else f"{count:,}".replace(",", ".")


def length(given: Duration | DurationRange) -> str:
    """In the dative: fünf Jahren; einem Jahr und sechs Monaten; sieben bis fünfzehn Tagen."""
    if isinstance(given, Duration):
        parts = [
            UNITS[unit][0] if n == 1 else f"{number(n)} {UNITS[unit][1]}" for unit, n in given.parts.items()
        ]
        return " und ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} und {parts[-1]}"
    if given.minimum and given.maximum:
        return f"{length(given.minimum)} bis {length(given.maximum)}"
    if given.minimum:
        return f"mindestens {length(given.minimum)}"
    return f"höchstens {length(given.maximum)}" if given.maximum else ""


def plain(one: Single) -> str:
    """A date after a preposition, with its article where it needs one: dem 2. August 2012, August 2012."""
    match one.precision:
        case Precision.DAY:
            return f"dem {_day(one)}"
        case Precision.MONTH:
            return f"{MONTHS[one.month - 1]} {one.year}"
        case Precision.SEASON:
            return f"dem {SEASONS[one.month - 21]} {one.year}"
        case Precision.YEAR:
            return f"{one.year}"
        case _:
            return f"den {one.year}er Jahren"


def _day(one: Single) -> str:
    return f"{one.day}. {MONTHS[one.month - 1]} {one.year}"


def at(one: Single) -> str:
    """A date as an adverbial: am 2. August 2012, im August 2012, im Jahr 2012."""
    match one.precision:
        case Precision.DAY:
            return f"am {_day(one)}"
        case Precision.MONTH:
            return f"im {MONTHS[one.month - 1]} {one.year}"
        case Precision.SEASON:
            return f"im {SEASONS[one.month - 21]} {one.year}"
        case Precision.YEAR:
            return f"im Jahr {one.year}"
        case _:
            return f"in den {one.year}er Jahren"


DATES = DateWords(
    at=at, plain=plain, about="etwa %(at)s", perhaps="vermutlich %(a)s", by="spätestens %(at)s", since="seit %(a)s",
    between="zwischen %(a)s und %(b)s", from_to="von %(a)s bis %(b)s", earliest="frühestens %(at)s",
    either="%(a)s oder %(b)s", both="%(a)s und %(b)s",
)  # fmt: skip


def said_when(fuzzy: FuzzyDate | None) -> str:
    """The adverbial with its contractions: vom 1. bis zum 5. Mai."""
    said = when(fuzzy, DATES).replace(" bis dem ", " bis zum ")
    return f"vom {said.removeprefix('von dem ')}" if said.startswith("von dem ") else said
