"""Lifting a request to stop: one person asks and says why, a second one answers; meanwhile everything stays silent."""

from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from starlette.responses import Response

from app.cases.queries.visible import person_for, workable_case
from app.consent import changes
from app.consent.forms import DecisionForm, LiftingForm
from app.consent.queries.approvals import open_lifting, open_liftings, others_who_may_decide
from app.consent.routes import Subject, of_case, of_person, screen, workable_subject
from app.db import number_of
from app.refusal import NotFound, Unacceptable
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import Rejected, blank, read_form
from app.web.pages import see_other
from app.web.policy import signed_in, worker
from app.web.visit import Visit

doors = Doors()


class LiftingWaiting(NamedTuple):
    """A question that waits for a second person, as the list of all such shows it."""

    id: int
    href: str
    name: str
    asked_at: datetime
    own: bool
    alone: bool
    may: bool


def liftings_waiting(visit: Visit) -> list[LiftingWaiting]:
    """Those about people whom this viewer may see, oldest first."""
    found = []
    for approval, person_id in open_liftings(visit.session):
        with suppress(NotFound):
            subject = of_person(visit, person_for(visit.session, visit.me, person_id))
            own = approval.asked_by_id == visit.me.id
            alone = own and not others_who_may_decide(visit.session, subject.campaigns, visit.me.id)
            may = subject.may_work and (not own or alone)
            asked = number_of(approval), f"{subject.base}#lift", subject.name, approval.asked_at
            found.append(LiftingWaiting(*asked, own, alone, may))
    return found


@doors.post("/cases/{ref}/consent/lift", who=signed_in)
def ask_to_lift(visit: Visit, ref: str) -> Response:
    """One person wants a request to stop lifted, and says why."""
    return _ask_to_lift(visit, of_case(visit, workable_case(visit.session, visit.me, ref)))


@doors.post("/people/{person_id}/consent/lift", who=worker)
def ask_to_lift_about_person(visit: Visit, person_id: RowId) -> Response:
    """The same for anybody in the record."""
    return _ask_to_lift(visit, workable_subject(visit, person_id))


def _ask_to_lift(visit: Visit, subject: Subject) -> Response:
    form = read_form(LiftingForm, visit.submitted)
    if isinstance(form, Rejected):
        return screen(visit, subject, blank(), lifting=form)
    changes.ask_to_lift(visit.session, subject.person_id, form.why)
    return see_other(
        f"{subject.base}#lift", _("Asked. Until a second person agrees, everything stays silent.")
    )


@doors.post("/cases/{ref}/consent/lift/decide", who=signed_in)
def decide_lifting(visit: Visit, ref: str) -> Response:
    """A second person's yes or no to lifting it."""
    return _decide_lifting(visit, of_case(visit, workable_case(visit.session, visit.me, ref)))


@doors.post("/people/{person_id}/consent/lift/decide", who=worker)
def decide_lifting_about_person(visit: Visit, person_id: RowId) -> Response:
    """The same for anybody in the record."""
    return _decide_lifting(visit, workable_subject(visit, person_id))


def _decide_lifting(visit: Visit, subject: Subject) -> Response:
    approval = open_lifting(visit.session, subject.person_id)
    if approval is None:
        raise NotFound(_("Nothing waits for a second person here."))
    form = read_form(DecisionForm, visit.submitted)
    if isinstance(form, Rejected):
        return screen(visit, subject, blank(), lifting=form)
    try:
        decision = changes.decide_lifting(visit.session, approval, subject.campaigns, form)
    except Unacceptable as refused:
        return screen(
            visit, subject, blank(), lifting=Rejected(values={}, errors={"reason": refused.sentence})
        )
    if decision == "refused":
        return see_other(subject.base, _("Not lifted. Everything stays silent."))
    return see_other(
        subject.base, _("Lifted. What was allowed before is withdrawn; add what is allowed now.")
    )
