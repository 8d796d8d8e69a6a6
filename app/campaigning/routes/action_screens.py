"""What the pages of one action share: the action with all that belongs to it, in words."""

from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import Response

from app.campaigning.action_words import Shown, shown
from app.campaigning.lifecycle import (
    RUNNING,
    ForCase,
    Gate,
    State,
    Verb,
    as_seen,
    open_to,
    why_not_sent,
    why_paused,
)
from app.campaigning.police_notice import Notice, notice_in
from app.campaigning.queries.action_page import (
    Asked,
    Part,
    VersionRow,
    asked_for,
    part_of,
    row_for,
    versions_of,
)
from app.campaigning.queries.action_rows import ActionRow, Link, references, told
from app.campaigning.queries.linked_cases import AsOf, gates
from app.campaigning.vocabulary import DAY_OF_ACTION
from app.consent.word_gate import Doubt, Finding
from app.web.forms import FormState
from app.web.pages import page
from app.web.viewer import Right
from app.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Whole:
    """One action as its page needs it."""

    row: ActionRow
    shown: Shown
    links: tuple[Link, ...]
    part: Part | None
    gate: Gate
    seen: list[ForCase]  # those of its cases that this viewer may see; no other is told by its code or name
    versions: list[VersionRow]
    asked: list[Asked]
    may_work: bool
    not_sent: str
    findings: tuple[Finding, ...] = ()  # why the world may not read its words, for this viewer
    doubts: tuple[Doubt, ...] = ()

    @property
    def verbs(self) -> frozenset[str]:
        """The steps that begin here, for somebody who may take them."""
        if not self.may_work or not self.row.ours:
            return frozenset()
        verbs = {str(verb) for verb in open_to(State(self.row.state))}
        waits = {asked.subject for asked in self.asked if asked.decision is None}
        if "extension" in waits:
            verbs.discard(Verb.PROPOSE)
        else:
            verbs -= {Verb.EXTEND, Verb.DECLINE}
        if self.row.published_at is not None:
            verbs.discard(Verb.PUBLISH)
        verbs.discard(Verb.PAUSE if self.row.paused_at else Verb.RESUME)
        later = [version for version in self.versions if version.id > self.row.id]
        if any(version.state != State.STOPPED for version in later):
            verbs.discard(Verb.UPDATE)
        return frozenset(verbs)

    @property
    def known(self) -> list[ForCase]:
        """All its cases, those that the viewer may not see without name and code."""
        return as_seen(self.gate.behind, references(self.links))

    @property
    def waiting(self) -> list[Asked]:
        """What waits for a second person."""
        return [asked for asked in self.asked if asked.decision is None]

    @property
    def notice(self) -> Notice | None:
        """What its country wants to be told before it, where we know."""
        gathers = self.row.kind == "gathering" and self.row.form != DAY_OF_ACTION
        return notice_in(self.row.country) if gathers else None

    @property
    def is_running(self) -> bool:
        """Whether it is live or extended."""
        return self.row.ours and self.row.state in RUNNING

    @property
    def newer(self) -> VersionRow | None:
        """A later version that is live."""
        later = [
            version for version in self.versions if version.id > self.row.id and version.state in RUNNING
        ]
        return later[-1] if later else None


def whole(visit: Visit, ref: str) -> Whole:
    """Read it all, in a fixed number of statements; NotFound when they may not see it."""
    session, known_by, today = visit.session, visit.settings.today, visit.today()
    row = row_for(session, visit.me, ref)
    this = told(session, visit.me, [row], known_by)[0]
    gate = gates(session, [row.id], AsOf(today, known_by))[row.id] if row.ours else Gate()
    versions = versions_of(session, ref, visit.me) if row.ours else []
    found = Whole(
        row=row,
        shown=shown(this, gate.behind, today),
        links=this.links,
        part=part_of(session, row.kind, row.id) if row.ours else None,
        gate=gate,
        seen=[case for case in gate.behind if case.reference in references(this.links)],
        versions=versions,
        asked=asked_for(session, row.id) if row.ours else [],
        may_work=visit.me.may(Right.WORK, row.campaign_id),
        not_sent="",
        findings=(seen := gate.unread.seen_by(session, visit.me)).findings,
        doubts=tuple(seen.doubts),
    )
    if not row.ours:
        return found
    paused = bool(why_paused(gate.behind, row.paused_reason))
    why = why_not_sent(State(row.state), row.last_day, today, paused=paused, replaced=row.replaced)
    return replace(found, not_sent=why)


def step_screen(visit: Visit, ref: str, template: str, form: FormState, **named: Any) -> Response:
    """A page that asks for one step: whose it is, and the form."""
    action = whole(visit, ref)
    return page(
        visit,
        f"actions/{template}.html",
        status=409 if form.stored else 422 if form.is_refused else 200,
        action=action,
        form=form,
        **named,
    )
