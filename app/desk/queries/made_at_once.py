"""What one save made, by its rows of history, and what was changed since."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from app.cases.models import Case, Entry, IncidentMember
from app.history.models import Change


@dataclass(slots=True)
class Made:
    """What one save made, by history; and what was changed since, which stays."""

    entries: list[Entry] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    members: list[IncidentMember] = field(default_factory=list)
    people: int = 0
    kept: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to take back."""
        return not (self.entries or self.cases or self.members)


def made_by(session: Session, actor_id: int, at: datetime) -> Made:
    """What this volunteer added in the one save of that moment, as far as it stands as it was made."""
    wanted = select(Change).where(col(Change.at) == at, col(Change.actor_id) == actor_id)
    changes = list(session.scalars(wanted.order_by(col(Change.id))))
    made = Made()
    if not changes:
        return made
    last = max(change.id or 0 for change in changes)
    cases = {change.row_id for change in changes if change.noun == "case" and change.verb == "added"}
    entries = {change.row_id for change in changes if change.noun == "entry" and change.verb == "added"}
    made.people = sum(change.noun == "person" and change.verb == "added" for change in changes)
    of_entries = and_(col(Change.noun) == "entry", col(Change.row_id).in_(entries))
    newer = select(col(Change.noun), col(Change.row_id), col(Change.case_id)).where(
        col(Change.id) > last, or_(col(Change.case_id).in_(cases), of_entries)
    )
    since = [tuple(row) for row in session.execute(newer)]
    changed_entries = {row for noun, row, _case in since if noun == "entry"}
    changed_cases = {case for _noun, _row, case in since} & cases
    for entry in session.scalars(
        select(Entry).where(col(Entry.id).in_(entries), col(Entry.removed_at).is_(None))
    ):
        if entry.id not in changed_entries:
            made.entries.append(entry)
    for case in session.scalars(select(Case).where(col(Case.id).in_(cases), col(Case.closed_at).is_(None))):
        if case.id in changed_cases:
            made.kept.append(case.reference)
        else:
            made.cases.append(case)
    made.members = _members(session, changes, last)
    return made


def _members(session: Session, changes: Sequence[Change], last: int) -> list[IncidentMember]:
    added = {
        (change.row_id, int(part.removeprefix("member ")))
        for change in changes
        if change.noun == "incident"
        for part in change.diff
        if part.startswith("member ")
    }
    later = select(Change).where(
        col(Change.noun) == "incident", col(Change.row_id).in_({one for one, _member in added}), col(Change.id) > last
    )  # fmt: skip
    changed = {part for change in session.scalars(later) for part in change.diff}
    numbers = {member for _incident, member in added if f"member {member}" not in changed}
    return list(session.scalars(select(IncidentMember).where(col(IncidentMember.id).in_(numbers))))
