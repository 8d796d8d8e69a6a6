"""Whoever is named on a case sees what is kept to its few, wherever in a statement that is asked."""

from sqlalchemy import select
from sqlmodel import col

from app.cases.models import Case, CaseMember, Entry, Person
from app.cases.queries.visible import named_on
from app.db import Database, number_of
from tests import story
from tests.story import BEGAN


def test_being_named_on_one_case_counts_for_no_other_however_deep_it_is_asked(database: Database) -> None:
    with database.writing(actor="the story", at=BEGAN) as session:
        ours = story.campaign(session)
        lee = number_of(story.volunteer(session, "Lee", ours))
        theirs = story.case(session, ours, "K-001", visibility="restricted")
        other = story.case(session, ours, "K-002", "Somebody Else", visibility="restricted")
        session.add(CaseMember(case_id=number_of(theirs), volunteer_id=lee))
        for case in (theirs, other):
            story.entry(session, case, "note", "2013-04-22")
        session.flush()
        deep = (
            select(col(Entry.id))
            .where(
                col(Entry.case_id) == col(Case.id),
                select(col(Person.id))
                .where(col(Person.id).is_not(None), named_on(col(Case.id), lee))
                .correlate(Case)
                .exists(),
            )
            .exists()
        )
        seen = list(session.scalars(select(col(Case.reference)).where(deep)))

    assert seen == ["K-001"]
