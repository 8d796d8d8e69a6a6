"""Merging two cases or two persons, and taking a merge back."""

from collections import Counter
from typing import Any

from sqlmodel import Session

from app.cases.models import Case, Merge, Person
from app.cases.queries.merging import latest_merge, model_of, rows_pointing_to, would_clash
from app.db import number_of
from app.history.change_words import NOUNS
from app.refusal import Conflict
from app.text import _, marked
from app.web.viewer import Viewer


class CannotMerge(Conflict):
    """The two cannot be merged as things stand."""


def what_moves(session: Session, viewer: Viewer, thing: Case | Person) -> list[tuple[str, int]]:
    """What a merge would move, as noun and number, of what this viewer may see; the rest moves with it unsaid."""
    rows = rows_pointing_to(session, str(thing.__tablename__), number_of(thing), viewer)
    counted = Counter(one.row.noun if hasattr(one.row, "noun") else one.mark[0] for one in rows)
    return [(marked(NOUNS.get(noun, noun.replace("_", " "))), count) for noun, count in counted.most_common()]


def merge(session: Session, thing: Case | Person, into: Case | Person, reason: str) -> Merge:
    """Move all that belongs to the one to the other. What the other has already stays where it is."""
    table = str(thing.__tablename__)
    if thing.id == into.id or into.merged_into_id is not None or thing.merged_into_id is not None:
        raise CannotMerge(_("These two cannot be merged: one of them is gone, or they are the same."))
    moved = []
    for one in rows_pointing_to(session, table, number_of(thing)):
        if not would_clash(session, one, number_of(into)):
            setattr(one.row, one.column, into.id)
            moved.append(one.mark)
            session.flush()
    thing.merged_into_id = into.id
    if isinstance(thing, Case) and isinstance(into, Case):
        thing.closed_at = thing.closed_at or session.info["at"]
        thing.closed_reason = _("Merged into %(ref)s: %(reason)s") % {"ref": into.reference, "reason": reason}
    done = Merge(
        of=table, from_id=number_of(thing), into_id=number_of(into), reason=reason, moved=moved,
        by_id=session.info["actor_id"], at=session.info["at"],
    )  # fmt: skip
    session.add(done)
    return done


def unmerge(session: Session, thing: Case | Person) -> None:
    """Bring back what the merge moved, as far as it still stands where the merge put it."""
    done = latest_merge(session, str(thing.__tablename__), number_of(thing))
    if done is None:
        raise CannotMerge(_("This merge was taken back already."))
    for table, column, number in done.moved:
        row: Any = session.get(model_of(table), number)
        if row is not None and getattr(row, column) == done.into_id:
            setattr(row, column, done.from_id)
    thing.merged_into_id = None
    if isinstance(thing, Case):
        thing.closed_at = thing.closed_reason = None
    done.undone_at = session.info["at"]
