"""The refusal of whatever is new about somebody whose side has asked to stop."""

from collections.abc import Collection

from sqlmodel import Session

from app.consent.queries.stopped import first_stop
from app.refusal import Refusal
from app.text import _, day_in_words


class AskedToStop(Refusal):
    """Nothing new may be said or written about somebody; the sentence says since when."""

    status = 409

    @property
    def heading(self) -> str:  # type: ignore[override]
        """In the language of whoever reads it."""
        return _("Asked to stop")


def refuse_stopped(session: Session, people: Collection[int]) -> None:
    """Raise AskedToStop where one of these persons, or whoever speaks for them, has asked to stop."""
    if why := why_stopped(session, people):
        raise AskedToStop(why)


def why_stopped(session: Session, people: Collection[int]) -> str:
    """The reason of such a refusal, of the first of these persons whom it is about; "" where it is about none."""
    found = first_stop(session, people)
    if found is None:
        return ""
    if found.on is None:
        told = _("%(name)s, or whoever speaks for this person, asked to stop.") % {"name": found.name}
    else:
        words = {"name": found.name, "day": day_in_words(found.on)}
        told = _("%(name)s, or whoever speaks for this person, asked on %(day)s to stop.") % words
    return f"{told} {_('Nothing new is written or published until two people lift that, on the page about consent.')}"
