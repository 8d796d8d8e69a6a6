"""Editing, closing and reopening a case; its minders and named members."""

from typing import Any

from starlette.responses import Response

from app.cases import vocabulary as words
from app.cases.changes import cases as changes
from app.cases.forms.cases import CaseWords, CloseForm, ColleagueForm, EditCaseForm
from app.cases.models import Case, Visibility
from app.cases.queries.case_heads import head_of
from app.cases.queries.case_list import members_of, teams_of
from app.cases.queries.visible import workable_case
from app.cases.routes.entry_screens import identity
from app.cases.unfinished_about import keep_to_a_few
from app.db import number_of
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/cases/{ref}/edit", who=signed_in)
def edit_page(visit: Visit, ref: str) -> Response:
    """The case's own words as they stand."""
    case = workable_case(visit.session, visit.me, ref)
    return _edit_screen(visit, case, blank(**_words(case), version=str(case.version)))


@doors.post("/cases/{ref}/edit", who=signed_in)
def save_case(visit: Visit, ref: str) -> Response:
    """Save, or show what must be mended, or both versions when somebody else was faster."""
    case, form = workable_case(visit.session, visit.me, ref), read_form(EditCaseForm, visit.submitted)
    if isinstance(form, Rejected):
        return _edit_screen(visit, case, form)
    if form.version != case.version:
        return _edit_screen(visit, case, _both_versions(visit, case, form))
    changes.edit_case(visit.session, case, form)
    keep_to_a_few(visit, case)
    return see_other(f"/cases/{ref}", _("Saved. What it said before is in the history."))


def _words(case: Case) -> dict[str, str | None]:
    return {name: getattr(case, name) for name in CaseWords.model_fields}


def _both_versions(visit: Visit, case: Case, form: EditCaseForm) -> FormState:
    stored = {name: value or "" for name, value in _words(case).items() if value != getattr(form, name)}
    if "visibility" in stored:
        stored["visibility"] = words.word(words.VISIBILITIES, case.visibility)
    typed: dict[str, Any] = {name: given[0] for name, given in visit.submitted.values.items()}
    return FormState(values=typed | {"version": str(case.version)}, stored=stored or {"version": ""})


def _edit_screen(visit: Visit, case: Case, form: FormState) -> Response:
    return page(
        visit,
        "cases/edit.html",
        status=409 if form.stored else 422 if form.is_refused else 200,
        identity=identity(visit, case),
        asked=asked(CaseWords),
        form=form,
        case=case,
        coordinates=visit.me.may(Right.DECIDE, case.campaign_id),
    )


@doors.get("/cases/{ref}/close", who=signed_in)
def close_page(visit: Visit, ref: str) -> Response:
    """Ask why."""
    case = workable_case(visit.session, visit.me, ref)
    return _close_screen(visit, case, blank(version=str(case.version)))


@doors.post("/cases/{ref}/close", who=signed_in)
def close(visit: Visit, ref: str) -> Response:
    """End the watch."""
    case, form = workable_case(visit.session, visit.me, ref), read_form(CloseForm, visit.submitted)
    if isinstance(form, Rejected):
        return _close_screen(visit, case, form)
    changes.close_case(visit.session, case, form)
    return see_other(f"/cases/{ref}", _("The case is closed. It can be reopened at any time."))


@doors.post("/cases/{ref}/reopen", who=signed_in)
def reopen(visit: Visit, ref: str) -> Response:
    """Watch again."""
    changes.reopen_case(workable_case(visit.session, visit.me, ref))
    return see_other(f"/cases/{ref}", _("The case is open again."))


def _close_screen(visit: Visit, case: Case, form: FormState) -> Response:
    status = 422 if form.is_refused else 200
    return page(
        visit,
        "cases/close.html",
        status=status,
        identity=identity(visit, case),
        form=form,
        closed=case.closed_at,
    )


@doors.get("/cases/{ref}/team", who=signed_in)
def team_page(visit: Visit, ref: str) -> Response:
    """Who looks after the case, and who may see it while it is restricted."""
    return _team_screen(visit, workable_case(visit.session, visit.me, ref), blank())


@doors.post("/cases/{ref}/minders", who=signed_in)
def add_minder(visit: Visit, ref: str) -> Response:
    """One more volunteer looks after the case."""
    return _with_colleague(
        visit, ref, changes.add_minder, _("Saved: this volunteer looks after the case now.")
    )


@doors.post("/cases/{ref}/members", who=signed_in)
def name_member(visit: Visit, ref: str) -> Response:
    """One more volunteer sees the case while it is restricted."""
    return _with_colleague(visit, ref, changes.name_member, _("Saved: this volunteer sees the case now."))


def _with_colleague(visit: Visit, ref: str, change: Any, notice: str) -> Response:
    case, form = workable_case(visit.session, visit.me, ref), read_form(ColleagueForm, visit.submitted)
    if isinstance(form, Rejected):
        return _team_screen(visit, case, form)
    if form.volunteer not in teams_of(visit.session, visit.me).members.get(case.campaign_id, {}):
        fault = {"volunteer": _("Choose somebody of this campaign")}
        return _team_screen(visit, case, FormState(values={}, errors=fault))
    change(visit.session, case, form.volunteer)
    return see_other(f"/cases/{ref}/team", notice)


@doors.post("/cases/{ref}/minders/{volunteer_id}/remove", who=signed_in)
def remove_minder(visit: Visit, ref: str, volunteer_id: RowId) -> Response:
    """A volunteer no longer looks after the case."""
    case = workable_case(visit.session, visit.me, ref)
    changes.remove_minder(visit.session, case, volunteer_id)
    keep_to_a_few(visit, case)
    return see_other(f"/cases/{ref}/team", _("Saved: taken off the case."))


@doors.post("/cases/{ref}/members/{volunteer_id}/remove", who=signed_in)
def unname_member(visit: Visit, ref: str, volunteer_id: RowId) -> Response:
    """No longer name a volunteer on the case; whoever takes themselves off may lose sight of it."""
    case = workable_case(visit.session, visit.me, ref)
    changes.unname_member(visit.session, case, volunteer_id)
    keep_to_a_few(visit, case)
    after = "/cases" if volunteer_id == visit.me.id else f"/cases/{ref}/team"
    return see_other(after, _("Saved: no longer named on the case."))


def _team_screen(visit: Visit, case: Case, form: FormState) -> Response:
    head, teams = head_of(visit.session, case), teams_of(visit.session, visit.me)
    team = teams.members.get(case.campaign_id, {})
    named = members_of(visit.session, number_of(case))
    minding = {number for number, _name in head.minders}
    return page(
        visit,
        "cases/team.html",
        status=422 if form.is_refused else 200,
        identity=identity(visit, case),
        form=form,
        minders=head.minders,
        named=named,
        restricted=case.visibility == Visibility.RESTRICTED,
        may_mind=[(str(n), who) for n, who in team.items() if n not in minding],
        may_be_named=[(str(n), who) for n, who in team.items() if n not in dict(named)],
    )
