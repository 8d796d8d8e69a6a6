"""The words of approved pages asked anew: what of them may not leave now, by the record as it is now."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.cases.models import Entry, EntryKind
from app.consent.models import FieldGroup, Use
from app.consent.rules import Answer, Consented, may_leave
from app.consent.speaking import speaks_of
from app.directory.models import Facility, Place
from app.publishing.content import Content
from app.publishing.places import Places
from app.publishing.words import FACT_LINE, Said, said_on

Held = tuple[int, str]


class Asked(NamedTuple):
    """One content with the case and the person it is about; `id` tells it from the others."""

    id: int
    case_id: int
    person_id: int
    content: Content


def why_held(
    session: Session, asked: Sequence[Asked], consents: Mapping[int, Sequence[Consented]], today: date
) -> dict[Held, str]:
    """Which words of which contents may not leave, and why; as many statements for many as for one."""

    def answer(person: int, group: FieldGroup) -> Answer:
        return may_leave(consents.get(person, ()), group, Use.PUBLIC, today)

    hidden = sorted({one.case_id for one in asked if not answer(one.person_id, FieldGroup.PLACE).yes})
    places = places_held(session, hidden) if hidden else {}
    found: dict[Held, str] = {}
    for one in asked:
        for said in said_on(one.content):
            for group in _touched(said, places.get(one.case_id)) if said.text else ():
                told = answer(one.person_id, group)
                if not told.yes:
                    found.setdefault((one.id, said.where), told.reason)
    return found


def _touched(said: Said, places: Places | None) -> Iterator[FieldGroup]:
    yield from speaks_of(said.text)
    if places is not None and not said.where.endswith(FACT_LINE) and places.in_text(said.text):
        yield FieldGroup.PLACE


def places_held(session: Session, case_ids: Sequence[int]) -> dict[int, Places]:
    """By every known spelling, where the persons of these cases are or were held."""
    town = aliased(Place)
    wanted: Any = (
        select(
            col(Entry.case_id), col(Entry.place_text), col(Place.name), col(Place.also), col(Facility.name),
            col(Facility.also), col(Facility.name_local), col(town.name), col(town.also),
        )
        .outerjoin(Place, col(Place.id) == col(Entry.place_id))
        .outerjoin(Facility, col(Facility.id) == col(Entry.facility_id))
        .outerjoin(town, col(town.id) == col(Facility.place_id))
        .where(
            col(Entry.case_id).in_(case_ids), col(Entry.kind) == EntryKind.CUSTODY, col(Entry.removed_at).is_(None)
        )
    )  # fmt: skip
    names: defaultdict[int, set[str]] = defaultdict(set)
    rows: Any = session.connection().execute(wanted)
    for case_id, *known in rows:
        names[case_id] |= {name for name in known if name}
    return {case_id: Places(known) for case_id, known in names.items()}
