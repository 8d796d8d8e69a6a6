"""Unfinished words about somebody: thrown away when that person is to be left alone, or is kept to a few."""

from app.cases.models import Case, Person, Visibility
from app.cases.queries.people import names_of, references_of_person, the_few
from app.db import number_of
from app.web.unfinished import drop_where
from app.web.visit import Visit


def forget_unfinished(visit: Visit, person_id: int, spared: frozenset[int] = frozenset()) -> None:
    """Whoever wrote them; not of those who may go on."""
    person = visit.session.get(Person, person_id)
    names = {one.text.casefold() for one in names_of(visit.session, person_id)}
    names |= {person.name.casefold()} if person else set()
    cases = references_of_person(visit.session, person_id)
    marks = [*names, *(reference.casefold() for reference in cases), f"/people/{person_id}/"]
    drop_where(visit, lambda text: any(mark in text.casefold() for mark in marks), spared)


def keep_to_a_few(visit: Visit, case: Case) -> None:
    """Of a restricted case, only those who are named on it or look after it keep what they typed."""
    if case.visibility != Visibility.RESTRICTED:
        return
    visit.session.flush()
    forget_unfinished(visit, case.person_id, the_few(visit.session, number_of(case)))
