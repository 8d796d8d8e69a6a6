"""The case page: identity, five cards, conflicts, timeline, what falls due, letters, actions, latest changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import Response

from app.campaigning.case_panel import actions_panel
from app.cases.entry_words import disputed, headline, in_full, in_one_line, kind_in_words, value_in_words
from app.cases.identity_bar import identity_of
from app.cases.kinds import EntryKind
from app.cases.models import Case, ConflictChoice
from app.cases.queries.attachments import may_open_vault
from app.cases.queries.case_heads import head_of
from app.cases.queries.entries import choices_in
from app.cases.queries.reading import reading_of
from app.cases.queries.timeline import Fact, timeline
from app.cases.queries.visible import case_for, hidden_entries
from app.cases.rules.custody import overlapping
from app.cases.rules.reading import Reading
from app.cases.rules.sentences import operative
from app.clock import recorded_day
from app.consent.queries.approvals import unconfirmed_entries
from app.dates import in_words
from app.db import number_of
from app.desk.cards import cards_of, gaps_between, iso_day, months_in_words
from app.history.change_words import change_in_words
from app.history.queries import latest_of_case
from app.letters.case_panel import letters_of
from app.reviews.date_events import when_in_words
from app.reviews.queries.review_list import folded_of_case, of_case
from app.reviews.review_words import shown
from app.text import _, day_in_words
from app.web.door import Doors
from app.web.pages import page
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One entry as the timeline macro prints it; `gap` is a silence in words instead of an entry."""

    id: int = 0
    gap: str = ""
    kind: str = ""
    date: str = ""
    iso: str = ""
    title: str = ""
    body: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    citations: tuple[Any, ...] = ()
    recorded: str = ""
    edit_href: str = ""
    is_superseded: bool = False


@doors.get("/cases/{ref}", who=signed_in)
def case_page(visit: Visit, ref: str) -> Response:
    """Everything about one case, in a fixed number of queries."""
    case = case_for(visit.session, visit.me, ref)
    session, case_id = visit.session, number_of(case)
    facts = timeline(session, case_id, visit.settings.today)
    head = head_of(session, case)
    today = visit.today(head.zone)
    reading = reading_of(session, facts, today)
    hidden = hidden_entries(session, case_id)
    may_work = visit.me.may(Right.WORK, case.campaign_id)
    return page(
        visit,
        "desk/case.html",
        case=case,
        head=head,
        identity=identity_of(head, reading),
        cards=cards_of(ref, reading),
        entry_count=len(facts),
        rows=list(timeline_rows(ref, facts, unconfirmed_entries(session, case_id), may_work=may_work)),
        conflicts=list(conflicts_of(ref, facts, choices_in(session, case_id))),
        overlaps=overlapping(facts),
        changes=[(change_in_words(change), change) for change in latest_of_case(session, case_id, hidden)],
        may_work=may_work,
        may_open_vault=may_open_vault(session, visit.me, case_id, case.campaign_id),
        joined=joined_panels(visit, case, reading),
    )


def timeline_rows(
    ref: str, facts: list[Fact], unconfirmed: Mapping[int, str], *, may_work: bool
) -> Iterator[TimelineRow]:
    """Entries newest first, with the silences between them."""
    gaps = gaps_between(facts)
    counting = {fact.id for fact in operative(facts)}
    for fact in reversed(facts):
        if fact.id in gaps:
            yield TimelineRow(gap=months_in_words(gaps[fact.id]))
        superseded = fact.kind is EntryKind.SENTENCE and fact.id not in counting
        yield TimelineRow(
            id=fact.id,
            kind=kind_in_words(fact.kind),
            date=in_words(fact.on) if fact.on else _("date not known"),
            iso=iso_day(fact.on),
            title=headline(fact),
            body=fact.summary or "",
            marks=(*_reported(unconfirmed.get(fact.id)), *_marks(fact, superseded=superseded)),
            answers=tuple(in_full(fact, facts)),
            citations=fact.cites,
            recorded=_("Written down on %(day)s") % {"day": day_in_words(recorded_day(fact.recorded_at))},
            edit_href=f"/cases/{ref}/entries/{fact.id}/edit" if may_work else "",
            is_superseded=superseded,
        )


def _reported(decision: str | None) -> tuple[tuple[str, str], ...]:
    """A release or death that no second person has confirmed."""
    if decision is None:
        return ()
    return (
        (("late", _("Not confirmed")),)
        if decision == "refused"
        else (("soon", _("Reported, not yet confirmed")),)
    )


def _marks(fact: Fact, *, superseded: bool) -> Iterator[tuple[str, str]]:
    if superseded:
        yield "paused", _("Superseded")
    if fact.kind is EntryKind.HEALTH_ALERT and not fact.detail.resolution:
        yield "today", _("Open")
    if fact.visibility == "restricted":
        yield "plain", _("Restricted")


def conflicts_of(
    ref: str, facts: list[Fact], choices: dict[tuple[int, str], ConflictChoice]
) -> Iterator[dict[str, Any]]:
    """Every field for which sources differ, with the choice made."""
    for fact in facts:
        for found in fact.disagreements:
            choice = choices.get((fact.id, found.field))
            named = {"fact": in_one_line(fact), "what": disputed(fact.kind, found.field)}
            yield {
                "about": _("%(fact)s: %(what)s") % named,
                "reason": choice.reason if choice else "",
                "by": "",
                "href": f"/cases/{ref}/entries/{fact.id}/conflicts/{found.field}",
                "claims": [
                    {
                        "value": value_in_words(value),
                        "chosen": choice is not None
                        and any(getattr(c, "id", None) == choice.citation_id for c in says),
                        "citations": says,
                    }
                    for value, says in found.values
                ],
            }


def joined_panels(visit: Visit, case: Case, reading: Reading[Fact]) -> dict[str, Any]:
    """What other features bring to the case page, by panel."""
    may_work, number, today = visit.me.may(Right.WORK, case.campaign_id), case.id or 0, reading.today
    rows = of_case(visit.session, visit.me, number)
    asleep = folded_of_case(visit.session, visit.me, number) if reading.is_dormant else []
    return {
        "reviews": [replace(shown(row, today, actionable=may_work), about="", ref="") for row in rows],
        "folded": [(row.title, when_in_words(row)) for row in asleep],
        "actions": actions_panel(visit, case),
        "letters": letters_of(visit, case),
        "may_write": visit.me.may(Right.WRITE, case.campaign_id),
        "set_date": f"/cases/{case.reference}/reviews/new",
    }
