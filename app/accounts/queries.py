"""Reading accounts."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, bindparam, exists, func, null, or_, select
from sqlmodel import Session, col

from app.accounts.models import (
    Campaign,
    Invitation,
    MailedLink,
    Membership,
    RecoveryCode,
    SecondFactor,
    SignIn,
    SignInAttempt,
    Volunteer,
)
from app.accounts.rights import roles_with
from app.history.access_log import Access
from app.web.models import UnfinishedWords
from app.web.viewer import Right

_signed_in: Any = (
    select(
        col(SignIn.id).label("sign_in_id"), col(SignIn.created_at), col(SignIn.seen_at), col(SignIn.proved_at),
        col(Volunteer.id).label("volunteer_id"), col(Volunteer.name), col(Volunteer.email), col(Volunteer.is_admin),
        col(Volunteer.zone), col(SecondFactor.confirmed_at), col(Membership.campaign_id), col(Membership.role),
        col(Campaign.own_day), col(Campaign.is_demonstration),
        exists().where(col(UnfinishedWords.volunteer_id) == col(Volunteer.id)).label("has_unfinished"),
    )
    .join(Volunteer, col(Volunteer.id) == col(SignIn.volunteer_id))
    .outerjoin(SecondFactor, col(SecondFactor.volunteer_id) == col(Volunteer.id))
    .outerjoin(Membership, col(Membership.volunteer_id) == col(Volunteer.id))
    .outerjoin(Campaign, col(Campaign.id) == col(Membership.campaign_id))
    .where(col(SignIn.token_hash) == bindparam("token_hash"), col(Volunteer.disabled_at).is_(None))
)  # fmt: skip


def _counting(approvals: Any, on_my_day: Any) -> Any:
    return _signed_in.add_columns(approvals.label("approvals"), on_my_day.label("on_my_day"))


Since = Callable[[datetime], dict[str, datetime]]
_asked: dict[str, Any] = {"rows": _counting(null(), null()), "since": lambda _now: {}}


def install(counts: tuple[Any, Any], since: Since) -> None:
    """Say how it is counted what waits for whoever is signed in; all that can wait lies above this folder."""
    _asked.update(rows=_counting(*counts), since=since)


def signed_in_rows(session: Session, token_hash: str, now: datetime) -> list[Row[tuple[object, ...]]]:
    """The sign-in with its volunteer, one row per membership, each ending with what waits for them; empty when there
    is none.
    """
    found = session.connection().execute(_asked["rows"], {"token_hash": token_hash, **_asked["since"](now)})
    return list(found)


def volunteer_by_email(session: Session, email: str) -> Volunteer | None:
    """The account with this address; capitals make no difference, as telephones like to begin with one."""
    return session.scalars(select(Volunteer).where(func.lower(col(Volunteer.email)) == email.lower())).first()


def volunteer_by_id(session: Session, volunteer_id: int) -> Volunteer | None:
    """The account with this number."""
    return session.get(Volunteer, volunteer_id)


def every_name(session: Session) -> list[tuple[int, str]]:
    """What everybody is called who has an account, or had one: a closed one's doings stand under its name."""
    found = session.execute(select(col(Volunteer.id), col(Volunteer.name)).order_by(col(Volunteer.id)))
    return [(row[0], row[1]) for row in found]


def is_anybody_there(session: Session) -> bool:
    """Whether a volunteer exists at all."""
    return first_account_at(session) is not None


def first_account_at(session: Session) -> datetime | None:
    """Since when anybody has an account."""
    return session.scalar(select(func.min(col(Volunteer.created_at))))


def admins(session: Session) -> list[Volunteer]:
    """Whoever runs the installation and may still sign in."""
    wanted = select(Volunteer).where(col(Volunteer.is_admin), col(Volunteer.disabled_at).is_(None))
    return list(session.scalars(wanted.order_by(col(Volunteer.id))))


def campaigns(session: Session, ids: list[int] | None = None) -> list[Campaign]:
    """All campaigns but what was taken away, or these, by name."""
    wanted = col(Campaign.ended_at).is_(None) if ids is None else col(Campaign.id).in_(ids)
    found = session.scalars(select(Campaign).where(wanted).order_by(col(Campaign.name), col(Campaign.id)))
    return list(found)


