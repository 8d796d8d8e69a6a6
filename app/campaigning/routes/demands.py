"""What is asked for: writing it down, and an incident's actions and demands on one page."""

from starlette.responses import Response

from app.campaigning.action_words import demands_shown, shown
from app.campaigning.changes.demands import demand
from app.campaigning.changes.typed_links import Named, look_up
from app.campaigning.forms.demands import DemandForm
from app.campaigning.queries.demands import Asked, demands_about
from app.campaigning.queries.of_case import actions_of_incident
from app.campaigning.routes.edit_action import refused, workplaces
from app.cases.queries.visible import incident_for
from app.db import number_of
from app.sources.citation_form import CitationForm, read_citation
from app.sources.offered_sources import source_options
from app.text import _
from app.web.door import Doors
from app.web.forms import FormState, Rejected, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/incidents/{ref}/actions", who=signed_in)
def incident_actions(visit: Visit, ref: str) -> Response:
    """The actions for an incident, and what is asked about it."""
    session, known_by, today = visit.session, visit.settings.today, visit.today()
    incident = incident_for(session, visit.me, ref)
    number = number_of(incident)
    found = actions_of_incident(session, visit.me, number, known_by)
    return page(
        visit,
        "actions/of_incident.html",
        incident=incident,
        rows=[shown(told, [], today) for told in found],
        demands=demands_shown(demands_about(session, visit.me, Asked((), (number,), known_by))),
        may_work=visit.me.may(Right.WORK, incident.campaign_id),
    )


@doors.get("/demands/new", who=signed_in)
def new_demand(visit: Visit) -> Response:
    """An empty form, for a case or an incident where the address says so."""
    workplaces(visit)
    given = visit.request.query_params
    return _screen(
        visit,
        blank(cases=given.get("case", "")[:20] or None, incidents=given.get("incident", "")[:20] or None),
    )


@doors.post("/demands/new", who=signed_in)
def add_demand(visit: Visit) -> Response:
    """Keep it, or show what must be mended."""
    workplaces(visit)
    form = read_form(DemandForm, visit.submitted)
    source = read_citation(visit, CitationForm, form)
    named = Named() if isinstance(form, Rejected) else look_up(visit.session, visit.me, form)
    barred = [one for one in named.incidents if not visit.me.may(Right.WORK, one.campaign_id)]
    if barred and "incidents" not in named.errors:
        told = {"refs": ", ".join(one.reference for one in barred)}
        named.errors["incidents"] = (
            _("You may read %(refs)s, but linking takes the role of a volunteer") % told
        )
    if isinstance(form, Rejected) or isinstance(source, Rejected) or named.errors:
        return _screen(visit, refused(visit, form, named, source))
    demand(visit.session, form, named, source)
    home = f"/cases/{form.cases[0]}/actions" if form.cases else f"/incidents/{form.incidents[0]}/actions"
    return see_other(f"{home}#demands", _("Saved."))


def _screen(visit: Visit, form: FormState) -> Response:
    return page(
        visit,
        "actions/demand.html",
        status=422 if form.is_refused else 200,
        form=form,
        asked=asked(DemandForm),
        sources=source_options(visit),
    )
