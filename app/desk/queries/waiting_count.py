"""How much waits for whoever is signed in: columns of the statement that every request begins with."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Boolean, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.visitors import replacement_traverse
from sqlmodel import col

from app.accounts.models import Membership, SignIn, Volunteer
from app.accounts.rights import everywhere, roles_with
from app.campaigning.models import Action
from app.campaigning.queries.visible import ACTION_IS_SEEN
from app.cases.kinds.health_alert import HealthAlert
from app.cases.models import Case, Entry, Erasure, Minder, Person
from app.cases.queries.looked_after import CASE_IS_LOOKED_AFTER
from app.cases.queries.visible import (
    CASE_IS_SEEN,
    ENTRY_IS_SEEN,
    PERSON_IS_SEEN,
    is_seen,
    named_on,
)
from app.cases.rules.health import LIFE_IN_DANGER
from app.consent.models import Approval, Consent
from app.db import UtcDateTime
from app.history.models import Change
from app.publishing.models import Correction, PublicPage
from app.reviews.models import Absence, Review
from app.reviews.queries.review_columns import IS_OPEN
from app.reviews.review_words import OFFER_STANDS
from app.web.viewer import Right

WEEK = timedelta(days=7)
_ME: Any = bindparam("viewer_id")
_WORK: Any = bindparam("work", expanding=True)
_COORDINATED: Any = bindparam("coordinated", expanding=True)
_BY_OTHERS = or_(col(Approval.asked_by_id).is_(None), col(Approval.asked_by_id) != _ME)
_undecided = (col(Approval.decision).is_(None), _BY_OTHERS)
_Own = aliased(Case)


def _beyond(*more: Any) -> Any:
    """Whether the person has a case where the viewer may not work."""
    return exists().where(col(_Own.person_id) == col(Person.id), col(_Own.campaign_id).not_in(_WORK), *more)


_of_cases = (
    select(func.count(col(Approval.id)))
    .join(Case, col(Case.id) == col(Approval.case_id))
    .outerjoin(Entry, col(Entry.id) == col(Approval.entry_id))
    .where(
        *_undecided, col(Approval.action_id).is_(None), CASE_IS_SEEN, col(Case.campaign_id).in_(_WORK),
        or_(col(Approval.entry_id).is_(None), and_(col(Entry.removed_at).is_(None), ENTRY_IS_SEEN)),
    )
)  # fmt: skip
_of_actions = (
    select(func.count(col(Approval.id)))
    .join(Action, col(Action.id) == col(Approval.action_id))
    .where(*_undecided, ACTION_IS_SEEN, col(Action.campaign_id).in_(_WORK))
)
_of_liftings = (
    select(func.count(col(Approval.id)))
    .join(Consent, col(Consent.id) == col(Approval.consent_id))
    .join(Person, col(Person.id) == col(Consent.person_id))
    .where(*_undecided, bindparam("works", type_=Boolean), PERSON_IS_SEEN, ~_beyond())
)
_of_erasures = (
    select(func.count(col(Erasure.id)))
    .join(Person, col(Person.id) == col(Erasure.person_id))
    .where(
        col(Erasure.decided_at).is_(None),
        or_(col(Erasure.asked_by_id).is_(None), col(Erasure.asked_by_id) != _ME),
        PERSON_IS_SEEN,
        or_(
            bindparam("runs", type_=Boolean),
            and_(bindparam("works", type_=Boolean), ~_beyond(is_seen(_Own))),
        ),
    )
)
_of_offers = (
    select(func.count(col(Review.id)))
    .outerjoin(Case, col(Case.id) == col(Review.case_id))
    .where(
        IS_OPEN, col(Review.offered_to_id) == _ME, col(Review.offered_at) > bindparam("offered_since"),
        col(Review.campaign_id).in_(_WORK), or_(col(Review.case_id).is_(None), CASE_IS_SEEN),
        or_(col(Review.kept_case_id).is_(None), named_on(col(Review.kept_case_id))),
    )
)  # fmt: skip
_of_absences = select(func.count(col(Absence.id))).where(
    col(Absence.stand_in_id) == _ME, col(Absence.accepted_at).is_(None), col(Absence.ended_at).is_(None),
    col(Absence.offered_at) > bindparam("offered_since"),
)  # fmt: skip
_of_requests = (
    select(func.count(col(Correction.id)))
    .outerjoin(PublicPage, col(PublicPage.id) == col(Correction.page_id))
    .outerjoin(Case, col(Case.id) == col(PublicPage.case_id))
    .where(
        col(Correction.decision).is_(None), bindparam("manages", type_=Boolean),
        or_(col(Correction.campaign_id).in_(_COORDINATED), col(Correction.campaign_id).is_(None)),
        or_(col(Case.id).is_(None), CASE_IS_SEEN),
    )
)  # fmt: skip
_Look = aliased(SignIn)
_looked_at = select(func.max(col(_Look.looked_at))).where(col(_Look.volunteer_id) == _ME).scalar_subquery()
_A_WEEK_AGO: Any = bindparam("a_week_ago", type_=UtcDateTime)  # for whoever has not looked yet
_written_by_me = exists().where(
    col(Change.noun) == "entry", col(Change.row_id) == col(Entry.id), col(Change.actor_id) == _ME
)
_of_alerts = (
    select(func.count(col(Entry.id)))
    .join(HealthAlert, col(HealthAlert.entry_id) == col(Entry.id))
    .join(Case, col(Case.id) == col(Entry.case_id))
    .where(
        col(Entry.key).is_(None), col(Entry.removed_at).is_(None), col(Case.closed_at).is_(None),
        col(HealthAlert.severity).in_(sorted(LIFE_IN_DANGER)), col(HealthAlert.resolution).is_(None),
        col(Entry.edited_at) > func.coalesce(_looked_at, _A_WEEK_AGO), ENTRY_IS_SEEN, ~_written_by_me,
        or_(
            exists().where(col(Minder.case_id) == col(Case.id), col(Minder.volunteer_id) == _ME),
            and_(col(Case.campaign_id).in_(_COORDINATED), ~CASE_IS_LOOKED_AFTER),
        ),
    )
)  # fmt: skip
_PARTS = (
    _of_cases,
    _of_actions,
    _of_liftings,
    _of_erasures,
    _of_offers,
    _of_absences,
    _of_requests,
    _of_alerts,
)
_S, _M, _V = aliased(SignIn), aliased(Membership), aliased(Volunteer)
_here = col(_S.token_hash) == bindparam("token_hash")  # as the statement asks that finds who is signed in


def _with(right: Right) -> Any:
    """The campaigns in which whoever is signed in has this right."""
    theirs = select(col(_M.campaign_id)).join(_S, col(_S.volunteer_id) == col(_M.volunteer_id))
    return theirs.where(_here, col(_M.role).in_(roles_with(right))).correlate(None)


def _somewhere(right: Right) -> Any:
    held = _with(right).exists()
    return or_(held, _is_admin) if right in everywhere(is_admin=True) else held


_me = select(col(_S.volunteer_id)).where(_here).correlate(None).scalar_subquery()
_is_admin = (
    select(col(_V.id))
    .join(_S, col(_S.volunteer_id) == col(_V.id))
    .where(_here, col(_V.is_admin))
    .correlate(None)
    .exists()
)
_BINDS = {
    "viewer_id": _me,
    "viewer_campaigns": _with(Right.READ).scalar_subquery(),
    "work": _with(Right.WORK).scalar_subquery(),
    "coordinated": _with(Right.DECIDE).scalar_subquery(),
    "works": _somewhere(Right.WORK),
    "manages": _somewhere(Right.MANAGE),
    "runs": _somewhere(Right.RUN),
}


def _of_whoever_is_signed_in(part: Any) -> Any:
    """The same, asked of whoever holds the token instead of a viewer who is known already."""

    def known(element: Any, **_more: Any) -> Any:
        return _BINDS.get(element.key) if isinstance(element, BindParameter) else None

    return replacement_traverse(part.scalar_subquery(), {}, known)


@cache
def waiting_counts() -> tuple[Any, Any]:
    """Two numbers for the statement that finds who is signed in: what waits for a second person among the approvals,
    and, with hand-overs, requests of the world and new alerts, on their day. It is the navigation of every page.
    """
    counts = [_of_whoever_is_signed_in(part) for part in _PARTS]
    return sum(counts[1:4], counts[0]), sum(counts[1:], counts[0])


def since(now: datetime) -> dict[str, datetime]:
    """From when on an offer still stands, and an alert is new to whoever has not looked yet."""
    return {"offered_since": now - OFFER_STANDS, "a_week_ago": now - WEEK}
