"""Saving that somebody asks to stop: a short page of its own, one person, and from then on nothing leaves."""

from starlette.responses import Response

from app.cases.queries.visible import case_for, person_for, workable_case
from app.cases.unfinished_about import forget_unfinished
from app.consent import changes
from app.consent.forms import StopForm
from app.consent.queries.consents import consents_of
from app.consent.routes import Subject, identity_in, of_case, of_person
from app.consent.rules import is_stopped
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in, worker
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/cases/{ref}/consent/stop", who=signed_in)
def stop_page(visit: Visit, ref: str) -> Response:
    """Who asks, and how; then everything is silent."""
    return _screen(visit, of_case(visit, case_for(visit.session, visit.me, ref)), blank())


@doors.get("/people/{person_id}/consent/stop", who=signed_in)
def stop_page_about_person(visit: Visit, person_id: RowId) -> Response:
    """The same for anybody in the record."""
    return _screen(visit, of_person(visit, person_for(visit.session, visit.me, person_id)), blank())


@doors.post("/cases/{ref}/consent/stop", who=signed_in)
def stop_everything(visit: Visit, ref: str) -> Response:
    """The family, a lawyer or the person asks to stop; then every way out is shown silent."""
    return _stop(visit, of_case(visit, workable_case(visit.session, visit.me, ref)))


@doors.post("/people/{person_id}/consent/stop", who=worker)
def stop_about_person(visit: Visit, person_id: RowId) -> Response:
    """The same for anybody in the record."""
    return _stop(visit, of_person(visit, person_for(visit.session, visit.me, person_id)))


def _stop(visit: Visit, subject: Subject) -> Response:
    form = read_form(StopForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, subject, form)
    changes.stop(visit.session, subject.person_id, form, visit.today(subject.zone))
    forget_unfinished(visit, subject.person_id)
    return see_other(
        f"{subject.back}/stop", _("Saved. What becomes of everything that names this person stands below.")
    )


def _screen(visit: Visit, subject: Subject, form: FormState) -> Response:
    known = consents_of(visit.session, subject.person_id, visit.settings.today)
    return page(
        visit,
        "consent/stop.html",
        status=422 if form.is_refused else 200,
        subject=subject,
        identity=identity_in(visit, subject),
        stopped=is_stopped(known),
        may=subject.may_work if subject.case is not None else visit.me.may_somewhere(Right.WORK),
        form=form,
    )
