"""Open data: the tables, the page that explains them, and where a campaign and a second person switch them on."""

import json

from starlette.responses import Response

from app.accounts.models import Campaign
from app.accounts.queries import campaign_by_slug
from app.accounts.reauthentication import proved
from app.campaigning.public_gate import as_anybody
from app.cases.vocabulary import STANDINGS, translated
from app.db import number_of
from app.publishing.changes.open_data import agree_to_open, ask_to_open, close_tables
from app.publishing.forms import OpenDataForm
from app.publishing.open_tables import ACTIONS, PEOPLE, Around, action_row, cells, names_of, person_row
from app.publishing.queries.open_data import actions_as_data, latest_of, open_tables, people_as_data
from app.publishing.routes.public_pages import day_of
from app.refusal import NotFound
from app.text import _, marked
from app.web.csv_files import csv_answer, csv_text
from app.web.door import Doors
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import worker
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


def _around(visit: Visit) -> Around:
    licences = open_tables(visit.session)
    if not licences:
        raise NotFound
    return Around(visit.settings.base_url, licences)


@doors.get("/data", who=as_anybody, kept=True)
def dictionary(visit: Visit) -> Response:
    """What is in the tables, by which rules, and under which licence."""
    around = _around(visit)
    seen = people_as_data(visit.session, day_of(visit))
    return page(
        visit,
        "publishing/data.html",
        tables=[
            ("people", [(name, marked(rule)) for name, rule in PEOPLE]),
            ("actions", [(name, marked(rule)) for name, rule in ACTIONS]),
        ],
        standings=translated(STANDINGS),
        licences=sorted(set(around.licences.values())),
        count=len(seen),
    )


@doors.get("/data/people.csv", who=as_anybody, kept=True)
def people_csv(visit: Visit) -> Response:
    """Everybody, a line each."""
    around = _around(visit)
    rows = [person_row(one, around) for one in people_as_data(visit.session, day_of(visit))]
    return csv_answer(csv_text(names_of(PEOPLE), (cells(PEOPLE, row) for row in rows)), "people.csv")


@doors.get("/data/people.json", who=as_anybody, kept=True)
def people_json(visit: Visit) -> Response:
    """The same for programs; `total` is a count of this table and no count of those in prison."""
    around = _around(visit)
    rows = [person_row(one, around) for one in people_as_data(visit.session, day_of(visit))]
    made = {"total": len(rows), "at_least": True, "about": f"{around.base}/data", "data": rows}
    return Response(json.dumps(made, ensure_ascii=False, indent=1), media_type="application/json")


@doors.get("/data/actions.csv", who=as_anybody, kept=True)
def actions_csv(visit: Visit) -> Response:
    """Every public action of these campaigns."""
    around = _around(visit)
    rows = [action_row(one, around) for one in actions_as_data(visit.session, day_of(visit))]
    return csv_answer(csv_text(names_of(ACTIONS), (cells(ACTIONS, row) for row in rows)), "actions.csv")


@doors.get("/admin/campaigns/{slug}/data", who=worker)
def switch(visit: Visit, slug: str) -> Response:
    """Whether a campaign's tables are open; asked by one, agreed to by another."""
    return _switch(visit, _own(visit, slug), blank())


@doors.post("/admin/campaigns/{slug}/data", who=proved(worker))
def ask(visit: Visit, slug: str) -> Response:
    """A coordinator asks, and says under which licence."""
    campaign, form = _own(visit, slug), read_form(OpenDataForm, visit.submitted)
    if not visit.me.may(Right.MANAGE, number_of(campaign)):
        raise NotFound
    if isinstance(form, Rejected):
        return _switch(visit, campaign, form)
    ask_to_open(visit.session, number_of(campaign), form.licence, visit.me.id)
    return see_other(visit.path, _("Asked. Somebody else of the campaign has to agree on this page."))


@doors.post("/admin/campaigns/{slug}/data/agree", who=proved(worker))
def agree(visit: Visit, slug: str) -> Response:
    """A second person agrees; from then on the tables are open."""
    campaign = _own(visit, slug)
    agree_to_open(visit.session, number_of(campaign), visit.me.id)
    return see_other(f"/admin/campaigns/{slug}/data", _("The tables are open now."))


@doors.post("/admin/campaigns/{slug}/data/close", who=worker)
def close(visit: Visit, slug: str) -> Response:
    """Anybody who works in the campaign takes them away at once."""
    campaign = _own(visit, slug)
    close_tables(visit.session, number_of(campaign), visit.me.id)
    return see_other(
        f"/admin/campaigns/{slug}/data", _("Nothing of this campaign is in the tables any more.")
    )


def _own(visit: Visit, slug: str) -> Campaign:
    campaign = campaign_by_slug(visit.session, slug)
    if campaign is None or not visit.me.may(Right.WORK, number_of(campaign)):
        raise NotFound
    return campaign


def _switch(visit: Visit, campaign: Campaign, form: FormState) -> Response:
    asked = latest_of(visit.session, number_of(campaign))
    return page(
        visit,
        "publishing/data_switch.html",
        status=422 if form.is_refused else 200,
        campaign=campaign,
        form=form,
        asked=asked,
        own=asked is not None and asked.asked_by_id == visit.me.id,
        may_ask=visit.me.may(Right.MANAGE, number_of(campaign)),
    )
