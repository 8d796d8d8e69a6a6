"""Where a case stands, as its row keeps it: standing, age and carry period travel as one value, never apart."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Dialect, String, TypeDecorator, cast, func, type_coerce

from app.cases.models.cases import Standing
from app.cases.reading_words import Stands, stands_as
from app.cases.rules.facts import last_day
from app.cases.rules.reading import Reading
from app.dates import FuzzyDate

SEPARATOR = "|"
PARTS = ("standing", "standing_edtf", "standing_first", "standing_last", "carried_until")


@dataclass(frozen=True, slots=True)
class Stood:
    """The stored standing of a case; say it with the day of asking."""

    standing: Standing
    as_of: FuzzyDate | None
    carried_until: date | None

    def on(self, today: date) -> Stands:
        """In words, with its age on a day."""
        return stands_as(self.standing, self.as_of, today, self.carried_until)

    def told(self, today: date) -> Stands:
        """The same in words that stay true for whoever reads them later: nothing is counted up to a day."""
        return stands_as(
            self.standing, self.as_of, last_day(self.as_of, today) if self.as_of else today, None
        )


def stood_of(reading: Reading[Any]) -> Stood:
    """What a row keeps of a reading."""
    return Stood(reading.standing, reading.as_of, reading.carried_until)


class StoodType(TypeDecorator[Stood]):
    """Reads the joined columns back into one value."""

    impl = String
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> Stood | None:  # noqa: ARG002 - as SQLAlchemy calls it
        """The value of a row; None where there is no case."""
        if value is None:
            return None
        standing, edtf, first, last, until = value.split(SEPARATOR)
        as_of = FuzzyDate.stored(edtf, _day(first), _day(last)) if edtf else None
        return Stood(Standing(standing), as_of, _day(until))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def joined(*columns: Any) -> ColumnElement[Any]:
    """The columns of PARTS in this order, as one."""
    texts = [func.coalesce(cast(column, String), "") for column in columns[1:]]
    whole: Any = columns[0]
    for text in texts:
        whole = whole.concat(SEPARATOR).concat(text)
    return type_coerce(whole, StoodType)
