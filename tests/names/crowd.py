"""Thousands of invented people in a database, to be searched among."""

from sqlalchemy import insert
from sqlmodel import Session

from app.cases.models import Person, PersonName
from app.cases.name_index import index_names
from tests.names.made_up import people

FIRST = 1_000_000  # far from the numbers that a test's own people get


def add_crowd(session: Session, size: int) -> list[tuple[int, str]]:
    """So many persons with one spelling each, findable; returns their numbers and names."""
    names = [(FIRST + number, name) for number, name in enumerate(people(size))]
    persons = {"named": True, "gender": "unknown", "version": 1}
    spelled = {"script": "Cyrl", "kind": "spelling"}
    connection = session.connection()
    connection.execute(insert(Person), [{"id": number, "name": name, **persons} for number, name in names])
    connection.execute(
        insert(PersonName),
        [{"id": number, "person_id": number, "text": name, **spelled} for number, name in names],
    )
    index_names(session, names)
    return names
