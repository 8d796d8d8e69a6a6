"""Who in prison has had least: letters and actions of a while, for every case a viewer may see."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session, col

from app.campaigning.models import Action, ActionLink, Tally
from app.campaigning.queries.visible import ACTION_IS_SEEN
from app.cases.models import Case, Person, Standing
from app.cases.queries.visible import CASE_IS_SEEN, STANDING_SEEN, STOOD_SEEN, viewer_binds
from app.cases.stored_standing import Stood
from app.consent.queries.consents import stopped_people
from app.letters.models import LetterCase, LetterSending
from app.web.viewer import Viewer

IN_NEED = (
    Standing.MISSING, Standing.DETAINED, Standing.CHARGED, Standing.ON_TRIAL, Standing.SENTENCED, Standing.APPEALING,
)  # fmt: skip


class Needing(NamedTuple):
    """A case and what was done for it."""

    id: int
    reference: str
    name: str
    stood: Stood
    letters: int
    actions: int


@dataclass(frozen=True, slots=True)
class Since:
    """From when to when is counted; letters are counted by month, so their first month counts whole."""

    first: date
    today: date

    @property
    def month(self) -> str:
        """The first month of letters."""
        return f"{self.first.year:04d}-{self.first.month:02d}"


def needing(session: Session, viewer: Viewer, since: Since) -> list[Needing]:
    """Everybody who is held or on trial and whose side has not asked to stop; five statements."""
    wanted = (
        select(col(Person.id), col(Case.id), col(Case.reference), col(Person.name), STOOD_SEEN)
        .join(Person, col(Person.id) == col(Case.person_id))
        .where(CASE_IS_SEEN, col(Case.closed_at).is_(None), STANDING_SEEN.in_(IN_NEED))
        .order_by(col(Case.id))
    )  # fmt: skip
    binds = viewer_binds(viewer)
    rows: Any = session.connection().execute(wanted, binds).all()
    stopped = stopped_people(session)
    sent, counted = _numbers(session, _sent(since)), _numbers(session, _counted(since), binds)
    acted = _numbers(session, _acted(since), binds)
    return [
        Needing(number, ref, name, stood, sent.get(number, 0) + counted.get(number, 0), acted.get(number, 0))
        for person_id, number, ref, name, stood in rows
        if person_id not in stopped
    ]


def _numbers(session: Session, wanted: Any, binds: dict[str, Any] | None = None) -> dict[int, int]:
    return {row[0]: int(row[1]) for row in session.connection().execute(wanted, binds or {})}


def _sent(since: Since) -> Any:
    """Letters of our own drafting that were sent."""
    return (
        select(col(LetterCase.case_id), func.sum(col(LetterSending.count)))
        .join(LetterSending, col(LetterSending.letter_id) == col(LetterCase.letter_id))
        .where(col(LetterSending.month) >= since.month)
        .group_by(col(LetterCase.case_id))
    )


def _counted(since: Since) -> Any:
    """Letters that supporters counted on the page of an action that the viewer may see."""
    return (
        select(col(ActionLink.case_id), func.sum(col(Tally.count)))
        .join(Tally, col(Tally.action_id) == col(ActionLink.action_id))
        .join(Action, col(Action.id) == col(ActionLink.action_id))
        .where(
            col(ActionLink.case_id).is_not(None), col(ActionLink.part) == "for", col(Tally.what) == "letters",
            col(Tally.month) >= since.month, ACTION_IS_SEEN,
        )
        .group_by(col(ActionLink.case_id))
    )  # fmt: skip


def _acted(since: Since) -> Any:
    """Actions in that time, ours since they went live and others by their date."""
    begun = datetime.combine(since.first, time(), UTC)
    dated = and_(
        col(Action.on_last) >= since.first,
        func.coalesce(col(Action.on_first), col(Action.on_last)) <= since.today,
    )
    return (
        select(col(ActionLink.case_id), func.count(col(Action.id).distinct()))
        .join(Action, col(Action.id) == col(ActionLink.action_id))
        .where(
            col(ActionLink.case_id).is_not(None), col(ActionLink.part) == "for", ACTION_IS_SEEN,
            or_(and_(col(Action.ours), col(Action.live_at) >= begun), and_(~col(Action.ours), dated)),
        )
        .group_by(col(ActionLink.case_id))
    )  # fmt: skip
