"""Who looked at what only few may see: whatever hands it to a page says so here, and the door writes it down.

A page about one thing is a look, a line in a list is not. One page is one line of the access log for each case.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session
from starlette.requests import Request

from app.cases.models import Case, Visibility
from app.db import number_of
from app.history.access_log import Actor, Subject, What, note_alone
from app.web.viewer import Viewer

LOOKS = "looks"
IN_THEMSELVES = ("file", "vault")  # they say more than that somebody looked at their case


def case_is_shown(session: Session, case: Case) -> None:
    """A case stands on this page; only one that named people alone may see is worth a line."""
    if case.visibility == Visibility.RESTRICTED:
        is_shown(session, Subject("case", number_of(case), case.campaign_id), case.id)


def entries_are_shown(session: Session, case_id: int, entries: Iterable[int]) -> None:
    """Entries of a case that only those named on it may see stand on this page."""
    if "viewer" in session.info and (numbers := list(entries)):
        campaign_id = session.get_one(Case, case_id).campaign_id
        for number in numbers:
            is_shown(session, Subject("entry", number, campaign_id), case_id)


def is_shown(session: Session, subject: Subject, case_id: int | None = None) -> None:
    """Exactly this is shown to whoever visits."""
    if session.info.get("viewer") is not None:
        session.info.setdefault(LOOKS, {}).setdefault(case_id, set()).add(subject)


def note_looks(request: Request, viewer: Viewer, session: Session, now: datetime) -> None:
    """Write down what was shown, before the answer leaves."""
    shown: dict[int | None, set[Subject]] = session.info.get(LOOKS, {})
    subjects = [one for case_id, found in shown.items() for one in _told(case_id, found)]
    if subjects:
        note_alone(request.app.state.database, Actor(viewer.id, now), What.VIEWED, *subjects)


def _told(case_id: int | None, found: set[Subject]) -> Iterable[Subject]:
    """The one thing that was shown of a case; the case where there were more."""
    own = [one for one in found if one.noun in IN_THEMSELVES]
    if own or len(found) == 1:
        return own or found
    return [Subject("case", case_id, next(iter(found)).campaign_id)]
