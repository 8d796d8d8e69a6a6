"""Lists of others as they are kept: their imports and rows, and the people of a campaign they are held against."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, exists, select
from sqlmodel import Session, col

from app.cases.models import Case, Entry, Person, PersonName, Visibility
from app.consent.queries.consents import stopped_people
from app.dates import FuzzyDate
from app.intake.list_matching import Known, OurPerson
from app.intake.models import ErasedName, ListImport, ListRow, OutsideList
from app.sources.models import Citation

APPLIED, STAGED, UNDONE = "applied", "staged", "undone"
_restricted = exists().where(
    col(Case.person_id) == col(Person.id), col(Case.visibility) == Visibility.RESTRICTED
).correlate(Person)  # fmt: skip


def list_named(session: Session, campaign_id: int, name: str) -> OutsideList | None:
    """The list that a campaign calls so."""
    wanted = select(OutsideList).where(
        col(OutsideList.campaign_id) == campaign_id, col(OutsideList.name) == name
    )
    return session.scalars(wanted).first()


def lists_of(session: Session, campaigns: Sequence[int]) -> list[OutsideList]:
    """The lists of these campaigns, by name."""
    wanted = select(OutsideList).where(col(OutsideList.campaign_id).in_(campaigns))
    return list(session.scalars(wanted.order_by(col(OutsideList.name), col(OutsideList.id))))


def current(session: Session, list_id: int) -> ListImport | None:
    """The import whose rows count now: the latest that was taken in and not undone."""
    wanted = select(ListImport).where(col(ListImport.list_id) == list_id, col(ListImport.state) == APPLIED)
    return session.scalars(wanted.order_by(col(ListImport.id).desc())).first()


def rows_of(session: Session, import_id: int, states: Iterable[str] = ()) -> list[ListRow]:
    """Its rows, in the order of the file; those in these states, where some are named."""
    wanted = select(ListRow).where(col(ListRow.import_id) == import_id)
    if states:
        wanted = wanted.where(col(ListRow.state).in_(list(states)))
    return list(session.scalars(wanted.order_by(col(ListRow.id))))


def known_people(session: Session, campaign_id: int, list_id: int | None, secret: str) -> Known:
    """Whom the campaign watches, by every spelling. Whoever is kept to a few is nobody here, for every reader."""
    connection = session.connection()
    found = Known(secret=secret)
    wanted = (
        select(
            col(Person.id), col(Case.reference), col(Person.name), col(Case.standing),
            col(Person.born_edtf), col(Person.born_first), col(Person.born_last),
        )
        .join(Case, col(Case.person_id) == col(Person.id))
        .where(
            col(Case.campaign_id) == campaign_id, col(Case.merged_into_id).is_(None),
            col(Person.merged_into_id).is_(None), col(Person.named), ~_restricted,
        )
        .order_by(col(Case.id))
    )  # fmt: skip
    people: Any = connection.execute(wanted)
    for number, ref, name, standing, edtf, first, last in people:
        born = FuzzyDate.stored(edtf, first, last) if edtf else None
        found.people[number] = OurPerson(number, ref, name, standing, born)
        found.spell(number, name)
    spelled: Any = connection.execute(select(col(PersonName.person_id), col(PersonName.text)))
    for number, text in spelled:
        if number in found.people:
            found.spell(number, text)
    found.silent = stopped_people(session) & found.people.keys()
    _spell_silent(session, found)
    found.erased = frozenset(connection.scalars(select(col(ErasedName.mark))))
    before = current(session, list_id) if list_id is not None else None
    if before is not None:
        told = select(col(ListRow.own_id), col(ListRow.person_id)).where(
            col(ListRow.import_id) == before.id, col(ListRow.state) == "known"
        )
        rows: Any = connection.execute(told)
        found.decided = {own: person for own, person in rows if person in found.people}
    return found


def _spell_silent(session: Session, found: Known) -> None:
    """Whoever has asked to stop is known also without a case here, and also to nobody but a few."""
    stopped = stopped_people(session)
    wanted = select(col(PersonName.person_id), col(PersonName.text)).where(
        col(PersonName.person_id).in_(sorted(stopped))
    )
    rows: Any = session.connection().execute(wanted)
    for number, text in rows:
        found.spell(number, text)
    found.silent = stopped


def cited_by(session: Session, source_id: int) -> set[tuple[str, int]]:
    """The names and entries that a text is cited for already."""
    wanted = select(col(Citation.name_id), col(Citation.entry_id)).where(col(Citation.source_id) == source_id)
    rows: Any = session.connection().execute(wanted)
    return {("name", name) if name else ("entry", entry) for name, entry in rows if name or entry}


def spellings_of(session: Session, people: Sequence[int]) -> dict[int, dict[str, int]]:
    """The numbers of everybody's spellings, by the words."""
    found: dict[int, dict[str, int]] = {}
    for some in _in_turns(people):
        wanted = select(col(PersonName.person_id), col(PersonName.text), col(PersonName.id)).where(
            col(PersonName.person_id).in_(some)
        )
        rows: Any = session.connection().execute(wanted.order_by(col(PersonName.id).desc()))
        for person, text, number in rows:
            found.setdefault(person, {})[text] = number
    return found


def dated_entries(
    session: Session, people: Sequence[int], campaign_id: int
) -> dict[tuple[int, str, str], int]:
    """The open facts of these people by person, kind and day."""
    found: dict[tuple[int, str, str], int] = {}
    for some in _in_turns(people):
        wanted = (
            select(col(Case.person_id), col(Entry.kind), col(Entry.on_edtf), col(Entry.id))
            .join(Case, col(Case.id) == col(Entry.case_id))
            .where(
                col(Case.person_id).in_(some), col(Case.campaign_id) == campaign_id, col(Entry.removed_at).is_(None),
                col(Entry.visibility) != Visibility.RESTRICTED, col(Entry.on_edtf).is_not(None),
            )
            .order_by(col(Entry.id).desc())
        )  # fmt: skip
        rows: Any = session.connection().execute(wanted)
        found |= {(person, str(kind), on): number for person, kind, on, number in rows}
    return found


def _in_turns(people: Sequence[int], most: int = 500) -> Iterable[list[int]]:
    return (list(people[at : at + most]) for at in range(0, len(people), most))


def forget_rows(session: Session, imports: Sequence[int]) -> None:
    """Leave nothing of the rows of these imports; that they were is kept."""
    session.connection().execute(delete(ListRow).where(col(ListRow.import_id).in_(list(imports))))


def imports_of(session: Session, list_id: int) -> list[ListImport]:
    """Every import of a list, the latest first."""
    wanted = select(ListImport).where(col(ListImport.list_id) == list_id)
    return list(session.scalars(wanted.order_by(col(ListImport.id).desc())))
