"""A second person reads what was written into a public action since; until then the world sees what it saw before."""

from collections.abc import Iterable
from dataclasses import replace

from sqlmodel import Session

from app.campaigning.lifecycle import State
from app.campaigning.models import Action, ActionShown
from app.campaigning.queries.linked_cases import AsOf, gates
from app.campaigning.queries.public_words import printed, public_actions_touched, questions_of_words
from app.consent.models import Approval
from app.consent.second_reader import ReadThrough, read_through
from app.db import number_of
from app.history.recorder import pending_changes, touched

WORDS = "words"


def keep_read(session: Session, action_id: int, parts: Iterable[str] | None = None) -> None:
    """What stands there now has been read by two: all of it, or these parts."""
    now = printed(session, [action_id])[action_id].digests
    for part in now if parts is None else now.keys() & set(parts):
        row = session.get(ActionShown, (action_id, part))
        if row is None:
            session.add(ActionShown(action_id=action_id, part=part, digest=now[part]))
        else:
            row.digest = now[part]
    session.flush()


def to_read(session: Session, action_id: int, as_of: AsOf, *, new_only: bool = False) -> ReadThrough:
    """All that the world would read of an action, or what was written since two read it, with a tick for each."""
    stands, verdict = (
        printed(session, [action_id])[action_id],
        gates(session, [action_id], as_of)[action_id].unread,
    )
    if as_of.viewer is not None:
        verdict = verdict.seen_by(session, as_of.viewer)
    parts = stands.held if new_only else stands.pieces.keys() | stands.totals.keys()
    return read_through(replace(verdict, said=tuple(stands.to_read(parts, verdict))))


def ask_to_read(session: Session) -> None:
    """Whatever this transaction wrote into public actions waits for a second person, in the same transaction."""
    actions = public_actions_touched(session, touched(session, "action"), touched(session, "source"))
    for action in actions:
        ask_about(session, action)


def read_anew(session: Session, action: Action) -> None:
    """The same where what was written leaves no history, as counts do."""
    if action.published_at is not None:
        ask_about(session, action)


def ask_about(session: Session, action: Action) -> None:
    """Ask whoever did not write it to read what is new; what was taken back is not asked any more."""
    number, me = number_of(action), session.info.get("actor_id")
    stands = printed(session, [number])[number]
    held = frozenset[str]() if action.state == State.STOPPED else stands.held
    questions = questions_of_words(session, number)
    mine = next((one for one in questions if one.asked_by_id == me), None)
    written = _written_now(session, number)
    asked: set[str] = set()
    for one in questions:
        parts = parts_of(one) & held - (written if one is not mine else frozenset())
        if parts or one is mine:
            one.why = _joined(parts)
            asked |= parts
        if not parts and (one is not mine or not held - asked):
            one.decision, one.decided_at = "withdrawn", session.info["at"]
    if new := held - asked:
        if mine is not None and mine.decision is None:
            mine.why = _joined(parts_of(mine) | new)
        else:
            session.add(
                Approval(
                    subject=WORDS,
                    action_id=number,
                    asked_by_id=me,
                    asked_at=session.info["at"],
                    why=_joined(new),
                )
            )
    session.flush()


def parts_of(question: Approval) -> frozenset[str]:
    """The parts that it asks about."""
    return frozenset(filter(None, (question.why or "").split("\n")))


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(sorted(parts))


def _written_now(session: Session, number: int) -> frozenset[str]:
    """The fields that this transaction has changed: whoever asked about them before did not write these words."""
    kept = pending_changes(session).get(("action", number))
    if kept is None:
        return frozenset()
    inside = (side for pair in kept.diff.values() for side in pair if isinstance(side, dict))
    return frozenset(kept.diff).union(*inside)
