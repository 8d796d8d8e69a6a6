"""Our running actions, as the rules about due dates look at them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, or_, select
from sqlmodel import Session, col

from app.accounts.campaign_days import CAMPAIGN_ZONE
from app.accounts.models import Campaign
from app.campaigning.due import Watched, dues_of
from app.campaigning.lifecycle import RUNNING, ForCase, as_seen
from app.campaigning.models import Action, ActionLink, Gathering, Petition
from app.campaigning.police_notice import notice_in
from app.campaigning.queries.action_rows import REPLACED
from app.campaigning.queries.linked_cases import AsOf, cases_behind, kept_to
from app.campaigning.vocabulary import DAY_OF_ACTION
from app.cases.models import Case
from app.clock import recorded_day
from app.consent.models import Consent
from app.dates import FuzzyDate
from app.history.recorder import touched
from app.reviews.due_date import Due
from app.reviews.sync import derived_from

MOST_ASKED_ONE_BY_ONE = 1000  # a big import asks for every campaign that has running actions
_running = (
    select(
        col(Action.campaign_id), col(Action.id), col(Action.reference), col(Action.title), col(Action.kind),
        col(Action.state), col(Action.until), col(Action.live_at), col(Action.on_edtf), col(Action.on_first),
        col(Action.on_last), col(Gathering.came), col(Petition.hand_in), col(Petition.handed_in_on),
        col(Gathering.ends_on), col(Gathering.country), col(Gathering.notice_given_on), col(Action.paused_at),
        col(Action.paused_reason), col(Action.form),
    )
    .outerjoin(Gathering, col(Gathering.action_id) == col(Action.id))
    .outerjoin(Petition, col(Petition.action_id) == col(Action.id))
    .where(
        col(Action.campaign_id).in_(bindparam("campaign_ids", expanding=True)), col(Action.ours),
        col(Action.state).in_([str(state) for state in RUNNING]), ~REPLACED,
    )
    .order_by(col(Action.id))
)  # fmt: skip


def campaigns_touched(session: Session) -> list[tuple[int, str]]:
    """The campaigns, with their time zones, for whose actions something follows from this transaction.

    An action changed, or a case it is for, or what may be used of that person.
    """
    own, consents = touched(session, Action.noun), touched(session, Consent.noun)
    cases = derived_from(session)[0]
    if not (own or consents or cases):
        return []
    running = and_(col(Action.ours), col(Action.state).in_([str(state) for state in RUNNING]))
    if len(cases) + len(own) + len(consents) <= MOST_ASKED_ONE_BY_ONE:
        people = select(col(Consent.person_id)).where(col(Consent.id).in_(consents))
        behind = (
            select(col(ActionLink.action_id))
            .join(Case, col(Case.id) == col(ActionLink.case_id))
            .where(or_(col(Case.id).in_(cases), col(Case.person_id).in_(people)))
        )
        running = or_(col(Action.id).in_(own), and_(running, col(Action.id).in_(behind)))
    wanted = (
        select(col(Campaign.id), CAMPAIGN_ZONE)
        .join(Action, col(Action.campaign_id) == col(Campaign.id))
        .where(running)
        .distinct()
    )
    rows: Any = session.connection().execute(wanted)
    return [(number, zone) for number, zone in rows]


def campaign_dues(session: Session, campaign_ids: Sequence[int], today: date) -> Iterator[tuple[int, Due]]:
    """What falls due for the actions of these campaigns: each date with its campaign."""
    rows: Any = session.connection().execute(_running, {"campaign_ids": list(campaign_ids)}).all()
    behind = cases_behind(session, [row.id for row in rows], AsOf(today)) if rows else {}
    for row in rows:
        cases = behind.get(row.id, ())
        own = {case.reference for case in cases if case.campaign_id == row.campaign_id}
        told, kept = kept_to(session, cases)
        for due in dues_of(_watched(row, tuple(as_seen(cases, own))), today) if told else ():
            yield row.campaign_id, replace(due, kept_case_id=kept)


def _watched(row: Any, behind: tuple[ForCase, ...]) -> Watched:
    on = FuzzyDate.stored(row.on_edtf, row.on_first, row.on_last) if row.on_edtf else None
    gathers = row.kind == "gathering" and row.form != DAY_OF_ACTION
    return Watched(
        id=row.id,
        reference=row.reference,
        title=row.title,
        kind=row.kind,
        state=row.state,
        until=row.until,
        live_on=_day(row.live_at),
        on=on,
        came=row.came,
        hand_in=row.hand_in,
        handed_in=row.handed_in_on is not None,
        behind=behind,
        last_day=(row.ends_on or row.on_last) if gathers else None,
        paused_on=_day(row.paused_at),
        paused_reason=row.paused_reason or "",
        notice=notice_in(row.country) if gathers else None,
        notice_given=row.notice_given_on is not None,
    )


def _day(moment: datetime | None) -> date | None:
    return recorded_day(moment) if moment is not None else None
