"""The page of one action, and its calendar file."""

from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from app.campaigning.action_words import (
    demands_shown,
    figure_in_words,
    gift_in_words,
    kind_in_words,
    public_counts,
    sums,
)
from app.campaigning.gathering_events import around, event_of
from app.campaigning.lifecycle import pauses, proposed_outcome, why_paused
from app.campaigning.public_gate import as_of
from app.campaigning.queries.action_page import (
    cites_inside,
    counts_of,
    figures_of,
    gatherings_of_day,
    gifts_of,
    row_for,
    versions_of,
)
from app.campaigning.queries.action_rows import ActionRow, Link
from app.campaigning.queries.demands import Asked, demands_about
from app.campaigning.routes.action_screens import whole
from app.campaigning.timezones import country_in_words
from app.campaigning.vocabulary import CHANNELS, COUNTED, DAY_OF_ACTION
from app.cases.vocabulary import word
from app.dates import in_words
from app.refusal import NotFound
from app.reviews.ics import calendar_file
from app.text import _
from app.web.door import Doors
from app.web.forms import FormState, blank
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@doors.get("/actions/{ref}", who=signed_in)
def action_page(visit: Visit, ref: str) -> Response:
    """One action: what it is, whom it is for, who says so, and the steps open to this viewer."""
    return action_screen(visit, ref, blank())


def action_screen(visit: Visit, ref: str, form: FormState) -> Response:
    """The page, fresh or with a refused form of its own."""
    action = whole(visit, ref)
    session, number = visit.session, action.row.id
    gifts, counts, figures = (
        gifts_of(session, number),
        counts_of(session, number),
        figures_of(session, number),
    )
    inside = cites_inside(session, number)
    reasons = pauses(action.known) if action.is_running else []
    return page(
        visit,
        "actions/one.html",
        status=422 if form.is_refused else 200,
        action=action,
        form=form,
        asks=(action.row.asks or "").splitlines(),
        standings={link.reference: link.stood.on(visit.today()) for link in action.links if link.stood},
        pauses=why_paused(action.known, None) if action.is_running else [],
        proposed=proposed_outcome(reasons),
        gifts=[_gift(gift, inside.gifts.get(gift.id, [])) for gift in gifts],
        sums=sums(gifts),
        counts=[
            (word(COUNTED, one.what), one.month, word(CHANNELS, one.channel), country_in_words(one.country), one.number)
            for one in counts
        ],
        shown_outside=public_counts(counts),
        figures=[(figure_in_words(figure), inside.figures.get(figure.id, [])) for figure in figures],
        demands=demands_shown(demands_about(session, visit.me, _asked(visit, action.links))),
        day=hours_by_country(day_rows(visit, action.row)),
    )  # fmt: skip


def _asked(visit: Visit, links: Sequence[Link]) -> Asked:
    """About what somebody asks: the cases and incidents that an action is for."""
    cases = [link.number for link in links if link.noun == "case" and link.part == "for"]
    incidents = [link.number for link in links if link.noun == "incident" and link.part == "for"]
    return Asked(cases, incidents, visit.settings.today)


def _gift(gift: Any, cites: list[Any]) -> dict[str, Any]:
    return {
        "id": gift.id, "sum": gift_in_words(gift), "donor": gift.donor or _("not named"), "note": gift.note or "",
        "on": in_words(gift.on) if gift.on else "", "cites": cites,
    }  # fmt: skip


def day_rows(visit: Visit, row: ActionRow) -> list[ActionRow]:
    """The gatherings of a day of action; none for anything else."""
    return (
        gatherings_of_day(visit.session, visit.me, row.id) if row.form == DAY_OF_ACTION and row.ours else []
    )


def hours_by_country(rows: list[ActionRow]) -> list[tuple[str, list[ActionRow]]]:
    """Gatherings under their country's name, each country by the local hour."""
    countries: dict[str, list[ActionRow]] = {}
    for row in rows:
        countries.setdefault(country_in_words(row.country) or _("Country not said"), []).append(row)
    return sorted(countries.items())


@doors.get("/actions/{ref}/calendar.ics", who=signed_in)
def calendar(visit: Visit, ref: str) -> Response:
    """The gathering for a calendar program, without names: by its kind and reference."""
    row = row_for(visit.session, visit.me, ref)
    live = [one.reference for one in versions_of(visit.session, ref, visit.me) if one.live_at is not None]
    if row.replaced and live[-1:] not in ([], [row.reference]):
        return see_other(f"/actions/{live[-1]}/calendar.ics")
    title = _("%(kind)s %(ref)s") % {"kind": kind_in_words(row), "ref": row.reference}
    return calendar_answer(visit, row, f"/actions/{ref}", title)


def calendar_answer(visit: Visit, row: ActionRow, path: str, title: str = "") -> Response:
    """The file; NotFound for what has no exact day."""
    if not row.ours or row.kind != "gathering" or row.on is None or not row.on.is_exact_day:
        raise NotFound
    known = around(visit.session, [row], as_of(visit), visit.settings.base_url)
    return Response(
        calendar_file(row.reference, [event_of(row, known, path, title)]),
        media_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{row.reference}.ics"'},
    )
