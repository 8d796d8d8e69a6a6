"""Reading requests to correct or remove."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from app.accounts.campaign_days import CAMPAIGN_ZONE
from app.accounts.models import Campaign, Volunteer
from app.campaigning.models import Action
from app.cases.models import Case, Person
from app.cases.queries.visible import visible_cases
from app.history.recorder import touched
from app.publishing.models import Correction, PublicPage
from app.web.viewer import Right, Viewer

LATEST = 30


@dataclass(frozen=True, slots=True)
class About:
    """The page a request is about, and whose campaign answers; none where that cannot be told."""

    path: str
    campaign_id: int | None = None
    page_id: int | None = None


class Asked(NamedTuple):
    """One request as the queue shows it."""

    id: int
    campaign_id: int | None
    campaign: str | None
    page_id: int | None
    reference: str | None
    name: str | None
    path: str
    words: str
    reply_to: str | None
    received_at: datetime
    decided_at: datetime | None
    decided_by: str | None
    decision: str | None
    answer: str | None


def about_path(session: Session, path: str) -> About:
    """What stands behind an address of ours that was ever public."""
    parts = path.strip("/").split("/")
    if len(parts) > 1 and parts[0] == "p":
        wanted = select(col(Case.campaign_id), col(PublicPage.id)).join(
            PublicPage, col(PublicPage.case_id) == col(Case.id)
        )
        row: Any = session.execute(wanted.where(col(PublicPage.slug) == parts[1])).first()
        return About(path, *row) if row is not None else About(path)
    if len(parts) > 1 and parts[0] == "a":
        found = select(col(Action.campaign_id)).where(
            col(Action.reference) == parts[1], col(Action.published_at).is_not(None)
        )
        return About(path, session.scalar(found))
    return About(path)


_asked = (
    select(
        col(Correction.id), col(Correction.campaign_id), col(Campaign.name), col(Correction.page_id),
        col(Case.reference), col(Person.name), col(Correction.path), col(Correction.words),
        col(Correction.reply_to), col(Correction.received_at), col(Correction.decided_at), col(Volunteer.name),
        col(Correction.decision), col(Correction.answer),
    )
    .select_from(Correction)
    .outerjoin(Campaign, col(Campaign.id) == col(Correction.campaign_id))
    .outerjoin(PublicPage, col(PublicPage.id) == col(Correction.page_id))
    .outerjoin(Case, col(Case.id) == col(PublicPage.case_id))
    .outerjoin(Person, col(Person.id) == col(Case.person_id))
    .outerjoin(Volunteer, col(Volunteer.id) == col(Correction.decided_by_id))
)  # fmt: skip


def _for(viewer: Viewer) -> Any:
    """Those of campaigns they coordinate, and of no campaign; of a case only if they may see it."""
    theirs = viewer.campaigns_with(Right.DECIDE)
    campaign = or_(col(Correction.campaign_id).in_(theirs), col(Correction.campaign_id).is_(None))
    return campaign & or_(col(Case.id).is_(None), visible_cases(viewer))


def open_requests(session: Session, viewer: Viewer) -> list[Asked]:
    """What nobody has answered, those about people first, then the oldest."""
    wanted = _asked.where(_for(viewer), col(Correction.decision).is_(None))
    order = (col(Correction.page_id).is_(None), col(Correction.received_at), col(Correction.id))
    return [Asked(*row) for row in session.execute(wanted.order_by(*order))]


def answered_requests(session: Session, viewer: Viewer) -> list[Asked]:
    """The latest answers."""
    wanted = _asked.where(_for(viewer), col(Correction.decision).is_not(None))
    order = (col(Correction.decided_at).desc(), col(Correction.id).desc())
    return [Asked(*row) for row in session.execute(wanted.order_by(*order).limit(LATEST))]


def asked_for(session: Session, viewer: Viewer, number: int) -> tuple[Asked, Correction] | None:
    """One request and its row, for somebody who may answer it."""
    row: Any = session.execute(_asked.where(_for(viewer), col(Correction.id) == number)).first()
    correction = session.get(Correction, number)
    return (Asked(*row), correction) if row is not None and correction is not None else None


def received_since(session: Session, since: datetime, path: str | None = None) -> int:
    """How many have come, of all pages or of one."""
    wanted = select(func.count()).select_from(Correction).where(col(Correction.received_at) >= since)
    if path is not None:
        wanted = wanted.where(col(Correction.path) == path)
    return session.scalar(wanted) or 0


class Waiting(NamedTuple):
    """An open request as its due date sees it."""

    id: int
    campaign_id: int | None
    about_person: bool
    received_at: datetime


def unanswered(session: Session, campaign_ids: Sequence[int]) -> list[Waiting]:
    """Open requests of these campaigns and of none."""
    wanted = select(
        col(Correction.id), col(Correction.campaign_id), col(Correction.page_id).is_not(None),
        col(Correction.received_at),
    ).where(
        col(Correction.decision).is_(None),
        or_(col(Correction.campaign_id).in_(list(campaign_ids)), col(Correction.campaign_id).is_(None)),
    )  # fmt: skip
    return [Waiting(*row) for row in session.execute(wanted.order_by(col(Correction.id)))]


def campaigns_asked(session: Session) -> list[tuple[int, str]]:
    """The campaigns whose requests this transaction has touched, with their time zones; all where none is named."""
    numbers = touched(session, Correction.noun)
    if not numbers:
        return []
    asked: set[Any] = set(
        session.scalars(select(col(Correction.campaign_id)).where(col(Correction.id).in_(numbers)))
    )
    wanted = select(col(Campaign.id), CAMPAIGN_ZONE).order_by(col(Campaign.id))
    if None not in asked:
        wanted = wanted.where(col(Campaign.id).in_(asked))
    return [(row[0], row[1]) for row in session.execute(wanted)]
