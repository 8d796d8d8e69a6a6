"""The campaign's reviews, filtered and paged."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from app.accounts.queries import colleagues
from app.characters import whole_number
from app.reviews.forms import ListForm, page_day
from app.reviews.queries.affected_cases import campaign_zones
from app.reviews.queries.review_list import (
    COUNTED,
    NOBODY,
    Wanted,
    counted,
    listed,
    long_overdue,
    minders_of,
)
from app.reviews.review_words import Folded, Shown, folded, shown
from app.reviews.vocabulary import RULES, rule_in_words
from app.text import _, day_in_words, marked
from app.web.door import Doors
from app.web.forms import FormState, Rejected, read_form
from app.web.pages import page
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
PAGE, PAGE_OF_CASES, FEW_CASES = 16, 30, 8
LONG = "long"


@doors.get("/reviews", who=signed_in)
def reviews(visit: Visit) -> Response:
    """What falls due in the campaigns, by kind, minder, case and time; what is long overdue folded by case."""
    form = read_form(ListForm, visit.query)
    form = ListForm() if isinstance(form, Rejected) else form
    number, wanted = max(form.page or 1, 1), wanted_of(form, visit.today(), _days(visit))
    only_long = form.when == LONG
    total = 0 if only_long else counted(visit.session, visit.me, wanted, visit.today())
    long, is_more = _long(visit, wanted, number, whole=only_long)
    return page(
        visit,
        "reviews/list.html",
        dues=[] if only_long else _dues(visit, wanted, number),
        total=_("more than %(n)s") % {"n": "1,000"} if total == COUNTED else total,
        only_long=only_long,
        long=long,
        all_long=_address(form, when=LONG, page=None) if is_more and not only_long else "",
        form=FormState(values={name: given[0] for name, given in visit.query.items() if given}),
        rules=[(slug, marked(label)) for slug, label in RULES],
        people=_people(visit),
        when=_whens(),
        chips=_chips(form),
        pages=_long_pages(form, number, is_more=is_more) if only_long else _pages(form, number, total),
    )


def _dues(visit: Visit, wanted: Wanted, number: int) -> list[Shown]:
    stretch = slice((number - 1) * PAGE, number * PAGE)
    rows = listed(visit.session, visit.me, wanted, visit.today(), stretch)
    return _shown(visit, rows)


def _long(visit: Visit, wanted: Wanted, number: int, *, whole: bool) -> tuple[tuple[Folded, ...], bool]:
    """What is long overdue: a few cases below the first page, or a page of their own; and whether there is more."""
    if not wanted.leaves_out_long or (number > 1 and not whole):
        return (), False
    most = PAGE_OF_CASES if whole else FEW_CASES
    stretch = slice((number - 1) * most, number * most + 1)
    rows = long_overdue(visit.session, visit.me, wanted, visit.today(), stretch)
    lines = folded(zip(rows, _shown(visit, rows), strict=True), visit.today)
    cases = sum(bool(line.ref) for line in lines)
    return lines if cases <= most else lines[:-1], cases > most


def _shown(visit: Visit, rows: list[Any]) -> list[Shown]:
    minders = minders_of(visit.session, sorted({row.case_id for row in rows if row.case_id}))
    return [
        shown(row, visit.today(row.zone), _minder_words(row, minders), actionable=_may(visit, row))
        for row in rows
    ]


def _days(visit: Visit) -> tuple[tuple[int, date], ...]:
    """Today in each of the reader's campaigns."""
    return tuple(
        (number, visit.today(zone))
        for number, zone in campaign_zones(visit.session)
        if number in visit.me.campaigns
    )


def wanted_of(form: ListForm, today: date, campaigns: tuple[tuple[int, date], ...]) -> Wanted:
    """The filter an address asks for; what it cannot mean is left out."""
    minder = form.minder if form.minder == NOBODY or whole_number(form.minder) is not None else None
    days = whole_number(form.when, 3)
    return Wanted(
        rule=form.kind,
        minder=minder,
        case=form.case,
        until=today + timedelta(days=days) if days is not None else None,
        on=page_day(form.when),
        only_late=form.when == "late",
        done=form.when == "done",
        days=campaigns,
    )


def _may(visit: Visit, row: Any) -> bool:
    return row.done_at is None and visit.me.may(Right.WORK, row.campaign_id)


def _minder_words(row: Any, minders: dict[int, list[str]]) -> str:
    names = minders.get(row.case_id, []) if row.case_id else []
    return ", ".join(names) if names else _("nobody looks after it")


def _people(visit: Visit) -> list[tuple[str, str]]:
    found = {
        one.id: one.name
        for campaign_id in visit.me.campaigns
        for one in colleagues(visit.session, campaign_id)
    }
    return [
        (NOBODY, _("Nobody")),
        *((str(number), name) for number, name in sorted(found.items(), key=lambda pair: (pair[1], pair[0]))),
    ]


def _chips(form: ListForm) -> list[tuple[str, str]]:
    words = {
        "kind": rule_in_words(form.kind or ""),
        "when": _when_in_words(form.when),
        "case": form.case or "",
        "minder": _("By who looks after it"),
    }
    return [
        (words[name], _address(form, **{name: None, "page": None}))
        for name in ("kind", "minder", "case", "when")
        if getattr(form, name)
    ]


def _when_in_words(when: str | None) -> str:
    day = page_day(when)
    return day_in_words(day) if day else dict(_whens()).get(when or "", when or "")


def _whens() -> list[tuple[str, str]]:
    return [
        ("late", _("Late")),
        ("7", _("Next 7 days")),
        ("30", _("Next 30 days")),
        (LONG, _("Late for more than two months")),
        ("done", _("Done")),
    ]


def _address(form: ListForm, **other: object) -> str:
    given = {name: value for name, value in {**form.model_dump(), **other}.items() if value}
    return f"/reviews?{urlencode(given)}" if given else "/reviews"


def _pages(form: ListForm, number: int, total: int) -> tuple[str | None, str | None, str]:
    last = max((total + PAGE - 1) // PAGE, 1)
    before = _address(form, page=number - 1) if number > 1 else None
    after = _address(form, page=number + 1) if number < last else None
    return before, after, _("Page %(n)s of %(last)s") % {"n": number, "last": last}


def _long_pages(form: ListForm, number: int, *, is_more: bool) -> tuple[str | None, str | None, str]:
    before = _address(form, page=number - 1) if number > 1 else None
    after = _address(form, page=number + 1) if is_more else None
    return before, after, _("Page %(n)s") % {"n": number}
