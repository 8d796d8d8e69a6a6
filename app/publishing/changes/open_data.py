"""Switching a campaign's open tables on, by two people, and off, by anybody of the campaign."""

from sqlmodel import Session

from app.accounts.demonstration import refuse_to_leave
from app.history.access_log import Subject, What, note
from app.publishing.models import OpenData
from app.publishing.queries.open_data import latest_of
from app.refusal import Conflict, Forbidden
from app.text import _


def ask_to_open(session: Session, campaign_id: int, licence: str, by: int) -> None:
    """What was asked for before and not agreed to is asked no more."""
    refuse_to_leave(session, campaign_id)
    before = latest_of(session, campaign_id)
    if before is not None and before.decided_at is not None:
        raise Conflict(_("The tables are open already. Close them first to change the licence."))
    if before is not None:
        before.ended_at, before.ended_by_id = session.info["at"], by
    session.add(
        OpenData(campaign_id=campaign_id, licence=licence, asked_by_id=by, asked_at=session.info["at"])
    )


def agree_to_open(session: Session, campaign_id: int, by: int) -> None:
    """Nobody agrees to what they asked for themselves."""
    asked = latest_of(session, campaign_id)
    if asked is None or asked.decided_at is not None:
        raise Conflict(_("Nobody asks for this now. Look at the page again."))
    if asked.asked_by_id == by:
        raise Forbidden(_("Somebody else has to agree: two people open the tables."))
    asked.decided_by_id, asked.decided_at = by, session.info["at"]
    note(session, What.PUBLISHED, Subject("open data", None, campaign_id))


def close_tables(session: Session, campaign_id: int, by: int) -> None:
    """At once, whether or not they were open."""
    asked = latest_of(session, campaign_id)
    if asked is None:
        return
    asked.ended_at, asked.ended_by_id = session.info["at"], by
    if asked.decided_at is not None:
        note(session, What.UNPUBLISHED, Subject("open data", None, campaign_id))
