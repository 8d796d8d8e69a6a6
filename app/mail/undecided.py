"""What a person decides about a mail that nobody else can decide about."""

from datetime import datetime

from sqlalchemy import case, update
from sqlmodel import Session, col

from app.mail.changes import as_before, one_changed
from app.mail.models import MailAddress, MailState, OutgoingMail
from app.mail.queries import MOST_UNSURE


def arrived(session: Session, mail_id: int) -> bool:
    """A person knows that the doubtful mail arrived."""
    now: datetime = session.info["at"]
    return _decided(session, mail_id, (MailState.UNCERTAIN,), state=MailState.SENT, sent_at=now, message=None)


def send_again(session: Session, mail_id: int) -> bool:
    """A person wants the doubtful or failed mail sent once more;
    another doubt comes straight back to a person.
    """
    now: datetime = session.info["at"]
    again = (MailState.UNCERTAIN, MailState.FAILED)
    unsure = case((col(OutgoingMail.unsure_count) > 0, MOST_UNSURE - 1), else_=0)
    return _decided(session, mail_id, again, state=as_before, unsure_count=unsure, next_try_at=now, tries=0)


def give_up(session: Session, mail_id: int) -> bool:
    """A person drops a mail that waits, is in doubt or failed."""
    droppable = (MailState.QUEUED, MailState.UNCERTAIN, MailState.FAILED)
    return _decided(session, mail_id, droppable, state=MailState.CANCELLED, message=None)


def _decided(session: Session, mail_id: int, states: tuple[MailState, ...], **values: object) -> bool:
    one = update(OutgoingMail).where(col(OutgoingMail.id) == mail_id, col(OutgoingMail.state).in_(states))
    if "message" not in values:  # it goes out again, and the words of one that was refused are forgotten
        one = one.where(col(OutgoingMail.message).is_not(None))
    return one_changed(session.connection().execute(one.values(**values)))


def resume_address(session: Session, address: str) -> None:
    """A person looked at an address that refused: its mails go out again."""
    session.connection().execute(
        update(MailAddress).where(col(MailAddress.address) == address).values(refusals=0, paused_at=None)
    )
