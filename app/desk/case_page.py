"""The case page: what is so now, what falls due and is asked, the facts by card, the timeline, the sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from starlette.responses import Response

from app.campaigning.case_panel import actions_panel
from app.cases.entry_words import in_full, kind_in_words, title
from app.cases.identity_bar import identity_of
from app.cases.kinds import KINDS, EntryKind
from app.cases.models import Case
from app.cases.queries.attachments import may_open_vault
from app.cases.queries.case_heads import head_of
from app.cases.queries.reading import reading_of
from app.cases.queries.timeline import Fact, timeline
from app.cases.queries.visible import case_for
from app.cases.rules.custody import overlapping
from app.cases.rules.reading import Reading
from app.cases.rules.sentences import operative
from app.clock import recorded_day
from app.consent.pleas_in_words import aims_of
from app.consent.queries.approvals import unconfirmed_entries
from app.dates import short_words
from app.db import number_of
from app.desk.cards import cards_of, gaps_between, iso_day, months_in_words
from app.desk.case_banner import banner_of, may_of
from app.desk.source_numbers import SourceNumbers
from app.letters.case_panel import letters_of
from app.reviews.date_events import when_in_words
from app.reviews.queries.review_list import folded_of_case, of_case
from app.reviews.review_words import is_long_overdue, shown
from app.text import _, day_in_words
from app.web.door import Doors
from app.web.pages import page
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
FEW_DEMANDS = 2


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
    citations: tuple[tuple[int, Any], ...] = ()
    recorded: str = ""
    edit_href: str = ""
    is_superseded: bool = False


@doors.get("/cases/{ref}", who=signed_in)
def case_page(visit: Visit, ref: str) -> Response:
    """Everything about one case, in a fixed number of queries; what is so now comes first."""
    case = case_for(visit.session, visit.me, ref)
    session, case_id = visit.session, number_of(case)
    facts = timeline(session, case_id, visit.settings.today)
    head = head_of(session, case)
    reading = reading_of(session, facts, visit.today(head.zone))
    may_work = visit.me.may(Right.WORK, case.campaign_id)
    letters, numbers = letters_of(visit, case, reading, head.gender), SourceNumbers()
    actions = actions_panel(visit, case)
    return page(
        visit,
        "desk/case.html",
        case=case,
        head=head,
        identity=identity_of(head, reading),
        banner=banner_of(head, reading, letters, may_of(visit.me, case.campaign_id)),
        cards=cards_of(ref, reading, numbers),
        entry_count=len(facts),
        rows=list(_rows(ref, facts, numbers, unconfirmed_entries(session, case_id), may_work=may_work)),
        asked=[(one, numbers.of(one.cites)) for one in actions.demands[:FEW_DEMANDS]],
        sources=numbers.listed(),
        conflict_count=sum(len(fact.disagreements) for fact in facts),
        overlaps=overlapping(facts),
        may_work=may_work,
        may_write=visit.me.may(Right.WRITE, case.campaign_id),
        may_open_vault=may_open_vault(session, visit.me, case_id, case.campaign_id),
        letters=letters,
        actions=actions,
        aims=aims_of(session, case, visit.settings.today),
        **_due(visit, case, reading),
    )


def _due(visit: Visit, case: Case, reading: Reading[Fact]) -> dict[str, Any]:
    """What falls due; of a case that sleeps also what waits until something is heard."""
    may_work, number = visit.me.may(Right.WORK, case.campaign_id), case.id or 0
    rows = of_case(visit.session, visit.me, number)
    asleep = folded_of_case(visit.session, visit.me, number) if reading.is_dormant else []
    return {
        "reviews": [
            replace(shown(row, reading.today, actionable=may_work), about="", ref="")
            for row in sorted(rows, key=lambda row: _rank(row, reading))
        ],
        "folded": [(row.title, when_in_words(row)) for row in asleep],
    }


def _rank(row: Any, reading: Reading[Fact]) -> tuple[bool, bool, bool, int, date]:
    """What one is asked to take over first, then what is due and what presses; what is long overdue shouts no more."""
    is_offered = row.offered_to_id is not None
    return not is_offered, is_long_overdue(row, reading.today), row.due > reading.today, row.urgency, row.due


def _rows(
    ref: str, facts: list[Fact], numbers: SourceNumbers, unconfirmed: Mapping[int, str], *, may_work: bool
) -> Iterator[TimelineRow]:
    """Entries newest first, with the silences between them."""
    gaps = gaps_between(facts)
    counting = {fact.id for fact in operative(facts)}
    for fact in reversed(facts):
        if fact.id in gaps:
            yield TimelineRow(gap=months_in_words(gaps[fact.id]))
        superseded = fact.kind is EntryKind.SENTENCE and fact.id not in counting
        said = title(fact)
        yield TimelineRow(
            id=fact.id,
            kind=kind_in_words(fact.kind) if KINDS[fact.kind].needs_name else "",
            date=short_words(fact.on) if fact.on else _("date not known"),
            iso=iso_day(fact.on),
            title=said,
            body=fact.summary if fact.summary and fact.summary != said else "",
            marks=(*_reported(unconfirmed.get(fact.id)), *_marks(fact, superseded=superseded)),
            answers=tuple(one for one in in_full(fact, facts) if one[1].rstrip(".") not in said),
            citations=tuple((numbers.one(cite), cite) for cite in fact.cites),
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
    if not fact.cites:
        yield "plain", _("No source yet")
    if fact.disagreements:
        yield "plain", _("Sources differ")
