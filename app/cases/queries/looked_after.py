"""Whether somebody looks after a case: one of today's members, not whoever has left or closed their account since."""

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from app.accounts.models import Membership, Volunteer
from app.cases.models import Case, Minder

MINDING: Any = (
    select(col(Minder.case_id), col(Minder.volunteer_id), col(Membership.campaign_id))
    .join(Volunteer, col(Volunteer.id) == col(Minder.volunteer_id))
    .join(Membership, col(Membership.volunteer_id) == col(Minder.volunteer_id))
    .where(col(Volunteer.disabled_at).is_(None))
)
"""Cases with those who may look after them, by the campaign in which they are."""


def looked_after(case_id: Any, campaign_id: Any) -> ColumnElement[bool]:
    """Whether anybody who is still in this campaign looks after the case with this number."""
    theirs = MINDING.where(col(Minder.case_id) == case_id, col(Membership.campaign_id) == campaign_id)
    found: ColumnElement[bool] = theirs.correlate_except(Minder, Volunteer, Membership).exists()
    return found


MINDERS: Any = (
    MINDING.join(Case, col(Case.id) == col(Minder.case_id))
    .where(col(Membership.campaign_id) == col(Case.campaign_id))
    .with_only_columns(col(Minder.case_id), col(Minder.volunteer_id))
)
"""Every case with those who look after it now."""
CASE_IS_LOOKED_AFTER: ColumnElement[bool] = looked_after(col(Case.id), col(Case.campaign_id))
