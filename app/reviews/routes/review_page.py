"""One review: why it is there; done, snoozed, confirmed."""

from datetime import date, timedelta
from typing import Any

from starlette.responses import Response

from app.cases.entry_words import headline
from app.cases.queries.timeline import fact
from app.refusal import Refusal
from app.reviews.changes import (
    confirm,
    follow_again,
    is_third_snooze,
    last_snooze_day,
    mark_done,
    must_be_open,
    snooze,
)
from app.reviews.forms import ConfirmForm, DoneForm, SnoozeForm
from app.reviews.models import BY_HAND, Review
from app.reviews.queries.review_list import minders_of
from app.reviews.queries.review_row import looks_at, names_of, review_row, workable_review
from app.reviews.review_words import needs_answer, offer_stands, shown
from app.text import _, weekday_in_words
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
CHOICES = (1, 3, 7)


@doors.get("/reviews/{review_id}", who=signed_in)
def review_page(visit: Visit, review_id: RowId) -> Response:
    """Everything about one date: rule, entries, arithmetic, earlier looks."""
    row = review_row(visit.session, visit.me, review_id)
    names = names_of(
        visit.session,
        {
            n
            for n in (row.confirmed_by_id, row.done_by_id, row.made_by_id, row.holder_id, row.offered_to_id)
            if n
        },
    )
    return page(
        visit,
        "reviews/one.html",
        row=row,
        due=shown(row, visit.today(row.zone)),
        entries=_entries(visit, row),
        looks=looks_at(visit.session, row),
        names=names,
        minders=", ".join(minders_of(visit.session, [row.case_id]).get(row.case_id, ()))
        if row.case_id
        else "",
        may_work=visit.me.may(Right.WORK, row.campaign_id) and row.done_at is None and row.dropped_at is None,
        offered=offer_stands(row, visit.now),
        must_answer=needs_answer(row),
        is_by_hand=row.rule == BY_HAND,
    )


def _entries(visit: Visit, row: Any) -> list[tuple[str, str]]:
    facts = [
        known
        for number in row.rests_on[:10]
        if (known := fact(visit.session, number)) and known.removed_at is None
    ]
    return [(f"/cases/{row.reference}#entry-{known.id}", headline(known)) for known in facts]


def act_page(visit: Visit, template: str, review_id: int, form: FormState, **named: Any) -> Response:
    """The page of one thing to do with a review."""
    row = review_row(visit.session, visit.me, review_id)
    return page(
        visit,
        template,
        status=422 if form.is_refused else 200,
        row=row,
        due=shown(row, visit.today(row.zone)),
        form=form,
        names=named.pop("names", {}),
        **named,
    )


@doors.get("/reviews/{review_id}/done", who=signed_in)
def done_page(visit: Visit, review_id: RowId) -> Response:
    """Ask what was found."""
    review = workable_review(visit.session, visit.me, review_id)
    must_be_open(review, None)
    return act_page(visit, "reviews/done.html", review_id, blank(version=str(review.version)))


@doors.post("/reviews/{review_id}/done", who=signed_in)
def done(visit: Visit, review_id: RowId) -> Response:
    """Keep what was found; lead on to an entry where it shall become one."""
    review = workable_review(visit.session, visit.me, review_id)
    form = read_form(DoneForm, visit.submitted)
    if isinstance(form, Rejected):
        return act_page(visit, "reviews/done.html", review_id, form)
    must_be_open(review, form.version)
    row = review_row(visit.session, visit.me, review_id)
    mark_done(visit.session, review, visit.me.id, visit.today(row.zone), form.found)
    if form.next == "entry" and row.reference:
        return see_other(f"/cases/{row.reference}/add", _("Done. Now record what you found as an entry."))
    return see_other(
        f"/cases/{row.reference}#reviews" if row.reference else "/my",
        _("Done. What you found is kept with the date."),
    )


