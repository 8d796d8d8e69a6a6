"""Reviews follow from entries in the same transaction, and recomputing changes nothing that people did."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from app.cases.kinds.health_alert import HealthAlert
from app.cases.kinds.hearing import Hearing
from app.cases.models import Case, Entry, Minder
from app.db import Database
from app.directory.models import LegalPeriod
from app.jobs.models import JobState
from app.main import keeper
from app.reviews.changes import confirm, mark_done, snooze
from app.reviews.models import Review
from app.reviews.recompute_all import must_recompute, prepare, recompute_all
from app.settings import Settings
from tests import story
from tests.conftest import NOW
from tests.reviews.facts import day
from tests.reviews.rows import all_of, due_by_rule, the


@pytest.fixture
def strike(database: Database) -> int:
    """A case with a hunger strike and a sourced arrest; the alert's number."""
    with database.writing(actor="a test", at=NOW) as session:
        case = story.case(session, story.campaign(session))
        source = story.source(session)
        story.cited(session, source, story.entry(session, case, "custody", "2011-12-16", form="prison"))
        alert = story.entry(
            session, case, "health-alert", "2013-04-22", severity="hunger-strike", as_of="2013-04-24"
        )
        story.cited(session, source, alert)
        return alert.id or 0


def review(session: Session, rule: str) -> Review:
    """The open review of a rule."""
    found = [row for row in all_rows(session) if row.rule == rule]
    assert len(found) == 1
    return found[0]


def all_rows(session: Session) -> list[Review]:
    """Every open review as rows that may be changed."""
    return [row for row in session.exec(select(Review)) if row.done_at is None and row.dropped_at is None]


def test_dates_are_there_as_soon_as_the_entry_is(strike: int, database: Database) -> None:
    assert due_by_rule(database) == {
        "health": "2013-04-26",
        "silence": "2013-04-26",
    }
    (case,) = all_of(database, 'SELECT next_due FROM "case"')
    assert str(case.next_due) == "2013-04-26"


def test_the_next_date_of_a_case_is_never_one_that_is_kept_to_a_few(strike: int, database: Database) -> None:
    with database.writing(actor="Lee", at=NOW) as session:
        alert = session.get_one(Entry, strike)
        alert.visibility = "restricted"
    open_to_all = all_of(
        database, "SELECT min(due) AS due FROM review WHERE kept_case_id IS NULL AND dropped_at IS NULL"
    )
    (case,) = all_of(database, 'SELECT next_due FROM "case"')

    assert "2013-04-26" in due_by_rule(database).values()
    assert str(case.next_due) == str(open_to_all[0].due) != "2013-04-26"


def test_a_changed_entry_moves_its_date_and_history_keeps_the_old_one(
    strike: int, database: Database
) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        case = session.get(Case, 1)
        assert case is not None
        story.entry(session, case, "hearing", "2013-05-10", stage="trial")
    with database.writing(actor="Lee", at=NOW) as session:
        hearing = session.get(Entry, strike + 1)
        assert hearing is not None
        hearing.on_edtf, hearing.on_first, hearing.on_last = (
            "2013-05-17",
            day("2013-05-17"),
            day("2013-05-17"),
        )

    assert due_by_rule(database)["hearing"] == "2013-05-17"
    told = all_of(database, "SELECT diff FROM change WHERE noun = 'review'")
    assert [row.diff for row in told] in (
        [{"due": ["2013-05-10", "2013-05-17"]}],
        ['{"due": ["2013-05-10", "2013-05-17"]}'],
    )


def test_a_result_closes_a_hearing_and_the_row_stays(strike: int, database: Database) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        case = session.get(Case, 1)
        assert case is not None
        story.entry(session, case, "hearing", "2013-04-12", stage="remand")
    with database.writing(actor="Lee", at=NOW) as session:
        row, entry = session.get(Hearing, strike + 1), session.get(Entry, strike + 1)
        assert row is not None
        assert entry is not None
        row.result, entry.edited_at = "Prolonged.", NOW

    assert "hearing" not in due_by_rule(database)
    (gone,) = all_of(database, "SELECT dropped_why FROM review WHERE rule = 'hearing'")
    assert gone.dropped_why == "its entries no longer lead to it"


def test_done_leads_to_the_next_look(strike: int, database: Database) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        ana = story.volunteer(session, "Ana", None)
    with database.writing(actor="Ana", at=NOW) as session:
        mark_done(session, review(session, "health"), ana.id or 0, day("2013-04-30"), "Still refusing food.")

    assert due_by_rule(database)["health"] == "2013-05-02"
    rows = all_of(database, "SELECT found FROM review WHERE rule = 'health' ORDER BY id")
    assert [row.found for row in rows] == ["Still refusing food.", None]


def test_a_done_date_stays_done(database: Database) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        case = story.case(session, story.campaign(session))
        ana = story.volunteer(session, "Ana", None)
        story.entry(session, case, "hearing", "2013-04-30", stage="trial")
    with database.writing(actor="Ana", at=NOW) as session:
        mark_done(
            session, review(session, "hearing"), ana.id or 0, day("2013-04-30"), "Put off, no new day told."
        )
    with database.writing(actor="Lee", at=NOW) as session:
        story.entry(session, session.get(Case, 1) or case, "note", "2013-04-30")

    assert "hearing" not in due_by_rule(database)


