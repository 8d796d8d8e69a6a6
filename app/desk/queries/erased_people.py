"""Who was erased, by marks that are the same in every copy of an installation's data and in no other installation's."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, case, func, inspect, select
from sqlmodel import col

from app.cases.models import Case, Erasure, Person
from app.files.erased_ledger import Erased
from app.history.models import Change

AGREED = ("approved", "by-one")
NEEDED = {
    "erasure": {"person_id", "ground", "asked_at", "decided_at", "decision"},
    "person": {"id", "merged_into_id"},
    "case": {"id", "merged_into_id", "person_id"},
    "change": {"id", "noun", "row_id", "verb", "at"},
}


def keeps_erasures(connection: Connection) -> bool:
    """Whether these data are ours, and of a schema that knows of erasing."""
    known = inspect(connection)
    present = set(known.get_table_names())
    return all(
        name in present and needed <= {one["name"] for one in known.get_columns(name)}
        for name, needed in NEEDED.items()
    )


def erasures_in(connection: Connection) -> list[Erased]:
    """Every erasure that these data know of, with everybody and every case that was one with the erased."""
    wanted = select(
        col(Erasure.person_id), col(Erasure.ground), col(Erasure.asked_at), col(Erasure.decided_at),
        col(Erasure.decision),
    ).where(col(Erasure.decision).in_(AGREED)).order_by(col(Erasure.id))  # fmt: skip
    found = []
    for person_id, ground, asked_at, decided_at, decision in connection.execute(wanted).all():
        if decided_at is None or decision is None:
            continue
        people = merged_into(connection, Person, [person_id])
        owned = select(col(Case.id)).where(col(Case.person_id).in_(people)).order_by(col(Case.id))
        cases = merged_into(connection, Case, connection.execute(owned).scalars().all())
        marked = (in_order(connection, "person", people), in_order(connection, "case", cases))
        found.append(Erased(*marked, ground, asked_at, decided_at, decision, done=True))
    return [one for one in found if one.people]


def merged_into(connection: Connection, model: type[Person | Case], numbers: Iterable[Any]) -> list[int]:
    """These and everything that was merged into them."""
    found, new = list(numbers), list(numbers)
    while new:
        wanted = select(col(model.id)).where(col(model.merged_into_id).in_(new), col(model.id).not_in(found))
        new = [number for number in connection.execute(wanted).scalars() if number is not None]
        found += new
    return found


def marks(connection: Connection, noun: str, numbers: Sequence[int]) -> dict[str, int]:
    """The mark of each: its number, and a hash of which line of history, of what moment, says that it came in.

    That line is the same in every copy of the data, and stays when somebody is erased. Another installation may have
    the same number, but not the same moment.
    """
    came = func.max(case((col(Change.verb) == "added", col(Change.id)), else_=None))
    first = (
        select(col(Change.row_id), func.coalesce(came, func.min(col(Change.id))).label("line"))
        .where(col(Change.noun) == noun, col(Change.row_id).in_(numbers))
        .group_by(col(Change.row_id))
        .subquery()
    )
    wanted = select(first.c.row_id, col(Change.id), col(Change.at)).join(
        first, first.c.line == col(Change.id)
    )
    return {
        f"{number}.{sha256(f'{noun}|{number}|{line}|{at.isoformat()}'.encode()).hexdigest()[:32]}": number
        for number, line, at in connection.execute(wanted)
    }


def in_order(connection: Connection, noun: str, numbers: Sequence[int]) -> tuple[str, ...]:
    """The marks of these, the first of them first."""
    by_number = {number: mark for mark, number in marks(connection, noun, numbers).items()}
    return tuple(by_number[number] for number in numbers if number in by_number)


def known_by_mark(connection: Connection, noun: str, told: Sequence[str]) -> dict[str, int]:
    """Those of the marked that are in these data and are the same, in the order of the marks."""
    numbers = [int(mark.partition(".")[0]) for mark in told]
    here = marks(connection, noun, numbers)
    return {mark: here[mark] for mark in told if mark in here}