def campaign_by_slug(session: Session, slug: str) -> Campaign | None:
    """The campaign with this slug."""
    return session.scalars(select(Campaign).where(col(Campaign.slug) == slug)).first()


def membership(session: Session, volunteer_id: int, campaign_id: int) -> Membership | None:
    """The volunteer's membership in the campaign."""
    wanted = select(Membership).where(
        col(Membership.volunteer_id) == volunteer_id, col(Membership.campaign_id) == campaign_id
    )
    return session.scalars(wanted).first()


class Colleague(NamedTuple):
    """A member of a campaign as other members see them."""

    id: int
    name: str
    role: str


def colleagues(session: Session, campaign_id: int) -> list[Colleague]:
    """The members of a campaign by name."""
    wanted = (
        select(col(Volunteer.id), col(Volunteer.name), col(Membership.role))
        .join(Membership, col(Membership.volunteer_id) == col(Volunteer.id))
        .where(col(Membership.campaign_id) == campaign_id, col(Volunteer.disabled_at).is_(None))
        .order_by(col(Volunteer.name), col(Volunteer.id))
    )
    return [Colleague(*row) for row in session.execute(wanted)]


def invitation_by_hash(session: Session, token_hash: str) -> Invitation | None:
    """The invitation behind a token."""
    return session.scalars(select(Invitation).where(col(Invitation.token_hash) == token_hash)).first()


def attempts_since(session: Session, subject: str, since: datetime) -> int:
    """Wrong passphrases counted for one account or address."""
    wanted = select(func.count()).where(col(SignInAttempt.subject) == subject, col(SignInAttempt.at) >= since)
    return session.scalar(wanted) or 0


def own_sign_ins(session: Session, volunteer_id: int) -> list[SignIn]:
    """Where a volunteer is signed in, the last seen first."""
    wanted = select(SignIn).where(col(SignIn.volunteer_id) == volunteer_id)
    return list(session.scalars(wanted.order_by(col(SignIn.seen_at).desc(), col(SignIn.id))))


NEWEST_LOOK: Any = (
    select(func.max(col(SignIn.looked_at)))
    .where(col(SignIn.volunteer_id) == col(Volunteer.id), col(SignIn.looked_at).is_not(None))
    .correlate(Volunteer)
    .scalar_subquery()
)


