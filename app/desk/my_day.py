"""My day: what is grave and has nobody, what needs this volunteer, what waits for their answer, and what is new."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from starlette.responses import Response

from app.dates import lateness
from app.desk.letter_to_write import letter_to_write
from app.desk.recent_changes import news_of, noting_the_look
from app.desk.second_person import SecondPerson, second_person
from app.desk.unminded import Unminded, taken, unminded_of
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
MOST_NOW, MOST_SOON, MOST_LATER = 20, 10, 5
WEEK = timedelta(days=7)
STRIP_DAYS = 14
REQUEST = (
    "correction"  # the date by which the world is answered: the request itself stands among what is asked
)


@doors.get("/my", who=with_account)
def my_day(visit: Visit) -> Response:
    """Every date of theirs once, with the reason why it is theirs."""
    if not visit.me.is_on_the_team:
        return page(visit, "desk/my_without_campaign.html")
    today = visit.today()
    unminded = unminded_of(visit)
    rows = list(_mine(visit, today, unminded.numbers))
    day = day_of(_reader(visit, rows), rows, done_since(visit.session, visit.me, visit.now - WEEK))
    counts = counted_by_day(visit.session, visit.me, today, today + timedelta(days=STRIP_DAYS - 1))
    asked, news = second_person(visit, day.offered), news_of(visit)
    answer = page(
        visit,
        "desk/my.html",
        kicker=weekday_in_words(today),
        lead=list(_lead(day, unminded, asked)),
        unminded=unminded,
        asked=asked,
        letter=letter_to_write(visit),
        taken=taken(visit),
        sections=list(sections_of(day)),
        long=day.long[:MOST_SOON],
        more_long=len(day.long) > MOST_SOON,
        done=day.done,
        days=[strip_day(today + timedelta(days=n), counts, today) for n in range(STRIP_DAYS)],
        news=news,
        works=visit.me.may_somewhere(Right.WORK),
    )
    answer.background = noting_the_look(visit, news)
    return answer


def _mine(visit: Visit, today: date, shown: frozenset[int]) -> Iterator[tuple[Any, str]]:
    """Every date that is theirs, with the reason; what stands on the page already is left out."""
    for row in held(visit.session, visit.me):
        yield row, _("you took it over") if row.holder_id == visit.me.id else ""
    for row in minded(visit.session, visit.me, today):
        yield row, _("you look after %(ref)s") % {"ref": row.reference}
    for row in unminded(visit.session, visit.me, today):
        if row.case_id not in shown and row.rule != REQUEST:
            yield row, _("nobody looks after it, and you coordinate")


def _reader(visit: Visit, rows: list[tuple[Any, str]]) -> Reader:
    others = {number for row, _why in rows for number in (row.offered_to_id, row.offered_by_id) if number}
    names = names_of(visit.session, others) if others else {}
    works_in = visit.me.campaigns_with(Right.WORK)
    return Reader(visit.me.id, visit.now, visit.today, names, frozenset(works_in))


def sections_of(day: Day) -> Iterator[dict[str, Any]]:
    """The sections with their words; long ones end in a link to the whole list."""
    yield _section("now", _("Needs you now"), day.now, MOST_NOW)
    yield _section("soon", _("Next 7 days"), day.soon, MOST_SOON)
    yield _section("later", _("Later"), day.later, MOST_LATER)
    yield _section("waiting", _("Waiting for others"), day.waiting, MOST_SOON)


def _section(name: str, title: str, dues: tuple[Any, ...], most: int) -> dict[str, Any]:
    rest = len(dues) - most
    more = ngettext("and %(n)s more", "and %(n)s more", rest) % {"n": rest} if rest > 0 else ""
    return {"name": name, "title": title, "count": len(dues), "dues": dues[:most], "more": more}


def _lead(day: Day, unminded: Unminded, asked: SecondPerson) -> Iterator[str]:
    grave, count = unminded.total, len(day.now)
    if grave:
        yield ngettext(
            "%(n)s grave case has nobody who looks after it.",
            "%(n)s grave cases have nobody who looks after them.",
            grave,
        ) % {"n": grave}
    if count:
        yield ngettext("%(n)s thing needs you.", "%(n)s things need you.", count) % {"n": count}
    if asked.count:
        yield ngettext(
            "%(n)s answer of yours is waited for.", "%(n)s answers of yours are waited for.", asked.count
        ) % {"n": asked.count}
    if not (grave or count or asked.count):
        yield _("Nothing needs you today.")


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
