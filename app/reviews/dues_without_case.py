"""Due dates of no case: offices that nobody has checked, and consents of people who have no case."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session

from app.directory.models import Addressee
from app.directory.queries import periods_of
from app.reviews.due_date import Due
from app.reviews.models import Review
from app.reviews.queries.expiring_consents import ending_in_no_case
from app.reviews.queries.offices import offices
from app.reviews.rules.offices import RULE, office_check
from app.reviews.rules.yearly import end_of
from app.text import _

HALF_A_YEAR = 180


def dues_of_offices(session: Session, campaign_ids: Sequence[int], today: date) -> Iterator[tuple[int, Due]]:
    """One for each office and campaign."""
    days = periods_of(session).house(RULE) or HALF_A_YEAR
    found = [office_check(office, days, today) for office in offices(session, today)]
    for campaign_id in campaign_ids:
        for due in found:
            yield campaign_id, due


def dues_of_consents(session: Session, campaign_ids: Sequence[int], today: date) -> Iterator[tuple[int, Due]]:  # noqa: ARG001 - every feature is asked the same question
    """Consents that run out of people whom no case would remind of it."""
    for campaign_id, consent, incident in ending_in_no_case(session, campaign_ids):
        whose = _("somebody of %(ref)s") % {"ref": incident} if incident else _("somebody without a case")
        yield campaign_id, end_of(consent, whose)


def note_check(session: Session, review: Review, today: date) -> None:
    """Done means checked, for all campaigns: the office itself keeps the day."""
    if review.rule == RULE:
        office = session.get(Addressee, int(review.subject.rpartition("-")[2]))
        if office is not None:
            office.checked_on = today
