"""The demonstration campaign: read by a day of its own; nothing of it leaves, and it can be taken away."""

from datetime import date

from sqlmodel import Session

from app.accounts.models import Campaign
from app.accounts.queries import (
    campaign_by_slug,
    campaigns,
    members,
    membership,
    open_invitations,
)
from app.db import number_of
from app.history import access_log
from app.history.access_log import Subject, What
from app.refusal import Refusal
from app.text import _

SLUG, DAY = "zhanaozen", date(2013, 4, 30)  # of the shipped cases, and the day after their newest week


class Stays(Refusal):
    """It is a demonstration, and this would hand something of it to others."""

    status = 409

    def __init__(self) -> None:
        super().__init__(why_it_stays())

    @property
    def heading(self) -> str:  # type: ignore[override]
        """In the language of whoever reads it."""
        return _("A demonstration")


def why_it_stays() -> str:
    """The sentence for whoever would hand something of it on."""
    return _("This is the demonstration: nothing of it leaves. Start your own campaign for what is to leave.")


def is_wanted(session: Session) -> bool:
    """Whether there never was a campaign here, so that whoever starts Vigil has something to look at."""
    return not campaigns(session) and campaign_by_slug(session, SLUG) is None


def make_demonstration(campaign: Campaign) -> None:
    """From now on it is one, read by the day after its newest news."""
    campaign.is_demonstration, campaign.own_day = True, DAY


def is_demonstration(session: Session, campaign_id: int) -> bool:
    """Whether nothing of this campaign leaves."""
    return session.get_one(Campaign, campaign_id).is_demonstration


def refuse_to_leave(session: Session, campaign_id: int) -> None:
    """Raise Stays where it is a demonstration."""
    if is_demonstration(session, campaign_id):
        raise Stays


def take_away(session: Session, campaign: Campaign) -> None:
    """Nobody is in it any more, so it is on no page; a seed loaded again does not bring it back."""
    number = number_of(campaign)
    campaign.ended_at = session.info["at"]
    for invitation in open_invitations(session, number, session.info["at"]):
        session.delete(invitation)
    for member, _role in members(session, number):
        session.delete(membership(session, number_of(member), number))
    access_log.note(session, What.ROLE_CHANGED, Subject("campaign", number, number))
