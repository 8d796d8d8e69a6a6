"""Counting letters, signatures and gifts. Whose they are is never asked."""

import hashlib
import hmac
from datetime import date
from ipaddress import ip_address, ip_network
from typing import Any

from sqlalchemy import Integer, String, cast, delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from app.campaigning.forms.lifecycle import DonationForm
from app.campaigning.lifecycle import NotNow
from app.campaigning.models import Action, ActionShown, CountingPace, Donation, Tally
from app.campaigning.queries.action_page import Counted, is_cited
from app.db import fuzzy_columns, number_of
from app.refusal import Conflict, NotFound, Refusal, Unacceptable
from app.text import _

MOST_A_DAY = 400  # many share an address: a meeting, a union hall, an exit of Tor
SAME = ("action_id", "what", "channel", "country", "month")


class TooMany(Refusal):
    """More posts in a day than people behind one address send."""

    status = 429


def month_of(day: date) -> str:
    """A month as it is counted: 2026-11. The day is not kept."""
    return f"{day.year:04d}-{day.month:02d}"


def count(session: Session, action_id: int, counted: Counted) -> None:
    """Add to a count in one statement, so that two at the same moment are two."""
    made = insert(Tally).values(
        action_id=action_id, what=counted.what, channel=counted.channel, country=counted.country,
        month=counted.month, count=counted.number,
    )  # fmt: skip
    session.connection().execute(
        made.on_conflict_do_update(
            index_elements=SAME, set_={"count": col(Tally.count) + made.excluded.count}
        )
    )


def count_read(session: Session, action_id: int, what: str) -> None:
    """One more that a stranger counted, which no second person has to read: what the world may read rises with it."""
    made = insert(ActionShown).values(action_id=action_id, part=what, digest="1")
    one_more = cast(cast(col(ActionShown.digest), Integer) + 1, String)
    session.connection().execute(
        made.on_conflict_do_update(index_elements=("action_id", "part"), set_={"digest": one_more})
    )


def take_off(session: Session, action_id: int, counted: Counted) -> None:
    """Take a miscount off again; raise Unacceptable where fewer are counted than that."""
    taken: Any = session.connection().execute(
        update(Tally)
        .where(
            col(Tally.action_id) == action_id, col(Tally.what) == counted.what, col(Tally.channel) == counted.channel,
            col(Tally.country) == counted.country, col(Tally.month) == counted.month,
            col(Tally.count) >= counted.number,
        )
        .values(count=col(Tally.count) - counted.number)
    )  # fmt: skip
    if taken.rowcount == 0:
        raise Unacceptable(_("Not so many are counted by that channel, country and month."))


def keep_pace(session: Session, secret: str, address: str, today: date) -> None:
    """Let one address count so many in a day and no more; of the address only a hash of this day is kept."""
    made = insert(CountingPace).values(day=today, mark=mark_of(secret, address, today), number=1)
    number = session.connection().execute(
        made.on_conflict_do_update(
            index_elements=("day", "mark"), set_={"number": col(CountingPace.number) + 1}
        ).returning(col(CountingPace.number))
    ).scalar_one()  # fmt: skip
    if number > MOST_A_DAY:
        raise TooMany(_("Too many were counted from where you are today. Come back tomorrow."))
    if number == 1:
        session.connection().execute(delete(CountingPace).where(col(CountingPace.day) < today))


def mark_of(secret: str, address: str, today: date) -> str:
    """What stands for an address on one day; of IPv6 the network, for one house has many addresses."""
    try:
        whole = ip_address(address)
        known = str(ip_network((whole, 64), strict=False)) if whole.version == 6 else address
    except ValueError:
        known = address
    return hmac.new(secret.encode(), f"pace|{today.isoformat()}|{known}".encode(), hashlib.sha256).hexdigest()


def give(session: Session, action: Action, form: DonationForm) -> Donation:
    """Write down a gift: an exact sum in its own currency."""
    if action.kind != "fund":
        raise NotNow(_("Only a fund takes gifts."))
    gift = Donation(
        action_id=number_of(action), donor=form.donor, amount=form.amount, currency=form.currency,
        qualifier=form.qualifier or "exactly", note=form.note, **fuzzy_columns("on", form.on),
    )  # fmt: skip
    session.add(gift)
    session.flush()
    return gift


def take_back(session: Session, action: Action, gift_id: int) -> None:
    """Take a gift out that was written down wrongly; the history keeps what it said."""
    gift = session.get(Donation, gift_id)
    if gift is None or gift.action_id != action.id:
        raise NotFound
    if is_cited(session, gift_id):
        raise Conflict(_("A source tells of this gift, so it stays. Correct what the source says instead."))
    session.delete(gift)
