"""What cannot wait for the weekly mail: alerts about a life and questions to a second person, of the last days."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import exists, or_, select
from sqlmodel import Session, col

from app.cases.kinds.health_alert import HealthAlert
from app.cases.models import Case, CaseMember, Entry, Visibility
from app.cases.models.cases import Gravity
from app.cases.queries.looked_after import MINDERS
from app.cases.rules.health import LIFE_IN_DANGER
from app.consent.models import Approval
from app.digest.all_news import World
from app.digest.models import UrgentTold
from app.digest.queries.all_news import approval_rows, case_briefs, grouped, kept_behind
from app.history.models import Change


class AlertRow(NamedTuple):
    """An alert that somebody has just written down, or made graver."""

    id: int
    case_id: int
    campaign_id: int
    kept: bool  # for those named on its case
    written_by: frozenset[int]


_dangerous = (
    col(HealthAlert.severity).in_(sorted(LIFE_IN_DANGER)), col(HealthAlert.resolution).is_(None),
    col(Entry.removed_at).is_(None), col(Case.closed_at).is_(None),
)  # fmt: skip


def something_new(session: Session, since: datetime) -> bool:
    """Whether there can be anything to tell: a cheap question, asked before every run."""
    alert = select(col(Entry.id)).join(HealthAlert, col(HealthAlert.entry_id) == col(Entry.id))
    alert = alert.join(Case, col(Case.id) == col(Entry.case_id))
    asked = exists().where(col(Approval.decided_at).is_(None), col(Approval.asked_at) > since)
    found = session.connection().execute(
        select(or_(alert.where(col(Entry.edited_at) > since, *_dangerous).exists(), asked))
    )
    return bool(found.scalar())


def new_alerts(session: Session, since: datetime) -> list[AlertRow]:
    """What people wrote since then, of cases that are read as in danger: what a file brings in, or what was long ago,
    alarms nobody.
    """
    wanted = (
        select(
            col(Entry.id), col(Entry.case_id), col(Case.campaign_id), col(Entry.visibility), col(Case.gravity),
            col(Case.full_gravity), col(Change.actor_id), col(Change.verb), col(Change.diff),
        )
        .join(HealthAlert, col(HealthAlert.entry_id) == col(Entry.id))
        .join(Case, col(Case.id) == col(Entry.case_id))
        .join(Change, (col(Change.noun) == "entry") & (col(Change.row_id) == col(Entry.id)))
        .where(
            *_dangerous, col(Entry.edited_at) > since, col(Change.at) > since, col(Change.actor_id).is_not(None)
        )
        .order_by(col(Entry.id), col(Change.id))
    )  # fmt: skip
    found: dict[int, AlertRow] = {}
    rows: Any = session.connection().execute(wanted)
    for number, case_id, campaign_id, visibility, openly, wholly, actor, verb, diff in rows:
        kept = visibility == Visibility.RESTRICTED
        is_news = verb == "added" or "severity" in diff
        if is_news and (wholly if kept else openly) <= Gravity.LIFE:
            by = found[number].written_by if number in found else frozenset()
            found[number] = AlertRow(number, case_id, campaign_id, kept, by | {actor})
    return list(found.values())


def picture_of(session: Session, alerts: Collection[AlertRow], since: datetime) -> World:
    """The cases concerned, who looks after them and may see them, and the questions asked since then."""
    approvals = approval_rows(session, col(Approval.asked_at) > since)
    cases = {alert.case_id for alert in alerts} | {asked.case_id for asked in approvals}
    named = cases | {asked.kept_case_id for asked in approvals}
    actions = [asked.action_id for asked in approvals if asked.action_id is not None]
    kept = kept_behind(session, actions)
    numbers = sorted((named | {case for found in kept.values() for case, _campaign in found}) - {None})  # type: ignore[type-var]
    members = select(col(CaseMember.case_id), col(CaseMember.volunteer_id))
    return World(
        cases=case_briefs(session, col(Case.id).in_(numbers)),
        minders=grouped(session, MINDERS.where(col(Case.id).in_(numbers))),
        members=grouped(session, members.where(col(CaseMember.case_id).in_(numbers))),
        approvals=approvals,
        action_kept=kept,
    )


def told_already(session: Session, items: Collection[str]) -> frozenset[str]:
    """Which of these were told before."""
    return frozenset(
        session.scalars(select(col(UrgentTold.item)).where(col(UrgentTold.item).in_(sorted(items))))
    )


def told_by_mail(session: Session, keys: Collection[str]) -> dict[str, set[str]]:
    """What each of these mails tells of."""
    found: dict[str, set[str]] = {}
    wanted = select(col(UrgentTold.mail), col(UrgentTold.item)).where(col(UrgentTold.mail).in_(sorted(keys)))
    for mail, item in session.execute(wanted):
        found.setdefault(mail, set()).add(item)
    return found
