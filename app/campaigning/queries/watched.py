"""Our running actions, as the rules about due dates look at them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.accounts.models import Campaign
from app.campaigning.due import Watched, dues_of
from app.campaigning.models import Action, Gathering, Petition
from app.campaigning.queries.behind import AsOf, cases_behind
from app.campaigning.rules import RUNNING
from app.dates import FuzzyDate
from app.reviews.due import Due

_running = (
    select(
        col(Action.campaign_id), col(Action.id), col(Action.reference), col(Action.title), col(Action.kind),
        col(Action.state), col(Action.until), col(Action.live_at), col(Action.on_edtf), col(Action.on_first),
        col(Action.on_last), col(Gathering.came), col(Petition.hand_in), col(Petition.handed_in_on),
    )
    .outerjoin(Gathering, col(Gathering.action_id) == col(Action.id))
    .outerjoin(Petition, col(Petition.action_id) == col(Action.id))
    .where(
        col(Action.campaign_id).in_(bindparam("campaign_ids", expanding=True)), col(Action.ours),
        col(Action.state).in_([str(state) for state in RUNNING]),
    )
    .order_by(col(Action.id))
)  # fmt: skip


def campaigns_touched(session: Session) -> list[tuple[int, str]]:
    """The campaigns whose actions this transaction has changed so far, with their time zones."""
    numbers = [number for noun, number in session.info.get("pending_changes", {}) if noun == "action"]
    if not numbers:
        return []
    wanted = (
        select(col(Campaign.id), col(Campaign.zone))
        .join(Action, col(Action.campaign_id) == col(Campaign.id))
        .where(col(Action.id).in_(numbers))
        .distinct()
    )
    rows: Any = session.connection().execute(wanted)
    return [(number, zone) for number, zone in rows]


def campaign_dues(session: Session, campaign_ids: Sequence[int], today: date) -> Iterator[tuple[int, Due]]:
    """What falls due for the actions of these campaigns: each date with its campaign."""
    rows: Any = session.connection().execute(_running, {"campaign_ids": list(campaign_ids)}).all()
    behind = cases_behind(session, [row.id for row in rows], AsOf(today)) if rows else {}
    for campaign_id, number, ref, title, kind, state, until, live_at, edtf, first, last, *rest in rows:
        came, hand_in, handed_in_on = rest
        live_on = cast("datetime", live_at).date() if live_at is not None else None
        on = FuzzyDate.stored(edtf, first, last) if edtf else None
        watched = Watched(
            number, ref, title, kind, state, until, live_on, on, came, hand_in, handed_in_on is not None,
            tuple(behind.get(number, ())),
        )  # fmt: skip
        for due in dues_of(watched, today):
            yield campaign_id, due
