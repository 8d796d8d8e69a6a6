"""What the world sees of our actions: a list, a page each, a calendar file, a feed; and counting one letter sent."""

from typing import Any

from starlette.responses import Response

from app.campaigning.action_words import public_totals, shown, sums
from app.campaigning.changes.counts import count, count_read, keep_pace, month_of
from app.campaigning.forms.lifecycle import SentForm
from app.campaigning.gathering_events import around
from app.campaigning.models import Petition
from app.campaigning.public_gate import Gone, as_anybody, as_of, newest, not_sent, public_action
from app.campaigning.queries.action_page import Counted, gifts_of, part_of
from app.campaigning.queries.action_rows import Told, citations_of
from app.campaigning.queries.outcomes import public_outcomes
from app.campaigning.queries.public_actions import (
    Open,
    offices_of_public,
    open_actions,
    open_gatherings,
    read_cites,
    read_part,
)
from app.campaigning.routes.action_page import calendar_answer, hours_by_country
from app.campaigning.routes.counts import sheet_answer
from app.campaigning.routes.outcomes import outcomes_by_year
from app.campaigning.vocabulary import CHANNELS, DAY_OF_ACTION
from app.cases.vocabulary import translated
from app.refusal import NotFound
from app.text import _
from app.web.door import Doors
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import atom, latest, page, see_other
from app.web.visit import Visit

doors = Doors()


@doors.get("/a", who=as_anybody, kept=True)
def public_list(visit: Visit) -> Response:
    """Every public action: what runs first, then what is over."""
    found = [(one, not_sent(visit, one)) for one in open_actions(visit.session, as_of(visit))]
    rows = [(_shown(visit, one), why) for one, why in found]
    return page(
        visit,
        "actions/public_list.html",
        running=[row for row, why in rows if not why],
        over=[(row, why) for row, why in rows if why],
        outcomes=outcomes_by_year(public_outcomes(visit.session)),
    )


@doors.get("/feeds/actions.atom", who=as_anybody, kept=True)
def feed(visit: Visit) -> Response:
    """The same as an Atom feed."""
    found = open_actions(visit.session, as_of(visit))
    known = around(visit.session, [one.row for one in found], as_of(visit), visit.settings.base_url)
    entries = [
        (one.row, _shown(visit, one), known.paused(one.row), known.changed_at(one.row)) for one in found
    ]
    updated = latest(when for *_words, when in entries)
    return atom("actions/feed.xml", base=visit.settings.base_url, entries=entries, updated=updated)


@doors.get("/a/{ref}", who=as_anybody, kept=True)
def public_page(visit: Visit, ref: str) -> Response:
    """One public action; an old version leads to the newest."""
    found = public_action(visit, ref)
    later = newest(visit, ref)
    return see_other(f"/a/{later}") if later else _page(visit, found, blank())


def _page(visit: Visit, found: Open, form: FormState) -> Response:
    session, row = visit.session, found.row
    day = open_gatherings(session, row.id, as_of(visit)) if row.form == DAY_OF_ACTION else []
    return page(
        visit,
        "actions/public.html",
        status=422 if form.is_refused else 200,
        row=row,
        shown=_shown(visit, found, whole=True),
        form=form,
        asks=(row.asks or "").splitlines(),
        people=[case.name for case in found.behind],
        part=read_part(part_of(session, row.kind, row.id), found.gate),
        sums=sums(gifts_of(session, row.id)) if row.kind == "fund" and "gifts" not in found.gate.held else [],
        cites=read_cites(citations_of(session, [row.id], visit.settings.today)[row.id], found.gate),
        counts=public_totals(found.gate.counted),
        not_sent=not_sent(visit, found),
        channels=translated(CHANNELS[:3]),
        day=hours_by_country(day),
    )


def _shown(visit: Visit, found: Open, *, whole: bool = False) -> Any:
    links = tuple(offices_of_public(visit.session, found.row.id)) if whole else ()
    return shown(Told(found.row, links, ()), found.gate.behind, visit.today())


@doors.get("/a/{ref}/calendar.ics", who=as_anybody, kept=True)
def public_calendar(visit: Visit, ref: str) -> Response:
    """The gathering for a calendar program."""
    found = public_action(visit, ref)
    if later := newest(visit, ref):
        return see_other(f"/a/{later}/calendar.ics")
    if found.row.replaced:
        raise Gone(not_sent(visit, found))
    return calendar_answer(visit, found.row, f"/a/{ref}")


@doors.get("/a/{ref}/sheet", who=as_anybody)
def public_sheet(visit: Visit, ref: str) -> Response:
    """A sheet of paper for signatures, while the petition runs."""
    found = public_action(visit, ref)
    why = not_sent(visit, found)
    part = read_part(part_of(visit.session, found.row.kind, found.row.id), found.gate)
    if why:
        raise Gone(why)
    if not isinstance(part, Petition):
        raise NotFound
    return sheet_answer(visit, found.row, part, f"/a/{ref}")


@doors.post("/a/{ref}/sent", who=as_anybody, knows=public_action)
def sent(visit: Visit, ref: str) -> Response:
    """Count one letter: channel, country if told, month. Not who, not the day."""
    found = public_action(visit, ref)
    why = not_sent(visit, found)
    if why or found.row.kind != "letter-call":
        raise Gone(why or _("Nothing is counted for this action."))
    form = read_form(SentForm, visit.submitted)
    if isinstance(form, Rejected):
        return _page(visit, found, form)
    keep_pace(visit.session, visit.settings.secret_key, visit.caller, visit.now.date())
    month = month_of(visit.today())
    count(visit.session, found.row.id, Counted("letters", form.channel or "", form.country or "", month, 1))
    count_read(visit.session, found.row.id, "letters")
    return see_other(f"/a/{ref}", _("Counted. Thank you; your name is not kept."))
