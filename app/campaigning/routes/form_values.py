"""What stands now, as a form shows it; and both versions after an edit conflict."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from app.campaigning.forms.own_actions import GatheringForm, form_of
from app.campaigning.forms.reported_actions import ReportedForm
from app.campaigning.models import Action, Gathering
from app.campaigning.queries.action_page import part_of
from app.campaigning.queries.action_rows import Link
from app.campaigning.queries.lookups import offices_of
from app.dates import FuzzyDate, in_words
from app.db import fuzzy_of, number_of
from app.text import day_in_words
from app.web.forms import FormState, asked
from app.web.visit import Visit

FURTHER = ("second_addressee_id", "third_addressee_id")


def typed_own(session: Session, action: Action, links: Sequence[Link]) -> dict[str, str]:
    """One of ours as its form shows it."""
    part = part_of(session, action.kind, number_of(action))
    further = dict(zip(FURTHER, map(str, offices_of(session, action)[1:]), strict=False))
    values = _typed(asked(form_of(action.kind)), (action, part)) | _named(links) | further
    if isinstance(part, Gathering) and part.day_id is not None and form_of(action.kind) is GatheringForm:
        day = session.get(Action, part.day_id)
        values["day"] = day.reference if day is not None else ""
    return {name: value for name, value in values.items() if value} | {"version": str(action.version)}


def typed_reported(action: Action, links: Sequence[Link]) -> dict[str, str]:
    """A reported one as its form shows it."""
    values = _typed(asked(ReportedForm), (action,)) | _named(links)
    return {name: value for name, value in values.items() if value} | {"version": str(action.version)}


def _named(links: Sequence[Link]) -> dict[str, str]:
    return {
        "cases": ", ".join(link.reference for link in links if link.noun == "case"),
        "incidents": ", ".join(link.reference for link in links if link.noun == "incident"),
    }


def _typed(names: Any, rows: Sequence[Any]) -> dict[str, str]:
    found = {}
    for name in names:
        for row in rows:
            if hasattr(row, f"{name}_edtf"):
                found[name] = _shown(fuzzy_of(row, name))
            elif row is not None and name in type(row).model_fields:
                found[name] = _shown(getattr(row, name))
    return found


def _shown(value: Any) -> str:
    if isinstance(value, FuzzyDate):
        return in_words(value)
    if isinstance(value, date):
        return day_in_words(value)
    return "" if value is None else str(value)


def both_versions(visit: Visit, action: Action, stored: dict[str, str]) -> FormState:
    """Nothing is saved: the typed words stay, beside each differing one what is stored now."""
    typed = visit.submitted.typed
    differing = {
        name: value
        for name, value in stored.items()
        if name != "version" and typed.get(name, "").strip() != value
    }
    return FormState(values=typed | {"version": str(action.version)}, stored=differing or {"version": ""})
