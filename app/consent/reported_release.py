"""What follows from a reported release or death: it waits for a second person, in the same transaction."""

from sqlmodel import Session

from app.cases.kinds import KINDS, EntryKind
from app.cases.models import Entry
from app.consent.models import Approval
from app.history.recorder import added, pending_changes


def ask_for_second_person(session: Session) -> None:
    """Every release or death that a volunteer has added here is a report until somebody else confirms it.

    What the program itself loads (the seed, an import) counts as confirmed.
    """
    if session.info.get("actor_id") is None:
        return
    changes = pending_changes(session)
    for number in sorted(added(session, Entry.noun)):
        change = changes[Entry.noun, number]
        if KINDS[EntryKind(change.diff["kind"][1])].two_persons:
            session.add(
                Approval(
                    subject="entry", entry_id=number, case_id=change.case_id,
                    asked_by_id=session.info["actor_id"], asked_at=session.info["at"],
                )
            )  # fmt: skip
    session.flush()
