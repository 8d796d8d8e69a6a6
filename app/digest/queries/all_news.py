"""One picture of all that could be news, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.accounts.campaign_days import CAMPAIGN_ZONE
from app.accounts.models import Campaign
from app.campaigning.models import Action, ActionLink
from app.campaigning.queries.linked_cases import STATES, running_now
from app.campaigning.queries.linked_cases import AsOf as BehindAsOf
from app.cases.kinds.hearing import Hearing
from app.cases.models import Case, CaseMember, Entry, Person, Visibility
from app.cases.queries.looked_after import MINDERS
from app.cases.stored_standing import PARTS, joined
from app.consent.models import Approval, Consent
from app.consent.queries.consents import stopped_people
from app.dates import FuzzyDate
from app.digest.all_news import ActionRow, AheadRow, ApprovalRow, CaseBrief, ChangeRow, DueRow, World
from app.digest.queries.may_be_named import sayable
from app.digest.queries.quotes import BY_HAND, quotable
from app.digest.queries.readers import campaigns_with_detail
from app.history.models import Change
from app.letters.models import Letter, LetterCase
from app.reviews.ics import known_zone
from app.reviews.models import Review
from app.sources.models import Citation, Source

DAYS_AHEAD, DUE_WITHIN = 14, 7
MOST_CHANGES = 20_000


@dataclass(frozen=True, slots=True)
class Window:
    """From when on something is new, what day it is, and the pinned day where there is one."""

    since: datetime
    now: datetime
    today: date
    pinned: date | None


def world(session: Session, window: Window) -> World:
    """All that could be news to anybody in this window."""
    due, sources = _due(session, window), _sources(session, window)
    noted = [row.id for row in due if row.id is not None and row.rule == BY_HAND]
    return World(
        cases=case_briefs(session),
        minders=grouped(session, MINDERS),
        members=grouped(session, select(col(CaseMember.case_id), col(CaseMember.volunteer_id))),
        due=due,
        changes=_changes(session, window) if window.pinned is None else _became_known(session, window),
        ahead=_ahead(session, window),
        actions=_actions(session, window),
        action_cases=grouped(
            session,
            select(col(ActionLink.action_id), col(ActionLink.case_id)).where(
                col(ActionLink.case_id).is_not(None)
            ),
        ),
        action_kept=kept_behind(session),
        letters_sent=_letters_sent(session, window),
        letters_for=_letters_for(session),
        approvals=approval_rows(session),
        sources=sources,
        consents=sayable(session, window.now, window.pinned),
        quotable=quotable(session, window.now, window.pinned, noted, sources),
        detail_allowed=campaigns_with_detail(session),
    )


_cases = (
    select(
        col(Case.id), col(Case.reference), col(Case.campaign_id), col(Case.visibility) == Visibility.RESTRICTED,
        col(Person.id), col(Person.name), joined(*(getattr(Case, name) for name in PARTS)), col(Case.gravity),
        col(Case.dormant_from),
    )
    .join(Person, col(Person.id) == col(Case.person_id))
    .where(col(Case.closed_at).is_(None), col(Case.merged_into_id).is_(None))
)  # fmt: skip


def case_briefs(session: Session, only: ColumnElement[bool] | None = None) -> dict[int, CaseBrief]:
    """Open cases, all or only these; those of whom somebody has asked to stop are not told of."""
    stopped = stopped_people(session)
    found = (CaseBrief(*row) for row in session.execute(_cases if only is None else _cases.where(only)))
    return {case.id: case for case in found if case.person_id not in stopped}


def grouped(session: Session, wanted: Any) -> dict[int, frozenset[int]]:
    """Pairs as one set per first of them."""
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in session.execute(wanted):
        found[one].add(other)
    return {one: frozenset(others) for one, others in found.items()}


def kept_behind(
    session: Session, actions: Sequence[int] | None = None
) -> dict[int, frozenset[tuple[int, int]]]:
    """Of all actions or these, the restricted cases they are for, each with its campaign."""
    links = (
        select(col(ActionLink.action_id), col(Case.id), col(Case.campaign_id))
        .join(Case, col(Case.id) == col(ActionLink.case_id))
        .where(col(Case.visibility) == Visibility.RESTRICTED)
    )
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for action, case_id, campaign in session.execute(
        links if actions is None else links.where(col(ActionLink.action_id).in_(actions))
    ):
        found[action].add((case_id, campaign))
    return {action: frozenset(cases) for action, cases in found.items()}


DUE = select(
    col(Review.campaign_id), col(Review.case_id), col(Review.rule), col(Review.due), col(Review.due_last),
    col(Review.late_after), CAMPAIGN_ZONE, col(Review.hard), col(Review.title), col(Review.holder_id),
    col(Review.href), col(Review.urgency), col(Review.kept_case_id), col(Review.id), col(Review.counts_from),
    col(Review.derived), col(Review.time), col(Review.time_zone),
).join(Campaign, col(Campaign.id) == col(Review.campaign_id))  # fmt: skip
"""Due dates as the rows of DueRow, in its order."""


def _due(session: Session, window: Window) -> tuple[DueRow, ...]:
    wanted = DUE.where(
        col(Review.done_at).is_(None), col(Review.dropped_at).is_(None),
        col(Review.due) <= window.today + timedelta(days=DUE_WITHIN),
        or_(col(Review.snoozed_until).is_(None), col(Review.snoozed_until) <= window.today),
    ).order_by(col(Review.due), col(Review.id))  # fmt: skip
    return tuple(DueRow(*row) for row in session.execute(wanted))


_entry_on = (col(Entry.on_edtf), col(Entry.on_first), col(Entry.on_last))
_seen_by_all = and_(col(Entry.visibility) != Visibility.RESTRICTED)


def _changes(session: Session, window: Window) -> tuple[ChangeRow, ...]:
    """What people changed; what the program did (seeding, importing, deriving) is not news."""
    wanted = (
        select(
            col(Change.case_id), col(Change.at), col(Change.actor_id), col(Change.verb), col(Change.row_id),
            col(Entry.kind), col(Change.diff), *_entry_on,
        )
        .join(Entry, col(Entry.id) == col(Change.row_id))
        .where(
            col(Change.noun) == "entry", col(Change.case_id).is_not(None), col(Change.actor_id).is_not(None),
            col(Change.at) > window.since, col(Change.at) <= window.now, _seen_by_all,
        )
        .order_by(col(Change.id).desc())
        .limit(MOST_CHANGES)
    )  # fmt: skip
    return tuple(
        ChangeRow(case_id, at, actor_id, verb, entry_id, kind, diff, _fuzzy(*on))
        for case_id, at, actor_id, verb, entry_id, kind, diff, *on in session.execute(wanted)
    )


def _became_known(session: Session, window: Window) -> tuple[ChangeRow, ...]:
    """With a pinned day, news is what a source first told in the week before it."""
    assert window.pinned is not None  # noqa: S101 - asked for only then
    wanted = (
        select(col(Entry.case_id), col(Entry.id), col(Entry.kind), *_entry_on)
        .where(
            col(Entry.known_on) > window.pinned - timedelta(days=7), col(Entry.known_on) <= window.pinned,
            col(Entry.removed_at).is_(None), _seen_by_all,
        )
        .order_by(col(Entry.known_on).desc(), col(Entry.id).desc())
    )  # fmt: skip
    return tuple(
        ChangeRow(case_id, window.now, None, "added", entry_id, kind, {}, _fuzzy(*on))
        for case_id, entry_id, kind, *on in session.execute(wanted)
    )


def _ahead(session: Session, window: Window) -> tuple[AheadRow, ...]:
    wanted = (
        select(
            col(Entry.case_id), col(Entry.id), col(Entry.kind), col(Hearing.time), col(Hearing.zone),
            CAMPAIGN_ZONE, *_entry_on,
        )
        .join(Hearing, col(Hearing.entry_id) == col(Entry.id))
        .join(Case, col(Case.id) == col(Entry.case_id))
        .join(Campaign, col(Campaign.id) == col(Case.campaign_id))
        .where(
            col(Entry.kind) == "hearing",
            col(Entry.on_first) >= window.today,
            col(Entry.on_first) <= window.today + timedelta(days=DAYS_AHEAD),
            col(Entry.removed_at).is_(None),
            _seen_by_all,
        )
    )  # fmt: skip
    if window.pinned is not None:
        wanted = wanted.where(or_(col(Entry.known_on).is_(None), col(Entry.known_on) <= window.pinned))
    found = session.execute(wanted.order_by(col(Entry.on_first), col(Entry.id)))
    return tuple(
        AheadRow(case_id, kind, FuzzyDate.stored(*on), entry_id, hour, known_zone(zone, of_campaign))
        for case_id, entry_id, kind, hour, zone, of_campaign, *on in found
    )


def _actions(session: Session, window: Window) -> tuple[ActionRow, ...]:
    """Our actions that run, or whose outcome was entered in the window."""
    entered = and_(
        col(Change.noun) == "action", col(Change.row_id) == col(Action.id), col(Change.at) > window.since,
        col(Change.at) <= window.now,
    )  # fmt: skip
    wanted = (
        select(
            col(Action.id), col(Action.reference), col(Action.campaign_id), col(Action.kind), col(Action.state),
            col(Action.until), col(Action.on_edtf), col(Action.on_first), col(Action.on_last), col(Action.outcome),
            col(Action.time), col(Change.at), col(Change.actor_id), col(Change.diff),
        )
        .outerjoin(Change, entered)
        .where(col(Action.ours), or_(col(Action.state).in_(STATES), col(Change.id).is_not(None)))
        .order_by(col(Action.id).desc(), col(Change.id).desc())
    )  # fmt: skip
    running = running_now(session, BehindAsOf(window.today, window.pinned))
    found: dict[int, ActionRow] = {}
    for number, reference, campaign, kind, state, until, *on, outcome, hour, at, by, diff in session.execute(
        wanted
    ):
        told = outcome is not None and bool(diff) and "outcome" in diff
        if number not in found or told:
            entered_at, entered_by = (at, by) if told else (None, None)
            found[number] = ActionRow(
                number, reference, campaign, kind, state, until, _fuzzy(*on), outcome, entered_at, entered_by,
                hour, number in running,
            )  # fmt: skip
    return tuple(found.values())


def _letters_sent(session: Session, window: Window) -> dict[int, tuple[int, int]]:
    lately = func.count().filter(col(Letter.made_at) > window.since)
    wanted = select(col(Letter.action_id), func.count(), lately).where(
        col(Letter.action_id).is_not(None), col(Letter.state) == "sent"
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(wanted.group_by(col(Letter.action_id)))}


def _letters_for(session: Session) -> dict[int, int]:
    wanted = select(col(LetterCase.case_id), func.count()).join(
        Letter, col(Letter.id) == col(LetterCase.letter_id)
    )
    sent = wanted.where(col(Letter.state).in_(("sent", "answered"))).group_by(col(LetterCase.case_id))
    return {row[0]: row[1] for row in session.execute(sent)}


_stopped = aliased(Case)  # of whoever asked to stop: that it may be lifted is asked without its code


def approval_rows(session: Session, *which: ColumnElement[bool]) -> tuple[ApprovalRow, ...]:
    """What waits for a second person, or those of it."""
    wanted = (
        select(
            func.coalesce(
                col(Case.campaign_id), col(Letter.campaign_id), col(Action.campaign_id), col(_stopped.campaign_id)
            ),
            col(Case.id), func.coalesce(col(Action.reference), col(Case.reference), ""),
            col(Approval.asked_by_id), col(Approval.asked_at), col(Approval.action_id),
            case(
                (col(Entry.visibility) == Visibility.RESTRICTED, col(Entry.case_id)),
                (col(_stopped.visibility) == Visibility.RESTRICTED, col(_stopped.id)),
            ),
            col(Approval.id),
        )
        .outerjoin(Entry, col(Entry.id) == col(Approval.entry_id))
        .outerjoin(Consent, col(Consent.id) == col(Approval.consent_id))
        .outerjoin(_stopped, col(_stopped.person_id) == col(Consent.person_id))
        .outerjoin(Case, col(Case.id) == func.coalesce(col(Approval.case_id), col(Entry.case_id)))
        .outerjoin(Letter, col(Letter.id) == col(Approval.letter_id))
        .outerjoin(Action, col(Action.id) == col(Approval.action_id))
        .where(col(Approval.decided_at).is_(None), col(Entry.removed_at).is_(None), *which)
        .order_by(col(Approval.asked_at), col(Approval.id))
    )  # fmt: skip
    return tuple(ApprovalRow(*row) for row in session.execute(wanted) if row[0] is not None)


def _sources(session: Session, window: Window) -> dict[int, str]:
    """A title for every entry that changed; an entry not in it has no source yet."""
    changed = col(Citation.entry_id).in_(
        select(col(Change.row_id)).where(col(Change.noun) == "entry", col(Change.at) > window.since)
        if window.pinned is None
        else select(col(Entry.id)).where(col(Entry.known_on) > window.pinned - timedelta(days=7))
    )
    wanted = select(col(Citation.entry_id), col(Source.title)).join(
        Source, col(Source.id) == col(Citation.source_id)
    )
    return {row[0]: row[1] for row in session.execute(wanted.where(changed).order_by(col(Citation.id)))}


def _fuzzy(edtf: str | None, first: date | None, last: date | None) -> FuzzyDate | None:
    return None if edtf is None else FuzzyDate.stored(edtf, first, last)
