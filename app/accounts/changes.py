"""Changing accounts: adding volunteers, inviting, signing in and out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, update
from sqlmodel import Session, col

from app.accounts.identity import OURS, BadName, are_alike, plain_address, plain_name
from app.accounts.models import (
    Campaign,
    Invitation,
    MailedLink,
    Membership,
    Purpose,
    SignIn,
    SignInAttempt,
    Volunteer,
)
from app.accounts.queries import (
    NEWEST_LOOK,
    campaigns,
    every_name,
    looked_later_by,
    membership,
    open_links,
    own_sign_ins,
    volunteer_by_email,
)
from app.accounts.rights import Role
from app.accounts.secret_tokens import new_token, token_hash
from app.db import number_of
from app.history import access_log
from app.history.access_log import Subject, What
from app.refusal import NotFound
from app.text import _
from app.web.unfinished import drop_all_of

FIRST_LINK_LASTS = timedelta(days=7)
INVITATION_LASTS = timedelta(days=7)
LINK_LASTS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class NewVolunteer:
    """Who shall have an account. Without a hash an existing passphrase stays."""

    email: str
    name: str
    password_hash: str | None = None
    zone: str = "UTC"


def add_volunteer(session: Session, new: NewVolunteer) -> Volunteer:
    """Make an account, or give an existing one a new name and passphrase."""
    address = plain_address(new.email)
    volunteer = volunteer_by_email(session, address)
    if volunteer is None:
        name = free_name(session, new.name, None)
        volunteer = Volunteer(email=address, name=name, created_at=session.info["at"], zone=new.zone)
        session.add(volunteer)
    else:
        set_name(session, volunteer, new.name)
    session.flush()
    if new.password_hash:
        set_password(session, volunteer, new.password_hash, None)
    return volunteer


def set_name(session: Session, volunteer: Volunteer, name: str) -> None:
    """Another name; one that is kept as it is was found good before."""
    if name != volunteer.name:
        volunteer.name = free_name(session, name, volunteer.id)


def free_name(session: Session, name: str, own_id: int | None) -> str:
    """The name, where nobody could take it for that of somebody else who has or had an account here."""
    plain = plain_name(name)
    others = (other for number, other in every_name(session) if number != own_id)
    if any(are_alike(plain, other) for other in (OURS, *others)):
        raise BadName(
            _(
                "Somebody here has this name, or one that reads like it. Add what tells you apart, a family name say"
            )
        )
    return plain


def accept(session: Session, invitation: Invitation, volunteer: Volunteer) -> None:
    """What an invitation promised. Whoever is in the campaign already keeps their role."""
    if invitation.makes_admin:
        make_admin(session, volunteer)
    campaign = session.get(Campaign, invitation.campaign_id) if invitation.campaign_id else None
    if campaign is not None and membership(session, number_of(volunteer), number_of(campaign)) is None:
        join(session, volunteer, campaign, invitation.role)
        about = Subject("volunteer", volunteer.id, campaign.id)
        access_log.note(session, What.ROLE_CHANGED, about)


def join(session: Session, volunteer: Volunteer, campaign: Campaign, role: str) -> None:
    """Give a volunteer a role in a campaign, in place of any earlier one."""
    member, group = number_of(volunteer), number_of(campaign)
    found = membership(session, member, group)
    if found is None:
        session.add(Membership(volunteer_id=member, campaign_id=group, role=role))
    else:
        found.role = role
    session.flush()


def make_admin(session: Session, volunteer: Volunteer, among: list[Campaign] | None = None) -> None:
    """The installation's admin, coordinator of every campaign there is, or of these."""
    volunteer.is_admin = True
    for campaign in campaigns(session) if among is None else among:
        join(session, volunteer, campaign, Role.COORDINATOR)


def first_link(session: Session, at: datetime) -> str:
    """The token of a new one-time link that makes the first admin."""
    token = new_token()
    session.add(
        Invitation(
            token_hash=token_hash(token), makes_admin=True, created_at=at, expires_at=at + FIRST_LINK_LASTS
        )
    )
    return token


def invite(session: Session, email: str, campaign_id: int, role: str = Role.VOLUNTEER) -> str:
    """The token of an invitation bound to one address and one role, from whoever acts."""
    token, at = new_token(), session.info["at"]
    session.add(
        Invitation(
            token_hash=token_hash(token),
            email=plain_address(email),
            role=role,
            campaign_id=campaign_id,
            invited_by_id=session.info["actor_id"],
            created_at=at,
            expires_at=at + INVITATION_LASTS,
        )
    )
    access_log.note(session, What.INVITED, Subject("campaign", campaign_id, campaign_id))
    return token


def sign_in(
    session: Session, volunteer_id: int, at: datetime, browser: str | None = None, token: str | None = None
) -> str:
    """Begin a sign-in and give its token, which is kept nowhere; a new one unless the caller has one."""
    token = token or new_token()
    session.add(
        SignIn(
            token_hash=token_hash(token),
            volunteer_id=volunteer_id,
            created_at=at,
            seen_at=at,
            proved_at=at,
            browser=browser,
        )
    )
    session.flush()
    return token


def note_seen(connection: Connection, sign_in_id: int, at: datetime) -> None:
    """Move the moment a browser was last seen."""
    connection.execute(update(SignIn).where(col(SignIn.id) == sign_in_id).values(seen_at=at))


