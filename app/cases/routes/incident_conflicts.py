"""Choosing between what sources report differently of an incident or of one of its facts."""

from typing import Any

from starlette.responses import Response

from app.cases.changes.incidents import choose_between
from app.cases.forms.entries import ChoiceForm
from app.cases.models import Incident, IncidentFact
from app.cases.queries.incidents import inside, part_by_id
from app.cases.queries.visible import workable_incident
from app.cases.routes.incident_screens import conflicts_of
from app.db import number_of
from app.refusal import NotFound
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@doors.get("/incidents/{ref}/conflicts/{field}", who=signed_in)
def of_incident(visit: Visit, ref: str, field: str) -> Response:
    """Both sides of what is said of the whole."""
    return _screen(visit, workable_incident(visit.session, visit.me, ref), f"conflicts/{field}", blank())


@doors.get("/incidents/{ref}/facts/{number}/conflicts/{field}", who=signed_in)
def of_fact(visit: Visit, ref: str, number: RowId, field: str) -> Response:
    """Both sides of what is said of one of its facts."""
    incident = workable_incident(visit.session, visit.me, ref)
    return _screen(visit, incident, f"facts/{number}/conflicts/{field}", blank())


@doors.post("/incidents/{ref}/conflicts/{field}", who=signed_in)
def decide_of_incident(visit: Visit, ref: str, field: str) -> Response:
    """Keep the choice with its reason."""
    incident = workable_incident(visit.session, visit.me, ref)
    return _decide(visit, incident, incident, field)


@doors.post("/incidents/{ref}/facts/{number}/conflicts/{field}", who=signed_in)
def decide_of_fact(visit: Visit, ref: str, number: RowId, field: str) -> Response:
    """Keep the choice with its reason."""
    incident = workable_incident(visit.session, visit.me, ref)
    fact = part_by_id(visit.session, IncidentFact, number_of(incident), number)
    if fact is None:
        raise NotFound
    return _decide(visit, incident, fact, field)


def _decide(visit: Visit, incident: Incident, about: Any, field: str) -> Response:
    form = read_form(ChoiceForm, visit.submitted)
    if isinstance(form, Rejected):
        place = f"conflicts/{field}" if about is incident else f"facts/{about.id}/conflicts/{field}"
        return _screen(visit, incident, place, form)
    choose_between(visit.session, about, field, form.citation, form.reason)
    return see_other(f"/incidents/{incident.reference}#conflicts", _("Saved: the other value stays visible."))


def _screen(visit: Visit, incident: Incident, place: str, form: FormState) -> Response:
    base = f"/incidents/{incident.reference}"
    found = inside(visit.session, visit.me, number_of(incident), visit.settings.today)
    conflict = next((one for one in conflicts_of(incident, found) if one["href"] == f"{base}/{place}"), None)
    if conflict is None:
        raise NotFound
    options = [(str(claim["citations"][0].id), claim["value"]) for claim in conflict["claims"]]
    return page(
        visit,
        "incidents/conflict.html",
        status=422 if form.is_refused else 200,
        about=conflict["about"],
        claims=conflict["claims"],
        options=[*options, ("", _("Nothing decides it yet"))],
        action=f"{base}/{place}",
        back=f"{base}#conflicts",
        back_words=incident.title,
        form=form,
    )
