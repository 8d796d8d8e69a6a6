"""Dates and lengths of time as well as they are known: read, stored, compared, counted and said."""

from app.dates.fuzzy import FuzzyDate
from app.dates.parts import date_from_parts
from app.dates.reading import read_date
from app.dates.single import Precision
from app.dates.unreadable import UnreadableDate
from app.dates.words import in_words, short_words

__all__ = [
    "FuzzyDate", "Precision", "UnreadableDate", "date_from_parts", "in_words", "read_date", "short_words",
]  # fmt: skip
