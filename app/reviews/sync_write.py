"""Writing down what must change of reviews: in bulk, only what differs, with history where a date moved."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlmodel import Session, col

from app.cases.derived import write_settled
from app.cases.models import Case
from app.cases.models.cases import NEXT_DUES
from app.history.bulk_writing import About, Bulk, RowId
from app.history.recorder import until_changed
from app.reviews.due_date import Due
from app.reviews.models import Review
from app.reviews.reconcile import AT, Steps, differs, told
from app.reviews.sync_compare import Differs


def write_all(session: Session, differing: Iterable[Differs]) -> int:
    """Bring these cases in step; how many dates came, moved or went."""
    writing = Writing(session)
    for one in differing:
        writing.take(one.steps, one.head.campaign_id, one.head.case_id)
        if one.settled is not None:
            writing.settled.append(one.settled)
        if one.next_dues != one.head.next_dues:
            due = dict(zip(NEXT_DUES, one.next_dues, strict=True))
            writing.next_dues.append({"settled_id": one.head.case_id, **due})
    return writing.write()


@dataclass
class Writing:
    """What is collected and then written together."""

    session: Session
    told_of: bool = False
    added: list[dict[str, Any]] = field(default_factory=list)
    retold: list[dict[str, Any]] = field(default_factory=list)
    placed: list[dict[str, Any]] = field(default_factory=list)
    next_dues: list[dict[str, Any]] = field(default_factory=list)
    settled: list[dict[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._bulk = Bulk(self.session)

    def take(self, found: Steps, campaign_id: int, case_id: int | None) -> None:
        """Collect what one case (or campaign) asks for."""
        at = self.session.info["at"]
        belongs = {"campaign_id": campaign_id, "case_id": case_id, "made_at": at}
        for due in found.add:
            new = {"rule": due.rule, "subject": due.subject, "due": due.due, "derived": due.derived}
            self.added.append(_FRESH | belongs | new | told(due))
        for row, due in (*found.move, *found.revive):
            self._retell(row, due, at, is_news=True)
            if not due.recurs:
                self._tell(row, {"due": due.due, "dropped_why": None}, case_id)
            self.placed.append({"number": row.id, "due_now": due.due, "gone": None, "why": None, "moved": at})
        for row, due in found.retell:
            self._retell(row, due, at, is_news=differs(row, due, ("due_last", *AT)))
        for row, why in found.drop:
            self.placed.append({"number": row.id, "due_now": row.due, "gone": at, "why": why, "moved": at})
        for row, derived in found.flag:
            self._tell(row, {"derived": derived}, case_id)

    def write(self) -> int:
        """Everything collected."""
        until_changed(self.session).clear()
        connection = self.session.connection()
        if self.told_of:
            self._bulk.write()
        write_settled(self.session, self.settled)
        for statement, rows in (
            (_place, self.placed), (_retell, self.retold), (_add, self.added), (_next_due, self.next_dues),
        ):  # fmt: skip
            if rows:
                connection.execute(statement, rows)
        return len(self.added) + len(self.placed)

    def _retell(self, row: Any, due: Due, at: datetime, *, is_news: bool) -> None:
        """Other words; where calendars hear something new of it, the row notes when."""
        moved = (at, row.sequence + 1) if is_news else (row.moved_at, row.sequence)
        more = {"number": row.id, "derived": due.derived, "moved": moved[0], "count": moved[1]}
        self.retold.append(told(due) | more)

    def _tell(self, row: Any, after: dict[str, Any], case_id: int | None) -> None:
        self.told_of = True
        self._bulk.change(RowId(Review, row.id), row._asdict(), after, About("review", row.id, case_id))


_FRESH = {"snoozes": 0, "version": 1, "sequence": 0}
_review = Review.__table__  # type: ignore[attr-defined]
_add = insert(_review)
_retell = (
    update(_review)
    .where(_review.c.id == bindparam("number"))
    .values(
        {
            name: bindparam(name)
            for name in (
                "title", "reason", "arithmetic", "rests_on", "urgency", "hard", "estimated", "counts_from", "href",
                "kept_case_id", "due_last", "late_after", "derived", *AT,
            )
        }
        | {"moved_at": bindparam("moved"), "sequence": bindparam("count")}
    )
)  # fmt: skip
_place = (
    update(_review)
    .where(_review.c.id == bindparam("number"))
    .values(
        due=bindparam("due_now"),
        dropped_at=bindparam("gone"),
        dropped_why=bindparam("why"),
        moved_at=bindparam("moved"),
        sequence=_review.c.sequence + 1,
        version=_review.c.version + 1,
    )
)
_next_due = (
    update(Case.__table__)  # type: ignore[attr-defined]
    .where(col(Case.id) == bindparam("settled_id"))
    .values({name: bindparam(name) for name in NEXT_DUES})
)
