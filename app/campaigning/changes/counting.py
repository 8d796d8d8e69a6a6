"""Counting letters, signatures and gifts. Whose they are is never asked."""

from datetime import date

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from app.campaigning.forms.steps import DonationForm
from app.campaigning.models import Action, Donation, Tally
from app.campaigning.queries.details import Counted
from app.campaigning.rules import NotNow
from app.db import fuzzy_columns, number_of
from app.text import _

SAME = ("action_id", "what", "channel", "country", "month")


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
