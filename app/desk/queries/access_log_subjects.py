"""What lines of the access log are about, by the reference that people use; only what the viewer may see."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.campaigning.models import Action
from app.campaigning.queries.visible import ACTION_IS_SEEN
from app.cases.models import Case
from app.cases.queries.visible import CASE_IS_SEEN, viewer_binds
from app.history.access_log import Access
from app.web.viewer import Viewer

# The vault of a case goes by the case's own number.
_BY_NOUN: dict[str, tuple[Any, Any]] = {
    "case": (Case, CASE_IS_SEEN), "vault": (Case, CASE_IS_SEEN), "action": (Action, ACTION_IS_SEEN),
}  # fmt: skip


def references_of(
    session: Session, viewer: Viewer, lines: Iterable[Access]
) -> dict[tuple[str | None, int | None], str]:
    """By noun and number; what is not in it stays a number."""
    wanted: dict[str, list[int]] = {}
    for line in lines:
        if line.noun in _BY_NOUN and line.row_id is not None:
            wanted.setdefault(line.noun, []).append(line.row_id)
    found: dict[tuple[str | None, int | None], str] = {}
    for noun, numbers in wanted.items():
        table, is_seen = _BY_NOUN[noun]
        statement = select(table.id, table.reference).where(col(table.id).in_(numbers), is_seen)
        for number, reference in session.execute(statement, viewer_binds(viewer)):
            found[(noun, number)] = reference
    return found
