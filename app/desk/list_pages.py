"""Lists that others keep: taking a file in, where the list and ours differ, what waits for a person, and undoing."""

from typing import Any

from starlette.responses import Response

from app.accounts.queries import campaigns
from app.db import number_of
from app.intake.faults import NotTaken
from app.intake.list_compare import difference
from app.intake.list_matching import KNOWN, WAITS
from app.intake.list_rows import Reported
from app.intake.list_shapes import FIELDS
from app.intake.list_taking import Setting, Wanted, cite_row, take_list, undo_import
from app.intake.models import ListImport, ListRow, OutsideList
from app.intake.queries.outside_lists import current, known_people, lists_of, rows_of
from app.refusal import Conflict, NotFound
from app.text import N_, _, marked
from app.web.door import Doors, RowId
from app.web.forms import FormState, blank
from app.web.pages import page, see_other
from app.web.policy import worker
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
SHOWN, NAME_LENGTH = 200, 80
WHY = {
    "death": N_("It says that the person is dead"),
    "future": N_("It has a day that lies ahead"),
    "status": N_("It says free where we say held, or the other way round"),
    "who": N_("The name or the date of birth does not fit exactly"),
    "several": N_("Several people here could be meant"),
}


@doors.get("/lists", who=worker)
def lists_page(visit: Visit) -> Response:
    """The lists that are kept, and the form for a file."""
    return _lists(visit, blank())


@doors.upload("/lists/files", who=worker)
def take_file(visit: Visit) -> Response:
    """All of the file or nothing; every bad row is named."""
    sent, given = visit.submitted.uploaded, visit.submitted.one
    typed = {name: given(name) for name in ("campaign", "name", "columns", "sheet", "sure", "read")}
    campaign = next((number for number, _name in _campaigns(visit) if number == typed["campaign"]), None)
    name = typed["name"].strip()
    errors = {}
    if campaign is None:
        errors["campaign"] = _("Choose a campaign")
    if not name or len(name) > NAME_LENGTH:
        errors["name"] = _("Give the list a name of at most 80 letters")
    if sent is None:
        errors["file"] = _("Choose a file")
    if typed["read"] != "yes":
        errors["read"] = _("Read what stands there first")
    if sent is None or campaign is None or errors:
        return _lists(visit, FormState(values=dict(typed), errors=errors))
    wanted = Wanted(
        int(campaign),
        name,
        _columns(typed["columns"]),
        typed["sheet"].strip() or None,
        typed["sure"] == "yes",
    )
    setting = Setting(visit.settings.secret_key, visit.now, visit.today(), actor_id=visit.me.id)
    try:
        made = take_list(visit.database, sent.path, wanted, setting)
    except NotTaken as refused:
        said = [one.replace(sent.path.name, sent.name) for one in refused.slips]
        return _lists(visit, FormState(values=dict(typed), errors={"file": _("Nothing was taken in")}), said)
    return see_other("/lists", " ".join(made.lines()))


def _columns(text: str) -> dict[str, str]:
    """What was typed about columns: a field and its heading on each line."""
    pairs = (line.partition("=") for line in text.splitlines() if "=" in line)
    return {ours.strip(): heading.strip() for ours, _is, heading in pairs}


def _campaigns(visit: Visit) -> list[tuple[str, str]]:
    mine = visit.me.campaigns_with(Right.WORK)
    return [(str(one.id), one.name) for one in campaigns(visit.session, mine)]


def _lists(visit: Visit, form: FormState, slips: list[str] | None = None) -> Response:
    kept = lists_of(visit.session, visit.me.campaigns_with(Right.WORK))
    return page(
        visit,
        "sources/lists.html",
        status=422 if form.is_refused else 200,
        form=form,
        slips=slips or [],
        campaigns=_campaigns(visit),
        fields=[(name, marked(label)) for name, label in FIELDS],
        lists=[(one, current(visit.session, number_of(one))) for one in kept],
    )


@doors.get("/lists/{list_id}", who=worker)
def list_page(visit: Visit, list_id: RowId) -> Response:
    """Where the list and ours differ, and what waits for a person. Asked anew of what stands now."""
    kept, made = _list_of(visit, list_id)
    known = known_people(visit.session, kept.campaign_id, list_id, visit.settings.secret_key)
    today = visit.today()
    rows = rows_of(visit.session, number_of(made)) if made else []
    matched = [(row, known.match(_as_reported(row), today)) for row in rows]
    found = difference(((_as_reported(row), match) for row, match in matched), known, today)
    waits = [
        _waiting(row, known.people.get(row.person_id or 0))
        for row, match in matched
        if row.state == WAITS and match
    ]
    return page(
        visit,
        "sources/one_list.html",
        kept=kept,
        made=made,
        parts=[(heading, some[:SHOWN], len(some)) for heading, some in found.named()],
        waits=waits[:SHOWN],
        waiting=len(waits),
    )


def _waiting(row: ListRow, ours: Any) -> dict[str, Any]:
    return {"row": row, "ours": ours, "why": [marked(WHY[slug]) for slug in row.why.split() if slug in WHY]}


def _as_reported(row: ListRow) -> Reported:
    return Reported(row.line, row.own_id, row.name, row.reported)


@doors.post("/lists/{list_id}/rows/{row_id}", who=worker)
def decide(visit: Visit, list_id: RowId, row_id: RowId) -> Response:
    """Somebody has looked: it is this person, and the list is cited; or the row is left out."""
    kept, made = _list_of(visit, list_id)
    row = visit.session.get(ListRow, row_id)
    if row is None or made is None or row.import_id != made.id or row.state != WAITS:
        raise NotFound
    known = known_people(visit.session, kept.campaign_id, list_id, visit.settings.secret_key)
    if visit.submitted.one("decision") != "same":
        row.state = "left"
        return see_other(f"/lists/{list_id}", _("Left out."))
    ours = known.people.get(row.person_id or 0)
    if ours is None or ours.id in known.silent:
        raise Conflict(_("Nobody of this campaign is meant by the row now."))
    row.state = KNOWN
    cite_row(visit.session, kept, made, row, known)
    return see_other(f"/lists/{list_id}", _("The list is cited for %(name)s.") % {"name": ours.name})


@doors.post("/lists/{list_id}/undo", who=worker)
def undo_last(visit: Visit, list_id: RowId) -> Response:
    """As if the last file had never come."""
    _kept, made = _list_of(visit, list_id)
    if made is None:
        raise Conflict(_("There is no file of this list to undo."))
    undo_import(visit.session, made)
    return see_other(f"/lists/{list_id}", _("Undone: its rows and citations are gone."))


def _list_of(visit: Visit, list_id: int) -> tuple[OutsideList, ListImport | None]:
    kept = visit.session.get(OutsideList, list_id)
    if kept is None or not visit.me.may(Right.WORK, kept.campaign_id):
        raise NotFound
    return kept, current(visit.session, list_id)