def looked_later_by(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """The clause on a volunteer: these sign-ins know of a later look than the account does."""
    owners = select(col(SignIn.volunteer_id)).where(col(SignIn.looked_at).is_not(None), *which)
    is_newer = or_(col(Volunteer.looked_at).is_(None), col(Volunteer.looked_at) < NEWEST_LOOK)
    return and_(col(Volunteer.id).in_(owners), is_newer)


def last_look(session: Session, volunteer_id: int) -> tuple[datetime | None, datetime | None]:
    """When they last opened their day, in any browser, and from when on things were new to them then."""
    wanted = (
        select(col(Volunteer.looked_at), col(SignIn.looked_at), col(SignIn.news_since))
        .outerjoin(
            SignIn, and_(col(SignIn.volunteer_id) == col(Volunteer.id), col(SignIn.looked_at).is_not(None))
        )
        .where(col(Volunteer.id) == volunteer_id)
        .order_by(col(SignIn.looked_at).desc().nulls_last())
    )
    row: Any = session.execute(wanted.limit(1)).one()
    if row[1] is None or (row[0] is not None and row[0] > row[1]):
        return row[0], None
    return row[1], row[2]


def sign_in_of(session: Session, volunteer_id: int, sign_in_id: int) -> SignIn | None:
    """One of a volunteer's own sign-ins."""
    wanted = select(SignIn).where(col(SignIn.id) == sign_in_id, col(SignIn.volunteer_id) == volunteer_id)
    return session.scalars(wanted).first()


def members(session: Session, campaign_id: int) -> list[tuple[Volunteer, str]]:
    """The members of a campaign with their roles, by name; closed accounts too."""
    wanted = (
        select(Volunteer, col(Membership.role))
        .join(Membership, col(Membership.volunteer_id) == col(Volunteer.id))
        .where(col(Membership.campaign_id) == campaign_id)
        .order_by(col(Volunteer.name), col(Volunteer.id))
    )
    return [(row[0], row[1]) for row in session.execute(wanted)]


def open_invitations(session: Session, campaign_id: int, now: datetime) -> list[Invitation]:
    """Invitations to a campaign that can still be used."""
    wanted = select(Invitation).where(
        col(Invitation.campaign_id) == campaign_id,
        col(Invitation.used_at).is_(None),
        col(Invitation.expires_at) > now,
    )
    return list(session.scalars(wanted.order_by(col(Invitation.id))))


def second_factor(session: Session, volunteer_id: int) -> SecondFactor | None:
    """The volunteer's second factor, confirmed or still being set up."""
    return session.get(SecondFactor, volunteer_id)


def recovery_codes_left(session: Session, volunteer_id: int) -> int:
    """How many recovery codes can still be used."""
    wanted = select(func.count()).where(
        col(RecoveryCode.volunteer_id) == volunteer_id, col(RecoveryCode.used_at).is_(None)
    )
    return session.scalar(wanted) or 0


def mailed_link(session: Session, purpose: str, token_hash: str) -> MailedLink | None:
    """The link of this purpose behind a token."""
    wanted = select(MailedLink).where(
        col(MailedLink.token_hash) == token_hash, col(MailedLink.purpose) == purpose
    )
    return session.scalars(wanted).first()


def open_links(session: Session, purpose: str, volunteer_id: int) -> list[MailedLink]:
    """A volunteer's links of one purpose that were not used."""
    theirs = col(MailedLink.volunteer_id) == volunteer_id, col(MailedLink.purpose) == purpose
    return list(session.scalars(select(MailedLink).where(*theirs, col(MailedLink.used_at).is_(None))))


def invitation_of(session: Session, campaign_id: int, invitation_id: int) -> Invitation | None:
    """One of a campaign's invitations."""
    wanted = select(Invitation).where(
        col(Invitation.id) == invitation_id, col(Invitation.campaign_id) == campaign_id
    )
    return session.scalars(wanted).first()


def all_volunteers(session: Session) -> list[tuple[Volunteer, datetime | None]]:
    """Every account by name, with the moment its second factor was confirmed."""
    wanted = (
        select(Volunteer, col(SecondFactor.confirmed_at))
        .outerjoin(SecondFactor, col(SecondFactor.volunteer_id) == col(Volunteer.id))
        .order_by(col(Volunteer.name), col(Volunteer.id))
    )
    return [(row[0], row[1]) for row in session.execute(wanted)]


def names_of(session: Session, ids: set[int | None]) -> dict[int, str]:
    """The names of these volunteers, by number."""
    wanted = select(col(Volunteer.id), col(Volunteer.name)).where(col(Volunteer.id).in_(ids))
    return {row[0]: row[1] for row in session.execute(wanted)} if ids else {}


def gives(right: Right) -> ColumnElement[bool]:
    """The clause on a membership: its role gives this right."""
    return col(Membership.role).in_(roles_with(right))


def memberships_of(session: Session, volunteer_id: int) -> list[tuple[Campaign, str]]:
    """The campaigns a volunteer belongs to, each with the role."""
    wanted = (
        select(Campaign, col(Membership.role))
        .join(Membership, col(Membership.campaign_id) == col(Campaign.id))
        .where(col(Membership.volunteer_id) == volunteer_id)
        .order_by(col(Campaign.name), col(Campaign.id))
    )
    return [(row[0], row[1]) for row in session.execute(wanted)]


class AccessPage(NamedTuple):
    """What of the access log is asked for: these campaigns' lines or all, one kind or all, older than a line."""

    campaign_ids: list[int] | None
    what: str | None = None
    before: int | None = None
    most: int = 50


def access_lines(session: Session, asked: AccessPage) -> list[tuple[Access, str | None]]:
    """Lines of the access log with the name of who acted, newest first, one more than a page holds."""
    wanted = (
        select(Access, col(Volunteer.name))
        .outerjoin(Volunteer, col(Volunteer.id) == col(Access.actor_id))
        .order_by(col(Access.id).desc())
        .limit(asked.most + 1)
    )
    if asked.campaign_ids is not None:
        wanted = wanted.where(col(Access.campaign_id).in_(asked.campaign_ids))
    if asked.what is not None:
        wanted = wanted.where(col(Access.what) == asked.what)
    if asked.before is not None:
        wanted = wanted.where(col(Access.id) < asked.before)
    return [(row[0], row[1]) for row in session.execute(wanted)]
