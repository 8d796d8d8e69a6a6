"""The calendar: a month as a table of days, a year as a table of months."""

from calendar import Calendar, monthrange
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from starlette.responses import Response

from app.campaigning.action_words import kind_in_words, place_of, state_in_words, when
from app.campaigning.lifecycle import why_paused
from app.campaigning.public_gate import as_of
from app.campaigning.queries.gatherings import gatherings_between
from app.campaigning.queries.linked_cases import cases_behind
from app.reviews.queries.review_list import between, counted_by_day, loosely_between, spans_within
from app.reviews.review_words import Shown, shown
from app.text import MONTHS, WEEKDAYS, day_in_words, marked, ngettext
from app.web.door import Doors
from app.web.pages import page
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()
SHOWN_A_DAY = 4
FIRST_YEAR, LAST_YEAR = 1900, 2200
TINTS = (1, 10)  # from how many a month is tinted, and tinted more


@doors.get("/calendar", who=signed_in)
def calendar_page(visit: Visit) -> Response:
    """One month (?month=2013-04) and its year."""
    today = visit.today()
    first = month_of(visit.query.get("month", [""])[0]) or today.replace(day=1)
    weeks = [list(week) for week in Calendar().monthdatescalendar(first.year, first.month)]
    rows = between(visit.session, visit.me, weeks[0][0], weeks[-1][-1])
    loose = loosely_between(visit.session, visit.me, first, _last_of(first))
    held = _held(visit, (weeks[0][0], weeks[-1][-1]))
    year = date(first.year, 1, 1), date(first.year, 12, 31)
    counts = counted_by_day(visit.session, visit.me, *year)
    spans = spans_within(visit.session, visit.me, *year)
    of_month = [row for row in rows if row.due.month == first.month]
    return page(
        visit,
        "desk/calendar.html",
        title=f"{marked(MONTHS[first.month - 1])} {first.year}",
        weekdays=[marked(name) for name in WEEKDAYS],
        weeks=[
            [_cell(visit, day, first, rows) | {"gatherings": held.get(day, [])} for day in week]
            for week in weeks
        ],
        total=len(of_month) + len(loose),
        months=list(_months(first, counts, spans)),
        before=_address(first - timedelta(days=1)),
        after=_address(first + timedelta(days=31)),
        this_month=_address(today),
        loose=_told(visit, loose),
        listed=_told(visit, of_month),
    )


def _told(visit: Visit, rows: list[Any]) -> list[Shown]:
    return [shown(row, visit.today(row.zone), actionable=False) for row in rows]


def _last_of(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def _held(visit: Visit, days: tuple[date, date]) -> dict[date | None, list[dict[str, str]]]:
    """The gatherings of each day: hour, kind and place, with where each of them stands."""
    rows = gatherings_between(visit.session, visit.me, days, visit.settings.today)
    behind = cases_behind(visit.session, [row.id for row in rows], as_of(visit)) if rows else {}
    found: dict[date | None, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        paused = bool(row.ours and why_paused(behind.get(row.id, ()), row.paused_reason))
        word, tag = state_in_words(row, visit.today(), paused=paused)
        what = ", ".join(filter(None, (row.time, kind_in_words(row), row.where)))
        whole = " · ".join(filter(None, (kind_in_words(row), when(row), place_of(row) or row.where)))
        found[row.on_first].append(
            {"href": row.href, "ref": row.reference, "what": what, "whole": whole, "title": row.title,
             "word": word, "tag": tag}
        )  # fmt: skip
    return found


def month_of(text: str) -> date | None:
    """The first day of a month written as 2013-04; None where it is none."""
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return day if FIRST_YEAR < day.year < LAST_YEAR else None


def _address(day: date) -> str:
    return f"/calendar?month={day:%Y-%m}"


def _cell(visit: Visit, day: date, first: date, rows: list[Any]) -> dict[str, Any]:
    found = _told(visit, [row for row in rows if row.due == day])
    return {
        "number": day.day,
        "words": day_in_words(day),
        "outside": day.month != first.month,
        "is_today": day == visit.today(),
        "dues": found[:SHOWN_A_DAY],
        "rest": len(found) - SHOWN_A_DAY,
        "href": f"/reviews?when={day.isoformat()}",
    }


def _months(
    first: date, counts: dict[date, int], spans: list[tuple[date, date, int]]
) -> Iterator[dict[str, Any]]:
    """Each month of the year with how much falls due in it, or may: a loose date is counted where it touches."""
    for month in range(1, 13):
        begin = date(first.year, month, 1)
        number = sum(count for day, count in counts.items() if day.month == month)
        number += sum(count for one, last, count in spans if one <= _last_of(begin) and last >= begin)
        yield {
            "name": marked(MONTHS[month - 1]),
            "short": marked(MONTHS[month - 1])[:3],
            "count": number,
            "words": ngettext("%(n)s date", "%(n)s dates", number) % {"n": number},
            "tint": sum(number >= least for least in TINTS),
            "href": f"/calendar?month={first.year}-{month:02d}",
            "is_current": month == first.month,
        }
