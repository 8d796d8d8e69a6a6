"""Merging two cases or two persons: a preview of what moves, the merge, and taking it back."""

from starlette.responses import Response

from app.cases.case_list import reference_in
from app.cases.changes.merging import merge, unmerge, what_moves
from app.cases.forms.cases import MergeForm
from app.cases.models import Case, Person
from app.cases.queries.merging import latest_merge
from app.cases.queries.people import case_campaigns
from app.cases.queries.visible import case_for, person_for
from app.cases.routes.person_choice import person_typed
from app.db import number_of
from app.refusal import Forbidden, NotFound
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/cases/{ref}/merge", who=signed_in)
def case_merge_page(visit: Visit, ref: str) -> Response:
    """What would move; and the way back for a case that was merged."""
    case = _coordinated(visit, ref)
    return _screen(visit, case, blank(into=visit.request.query_params.get("into")))


@doors.post("/cases/{ref}/merge", who=signed_in)
def merge_cases(visit: Visit, ref: str) -> Response:
    """Move everything of this case to the other."""
    case, form = _coordinated(visit, ref), read_form(MergeForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, case, form)
    into = _other_case(visit, case, form.into)
    if into is None:
        fault = {"into": _("Give the reference of another case of the same campaign")}
        return _screen(visit, case, FormState({"into": form.into, "reason": form.reason}, fault))
    merge(visit.session, case, into, form.reason)
    return see_other(
        f"/cases/{into.reference}", _("Merged. A coordinator can take it back on the other case's page.")
    )


@doors.post("/cases/{ref}/unmerge", who=signed_in)
def unmerge_cases(visit: Visit, ref: str) -> Response:
    """Take the merge back."""
    unmerge(visit.session, _coordinated(visit, ref))
    return see_other(f"/cases/{ref}", _("The merge is taken back."))


def _coordinated(visit: Visit, ref: str) -> Case:
    case = case_for(visit.session, visit.me, ref)
    if not visit.me.may(Right.DECIDE, case.campaign_id):
        raise Forbidden(_("Merging cases takes the role of a coordinator; ask one of your campaign."))
    return case


def _other_case(visit: Visit, case: Case, text: str) -> Case | None:
    reference = reference_in(text)
    try:
        into = case_for(visit.session, visit.me, reference or "")
    except NotFound:
        return None
    return into if into.campaign_id == case.campaign_id and into.id != case.id else None


@doors.get("/people/{person_id}/merge", who=signed_in)
def person_merge_page(visit: Visit, person_id: RowId) -> Response:
    """What would move; and the way back for somebody who was merged."""
    person = _of_my_campaigns(visit, person_for(visit.session, visit.me, person_id))
    return _screen(visit, person, blank(into=visit.request.query_params.get("into")))


@doors.post("/people/{person_id}/merge", who=signed_in)
def merge_people(visit: Visit, person_id: RowId) -> Response:
    """Move everything of this person to the other; every spelling stays findable."""
    person = _of_my_campaigns(visit, person_for(visit.session, visit.me, person_id))
    form = read_form(MergeForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, person, form)
    found, fault = person_typed(visit, form.into)
    if found is None or found == person.id:
        fault = fault or _("That is this person; choose somebody else")
        return _screen(visit, person, FormState({"into": form.into, "reason": form.reason}, {"into": fault}))
    into = _of_my_campaigns(visit, person_for(visit.session, visit.me, found))
    merge(visit.session, person, into, form.reason)
    return see_other(f"/people/{into.id}", _("Merged. A coordinator can take it back."))


@doors.post("/people/{person_id}/unmerge", who=signed_in)
def unmerge_people(visit: Visit, person_id: RowId) -> Response:
    """Take the merge back."""
    person = _of_my_campaigns(visit, person_for(visit.session, visit.me, person_id))
    unmerge(visit.session, person)
    return see_other(f"/people/{person_id}", _("The merge is taken back."))


def _of_my_campaigns(visit: Visit, person: Person) -> Person:
    concerned = case_campaigns(visit.session, [number_of(person)])
    may_all = all(visit.me.may(Right.DECIDE, one) for one in concerned)
    if not may_all or not visit.me.may_somewhere(Right.DECIDE):
        raise Forbidden(_("Merging people takes a coordinator of every campaign concerned."))
    return person


def _screen(visit: Visit, thing: Case | Person, form: FormState) -> Response:
    is_case = isinstance(thing, Case)
    href = f"/cases/{thing.reference}" if isinstance(thing, Case) else f"/people/{thing.id}"
    return page(
        visit,
        "cases/merge.html",
        status=422 if form.is_refused else 200,
        form=form,
        href=href,
        name=thing.reference if isinstance(thing, Case) else thing.name,
        is_case=is_case,
        moves=what_moves(visit.session, visit.me, thing),
        done=latest_merge(visit.session, str(thing.__tablename__), number_of(thing)),
    )
