"""Asking to correct or remove: an open form for anybody, and the queue in which a campaign answers."""

from typing import Any

from starlette.responses import Response

from app.campaigning.public_gate import as_anybody
from app.clock import recorded_day
from app.publishing.changes import correction_requests as changes
from app.publishing.due import ANSWER_DAYS
from app.publishing.forms import DECISIONS, AnswerForm, CorrectionForm
from app.publishing.queries.correction_requests import (
    Asked,
    about_path,
    answered_requests,
    asked_for,
    open_requests,
)
from app.refusal import NotFound
from app.text import _, day_in_words, marked
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import own_path, page, see_other
from app.web.policy import manager
from app.web.visit import Visit

doors = Doors()


@doors.get("/correct", who=as_anybody)
def correct_page(visit: Visit) -> Response:
    """The form; the page it is about is filled in where the reader comes from one."""
    wanted = own_path(visit.request.query_params.get("page", "")[:200], "")
    return page(visit, "publishing/correct.html", form=blank(page=wanted or None), days=ANSWER_DAYS)


@doors.post("/correct", who=as_anybody)
def send(visit: Visit) -> Response:
    """Keep what was asked, and nothing about who asked."""
    form = read_form(CorrectionForm, visit.submitted)
    if isinstance(form, Rejected):
        return page(visit, "publishing/correct.html", status=422, form=form, days=ANSWER_DAYS)
    path = own_path(form.page or "", form.page or "")
    changes.receive(visit.session, form, about_path(visit.session, path))
    return see_other("/correct/received")


@doors.get("/correct/received", who=as_anybody)
def received(visit: Visit) -> Response:
    """What happens now."""
    return page(visit, "publishing/received.html", days=ANSWER_DAYS)


@doors.get("/corrections", who=manager)
def queue(visit: Visit) -> Response:
    """What waits for an answer, those about people first, and what came of earlier ones."""
    return page(
        visit,
        "publishing/corrections.html",
        waiting=[_row(one) for one in open_requests(visit.session, visit.me)],
        answered=[_row(one) for one in answered_requests(visit.session, visit.me)],
    )


@doors.get("/corrections/{number}", who=manager)
def one_request(visit: Visit, number: RowId) -> Response:
    """One request with the form to answer it."""
    return _screen(visit, number, blank())


def _screen(visit: Visit, number: int, form: FormState) -> Response:
    found = asked_for(visit.session, visit.me, number)
    if found is None:
        raise NotFound
    return page(
        visit,
        "publishing/correction.html",
        status=422 if form.is_refused else 200,
        row=_row(found[0]),
        form=form,
        decisions=[(slug, marked(label)) for slug, label in DECISIONS],
    )


@doors.post("/corrections/{number}", who=manager)
def answer(visit: Visit, number: RowId) -> Response:
    """Keep what came of it."""
    found = asked_for(visit.session, visit.me, number)
    if found is None:
        raise NotFound
    form = read_form(AnswerForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, number, form)
    changes.answer(visit.session, found[1], form)
    return see_other("/corrections", _("Answered. The address for an answer has been deleted."))


def _row(one: Asked) -> dict[str, Any]:
    decision = next((marked(label) for slug, label in DECISIONS if slug == one.decision), "")
    about = f"{one.name}, {one.reference}" if one.reference else one.path or _("no page named")
    return {
        "id": one.id,
        "href": f"/corrections/{one.id}",
        "about": about,
        "page": one.path if one.path.startswith("/") else "",
        "case_href": f"/cases/{one.reference}" if one.reference else "",
        "person": one.page_id is not None,
        "words": one.words,
        "reply_to": one.reply_to or "",
        "received": day_in_words(recorded_day(one.received_at)),
        "decision": decision,
        "decided": day_in_words(recorded_day(one.decided_at)) if one.decided_at else "",
        "by": one.decided_by or "",
        "answer": one.answer or "",
    }
