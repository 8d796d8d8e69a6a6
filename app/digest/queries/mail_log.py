"""Mails as admins and coordinators see them: their state, never their words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, select
from sqlmodel import Session, col

from app.accounts.models import Membership, Volunteer
from app.mail.models import MailAddress, MailState, OutgoingMail
from app.web.viewer import Right, Viewer

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class MailView:
    """One mail on the page."""

    id: int
    kind: str
    name: str | None
    address: str
    state: str
    tries: int
    queued_at: datetime
    next_try_at: datetime
    sent_at: datetime | None
    last_error: str | None
    unsure_count: int
    paused_at: datetime | None
    has_words: bool


_mails = (
    select(
        col(OutgoingMail.id), col(OutgoingMail.kind), col(Volunteer.name), col(OutgoingMail.to_address),
        col(OutgoingMail.state), col(OutgoingMail.tries), col(OutgoingMail.queued_at), col(OutgoingMail.next_try_at),
        col(OutgoingMail.sent_at), col(OutgoingMail.last_error), col(OutgoingMail.unsure_count),
        col(MailAddress.paused_at), col(OutgoingMail.message).is_not(None),
    )
    .outerjoin(Volunteer, col(Volunteer.id) == col(OutgoingMail.volunteer_id))
    .outerjoin(MailAddress, col(MailAddress.address) == col(OutgoingMail.to_address))
)  # fmt: skip


def mails_for(session: Session, viewer: Viewer) -> list[MailView]:
    """The newest mails this viewer may know of: an admin all, a coordinator those to members of their campaigns."""
    settled = case((col(OutgoingMail.state).in_((MailState.SENT, MailState.CANCELLED)), 1), else_=0)
    wanted = _mails.where(_known_to(viewer)).order_by(settled, col(OutgoingMail.id).desc()).limit(MOST_SHOWN)
    return [MailView(*row) for row in session.execute(wanted)]


def mail_for(session: Session, viewer: Viewer, mail_id: int) -> MailView | None:
    """One mail, if this viewer may know of it."""
    row = session.execute(_mails.where(_known_to(viewer), col(OutgoingMail.id) == mail_id)).first()
    return MailView(*row) if row else None


def _known_to(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.may_somewhere(Right.RUN):
        return col(OutgoingMail.id).is_not(None)
    mine = viewer.campaigns_with(Right.MANAGE)
    members = select(col(Membership.volunteer_id)).where(col(Membership.campaign_id).in_(mine))
    return col(OutgoingMail.volunteer_id).in_(members)
