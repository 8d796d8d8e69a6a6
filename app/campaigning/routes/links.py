"""Linking actions to cases and incidents, from the action's page and from the case's."""

from starlette.responses import Response

from app.campaigning.action_words import demands_shown, shown
from app.campaigning.aftermath import followed_by
from app.campaigning.changes.typed_links import Named, link, look_up, look_up_for_ours, unlink
from app.campaigning.forms.lifecycle import AttachForm, LinkForm
from app.campaigning.lifecycle import OVER, WHEN_OVER, NotNow
from app.campaigning.models import Action
from app.campaigning.queries.demands import Asked, demands_about
from app.campaigning.queries.of_case import actions_of_case
from app.campaigning.queries.visible import workable_action
from app.campaigning.routes.action_page import action_screen
from app.cases.models import Case
from app.cases.queries.timeline import timeline
from app.cases.queries.visible import case_for, workable_case
from app.cases.routes.entry_screens import identity
from app.consent.refuse_stopped import why_stopped
from app.db import number_of
from app.refusal import NotFound
from app.text import _, marked
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


def _open(visit: Visit, ref: str) -> Action:
    """An action whose links may still change."""
    action = workable_action(visit.session, visit.me, ref)
    if action.ours and action.state in OVER:
        raise NotNow(marked(WHEN_OVER))
    return action


@doors.post("/actions/{ref}/links", who=signed_in)
def add_links(visit: Visit, ref: str) -> Response:
    """Link cases and incidents by their references."""
    action = _open(visit, ref)
    form = read_form(LinkForm, visit.submitted)
    find = look_up_for_ours if action.ours else look_up
    named = Named() if isinstance(form, Rejected) else find(visit.session, visit.me, form)
    if isinstance(form, Rejected) or named.errors:
        values = visit.submitted.typed
        errors = form.errors if isinstance(form, Rejected) else named.errors
        return action_screen(visit, ref, FormState(values=values, errors=errors))
    link(visit.session, action, named)
    action.edited_at = visit.session.info["at"]
    return see_other(f"/actions/{ref}#for", _("Linked."))


@doors.post("/actions/{ref}/links/{link_id}/remove", who=signed_in)
def remove_link(visit: Visit, ref: str, link_id: RowId) -> Response:
    """Take a case or an incident off an action."""
    action = _open(visit, ref)
    unlink(visit.session, action, link_id)
    action.edited_at = visit.session.info["at"]
    return see_other(f"/actions/{ref}#for", _("Taken off. The history keeps it."))


@doors.get("/cases/{ref}/actions", who=signed_in)
def case_actions(visit: Visit, ref: str) -> Response:
    """The actions for a case and what followed, on one timeline; and a form to link one more."""
    return _screen(visit, case_for(visit.session, visit.me, ref), blank())


def _screen(visit: Visit, case: Case, form: FormState) -> Response:
    session, known_by = visit.session, visit.settings.today
    facts = timeline(session, number_of(case), known_by)
    found = actions_of_case(session, visit.me, number_of(case), known_by)
    bar = identity(visit, case, facts)
    today = visit.today()
    return page(
        visit,
        "actions/of_case.html",
        status=422 if form.is_refused else 200,
        identity=bar,
        form=form,
        count=len(found),
        rows=followed_by([(told, shown(told, [], today)) for told in found], facts),
        demands=demands_shown(demands_about(session, visit.me, Asked((number_of(case),), (), known_by))),
        may_work=visit.me.may(Right.WORK, case.campaign_id),
    )


@doors.post("/cases/{ref}/actions", who=signed_in)
def attach(visit: Visit, ref: str) -> Response:
    """Link an action that is already kept to this case."""
    case = workable_case(visit.session, visit.me, ref)
    form = read_form(AttachForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, case, form)
    try:
        action = _open(visit, form.action.upper())
    except NotFound:
        told = {"ref": form.action}
        refused = FormState(
            values={"action": form.action}, errors={"action": _("There is no action %(ref)s") % told}
        )
        return _screen(visit, case, refused)
    if action.ours and (why := why_stopped(visit.session, [case.person_id])):
        return _screen(visit, case, FormState(values={"action": form.action}, errors={"action": why}))
    link(visit.session, action, Named(cases=[case]))
    action.edited_at = visit.session.info["at"]
    return see_other(f"/cases/{ref}/actions", _("Linked."))
