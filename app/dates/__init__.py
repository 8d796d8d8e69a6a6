"""Dates and lengths of time as well as they are known: read, stored, compared, counted and said."""

from app.dates.fuzzy import FuzzyDate
from app.dates.lateness import LONG_OVERDUE_DAYS, Lateness, State, lateness, span_in_words, state_of
from app.dates.lengths import Duration, DurationRange, Length, length_in_words, parse_length
from app.dates.parse import read_date
from app.dates.parse_lengths import read_duration
from app.dates.parts import date_from_parts
from app.dates.single import Precision
from app.dates.spans import DayCount, Period, count_in_words, days_held, days_in, overlaps, sum_periods
from app.dates.terms import ExpectedEnd, NoExpectedEnd, expected_end
from app.dates.unreadable import UnreadableDate, UnreadableDuration
from app.dates.words import in_words, short_words

__all__ = [
    "LONG_OVERDUE_DAYS", "DayCount", "Duration", "DurationRange", "ExpectedEnd",
    "FuzzyDate", "Lateness", "Length", "NoExpectedEnd", "Period",
    "Precision", "State", "UnreadableDate", "UnreadableDuration", "count_in_words", "date_from_parts", "days_held",
    "days_in", "expected_end", "in_words", "lateness", "length_in_words", "overlaps", "parse_length", "read_date",
    "read_duration", "short_words", "span_in_words", "state_of", "sum_periods",
]  # fmt: skip
