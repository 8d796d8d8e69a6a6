"""What dates rest on beside a case's own entries reaches them in the same save, or by the job within the minute."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from app.cases.models import Case, Entry, Person
from app.consent.models import Consent
from app.dates import FuzzyDate
from app.db import Database, fuzzy_columns
from app.directory.models import Facility, LegalPeriod, Place
from app.jobs.changes import answer, ask_for
from app.jobs.models import JobState
from app.jobs.queries import state_of
from app.main import keeper
from app.reviews.processes import in_processes
from app.reviews.recompute_all import must_recompute, recompute, recompute_all
from app.settings import Settings
from tests import story
from tests.conftest import NOW
from tests.reviews.facts import day
from tests.reviews.rows import all_of, due_by_rule


@pytest.fixture
def held(database: Database) -> None:
    """Somebody held since December 2011 in a colony in Kazakhstan, sentenced, with a cited arrest."""
    with database.writing(actor="a test", at=NOW) as session:
        case = story.case(session, story.campaign(session))
        country, colony = Place(key="kz", name="Atyrau", country="KZ"), Facility(key="colony", name="Colony")
        session.add_all([country, colony])
        session.flush()
        arrest = story.entry(session, case, "custody", "2011-12-16", form="prison")
        arrest.facility_id = colony.id
        sentence = story.entry(session, case, "sentence", "2012-06-04", form="prison", length="P5Y")
        sentence.place_id = country.id
        for entry in (arrest, sentence):
            story.cited(session, story.source(session, f"Text {entry.id}", "2012-06-05"), entry)
        session.add(LegalPeriod(key="kz-parole", country="KZ", rule="parole", label="any", value="1/3"))


def born(session: Session) -> None:
    person = session.get(Person, 1)
    assert person is not None
    for name, value in fuzzy_columns("born", FuzzyDate.parse("1970-05-09")).items():
        setattr(person, name, value)


def consented(session: Session) -> None:
    session.add(
        Consent(person_id=1, field_group="name", use="letter", basis="given", given_on=NOW.date(),
                until=day("2013-06-30"))
    )  # fmt: skip


def checked(session: Session) -> None:
    facility = session.get(Facility, 1)
    assert facility is not None
    facility.checked_on = day("2013-01-01")


def moved_abroad(session: Session) -> None:
    place = session.get(Place, 1)
    assert place is not None
    place.country = "RU"


def asked_less_often(session: Session) -> None:
    session.add(LegalPeriod(key="house-silence-sentenced", rule="silence", label="sentenced", value="P90D"))


# The newest sourced fact is of 4 June 2012: 60 days later 3 August, 90 days later 2 September.
CHANGES: list[tuple[Callable[[Session], None], str, str | None, str | None]] = [
    (born, "birthday", None, "2013-05-09"),
    (consented, "consent-end", None, "2013-06-16"),
    (checked, "place-check", "2012-06-13", "2013-06-30"),
    (moved_abroad, "parole", "2013-08-16", None),
    (asked_less_often, "silence", "2012-08-03", "2012-09-02"),
]


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(("change", "rule", "before", "after"), CHANGES, ids=[row[1] for row in CHANGES])
def test_it_reaches_the_dates_in_the_same_save(
    database: Database, change: Callable[[Session], None], rule: str, before: str | None, after: str | None
) -> None:
    assert due_by_rule(database).get(rule) == before

    with database.writing(actor="Ana", at=NOW) as session:
        change(session)

    assert due_by_rule(database).get(rule) == after


def test_what_was_asked_for_is_done_once(database: Database) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        story.campaign(session)
        session.add(JobState(name="reviews", began_at=NOW, succeeded_at=NOW))
    with database.reading() as session:
        assert not must_recompute(session, NOW)
    with database.writing(actor="Ana", at=NOW) as session:
        ask_for(session, "reviews")
    with database.reading() as session:
        state = state_of(session, "reviews")
        assert state is not None
        assert must_recompute(session, NOW)
    with database.writing(actor="Ana", at=NOW) as session:
        ask_for(session, "reviews")  # while the run goes on
        answer(session, "reviews", state.asked)
    with database.reading() as session:
        assert must_recompute(session, NOW)
    with database.writing(actor="vigil", at=NOW) as session:
        answer(session, "reviews", state.asked + 1)
    with database.reading() as session:
        assert not must_recompute(session, NOW)


def test_processes_of_their_own_write_the_same_dates(
    held: None, database: Database, settings: Settings
) -> None:
    before = [(row.rule, row.subject, str(row.due), row.title) for row in all_of(database)]
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM review")

    done = in_processes(recompute, [[1], [2]], (database.url, keeper(settings), NOW), None)

    assert sorted(done) == [0, len(before)]
    assert [(row.rule, row.subject, str(row.due), row.title) for row in all_of(database)] == before
    assert recompute_all(database, keeper(settings), NOW).changed == 0


def test_a_standing_that_a_new_day_has_changed_is_kept_again(
    held: None, database: Database, settings: Settings
) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("""UPDATE "case" SET standing = 'unknown', entry_count = 0""")

    recompute_all(database, keeper(settings), NOW)

    (case,) = all_of(database, 'SELECT standing, entry_count FROM "case"')
    assert (case.standing, case.entry_count) == ("sentenced", 2)


def test_undoing_shows_the_dates_it_moves_before_it_is_saved(cast: story.Cast) -> None:
    lee = cast.client(cast.lee)
    form = {"on": "10 5 2013", "stage": "trial"}
    assert lee.post("/cases/K-001/add/hearing", data=form).status_code == 303
    (entry,) = all_of(cast.database, "SELECT version FROM entry")
    edit = {"on": "17 5 2013", "stage": "trial", "version": str(entry.version), "seen": "moves"}
    assert lee.post("/cases/K-001/entries/1/edit", data=edit).status_code == 303
    (change,) = all_of(
        cast.database,
        "SELECT id FROM change WHERE noun = 'entry' AND verb = 'changed' ORDER BY id DESC LIMIT 1",
    )
    undo = f"/cases/K-001/history/{change.id}/undo"

    asked = lee.post(undo)

    assert asked.status_code == 409
    assert "from Fri 17 May 2013 to Fri 10 May 2013" in asked.text
    assert due_by_rule(cast.database)["hearing"] == "2013-05-17"
    assert lee.post(undo, data={"seen": "moves"}).status_code == 303
    assert due_by_rule(cast.database)["hearing"] == "2013-05-10"


def test_a_removed_entry_rests_on_nothing(held: None, database: Database) -> None:
    with database.writing(actor="Ana", at=NOW) as session:
        entry, case = session.get(Entry, 1), session.get(Case, 1)
        assert entry is not None
        assert case is not None
        entry.removed_at = NOW

    assert "place-check" not in due_by_rule(database)