def test_a_loose_date_stays_open_until_its_last_possible_day(database: Database) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        case = story.case(session, story.campaign(session))
        ana = story.volunteer(session, "Ana", None)
        story.entry(session, case, "hearing", "2013-05", stage="trial")
    with database.writing(actor="Ana", at=NOW) as session:
        mark_done(session, review(session, "hearing"), ana.id or 0, day("2013-05-03"), "Not held yet.")
    assert due_by_rule(database)["hearing"] == "2013-05-10"
    with database.writing(actor="Ana", at=NOW) as session:
        mark_done(session, review(session, "hearing"), ana.id or 0, day("2013-05-31"), "Not held in May.")
    assert "hearing" not in due_by_rule(database)


def test_a_snooze_survives_and_leaves_the_due_date(strike: int, database: Database) -> None:
    with database.writing(actor="Ana", at=NOW) as session:
        snooze(review(session, "health"), day("2013-05-03"), "the lawyer visits on Friday", day("2013-04-30"))
    with database.writing(actor="Lee", at=NOW) as session:
        alert, entry = session.get(HealthAlert, strike), session.get(Entry, strike)
        assert alert is not None
        assert entry is not None
        alert.care_asked, entry.edited_at = "A doctor from outside.", NOW

    (row,) = all_of(database, "SELECT due, snoozed_until, snoozes FROM review WHERE rule = 'health'")
    assert (str(row.due), str(row.snoozed_until), row.snoozes) == ("2013-04-26", "2013-05-03", 1)


def test_a_confirmed_date_is_flagged_and_never_replaced(database: Database) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        case = story.case(session, story.campaign(session))
        ana = story.volunteer(session, "Ana", None)
        hearing = story.entry(session, case, "hearing", "2013-05-10", stage="trial")
    with database.writing(actor="Ana", at=NOW) as session:
        confirm(session, review(session, "hearing"), ana.id or 0, day("2013-05-11"))
    with database.writing(actor="Lee", at=NOW) as session:
        entry = session.get(Entry, hearing.id)
        assert entry is not None
        entry.on_edtf, entry.on_first, entry.on_last = "2013-05-20", day("2013-05-20"), day("2013-05-20")
    row = the(database, "hearing")
    assert (str(row.due), str(row.derived)) == ("2013-05-11", "2013-05-20")

    with database.writing(actor="Lee", at=NOW) as session:
        entry = session.get(Entry, hearing.id)
        assert entry is not None
        entry.removed_at = NOW
    row = the(database, "hearing")
    assert (str(row.due), row.derived) == ("2013-05-11", None)


def test_what_was_dropped_comes_back_as_the_same_row(database: Database) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        case = story.case(session, story.campaign(session))
        story.entry(session, case, "hearing", "2013-05-10", stage="trial")
    before = the(database, "hearing")
    for removed in (NOW, None):
        with database.writing(actor="Lee", at=NOW) as session:
            entry = session.get(Entry, 1)
            assert entry is not None
            entry.removed_at = removed

    after = the(database, "hearing")
    assert after.id == before.id
    assert after.version > before.version


def test_a_closed_case_has_no_dates(strike: int, database: Database) -> None:
    with database.writing(actor="Ana", at=NOW) as session:
        case = session.get(Case, 1)
        assert case is not None
        case.closed_at, case.closed_reason = NOW, "The family asked."

    assert all_of(database) == []


def test_recomputing_twice_changes_nothing(strike: int, database: Database, settings: Settings) -> None:
    before = all_of(database)

    done = [recompute_all(database, keeper(settings), NOW + timedelta(minutes=n)) for n in (1, 2)]

    assert [(one.cases, one.changed) for one in done] == [(1, 0), (1, 0)]
    assert all_of(database) == before


def test_a_new_day_moves_what_depends_on_it(database: Database, settings: Settings) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        case = story.case(session, story.campaign(session))
        story.cited(
            session,
            story.source(session),
            story.entry(session, case, "sentence", "2012-06-04", form="prison", length="P11M"),
        )
    assert due_by_rule(database)["sentence-end"] == "2013-05-03"

    later = replace(settings, today=day("2013-05-04"))
    recompute_all(database, keeper(later), NOW)

    assert due_by_rule(database)["release-overdue"] == "2013-05-04"
    (row,) = all_of(database, "SELECT dropped_why FROM review WHERE rule = 'sentence-end'")
    assert row.dropped_why == "superseded by a date that follows from it"


def test_the_shipped_periods_are_added_once_and_never_over_an_edit(
    database: Database, settings: Settings
) -> None:
    prepare(database, keeper(settings), NOW)
    with database.writing(actor="Ana", at=NOW) as session:
        period = session.get(LegalPeriod, 1)
        assert period is not None
        period.value = "P15D"
    count = all_of(database, "SELECT count(*) AS n FROM legal_period")[0].n

    prepare(database, keeper(settings), NOW)

    assert all_of(database, "SELECT count(*) AS n FROM legal_period")[0].n == count
    assert all_of(database, "SELECT value FROM legal_period WHERE id = 1")[0].value == "P15D"


def test_the_job_runs_when_the_day_changes_in_a_campaigns_zone(database: Database) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        story.campaign(session)  # in Aqtau, five hours ahead of UTC
        session.add(JobState(name="reviews", began_at=datetime(2013, 4, 30, 9, 0, tzinfo=UTC)))
    with database.reading() as session:
        assert not must_recompute(session, datetime(2013, 4, 30, 18, 59, tzinfo=UTC))
        assert must_recompute(session, datetime(2013, 4, 30, 19, 0, tzinfo=UTC))


def test_minders_change_no_date(strike: int, database: Database) -> None:
    before = due_by_rule(database)
    with database.writing(actor="Ana", at=NOW) as session:
        session.add(Minder(case_id=1, volunteer_id=story.volunteer(session, "Ana", None).id or 0))

    assert due_by_rule(database) == before
