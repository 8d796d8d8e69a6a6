"""Incidents: the list, one incident, adding and editing it."""

from typing import Any

from starlette.responses import Response

from app.cases import vocabulary as words
from app.cases.changes.incidents import add_incident, edit_incident
from app.cases.forms.incidents import IncidentFilters, IncidentForm
from app.cases.incident_words import INCIDENT_KINDS
from app.cases.models import Incident
from app.cases.queries.case_list import teams_of
from app.cases.queries.incidents import Sought, incidents_count, incidents_page, inside, places_to_choose
from app.cases.queries.visible import incident_for, workable_incident
from app.cases.routes.entry_screens import both
from app.cases.routes.incident_screens import incident_view, lines_of
from app.dates import in_words
from app.db import fuzzy_of, number_of
from app.sources.citation_form import CitationForm, read_citation
from app.sources.offered_sources import source_options
from app.text import _, ngettext
from app.web.door import Doors
from app.web.forms import FormState, Rejected, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in, worker
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/incidents", who=signed_in)
def incident_list(visit: Visit) -> Response:
    """Incidents of the viewer's campaigns."""
    read = read_form(IncidentFilters, visit.query)
    filters = IncidentFilters() if isinstance(read, Rejected) else read
    sought = Sought(filters.q, filters.kind, filters.after)
    rows, more = incidents_page(visit.session, visit.me, sought)
    count = incidents_count(visit.session, visit.me, sought)
    return page(
        visit,
        "incidents/list.html",
        count=ngettext("%(n)s incident", "%(n)s incidents", count) % {"n": f"{count:,}"},
        form=blank(**filters.model_dump()),
        kinds=words.translated(INCIDENT_KINDS),
        **lines_of(rows, filters, more=more),
    )


@doors.get("/incidents/new", who=worker)
def new_incident(visit: Visit) -> Response:
    """An empty form."""
    return _form_page(visit, blank())


@doors.post("/incidents/new", who=worker)
def create_incident(visit: Visit) -> Response:
    """Keep a new incident."""
    form = read_form(IncidentForm, visit.submitted)
    source = read_citation(visit, CitationForm, form)
    if isinstance(form, Rejected) or isinstance(source, Rejected):
        return _form_page(visit, both(form, source))
    mine = visit.me.campaigns_with(Right.WORK)
    campaign_id = form.campaign if form.campaign in mine else mine[0] if len(mine) == 1 else None
    if campaign_id is None:
        fault = {"campaign": _("Choose the campaign that watches it")}
        return _form_page(visit, FormState(_typed(visit), fault))
    incident = add_incident(visit.session, campaign_id, form)
    edit_incident(visit.session, incident, form.model_copy(update={"version": incident.version}), source)
    return see_other(f"/incidents/{incident.reference}", _("Saved. Add figures, groups and members next."))


@doors.get("/incidents/{ref}", who=signed_in)
def incident_page(visit: Visit, ref: str) -> Response:
    """Who says what of it: figures side by side, groups with their sums, members."""
    incident = incident_for(visit.session, visit.me, ref)
    found = inside(visit.session, visit.me, number_of(incident), visit.settings.today)
    return page(visit, "incidents/incident.html", **incident_view(visit, incident, found))


@doors.get("/incidents/{ref}/edit", who=signed_in)
def edit_page(visit: Visit, ref: str) -> Response:
    """The incident's own words as they stand."""
    incident = workable_incident(visit.session, visit.me, ref)
    return _form_page(visit, blank(**_shown(incident), version=str(incident.version)), incident)


@doors.post("/incidents/{ref}/edit", who=signed_in)
def save_incident(visit: Visit, ref: str) -> Response:
    """Save, or show what must be mended, or both versions when somebody else was faster."""
    incident = workable_incident(visit.session, visit.me, ref)
    form = read_form(IncidentForm, visit.submitted)
    source = read_citation(visit, CitationForm, form)
    if isinstance(form, Rejected) or isinstance(source, Rejected):
        return _form_page(visit, both(form, source), incident)
    if form.version != incident.version:
        return _form_page(visit, _both_versions(visit, incident), incident)
    edit_incident(visit.session, incident, form, source)
    return see_other(f"/incidents/{ref}", _("Saved. What it said before is in the history."))


def _shown(incident: Incident) -> dict[str, str]:
    values: dict[str, Any] = {}
    for name in asked(IncidentForm):
        fuzzy = fuzzy_of(incident, name) if name in ("on", "until") else None
        values[name] = in_words(fuzzy) if fuzzy else getattr(incident, name, None)
    return {name: str(value) for name, value in values.items() if value is not None}


def _typed(visit: Visit) -> dict[str, Any]:
    return {name: given[0] for name, given in visit.submitted.values.items()}


def _both_versions(visit: Visit, incident: Incident) -> FormState:
    typed, now = _typed(visit), _shown(incident)
    stored = {n: now.get(n, "") for n in asked(IncidentForm) if now.get(n, "") != typed.get(n, "").strip()}
    return FormState(typed | {"version": str(incident.version)}, stored=stored or {"version": ""})


def _form_page(visit: Visit, form: FormState, incident: Incident | None = None) -> Response:
    teams = teams_of(visit.session, visit.me)
    base = f"/incidents/{incident.reference}" if incident else "/incidents"
    mine = [(str(n), name) for n, (_slug, name) in teams.campaigns.items() if visit.me.may(Right.WORK, n)]
    return page(
        visit,
        "cases/part.html",
        status=409 if form.stored else 422 if form.is_refused else 200,
        form=form,
        heading=_("Edit an incident") if incident else _("Add an incident"),
        action=f"{base}/edit" if incident else "/incidents/new",
        back=base,
        back_words=incident.title if incident else _("Incidents"),
        asked=asked(IncidentForm),
        campaigns=[] if incident or len(mine) == 1 else mine,
        choices=places_to_choose(visit.session),
        sources=source_options(visit),
        remove="",
    )
