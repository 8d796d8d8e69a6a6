"""From references that somebody typed to the cases and incidents they mean, with a sentence for each that fails."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from app.campaigning.models import Action, ActionLink
from app.campaigning.queries.lookups import (
    addressee_links,
    cases_named,
    incidents_named,
    links_for,
    links_once_for,
)
from app.campaigning.queries.visible import action_for
from app.campaigning.vocabulary import DAY_OF_ACTION
from app.cases.models import Case, Incident
from app.consent.refuse_stopped import why_stopped
from app.db import number_of
from app.refusal import NotFound
from app.text import _
from app.web.viewer import Right, Viewer


@dataclass(slots=True)
class Named:
    """What a form names, found; `errors` by field where something is not there."""

    cases: list[Case] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    day_id: int | None = None
    errors: dict[str, str] = field(default_factory=dict)


def look_up(session: Session, viewer: Viewer, form: Any) -> Named:
    """Find them all. A case they may only read cannot be linked."""
    named = Named()
    cases = cases_named(session, viewer, form.cases)
    missing = [ref for ref in form.cases if ref not in cases]
    barred = [ref for ref, case in cases.items() if not viewer.may(Right.WORK, case.campaign_id)]
    if missing:
        named.errors["cases"] = _("There is no case %(refs)s") % {"refs": ", ".join(missing)}
    elif barred:
        told = {"refs": ", ".join(sorted(barred))}
        named.errors["cases"] = _("You may read %(refs)s, but linking takes the role of a volunteer") % told
    incidents = incidents_named(session, viewer, form.incidents)
    missing = [ref for ref in form.incidents if ref not in incidents]
    if missing:
        named.errors["incidents"] = _("There is no incident %(refs)s") % {"refs": ", ".join(missing)}
    named.cases = [cases[ref] for ref in form.cases if ref in cases]
    named.incidents = [incidents[ref] for ref in form.incidents if ref in incidents]
    if getattr(form, "day", None):
        _find_day(session, viewer, form.day, named)
    return named


def look_up_for_ours(session: Session, viewer: Viewer, form: Any) -> Named:
    """The same for an action of ours: none is for somebody whose side has asked to stop."""
    named = look_up(session, viewer, form)
    if why := why_stopped(session, [case.person_id for case in named.cases]):
        named.errors.setdefault("cases", why)
    return named


def _find_day(session: Session, viewer: Viewer, reference: str, named: Named) -> None:
    try:
        day = action_for(session, viewer, reference.strip())
    except NotFound:
        named.errors["day"] = _("There is no action %(ref)s") % {"ref": reference}
        return
    if day.form != DAY_OF_ACTION:
        named.errors["day"] = _("%(ref)s is not a day of action") % {"ref": reference}
    named.day_id = day.id


def link(session: Session, action: Action, named: Named) -> int:
    """Link what is named and not linked yet; how many links came."""
    standing = links_for(session, number_of(action))
    cases = {row.case_id for row in standing}
    incidents = {row.incident_id for row in standing}
    new = [
        ActionLink(action_id=number_of(action), case_id=case.id)
        for case in named.cases
        if case.id not in cases
    ]
    new += [
        ActionLink(action_id=number_of(action), incident_id=incident.id)
        for incident in named.incidents
        if incident.id not in incidents
    ]
    for row in links_once_for(session, number_of(action)):
        if any((row.case_id, row.incident_id) == (one.case_id, one.incident_id) for one in new):
            session.delete(row)
    session.flush()
    session.add_all(new)
    if new and action.live_at is not None:
        action.edited_at = session.info["at"]  # what decides whether it is seen has changed
    session.flush()
    return len(new)


def link_exactly(session: Session, action: Action, named: Named, seen: Sequence[int]) -> None:
    """Make the links those that are named; a link this viewer does not see stays."""
    cases = {case.id for case in named.cases}
    incidents = {incident.id for incident in named.incidents}
    for row in links_for(session, number_of(action)):
        if row.id in seen and not (row.case_id in cases if row.case_id else row.incident_id in incidents):
            session.delete(row)
    session.flush()
    link(session, action, named)


def unlink(session: Session, action: Action, link_id: int) -> None:
    """Take one case or incident off the action; raise NotFound when it is not linked.

    Its public page goes on asking what it was approved for, for its words stay.
    """
    found = next((row for row in links_for(session, number_of(action)) if row.id == link_id), None)
    if found is None:
        raise NotFound
    session.delete(found)
    if action.ours and action.live_at is not None:
        kept = {"case_id": found.case_id, "incident_id": found.incident_id}
        session.add(ActionLink(action_id=number_of(action), part="was-for", **kept))
        action.edited_at = session.info["at"]


def address(session: Session, action: Action, offices: Sequence[int]) -> None:
    """Make the offices it is addressed to those that are given; the first one stands in the action's own row."""
    action.addressee_id = offices[0] if offices else None
    there = {row.addressee_id: row for row in addressee_links(session, number_of(action))}
    for number, row in there.items():
        if number not in offices[1:]:
            session.delete(row)
    for number in offices[1:]:
        if number not in there:
            session.add(ActionLink(action_id=number_of(action), addressee_id=number, part="addressee"))
    session.flush()
