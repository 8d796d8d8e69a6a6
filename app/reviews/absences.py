"""Handing all one's cases over for a time: offered, accepted, and given back on the day after the last."""

from datetime import date, timedelta

from sqlmodel import Session

from app.cases.changes.cases import add_minder, remove_minder
from app.cases.models import Case
from app.cases.queries.case_list import minder_of
from app.clock import civil_date
from app.db import number_of
from app.jobs.schedule import Every, Job, Step
from app.refusal import Conflict, Unacceptable
from app.reviews.models import Absence, AbsenceItem, Review
from app.reviews.queries.absences import (
    absence_of,
    absences_accepted,
    cases_to_hand_over,
    dates_to_hand_over,
    items_of_absence,
    may_work_again,
)
from app.reviews.review_words import OFFER_STANDS
from app.text import N_, _, ngettext


def offer_all(session: Session, away_id: int, stand_in_id: int, until: date, today: date) -> None:
    """Ask somebody. Until they accept everything stays; after 72 hours the question is over."""
    if until < today:
        raise Unacceptable(_("Choose today or a later day."))
    if absence_of(session, away_id, session.info["at"]) is not None:
        raise Conflict(_("Your cases are offered or handed over already. Take them back first."))
    at = session.info["at"]
    session.add(Absence(away_id=away_id, stand_in_id=stand_in_id, until=until, offered_at=at))


def accept_all(session: Session, absence: Absence) -> int:
    """From now on the stand-in looks after every case they may see; how many those are."""
    if absence.accepted_at is not None or absence.offered_at <= session.info["at"] - OFFER_STANDS:
        raise Conflict(_("This offer no longer stands. Nothing was changed."))
    absence.accepted_at = session.info["at"]
    number, away, stand_in = number_of(absence), absence.away_id, absence.stand_in_id
    numbers = cases_to_hand_over(session, away, stand_in)
    for review in dates_to_hand_over(session, away, numbers):
        review.holder_id = stand_in
        session.add(AbsenceItem(absence_id=number, review_id=number_of(review)))
    for case_id in numbers:
        case, theirs = session.get_one(Case, case_id), minder_of(session, case_id, stand_in) is not None
        add_minder(session, case, stand_in)
        remove_minder(session, case, away)
        session.add(AbsenceItem(absence_id=number, case_id=case_id, was_theirs=theirs))
    return len(numbers)


def end_absence(session: Session, absence: Absence) -> None:
    """What went over comes back to whoever may still work on it; an offer that was never accepted just ends."""
    absence.ended_at = session.info["at"]
    for item in items_of_absence(session, number_of(absence)):
        if item.case_id is not None:
            _give_case_back(session, absence, item)
        elif item.review_id is not None:
            review = session.get_one(Review, item.review_id)
            if review.holder_id == absence.stand_in_id:
                review.holder_id = absence.away_id


def _give_case_back(session: Session, absence: Absence, item: AbsenceItem) -> None:
    """Who cannot take it back leaves it with the stand-in: it is never nobody's."""
    case = session.get_one(Case, item.case_id)
    if not may_work_again(session, absence.away_id, number_of(case)):
        return
    add_minder(session, case, absence.away_id)
    if not item.was_theirs:
        remove_minder(session, case, absence.stand_in_id)


def end_absences(step: Step) -> str:
    """The job: those whose last day is over, where whoever was away is."""
    ended = 0
    with step.database.writing(actor="vigil", at=step.now) as session:
        for absence, zone in absences_accepted(session):
            if absence.until < civil_date(step.now, zone, step.settings.today):
                end_absence(session, absence)
                ended += 1
    return ngettext("%(n)s hand-over ended", "%(n)s hand-overs ended", ended) % {"n": ended}


ABSENCES = Job(
    "absences",
    Every(timedelta(minutes=30)),
    end_absences,
    lambda session, _now: bool(absences_accepted(session)),
    title=N_("Give cases back that were handed over for a time"),
)
