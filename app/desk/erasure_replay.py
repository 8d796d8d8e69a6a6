"""Erasing anew, out of an older copy of the data, whoever was erased after it was made."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection
from sqlmodel import Session

from app.cases.models import Erasure
from app.db import Database
from app.desk.erasure import erase
from app.desk.queries.erased_people import erasures_in, known_by_mark
from app.desk.queries.erasure import Reach, mentions, open_erasure, reach_of
from app.files.erased_ledger import Erased
from app.intake.erased_names import leave_out_of_lists


class Anew(NamedTuple):
    """What came of it: what was erased now, and how many of the erased are not in these data at all."""

    reaches: list[Reach]
    strangers: int


class NotErased(Exception):
    """Something of an erased person is still there."""


def believed(noted: Sequence[Erased], present: Connection | None) -> list[Erased]:
    """Everybody who counts as erased: by the data of now, and by the ledger.

    What the ledger only announces counts unless the data of now show that it never came to it.
    """
    here = erasures_in(present) if present is not None else []
    known = {one.people[0] for one in here}
    others = [
        one
        for one in noted
        if one.people[0] not in known
        and (one.done or present is None or not known_by_mark(present, "person", one.people[:1]))
    ]
    return sorted([*here, *others], key=lambda one: one.decided_at)


def erase_anew(
    database: Database, connection: Connection, wanted: Sequence[Erased], at: datetime, secret: str
) -> Anew:
    """In the caller's transaction, whose data have the newest schema; raise NotErased where something is left."""
    done = {mark for one in erasures_in(connection) for mark in one.people}
    reaches, strangers = [], 0
    with database.joining(connection, actor="vigil", at=at) as session:
        for one in wanted:
            people = known_by_mark(connection, "person", one.people)
            strangers += not people
            if not done.issuperset(people):
                reaches.append(_erase(session, one, list(people.values()), secret))
    for reach in reaches:
        if next(mentions(connection, reach.telling, {}), None) is not None:
            raise NotErased
    return Anew(reaches, strangers)


def _erase(session: Session, one: Erased, people: list[int], secret: str) -> Reach:
    cases = known_by_mark(session.connection(), "case", one.cases)
    reach = reach_of(session, people, list(cases.values()))
    erasure = open_erasure(session, people[0]) or Erasure(
        person_id=people[0], ground="", asked_at=one.asked_at
    )
    leave_out_of_lists(session, [*reach.spellings, *reach.words], secret)
    erase(session, erasure, reach)
    erasure.ground, erasure.asked_at = one.ground, one.asked_at
    erasure.decided_at, erasure.decision = one.decided_at, one.decision
    session.add(erasure)
    session.flush()
    return reach
