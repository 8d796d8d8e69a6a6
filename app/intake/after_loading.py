"""What a document leaves to the loader: references of reported actions, and from when an entry was known."""

from itertools import count

from sqlalchemy import bindparam, update
from sqlmodel import Session

from app.campaigning.models import Action
from app.cases.models import Entry
from app.intake.nodes import Node
from app.intake.queries.seed_marks import known_days, references_of_actions
from app.publishing.export_columns import table_of

_entries = table_of(Entry)
_known = update(_entries).where(_entries.c.id == bindparam("number")).values(known_on=bindparam("day"))


def number_actions(session: Session, nodes: list[Node]) -> None:
    """New reported actions get the next free references, R-001 and so on."""
    new = [node for node in nodes if node.table is Action and node.is_new and "reference" not in node.item]
    if new:
        taken = set(references_of_actions(session)) | {node.item.get("reference") for node in nodes}
        free = (reference for number in count(1) if (reference := f"R-{number:03}") not in taken)
        for node in new:
            node.values["reference"] = next(free)


def follow_sources(session: Session, nodes: list[Node]) -> None:
    """An entry was known from the first day on which one of its sources had appeared; derived, so no history."""
    numbers = [node.number for node in nodes if node.table is Entry and not node.is_gone]
    rows = [
        {"number": number, "day": appeared}
        for number, said, appeared in known_days(session, numbers)
        if said != appeared
    ]
    if rows:
        session.connection().execute(_known, rows)
