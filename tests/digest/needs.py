"""News made without a database: a case, and what is due of it."""

from datetime import date, timedelta
from typing import Any

from app.cases.models.cases import Gravity
from app.digest.all_news import DueRow
from app.digest.news_items import About, Need, News, Why

TODAY = date(2013, 5, 13)


def news(**more: Any) -> News:
    return News(
        TODAY,
        TODAY + timedelta(days=7),
        "https://vigil.example.org/u/2a-mac",
        "https://vigil.example.org",
        **more,
    )


def case(number: int = 12) -> About:
    return About(f"K-{number:03d}", f"/cases/K-{number:03d}")


def need(about: About, rule: str, due: date, why: Why = Why.MINDER, **more: Any) -> Need:
    """Something that is due on a day, or on one of several up to `last`."""
    last, gravity = more.pop("last", due), more.pop("gravity", Gravity.REST)
    learnt = more.pop("learnt", last)
    row = DueRow(1, 1, rule, due, last, max(last, learnt), "Asia/Aqtau", **more)
    return Need(about, row, why, TODAY, gravity=gravity)
