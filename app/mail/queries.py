"""Reading the outbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ScalarSelect, and_, bindparam, case, func, or_, select
from sqlmodel import Session, col

from app.mail.models import MailAddress, MailLine, MailState, OutgoingMail

MOST_UNSURE = 2  # the first doubt is repeated byte for byte, the second is left to a person

paused = select(col(MailAddress.address)).where(col(MailAddress.paused_at).is_not(None))

POST = "chat"  # what is posted to a chat waits in the same outbox and goes another way
waits = and_(
    col(OutgoingMail.state).in_((MailState.QUEUED, MailState.UNCERTAIN)),
    col(OutgoingMail.unsure_count) < MOST_UNSURE,
    col(OutgoingMail.to_address).not_in(paused),
)
LONGEST_WAIT = timedelta(hours=4)
# Nothing ever waits longer than that: a later date means that the clock was set back, and it is not
# waited for.
is_its_turn = or_(
    col(OutgoingMail.next_try_at) <= bindparam("now"), col(OutgoingMail.next_try_at) > bindparam("far")
)


def next_ones(*, posts: bool = False) -> ScalarSelect[int]:
    """The ids to claim, oldest first, skipping what another worker is claiming this moment."""
    kind = col(OutgoingMail.kind)
    chosen = (
        select(col(OutgoingMail.id))
        .where(waits, is_its_turn, kind == POST if posts else kind != POST)
        .order_by(col(OutgoingMail.next_try_at), col(OutgoingMail.id))
        .limit(bindparam("count"))
        .with_for_update(skip_locked=True)
    )
    return chosen.scalar_subquery()


def something_waits(session: Session, now: datetime) -> bool:
    """Whether a delivery run would find anything to do:
    a mail whose turn it is, and a line that may be tried.
    """
    line = line_state(session)
    if line.stopped or (line.next_try_at is not None and now < line.next_try_at <= now + LONGEST_WAIT):
        return False
    wanted = select(col(OutgoingMail.id)).where(
        or_(and_(waits, is_its_turn), col(OutgoingMail.owner).is_not(None)), col(OutgoingMail.kind) != POST
    )
    return (
        session.connection().execute(wanted.limit(1), {"now": now, "far": now + LONGEST_WAIT}).first()
        is not None
    )


def line_state(session: Session) -> MailLine:
    """How the way to the mail server is."""
    return session.get(MailLine, 1) or MailLine()


def refusing(session: Session, addresses: Sequence[str]) -> frozenset[str]:
    """Those of the addresses that refused a mail before."""
    wanted = select(col(MailAddress.address)).where(
        col(MailAddress.address).in_(addresses), col(MailAddress.refusals) > 0
    )
    return frozenset(session.scalars(wanted))


class Held(NamedTuple):
    """A mail that some sender holds, or held when it died."""

    owner: str
    lease_until: datetime


def holders(session: Session) -> list[Held]:
    """Everybody who holds mails, with the last lease of each."""
    wanted = (
        select(col(OutgoingMail.owner), func.max(col(OutgoingMail.lease_until)))
        .where(col(OutgoingMail.owner).is_not(None))
        .group_by(col(OutgoingMail.owner))
    )
    return [Held(owner, lease) for owner, lease in session.execute(wanted)]


class Outbox(NamedTuple):
    """The outbox in numbers, for /health and the page."""

    waiting: int
    oldest_queued_at: datetime | None
    uncertain: int
    failed: int
    paused_addresses: int


_numbers = select(
    func.coalesce(func.sum(case((waits, 1), else_=0)), 0),
    func.min(case((waits, col(OutgoingMail.queued_at)), else_=None)),
    func.coalesce(
        func.sum(
            case(
                (
                    and_(
                        col(OutgoingMail.state) == MailState.UNCERTAIN,
                        col(OutgoingMail.unsure_count) >= MOST_UNSURE,
                    ),
                    1,
                ),
                else_=0,
            )
        ),
        0,
    ),
    func.coalesce(func.sum(case((col(OutgoingMail.state) == MailState.FAILED, 1), else_=0)), 0),
    select(func.count()).select_from(paused.subquery()).scalar_subquery(),
).where(col(OutgoingMail.state).not_in((MailState.SENT, MailState.CANCELLED)))


def outbox(session: Session) -> Outbox:
    """How many mails wait, since when, and how many need a person."""
    return Outbox(*session.execute(_numbers).one())


def unfinished_of_kind(session: Session, kind: str, volunteer_ids: Sequence[int]) -> list[int]:
    """Mails of a kind that still wait for these volunteers and were certainly never delivered."""
    wanted = select(col(OutgoingMail.id)).where(
        col(OutgoingMail.kind) == kind,
        col(OutgoingMail.state) == MailState.QUEUED,
        col(OutgoingMail.unsure_count) == 0,
        col(OutgoingMail.volunteer_id).in_(volunteer_ids),
    )
    return list(session.scalars(wanted))
