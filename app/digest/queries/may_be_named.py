"""What mails and chats may say of whom: the consents that stand on the day of every campaign a person is known to."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from app.accounts.campaign_days import CAMPAIGN_ZONE
from app.accounts.models import Campaign
from app.cases.models import Case, Visibility
from app.clock import civil_date
from app.consent.models import Use
from app.consent.queries.consents import AsOf, leaving_groups

_known_to = (
    select(col(Case.person_id), CAMPAIGN_ZONE, col(Case.visibility))
    .join(Campaign, col(Campaign.id) == col(Case.campaign_id))
    .distinct()
)


def sayable(
    session: Session, now: datetime, pinned: date | None, people: Sequence[int] | None = None
) -> frozenset[tuple[int, str]]:
    """Person and group of facts. A consent ends at midnight where its campaign is, and of somebody with a case that
    only few may see nothing is said.
    """
    wanted = _known_to if people is None else _known_to.where(col(Case.person_id).in_(list(people)))
    days: dict[int, set[date]] = defaultdict(set)
    kept: set[int] = set()
    for person, zone, visibility in session.execute(wanted):
        days[person].add(civil_date(now, zone, pinned))
        if visibility == Visibility.RESTRICTED:
            kept.add(person)
    standing = {
        day: leaving_groups(session, Use.DIGEST, AsOf(day, pinned), people)
        for day in set().union(*days.values())
    }
    return frozenset(
        (person, group)
        for person, group in frozenset().union(*standing.values())
        if person not in kept and all((person, group) in standing[day] for day in days[person])
    )
