"""Due dates that the directory brings: every campaign is reminded of the offices that nobody has checked."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session

from app.directory.models import Addressee
from app.reviews.due import Due
from app.reviews.models import Review
from app.reviews.queries.batch import periods
from app.reviews.queries.offices import offices
from app.reviews.rules.offices import RULE, office_check

HALF_A_YEAR = 180


def dues_of_offices(session: Session, campaign_ids: Sequence[int], today: date) -> Iterator[tuple[int, Due]]:
    """One for each office and campaign."""
    days = periods(session).house(RULE) or HALF_A_YEAR
    found = [office_check(office, days, today) for office in offices(session, today)]
    for campaign_id in campaign_ids:
        for due in found:
            yield campaign_id, due


def note_check(session: Session, review: Review, today: date) -> None:
    """Done means checked, for all campaigns: the office itself keeps the day."""
    if review.rule == RULE:
        office = session.get(Addressee, int(review.subject.rpartition("-")[2]))
        if office is not None:
            office.checked_on = today
