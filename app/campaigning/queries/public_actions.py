"""Actions as the world may see them: ours, published, and only while every case behind them allows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.campaigning.lifecycle import RUNNING, TITLE, ForCase, Gate, State
from app.campaigning.models import Action, ActionLink, Gathering
from app.campaigning.queries.action_page import Part
from app.campaigning.queries.action_rows import ACTIONS, REPLACED, ActionRow, Link, office_in_words
from app.campaigning.queries.linked_cases import AsOf, gates
from app.directory.models import Addressee
from app.sources.citation_rows import Cited
from app.sources.models import Citation

MOST_LISTED = 100
_PUBLIC = ACTIONS.where(col(Action.ours), col(Action.published_at).is_not(None))
_CURRENT = _PUBLIC.where(~REPLACED)


@dataclass(frozen=True, slots=True)
class Open:
    """A published action with what decides whether it may be seen."""

    row: ActionRow
    gate: Gate

    @property
    def is_open(self) -> bool:
        """Whether the world may see it now."""
        return self.row.state != State.STOPPED and self.gate.is_open

    @property
    def behind(self) -> tuple[ForCase, ...]:
        """The cases it is for, of those that a second person has read of."""
        return tuple(case for case in self.gate.behind if f"case {case.number}" not in self.gate.held)


def published(session: Session, reference: str, as_of: AsOf) -> Open | None:
    """The action with this reference if it ever had a public page."""
    row = session.connection().execute(_PUBLIC.where(col(Action.reference) == reference)).first()
    return _opened(session, [ActionRow(*row)], as_of)[0] if row is not None else None


def open_actions(session: Session, as_of: AsOf, for_case: int | None = None) -> list[Open]:
    """What runs and may be seen now, and what was closed, the latest first; of all actions, or of those for a case."""
    linked = select(col(ActionLink.action_id)).where(col(ActionLink.case_id) == for_case)
    wanted = (
        _CURRENT.where(
            col(Action.state).in_((*RUNNING, State.CLOSED)),
            *(() if for_case is None else (col(Action.id).in_(linked),)),
        )
        .order_by(col(Action.published_at).desc(), col(Action.id).desc())
        .limit(MOST_LISTED)
    )
    rows = [ActionRow(*row) for row in session.connection().execute(wanted)]
    return [one for one in _opened(session, rows, as_of) if one.is_open]


def open_gatherings(session: Session, day_id: int, as_of: AsOf) -> list[ActionRow]:
    """The gatherings of a day of action that the world may see."""
    wanted = _CURRENT.where(col(Gathering.day_id) == day_id, col(Action.state).in_((*RUNNING, State.CLOSED)))
    found = session.connection().execute(
        wanted.order_by(col(Action.on_first), col(Action.time), col(Action.id))
    )
    return [one.row for one in _opened(session, [ActionRow(*row) for row in found], as_of) if one.is_open]


def _opened(session: Session, rows: Sequence[ActionRow], as_of: AsOf) -> list[Open]:
    asked = gates(session, [row.id for row in rows], as_of)
    return [Open(read_row(row, asked[row.id]), asked[row.id]) for row in rows]


def read_row(row: ActionRow, gate: Gate) -> ActionRow:
    """The row without what nobody else has read yet; its title stays, for without it nothing is shown at all."""
    blank: Any = dict.fromkeys(gate.held.intersection(ActionRow._fields) - {TITLE})
    return row._replace(**blank) if blank else row


def read_part(part: Part | None, gate: Gate) -> Part | None:
    """The same of what only its kind has."""
    if part is None or not gate.held.intersection(type(part).model_fields):
        return part
    kept = {name: getattr(part, name) for name in type(part).model_fields if name not in gate.held}
    return type(part)(**kept)


def read_cites(cites: Sequence[Cited], gate: Gate) -> list[Cited]:
    """The same of who says so."""
    return [one for one in cites if f"source {one.id}" not in gate.held]


def is_sourced(session: Session, action_id: int) -> bool:
    """Whether any source says so."""
    wanted = select(col(Citation.id)).where(col(Citation.action_id) == action_id).limit(1)
    return session.connection().execute(wanted).first() is not None


def offices_of_public(session: Session, action_id: int) -> list[Link]:
    """The further offices a public action is addressed to."""
    wanted = (
        select(col(Addressee.id), col(Addressee.office), col(Addressee.city))
        .join(ActionLink, col(ActionLink.addressee_id) == col(Addressee.id))
        .where(col(ActionLink.action_id) == action_id, col(ActionLink.part) == "addressee")
        .order_by(col(ActionLink.id))
    )
    rows: Any = session.connection().execute(wanted)
    return [
        Link(number, "addressee", "addressee", "", office_in_words(office, city), "", None, None, number)
        for number, office, city in rows
    ]


def ever_published(session: Session, as_of: AsOf) -> list[Open]:
    """Every action that had a public page, whether or not the world may see it now."""
    rows = [ActionRow(*row) for row in session.connection().execute(_PUBLIC.order_by(col(Action.id)))]
    return _opened(session, rows, as_of)
