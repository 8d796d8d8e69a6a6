"""The campaign's reviews, filtered and paged."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from app.accounts.queries import colleagues
from app.reviews.forms import ListForm, page_day
from app.reviews.queries.listing import COUNTED, NOBODY, Wanted, counted, listed, minders_of
from app.reviews.vocabulary import RULES, rule_in_words
from app.reviews.words import shown
from app.text import _, day_in_words
from app.web.door import Doors
from app.web.forms import FormState, Rejected, read_form
from app.web.pages import page
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()
PAGE = 50


@doors.get("/reviews", who=signed_in)
def reviews(visit: Visit) -> Response:
    """What falls due in the campaigns, by kind, minder, case and time."""
    form = read_form(ListForm, visit.query)
    form = ListForm() if isinstance(form, Rejected) else form
    today, number = visit.today(), max(form.page or 1, 1)
    wanted = wanted_of(form, today)
    total = counted(visit.session, visit.me, wanted, today)
    rows = listed(visit.session, visit.me, wanted, today, slice((number - 1) * PAGE, number * PAGE))
    minders = minders_of(visit.session, sorted({row.case_id for row in rows if row.case_id}))
    return page(
        visit,
        "reviews/list.html",
        dues=[
            shown(row, visit.today(row.zone), _minder_words(row, minders), actionable=_may(visit, row))
            for row in rows
        ],
        total=_("more than %(n)s") % {"n": "1,000"} if total == COUNTED else total,
        form=FormState(values={name: given[0] for name, given in visit.query.items() if given}),
        rules=[(slug, _(label)) for slug, label in RULES],
        people=_people(visit),
        when=[("late", _("Late")), ("7", _("Next 7 days")), ("30", _("Next 30 days")), ("done", _("Done"))],
        chips=_chips(form),
        pages=_pages(form, number, total),
    )


def wanted_of(form: ListForm, today: date) -> Wanted:
    """The filter an address asks for; what it cannot mean is left out."""
    minder = form.minder if form.minder and (form.minder == NOBODY or form.minder.isdecimal()) else None
    days = int(form.when) if form.when and form.when.isdecimal() and len(form.when) < 4 else None
    return Wanted(
        rule=form.kind,
        minder=minder[:9] if minder else None,
        case=form.case,
        until=today + timedelta(days=days) if days is not None else None,
        on=page_day(form.when),
        only_late=form.when == "late",
        done=form.when == "done",
    )


def _may(visit: Visit, row: Any) -> bool:
    return row.done_at is None and visit.me.may_work_in(row.campaign_id)


def _minder_words(row: Any, minders: dict[int, list[str]]) -> str:
    names = minders.get(row.case_id, []) if row.case_id else []
    return ", ".join(names) if names else _("no minder")


def _people(visit: Visit) -> list[tuple[str, str]]:
    found = {
        one.id: one.name
        for campaign_id in sorted(visit.me.roles)
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
        "minder": _("By minder"),
    }
    return [
        (words[name], _address(form, **{name: None, "page": None}))
        for name in ("kind", "minder", "case", "when")
        if getattr(form, name)
    ]


def _when_in_words(when: str | None) -> str:
    day = page_day(when)
    known = {"late": _("Late"), "7": _("Next 7 days"), "30": _("Next 30 days"), "done": _("Done")}
    return day_in_words(day) if day else known.get(when or "", when or "")


def _address(form: ListForm, **other: object) -> str:
    given = {name: value for name, value in {**form.model_dump(), **other}.items() if value}
    return f"/reviews?{urlencode(given)}" if given else "/reviews"


def _pages(form: ListForm, number: int, total: int) -> tuple[str | None, str | None, str]:
    last = max((total + PAGE - 1) // PAGE, 1)
    before = _address(form, page=number - 1) if number > 1 else None
    after = _address(form, page=number + 1) if number < last else None
    return before, after, _("Page %(n)s of %(last)s") % {"n": number, "last": last}
