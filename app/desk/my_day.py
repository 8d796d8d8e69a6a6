"""My day: what needs this volunteer now, what comes, what waits for others, what they did."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from starlette.responses import Response

from app.dates import lateness
from app.desk.recent_changes import Moved, moved_lately
from app.desk.unminded import Unminded, taken, unminded_of, without
from app.reviews.day_sections import Day, Reader, day_of
from app.reviews.queries.my_reviews import done_since, held, minded, unminded
from app.reviews.queries.review_list import counted_by_day
from app.reviews.queries.review_row import names_of
from app.text import MONTHS, WEEKDAYS, _, marked, ngettext, weekday_in_words
from app.web.door import Doors
from app.web.pages import page
from app.web.policy import with_account
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
MOST_NOW, MOST_LATER = 20, 10
WEEK = timedelta(days=7)
STRIP_DAYS = 14


@doors.get("/my", who=with_account)
def my_day(visit: Visit) -> Response:
    """Every date of theirs once, with the reason why it is theirs."""
    if not visit.me.is_on_the_team:
        return page(visit, "desk/my_without_campaign.html")
    today = visit.today()
    unminded = unminded_of(visit)
    rows = list(without(list(_mine(visit, today)), unminded))
    day = day_of(_reader(visit, rows), rows, done_since(visit.session, visit.me, visit.now - WEEK))
    counts = counted_by_day(visit.session, visit.me, today, today + timedelta(days=STRIP_DAYS - 1))
    moved = moved_lately(visit.session, visit.me, visit.now)
    return page(
        visit,
        "desk/my.html",
        kicker=weekday_in_words(today),
        lead=list(_lead(day, unminded, moved)),
        unminded=unminded,
        taken=taken(visit),
        sections=list(sections_of(day)),
        long=day.long[:MOST_LATER],
        more_long=len(day.long) > MOST_LATER,
        done=day.done,
        days=[strip_day(today + timedelta(days=n), counts, today) for n in range(STRIP_DAYS)],
        moved=moved.cases,
    )


def _mine(visit: Visit, today: date) -> Iterator[tuple[Any, str]]:
    for row in held(visit.session, visit.me):
        yield row, _("you took it over") if row.holder_id == visit.me.id else ""
    for row in minded(visit.session, visit.me, today):
        yield row, _("you are the minder of %(ref)s") % {"ref": row.reference}
    for row in unminded(visit.session, visit.me, today):
        yield row, _("nobody minds it, and you coordinate")


def _reader(visit: Visit, rows: list[tuple[Any, str]]) -> Reader:
    others = {number for row, _why in rows for number in (row.offered_to_id, row.offered_by_id) if number}
    names = names_of(visit.session, others) if others else {}
    works_in = visit.me.campaigns_with(Right.WORK)
    return Reader(visit.me.id, visit.now, visit.today, names, frozenset(works_in))


def sections_of(day: Day) -> Iterator[dict[str, Any]]:
    """The sections with their words; long ones end in a link to the whole list."""
    yield _section("now", _("Needs you now"), day.now, MOST_NOW)
    yield _section("soon", _("Next 7 days"), day.soon, MOST_LATER)
    yield _section("later", _("Later"), day.later, MOST_LATER)
    yield _section("waiting", _("Waiting for others"), day.waiting, MOST_LATER)


def _section(name: str, title: str, dues: tuple[Any, ...], most: int) -> dict[str, Any]:
    rest = len(dues) - most
    more = ngettext("and %(n)s more", "and %(n)s more", rest) % {"n": rest} if rest > 0 else ""
    return {"name": name, "title": title, "count": len(dues), "dues": dues[:most], "more": more}


def _lead(day: Day, unminded: Unminded, moved: Moved) -> Iterator[str]:
    grave, count = unminded.total, len(day.now)
    if grave:
        yield ngettext(
            "%(n)s grave case has nobody who looks after it.",
            "%(n)s grave cases have nobody who looks after them.",
            grave,
        ) % {"n": grave}
    if count:
        yield ngettext("%(n)s thing needs you.", "%(n)s things need you.", count) % {"n": count}
    elif not grave:
        yield _("Nothing needs you today.")
    yield ngettext("%(n)s case moved this week.", "%(n)s cases moved this week.", moved.this_week) % {
        "n": moved.this_week
    }


def strip_day(day: date, counts: dict[date, int], today: date) -> dict[str, Any]:
    """One cell of the strip of days."""
    month = f" {marked(MONTHS[day.month - 1])[:3]}" if day.day == 1 or day == today else ""
    return {
        "name": marked(WEEKDAYS[day.weekday()]),
        "date": f"{day.day}{month}",
        "count": counts.get(day, 0),
        "state": lateness(day, day, today).state,
        "words": _("due on %(day)s") % {"day": weekday_in_words(day)},
        "href": f"/reviews?when={day.isoformat()}",
        "is_today": day == today,
    }