def note_proof(session: Session, sign_in_id: int, at: datetime) -> None:
    """The passphrase was typed again in this browser."""
    session.execute(update(SignIn).where(col(SignIn.id) == sign_in_id).values(proved_at=at, seen_at=at))


def note_day(connection: Connection, sign_in_id: int, at: datetime, news_since: datetime) -> None:
    """They opened their day; what is newer than `news_since` was shown as new."""
    now = {"seen_at": at, "looked_at": at, "news_since": news_since}
    connection.execute(update(SignIn).where(col(SignIn.id) == sign_in_id).values(now))


def keep_looks(session: Session, *which: ColumnElement[bool]) -> None:
    """Before these sign-ins go: when their owners last looked stays known."""
    session.connection().execute(
        update(Volunteer).where(looked_later_by(*which)).values(looked_at=NEWEST_LOOK)
    )


def sign_out(session: Session, sign_in_id: int) -> None:
    """End one sign-in."""
    keep_looks(session, col(SignIn.id) == sign_in_id)
    session.execute(delete(SignIn).where(col(SignIn.id) == sign_in_id))


def sign_out_token(session: Session, token: str) -> None:
    """End the sign-in with this token, if there is one."""
    keep_looks(session, col(SignIn.token_hash) == token_hash(token))
    session.execute(delete(SignIn).where(col(SignIn.token_hash) == token_hash(token)))


def count_attempt(session: Session, subjects: tuple[str, ...], at: datetime) -> None:
    """Remember a wrong guess against whom it is counted."""
    session.add_all([SignInAttempt(at=at, subject=subject) for subject in subjects])


def end_other_sign_ins(session: Session, volunteer_id: int, kept_id: int | None) -> None:
    """Sign a volunteer out everywhere but here."""
    keep_looks(session, col(SignIn.volunteer_id) == volunteer_id)
    for one in own_sign_ins(session, volunteer_id):
        if one.id != kept_id:
            session.delete(one)


def change_role(session: Session, volunteer_id: int, campaign: Campaign, role: str | None) -> None:
    """Another role in the campaign, or none any more."""
    found = membership(session, volunteer_id, number_of(campaign))
    if found is None:
        raise NotFound
    drop_all_of(session, volunteer_id)
    if role is None:
        session.delete(found)
    else:
        found.role = role
    access_log.note(session, What.ROLE_CHANGED, Subject("volunteer", volunteer_id, number_of(campaign)))


def new_campaign(session: Session, campaign: Campaign, coordinator_id: int) -> None:
    """A campaign, coordinated by whoever makes it."""
    session.add(campaign)
    session.flush()
    session.add(
        Membership(volunteer_id=coordinator_id, campaign_id=number_of(campaign), role=Role.COORDINATOR)
    )


def disable(session: Session, volunteer: Volunteer) -> None:
    """Close an account; what it did stays in the history."""
    volunteer.disabled_at = session.info["at"]
    drop_all_of(session, number_of(volunteer))
    end_other_sign_ins(session, number_of(volunteer), None)
    access_log.note(session, What.ACCOUNT_CLOSED, Subject("volunteer", volunteer.id))


def set_password(session: Session, volunteer: Volunteer, password_hash: str, kept_id: int | None) -> None:
    """Another passphrase; every browser but this one is signed out, and links sent for choosing one are void."""
    is_first, volunteer.password_hash = volunteer.password_hash is None, password_hash
    if is_first:
        return
    end_other_sign_ins(session, number_of(volunteer), kept_id)
    for link in open_links(session, Purpose.PASSPHRASE, number_of(volunteer)):
        session.delete(link)
    access_log.note(session, What.PASSWORD_CHANGED, Subject("volunteer", volunteer.id))


def set_address(session: Session, volunteer: Volunteer, email: str, kept_id: int) -> None:
    """Another address, confirmed by a link sent to it."""
    volunteer.email = email
    end_other_sign_ins(session, number_of(volunteer), kept_id)
    access_log.note(session, What.ADDRESS_CHANGED, Subject("volunteer", volunteer.id))


def mail_link(session: Session, purpose: Purpose, volunteer: Volunteer, email: str | None = None) -> str:
    """The token of a new link to be mailed; an earlier one of the same purpose no longer works."""
    for earlier in open_links(session, purpose, number_of(volunteer)):
        session.delete(earlier)
    token, at = new_token(), session.info["at"]
    session.add(
        MailedLink(
            token_hash=token_hash(token),
            purpose=purpose,
            volunteer_id=number_of(volunteer),
            email=email,
            created_at=at,
            expires_at=at + LINK_LASTS,
        )
    )
    return token


def use_up(session: Session, link: Invitation | MailedLink) -> bool:
    """Use an invitation or a mailed link, in one step; False when somebody else was quicker."""
    table = type(link)
    unused = update(table).where(col(table.id) == link.id, col(table.used_at).is_(None))
    done = session.connection().execute(unused.values(used_at=session.info["at"]))
    return done.rowcount == 1


def withdraw(session: Session, invitation: Invitation) -> None:
    """An invitation that shall not be used any more."""
    invitation.used_at = session.info["at"]
