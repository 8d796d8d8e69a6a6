"""What people do with reviews: done, snooze, hand over, confirm, set by hand. The due date moves by none of it."""

import secrets
from datetime import date, datetime, timedelta

from sqlmodel import Session

from app.cases.models import Case
from app.refusal import Conflict, Unacceptable
from app.reviews.due_date import Urgency
from app.reviews.dues_without_case import note_check
from app.reviews.forms import ByHandForm
from app.reviews.models import BY_HAND, Review
from app.reviews.review_words import offer_stands
from app.text import _, weekday_in_words

THIRD = 3


class NoLongerOpen(Conflict):
    """Somebody was faster."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has dealt with this since you opened it. Nothing was changed."))


def must_be_open(review: Review, version: int | None) -> None:
    """Refuse what is done or dropped, or was changed since the form was shown."""
    if review.done_at is not None or review.dropped_at is not None or version not in (None, review.version):
        raise NoLongerOpen


def mark_done(session: Session, review: Review, volunteer_id: int, today: date, found: str) -> None:
    """Somebody looked, and says what they found. Where the rule asks for it a next look follows by itself."""
    review.done_at, review.done_on, review.done_by_id, review.found = (
        session.info["at"],
        today,
        volunteer_id,
        found,
    )
    review.offered_to_id = review.offered_by_id = review.offered_at = None
    _tell_calendars(session, review)
    note_check(session, review, today)


def _tell_calendars(session: Session, review: Review) -> None:
    """What calendars carry of it has changed: they are to take the new event for the old one."""
    review.moved_at = session.info["at"]
    review.sequence += 1


def last_snooze_day(review: Review) -> date | None:
    """The last day a hard date may be put off to: the day before it. None for others."""
    return review.due - timedelta(days=1) if review.hard else None


def snooze(review: Review, until: date, reason: str, today: date) -> None:
    """Look later; the due date stays. A hard legal date is never put off beyond the day before it."""
    last = last_snooze_day(review)
    if until <= today:
        raise Unacceptable(_("Choose a day after today."))
    if last is not None and until > last:
        raise Unacceptable(
            _("This is a hard date: it can be put off to %(day)s at most.") % {"day": weekday_in_words(last)}
            if last > today
            else _("This is a hard date and too near to be put off.")
        )
    review.snoozed_until, review.snooze_reason = until, reason
    review.snoozes += 1


def is_third_snooze(review: Review) -> bool:
    """Whether it has been put off so often that somebody else might take it."""
    return review.snoozes >= THIRD


def offer(session: Session, review: Review, to_id: int, by_id: int) -> None:
    """Ask somebody to take it over. It stays the sender's until accepted, and for good after 72 hours."""
    review.offered_to_id, review.offered_by_id, review.offered_at = to_id, by_id, session.info["at"]


def accept(review: Review, volunteer_id: int, now: datetime) -> None:
    """Take it over: from now on it is on this volunteer's day."""
    if review.offered_to_id != volunteer_id or not offer_stands(review, now):
        raise Conflict(_("This offer no longer stands. Nothing was changed."))
    review.holder_id = volunteer_id
    review.offered_to_id = review.offered_by_id = review.offered_at = None


def decline(review: Review, volunteer_id: int) -> None:
    """Say no, or take one's own offer back: it is the sender's again."""
    if volunteer_id not in (review.offered_to_id, review.offered_by_id):
        raise Conflict(_("This offer no longer stands. Nothing was changed."))
    review.offered_to_id = review.offered_by_id = review.offered_at = None


def confirm(session: Session, review: Review, volunteer_id: int, due: date) -> None:
    """A person has checked the date. From now on the rule may flag it but never replaces it."""
    review.confirmed_by_id = volunteer_id
    review.due = review.due_last = review.late_after = due
    _tell_calendars(session, review)


def follow_again(session: Session, review: Review) -> None:
    """Give up the confirmed date for what the entries lead to now."""
    if review.derived is not None:
        review.due = review.due_last = review.late_after = review.derived
    review.confirmed_by_id = None
    _tell_calendars(session, review)


def set_by_hand(session: Session, case: Case, form: ByHandForm, due: date, volunteer_id: int) -> Review:
    """A date of somebody's own."""
    review = Review(
        campaign_id=case.campaign_id,
        case_id=case.id,
        rule=BY_HAND,
        subject=secrets.token_hex(8),
        title=form.title,
        reason=form.reason or "",
        due=due,
        due_last=due,
        late_after=due,
        urgency=Urgency.HAND,
        made_at=session.info["at"],
        made_by_id=volunteer_id,
    )
    session.add(review)
    return review


def take_away(session: Session, review: Review, why: str) -> None:
    """A date set by hand that is no longer wanted; derived ones go only with their entries."""
    if review.rule != BY_HAND:
        raise Conflict(_("This date follows from entries. Mark it done, or mend the entry."))
    review.dropped_at, review.dropped_why = session.info["at"], why
    _tell_calendars(session, review)
