"""What follows from a reported release or death: it waits for a second person, in the same transaction."""

from sqlmodel import Session

from app.cases.models import Entry, EntryKind
from app.consent.models import Approval
from app.history.recorder import added

TWO_PERSONS = frozenset({EntryKind.RELEASE, EntryKind.DEATH})


def ask_for_second_person(session: Session) -> None:
    """Every release or death that a volunteer has added here is a report until somebody else confirms it.

    What the program itself loads (the seed, an import) counts as confirmed.
    """
    if session.info.get("actor_id") is None:
        return
    for number in sorted(added(session, "entry")):
        entry = session.get(Entry, number)
        if entry is not None and entry.kind in TWO_PERSONS:
            session.add(
                Approval(
                    subject="entry", entry_id=number, case_id=entry.case_id,
                    asked_by_id=session.info["actor_id"], asked_at=session.info["at"],
                )
            )  # fmt: skip
    session.flush()
