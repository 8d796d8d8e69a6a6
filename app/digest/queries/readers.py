"""Who reads: volunteers with what they asked for, their campaigns, what they follow, and their last
editions.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from app.accounts.campaign_days import CAMPAIGN_ZONE
from app.accounts.models import Campaign, Invitation, Membership, Volunteer
from app.accounts.rights import rights_by_campaign
from app.digest.models import DetailAllowed, Follow, Issue, Subscription
from app.digest.reader import Interest, Past, Reader
from app.web.viewer import Right

_reader = (
    select(
        col(Volunteer.id), col(Volunteer.email), func.coalesce(col(Subscription.zone), col(Volunteer.zone)),
        func.coalesce(col(Subscription.frequency), "weekly"), func.coalesce(col(Subscription.day), 1),
        func.coalesce(col(Subscription.hour), 8), func.coalesce(col(Subscription.detailed), False),
        func.coalesce(col(Subscription.serial), 0), col(Subscription.confirmed_address), col(Invitation.email),
        func.coalesce(col(Subscription.chosen), False),
    )
    .outerjoin(Subscription, col(Subscription.volunteer_id) == col(Volunteer.id))
    .outerjoin(
        Invitation, and_(col(Invitation.used_at) == col(Volunteer.created_at), col(Invitation.email).is_not(None))
    )
    .where(col(Volunteer.disabled_at).is_(None))
    .order_by(col(Volunteer.id))
)  # fmt: skip


def readers(session: Session, ids: Sequence[int] | None = None) -> list[Reader]:
    """These readers, or all who have an account, with their campaigns and what they follow."""
    found = session.execute(_reader if ids is None else _reader.where(col(Volunteer.id).in_(ids))).all()
    rights, interests = _rights(session, ids), _interests(session, ids)
    return [
        Reader(
            id=row[0], address=row[1], zone=row[2], frequency=row[3], day=row[4], hour=row[5], detailed=row[6],
            serial=row[7], confirmed=_is_confirmed(row[1], row[8], row[9]), rights=rights.get(row[0], {}),
            interest=replace(interests.get(row[0], Interest()), everything=not row[10]),
        )
        for row in found
    ]  # fmt: skip


def _is_confirmed(address: str, confirmed: str | None, invited: str | None) -> bool:
    """An accepted invitation confirms its address, as does whoever runs the installation by adding
    one by hand.
    """
    return address in (confirmed, invited) or (confirmed is None and invited is None)


def reader_by_id(session: Session, volunteer_id: int) -> Reader | None:
    """One reader."""
    return next(iter(readers(session, [volunteer_id])), None)


def _rights(session: Session, ids: Sequence[int] | None) -> dict[int, dict[int, frozenset[Right]]]:
    """Of a demonstration nothing goes out by mail, so to a mail it is none of theirs."""
    wanted = (
        select(col(Membership.volunteer_id), col(Membership.campaign_id), col(Membership.role))
        .join(Campaign, col(Campaign.id) == col(Membership.campaign_id))
        .where(~col(Campaign.is_demonstration))
    )
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for volunteer, campaign, role in session.execute(
        wanted if ids is None else wanted.where(col(Membership.volunteer_id).in_(ids))
    ):
        found[volunteer].append((campaign, role))
    return {volunteer: rights_by_campaign(rows) for volunteer, rows in found.items()}


def _interests(session: Session, ids: Sequence[int] | None) -> dict[int, Interest]:
    wanted = select(col(Follow.volunteer_id), col(Follow.campaign_id), col(Follow.case_id), col(Follow.kind))
    rows: dict[int, list[tuple[int | None, int | None, str | None]]] = defaultdict(list)
    for volunteer, *followed in session.execute(
        wanted if ids is None else wanted.where(col(Follow.volunteer_id).in_(ids))
    ):
        rows[volunteer].append((followed[0], followed[1], followed[2]))
    return {
        volunteer: Interest(
            frozenset(campaign for campaign, _case, _kind in follows if campaign is not None),
            frozenset(case for _campaign, case, _kind in follows if case is not None),
            frozenset(kind for _campaign, _case, kind in follows if kind is not None),
        )
        for volunteer, follows in rows.items()
    }


def past_issues(
    session: Session, from_week: str, ids: Sequence[int] | None = None, *, before: str | None = None
) -> dict[int, Past]:
    """What every reader had since that week, and before another. A reader who had nothing is not in it."""
    recent = (
        select(
            col(Issue.volunteer_id), col(Issue.week), col(Issue.state), col(Issue.until), col(Issue.need_count),
            col(Issue.moved_count),
        )
        .where(col(Issue.week) >= from_week)
        .order_by(col(Issue.volunteer_id), col(Issue.week).desc())
    )  # fmt: skip
    if before is not None:
        recent = recent.where(col(Issue.week) < before)
    rows = session.execute(recent if ids is None else recent.where(col(Issue.volunteer_id).in_(ids)))
    past: dict[int, list[tuple[str, str, datetime, int, int]]] = defaultdict(list)
    for volunteer, *rest in rows:
        past[volunteer].append((rest[0], rest[1], rest[2], rest[3], rest[4]))
    return {volunteer: _past(issues) for volunteer, issues in past.items()}


def _past(issues: list[tuple[str, str, datetime, int, int]]) -> Past:
    week, _state, until, needs, moved = issues[0]
    quiet = next((n for n, issue in enumerate(issues) if issue[1] != "nothing"), len(issues))
    told = issues[quiet][2] if quiet < len(issues) else None
    return Past(week, until, (needs, moved), quiet, told)


def campaigns_with_detail(session: Session) -> frozenset[int]:
    """Campaigns whose coordinator allows names in mails."""
    return frozenset(session.scalars(select(col(DetailAllowed.campaign_id))))


def subscription_of(session: Session, volunteer_id: int) -> Subscription | None:
    """What a reader asked for, when they did."""
    return session.get(Subscription, volunteer_id)


def follows_of(session: Session, volunteer_id: int) -> list[Follow]:
    """What a reader follows."""
    return list(
        session.scalars(
            select(Follow).where(col(Follow.volunteer_id) == volunteer_id).order_by(col(Follow.id))
        )
    )


def campaigns_of(session: Session, ids: Sequence[int]) -> list[tuple[int, str]]:
    """Campaigns by name."""
    wanted = select(col(Campaign.id), col(Campaign.name)).where(col(Campaign.id).in_(ids))
    return [
        (row[0], row[1]) for row in session.execute(wanted.order_by(col(Campaign.name), col(Campaign.id)))
    ]


def detail_allowed_for(session: Session, campaign_id: int) -> DetailAllowed | None:
    """The campaign's permission to name people in mails."""
    return session.get(DetailAllowed, campaign_id)


def zones_of(session: Session) -> dict[int, str]:
    """The time zone of every campaign."""
    return {row[0]: row[1] for row in session.execute(select(col(Campaign.id), CAMPAIGN_ZONE))}
