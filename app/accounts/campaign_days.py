"""By which days a campaign lives, as queries read it: its time zone with the day of its own, in one value."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Dialect, String, TypeDecorator, cast, func, type_coerce
from sqlmodel import col

from app.accounts.models import Campaign
from app.clock import Zone

SEPARATOR = "@"


class ZoneType(TypeDecorator[Zone]):
    """Reads zone and day back into one value."""

    impl = String
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> Zone | None:  # noqa: ARG002 - as SQLAlchemy calls it
        """The value of a row; None where there is no campaign."""
        if value is None:
            return None
        name, _at, day = value.partition(SEPARATOR)
        return Zone(name, date.fromisoformat(day) if day else None)


_with_day: Any = col(Campaign.zone).concat(SEPARATOR).concat(cast(col(Campaign.own_day), String))
CAMPAIGN_ZONE: ColumnElement[Any] = type_coerce(func.coalesce(_with_day, col(Campaign.zone)), ZoneType)