@doors.get("/reviews/{review_id}/snooze", who=signed_in)
def snooze_page(visit: Visit, review_id: RowId) -> Response:
    """Ask until when, and why."""
    review = workable_review(visit.session, visit.me, review_id)
    must_be_open(review, None)
    return _snooze_screen(visit, review, blank(for_days="3", version=str(review.version)))


@doors.post("/reviews/{review_id}/snooze", who=signed_in)
def put_off(visit: Visit, review_id: RowId) -> Response:
    """Look later. The due date stays where it is."""
    review = workable_review(visit.session, visit.me, review_id)
    form = read_form(SnoozeForm, visit.submitted)
    if isinstance(form, Rejected):
        return _snooze_screen(visit, review, form)
    must_be_open(review, form.version)
    today = visit.today(review_row(visit.session, visit.me, review_id).zone)
    try:
        until = form.until or today + timedelta(days=snooze_days(form.for_days))
        snooze(review, until, form.reason, today)
    except Refusal as refused:
        values = {name: given[0] for name, given in visit.submitted.values.items()}
        return _snooze_screen(
            visit,
            review,
            Rejected(values=values, errors={"until" if form.until else "for_days": refused.sentence}),
        )
    if is_third_snooze(review):
        return see_other(
            f"/reviews/{review_id}/hand-over", _("Put off for the third time. Would somebody else take it?")
        )
    return see_other(
        "/my", _("Put off until %(day)s. The due date stays.") % {"day": weekday_in_words(until)}
    )


def snooze_days(text: str | None) -> int:
    """Of the choices, so many days; the shortest where it is none of them."""
    return int(text) if text in {str(days) for days in CHOICES} else CHOICES[0]


def _snooze_screen(visit: Visit, review: Review, form: FormState) -> Response:
    last = last_snooze_day(review)
    today = visit.today(review_row(visit.session, visit.me, review.id or 0).zone)
    return act_page(
        visit,
        "reviews/snooze.html",
        review.id or 0,
        form,
        last=weekday_in_words(last) if last else "",
        closed=last is not None and last <= today,
        times=review.snoozes,
        choices=snooze_choices(today, last),
    )


def snooze_choices(today: date, last: date | None = None) -> list[tuple[str, str]]:
    """When somebody might look again, up to a last day."""
    return [
        (str(days), _choice(today, days))
        for days in CHOICES
        if last is None or today + timedelta(days=days) <= last
    ]


def _choice(today: date, days: int) -> str:
    day = weekday_in_words(today + timedelta(days=days))
    return {1: _("Tomorrow, %(day)s"), 3: _("In 3 days, %(day)s"), 7: _("In a week, %(day)s")}[days] % {
        "day": day
    }


@doors.get("/reviews/{review_id}/confirm", who=signed_in)
def confirm_page(visit: Visit, review_id: RowId) -> Response:
    """Ask whether somebody has checked it."""
    review = workable_review(visit.session, visit.me, review_id)
    must_be_open(review, None)
    return act_page(
        visit,
        "reviews/confirm.html",
        review_id,
        blank(due=review.due.isoformat(), version=str(review.version)),
    )


@doors.post("/reviews/{review_id}/confirm", who=signed_in)
def confirm_date(visit: Visit, review_id: RowId) -> Response:
    """From now on it is a person's word."""
    review = workable_review(visit.session, visit.me, review_id)
    form = read_form(ConfirmForm, visit.submitted)
    if isinstance(form, Rejected):
        return act_page(visit, "reviews/confirm.html", review_id, form)
    must_be_open(review, form.version)
    confirm(visit.session, review, visit.me.id, form.due or review.due)
    return see_other(f"/reviews/{review_id}", _("Confirmed. If its entries change, it is flagged and stays."))


@doors.post("/reviews/{review_id}/follow", who=signed_in)
def follow(visit: Visit, review_id: RowId) -> Response:
    """Take what the entries give now instead of the confirmed date."""
    review = workable_review(visit.session, visit.me, review_id)
    must_be_open(review, None)
    follow_again(visit.session, review)
    return see_other(
        f"/reviews/{review_id}", _("It follows its entries again. The confirmed date is in the history.")
    )
