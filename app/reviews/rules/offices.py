"""Offices in the directory whose address nobody has checked for half a year; pure."""

from datetime import date
from typing import NamedTuple

from app.reviews.due_date import Due, Urgency, plus
from app.text import _, day_in_words, ngettext

RULE = "addressee-check"


class Office(NamedTuple):
    """An addressee as far as this rule looks at it."""

    id: int
    slug: str
    name: str
    city: str | None
    checked_on: date | None
    published_on: date | None  # of the newest text that gives it
    added_on: date | None

    @property
    def subject(self) -> str:
        """What makes it the same review."""
        return f"addressee-{self.id}"


def office_check(office: Office, days: int, today: date) -> Due:
    """So many days after the last check; after the newest text that gives it; after it was put into the directory."""
    base, line = _base(office, today)
    due = plus(base, days)
    added = ngettext("plus %(n)s day = %(day)s", "plus %(n)s days = %(day)s", days)
    return Due(
        rule=RULE,
        subject=office.subject,
        due=due,
        last=due,
        title=_("Check the address: %(office)s")
        % {"office": ", ".join(filter(None, (office.name, office.city)))},
        reason=_("An office moves and its people change; nobody has checked this one for %(n)s days.")
        % {"n": days},
        arithmetic=(line % {"day": day_in_words(base)}, added % {"n": days, "day": day_in_words(due)}),
        urgency=Urgency.HOUSE,
        recurs=True,
        href=f"/directory/addressees/{office.slug}",
    )


def _base(office: Office, today: date) -> tuple[date, str]:
    if office.checked_on is not None:
        return office.checked_on, _("last checked on %(day)s")
    if office.published_on is not None:
        return office.published_on, _("never checked; the newest text that gives it is of %(day)s")
    return office.added_on or today, _("never checked; in the directory since %(day)s")
