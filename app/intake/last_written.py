"""Writing down what a file wrote, so that the next run can tell a person's edit from its own."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, delete, insert, update
from sqlmodel import Session

from app.intake.models import SeedMark
from app.intake.three_way_merge import Place, Wrote
from app.publishing.export_columns import table_of

_marks = table_of(SeedMark)
_this = (
    (_marks.c.origin == bindparam("of"))
    & (_marks.c.noun == bindparam("table"))
    & (_marks.c.row_id == bindparam("row"))
)


def write_marks(
    session: Session, origin: str, before: Mapping[Place, Wrote], after: Mapping[Place, Wrote]
) -> None:
    """Only what differs from the marks there are."""
    connection = session.connection()
    new = [
        {"origin": origin, "noun": name, "row_id": number, "wrote": wrote}
        for (name, number), wrote in after.items()
        if (name, number) not in before
    ]
    other = [
        {"of": origin, "table": name, "row": number, "wrote": wrote}
        for (name, number), wrote in after.items()
        if before.get((name, number), wrote) != wrote
    ]
    if new:
        connection.execute(insert(_marks), new)
    if other:
        connection.execute(update(_marks).where(_this).values(wrote=bindparam("wrote")), other)


def forget_marks(session: Session, origin: str, places: Iterable[Place]) -> None:
    """Rows that are gone leave no mark."""
    gone = [{"of": origin, "table": name, "row": number} for name, number in places]
    if gone:
        session.connection().execute(delete(_marks).where(_this), gone)
