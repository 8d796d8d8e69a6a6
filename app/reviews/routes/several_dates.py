"""Several dates at once: done, or put off, with one reason; all of them or none."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from starlette.responses import Response

from app.cases.queries.visible import workable_case
from app.characters import unfit, whole_number
from app.db import number_of
from app.refusal import NotFound, Refusal
from app.reviews.changes import last_snooze_day, mark_done, must_be_open, snooze
from app.reviews.forms import SeveralForm
from app.reviews.queries.my_reviews import held, minded
from app.reviews.queries.review_list import of_case
from app.reviews.queries.review_row import review_row, workable_review
from app.reviews.review_words import due_in_words
from app.reviews.routes.review_page import snooze_choices, snooze_days
from app.text import _, ngettext, weekday_in_words
from app.web.door import Doors
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import worker
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/my/dates", who=worker)
def several_page(visit: Visit) -> Response:
    """The open dates of a case, or all that are one's own, each with a tick."""
    return _screen(visit, visit.request.query_params.get("case", ""), blank(for_days="3"))


@doors.post("/my/dates", who=worker)
def deal_with_several(visit: Visit) -> Response:
    """The same done to each that is ticked."""
    form = read_form(SeveralForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, visit.submitted.one("case") or "", form)
    faults = list(_faults(visit, form))
    if faults:
        values: dict[str, Any] = {**form.model_dump(mode="json"), "dates": list(form.dates)}
        return _screen(visit, form.case or "", Rejected(values=values, errors={"dates": " ".join(faults)}))
    said = (
        ngettext("%(n)s date is done.", "%(n)s dates are done.", len(form.dates))
        if form.act == "done"
        else ngettext(
            "%(n)s date is put off. Its due date stays.",
            "%(n)s dates are put off. Their due dates stay.",
            len(form.dates),
        )
    )
    return see_other(f"/cases/{form.case}#reviews" if form.case else "/my", said % {"n": len(form.dates)})


def _faults(visit: Visit, form: SeveralForm) -> Iterator[str]:
    """Do it to each; what one of them refuses is said with its name, and then nothing is changed."""
    for chosen in form.dates:
        number, _mark, version = chosen.partition(":")
        review = workable_review(visit.session, visit.me, whole_number(number) or 0)
        must_be_open(review, whole_number(version))
        today = visit.today(review_row(visit.session, visit.me, number_of(review)).zone)
        if form.act == "done":
            mark_done(visit.session, review, visit.me.id, today, form.words)
            continue
        try:
            until = form.until or today + timedelta(days=snooze_days(form.for_days))
            snooze(review, until, form.words, today)
        except Refusal as refused:
            yield _("%(date)s: %(why)s") % {"date": review.title, "why": refused.sentence}


def _screen(visit: Visit, ref: str, form: FormState) -> Response:
    if unfit(ref):
        raise NotFound  # no reference holds such a character, and PostgreSQL cannot be asked for one
    rows = _of_case(visit, ref) if ref else _own(visit)
    return page(
        visit,
        "reviews/several.html",
        status=422 if form.is_refused else 200,
        form=form,
        case=ref,
        dates=[_option(row, visit.today(row.zone)) for row in rows],
        choices=snooze_choices(visit.today()),
    )


def _of_case(visit: Visit, ref: str) -> list[Any]:
    return of_case(visit.session, visit.me, number_of(workable_case(visit.session, visit.me, ref)))


def _own(visit: Visit) -> list[Any]:
    """What they took over, and what is open of the cases they look after; one that waits for another's yes is not."""
    rows = [*held(visit.session, visit.me), *minded(visit.session, visit.me, visit.today())]
    mine = {row.id: row for row in rows if row.offered_to_id is None}
    return [row for row in mine.values() if visit.me.may(Right.WORK, row.campaign_id)]


def _option(row: Any, today: date) -> tuple[str, str, str]:
    """A tick: what and of whom; when, and until when it can be put off at most."""
    about = row.name or row.campaign
    label = _("%(title)s, %(about)s") % {"title": row.title, "about": about}
    when, last = due_in_words(row, today), last_snooze_day(row)
    if last is None:
        return f"{row.id}:{row.version}", label, when
    most = (
        _("%(when)s; a hard date, it can be put off to %(day)s at most")
        if last > today
        else _("%(when)s; a hard date and too near to be put off")
    )
    return f"{row.id}:{row.version}", label, most % {"when": when, "day": weekday_in_words(last)}
