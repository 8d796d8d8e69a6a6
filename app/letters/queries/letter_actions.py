"""The actions letters are written for: those that run for a case, and why nothing is sent for one any more."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from app.campaigning.lifecycle import ForCase, State, why_not_sent, why_paused
from app.campaigning.models import Action
from app.campaigning.queries.action_rows import ACTIONS, ActionRow
from app.campaigning.queries.linked_cases import AsOf, cases_behind
from app.campaigning.queries.of_case import actions_of_case
from app.campaigning.queries.visible import ACTION_IS_SEEN
from app.cases.models import Case
from app.cases.queries.visible import viewer_binds
from app.db import number_of
from app.letters.models import Letter
from app.letters.queries.briefing_facts import Asked
from app.web.viewer import Viewer

LETTER_CALL = "letter-call"


def why_over(session: Session, pairs: Sequence[tuple[Letter, Case]], asked: Asked) -> dict[int, str]:
    """For each letter whose action has ended, is paused or was replaced, the sentence that says so."""
    wanted = sorted({letter.action_id for letter, _case in pairs if letter.action_id is not None})
    if not wanted:
        return {}
    rows = session.connection().execute(ACTIONS.where(col(Action.id).in_(wanted)))
    actions = {row.id: row for row in (ActionRow(*found) for found in rows)}
    today = asked.day_of(pairs[0][1])
    behind = cases_behind(session, wanted, AsOf(today, asked.known_by))
    return {
        number_of(letter): _why(
            actions[letter.action_id], behind.get(letter.action_id, []), asked.day_of(case)
        )
        for letter, case in pairs
        if letter.action_id is not None
    }


def _why(row: ActionRow, behind: Sequence[ForCase], today: date) -> str:
    paused = bool(row.paused_at or why_paused(behind, None))
    state = State(row.state) if row.ours else State.LIVE  # what sources report has only a last day
    return why_not_sent(state, row.until, today, paused=paused, replaced=row.replaced)


def letter_calls(session: Session, viewer: Viewer, case: Case, asked: Asked) -> list[tuple[int, str, str]]:
    """Our calls for letters about a case that run now: number, reference and title."""
    found = [one.row for one in actions_of_case(session, viewer, number_of(case), asked.known_by)]
    calls = [row for row in found if row.ours and row.kind == LETTER_CALL]
    behind = (
        cases_behind(session, [row.id for row in calls], AsOf(asked.day_of(case), asked.known_by))
        if calls
        else {}
    )
    return [
        (row.id, row.reference, row.title)
        for row in calls
        if not _why(row, behind.get(row.id, []), asked.day_of(case))
    ]


def action_reference(session: Session, viewer: Viewer, action_id: int | None) -> tuple[str, str] | None:
    """Reference and title of a letter's action, where this viewer may see it: it may be for others too."""
    wanted = select(col(Action.reference), col(Action.title)).where(
        col(Action.id) == action_id, ACTION_IS_SEEN
    )
    found = session.execute(wanted, viewer_binds(viewer)).first()
    return (found[0], found[1]) if found is not None else None
