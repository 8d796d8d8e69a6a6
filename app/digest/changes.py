"""Changing what readers get: how often, when, about what; and what a campaign allows."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from app.digest.forms import WishesForm
from app.digest.models import DetailAllowed, Follow, Subscription
from app.digest.queries.readers import detail_allowed_for, follows_of, subscription_of
from app.mail.outbox import drop
from app.mail.queries import unfinished_of_kind


def choose_frequency(session: Session, volunteer_id: int, frequency: str) -> None:
    """Weekly, urgent only, or none; effective at once, also for an edition that waits in the outbox."""
    wishes = _wishes(session, volunteer_id)
    wishes.frequency = frequency
    if frequency == "none":
        drop(session, unfinished_of_kind(session, "digest", [volunteer_id]), "the reader wants no summary")


def choose(session: Session, volunteer_id: int, form: WishesForm) -> None:
    """All a reader may choose."""
    choose_frequency(session, volunteer_id, form.frequency)
    wishes = _wishes(session, volunteer_id)
    wishes.day, wishes.hour, wishes.zone = form.day, form.hour, form.zone
    wishes.detailed, wishes.chosen = form.detailed == "yes", form.scope == "chosen"


def follow(session: Session, volunteer_id: int, campaigns: Iterable[int], kinds: Iterable[str]) -> None:
    """Follow exactly these campaigns and kinds; followed cases stay as they are."""
    wanted = {(campaign, None) for campaign in campaigns} | {(None, kind) for kind in kinds}
    for row in follows_of(session, volunteer_id):
        if row.case_id is None and (row.campaign_id, row.kind) not in wanted:
            session.delete(row)
        wanted.discard((row.campaign_id, row.kind))
    session.add_all(
        [
            Follow(volunteer_id=volunteer_id, campaign_id=campaign, kind=kind)
            for campaign, kind in sorted(wanted, key=str)
        ]
    )


def follow_case(session: Session, volunteer_id: int, case_id: int, *, followed: bool) -> None:
    """Follow one case, or no longer."""
    mine = [row for row in follows_of(session, volunteer_id) if row.case_id == case_id]
    if followed and not mine:
        session.add(Follow(volunteer_id=volunteer_id, case_id=case_id))
    for row in () if followed else mine:
        session.delete(row)


def allow_detail(session: Session, campaign_id: int, volunteer_id: int, *, allowed: bool) -> None:
    """A coordinator lets names into the mails of readers who ask, or no longer."""
    at: datetime = session.info["at"]
    found = detail_allowed_for(session, campaign_id)
    if allowed and found is None:
        session.add(DetailAllowed(campaign_id=campaign_id, allowed_by_id=volunteer_id, allowed_at=at))
    elif not allowed and found is not None:
        session.delete(found)


def confirm_address(session: Session, volunteer_id: int, address: str) -> None:
    """The weekly mail may go to this address."""
    _wishes(session, volunteer_id).confirmed_address = address


def _wishes(session: Session, volunteer_id: int) -> Subscription:
    at: datetime = session.info["at"]
    found = subscription_of(session, volunteer_id)
    if found is None:
        found = Subscription(volunteer_id=volunteer_id, changed_at=at)
        session.add(found)
    found.changed_at = at
    return found
