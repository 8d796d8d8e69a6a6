"""The list of actions."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from app.campaigning import vocabulary as words
from app.campaigning.action_words import shown
from app.campaigning.forms.lifecycle import ListForm
from app.campaigning.queries.action_list import (
    Wanted,
    actions_listed,
    places_offered,
    targets_offered,
)
from app.campaigning.queries.linked_cases import AsOf, cases_behind
from app.cases.vocabulary import translated, word
from app.characters import whole_number
from app.text import N_, marked
from app.web.door import Doors
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
FILTERS = ("whose", "kind", "state", "city", "target", "case")
LABELS = {
    "whose": N_("Whose: %(value)s"), "kind": N_("Kind: %(value)s"), "state": N_("State: %(value)s"),
    "city": N_("City: %(value)s"), "target": N_("To: %(value)s"), "case": N_("Case: %(value)s"),
}  # fmt: skip
OPTIONS = {"whose": words.WHOSE, "kind": words.KINDS, "state": words.STATES}


@doors.get("/actions", who=signed_in)
def actions(visit: Visit) -> Response:
    """Ours and reported ones, filtered; what is dated last comes first."""
    form = read_form(ListForm, visit.query)
    if isinstance(form, Rejected):
        return _list(visit, {}, None, form)
    filters = {name: value for name in FILTERS if (value := getattr(form, name))}
    return _list(visit, filters, _key(form.before), blank(**filters))


def _key(text: str | None) -> tuple[date, int] | None:
    """The key in a link to the next page; anything else is the first page."""
    day, _dot, told = (text or "").partition(".")
    number = whole_number(told)
    try:
        return None if number is None else (date.fromisoformat(day), number)
    except ValueError:
        return None


def _list(
    visit: Visit, filters: dict[str, str], before: tuple[date, int] | None, form: FormState
) -> Response:
    session, known_by, today = visit.session, visit.settings.today, visit.today()
    listed = actions_listed(session, visit.me, Wanted(filters, before, known_by))
    running = [told.row.id for told in listed.rows if told.row.ours]
    behind = cases_behind(session, running, AsOf(today, known_by)) if running else {}
    return page(
        visit,
        "actions/list.html",
        status=422 if form.is_refused else 200,
        form=form,
        count=listed.count,
        rows=[shown(told, behind.get(told.row.id, []), today) for told in listed.rows],
        chips=[_chip(filters, name) for name in filters],
        first=_address(filters) if before else None,
        next=_address(filters | {"before": listed.next}) if listed.next else None,
        options={name: translated(options) for name, options in OPTIONS.items()},
        cities=[(name, name) for name in places_offered(session, visit.me, known_by)],
        targets=[(name, name) for name in targets_offered(session, visit.me, known_by)],
        may_work=visit.me.may_somewhere(Right.WORK),
    )


def _chip(filters: dict[str, str], name: str) -> tuple[str, str]:
    value = word(OPTIONS[name], filters[name]) if name in OPTIONS else filters[name]
    return marked(LABELS[name]) % {"value": value}, _address({k: v for k, v in filters.items() if k != name})


def _address(named: dict[str, Any]) -> str:
    return f"/actions?{urlencode(named)}" if named else "/actions"
