"""Fewest letters and actions first, ties in another order every day, nobody who asked to be left alone."""

from datetime import date, timedelta

from sqlalchemy import text

from app.campaigning.changes.counts import count, month_of
from app.campaigning.queries.action_page import Counted
from app.cases.models import Standing
from app.cases.stored_standing import Stood
from app.consent.models import ALL, Basis, Consent
from app.desk.queries.least_done import Needing
from app.desk.who_needs_us import fewest_first
from tests import clock, story
from tests.campaigning.acting import live, stored
from tests.story import Cast

SENTENCED = Stood(Standing.SENTENCED, None, None)


def test_fewest_letters_then_fewest_actions_and_ties_by_day() -> None:
    rows = [Needing(1, "K-001", "A", SENTENCED, 3, 0), Needing(2, "K-002", "B", SENTENCED, 0, 2)]
    rows += [Needing(number, f"K-{number:03d}", "C", SENTENCED, 0, 0) for number in range(3, 13)]
    first = fewest_first(rows, date(2013, 4, 25))
    assert [row.id for row in first[-2:]] == [2, 1]
    assert fewest_first(reversed(rows), date(2013, 4, 25)) == first
    others = [fewest_first(rows, date(2013, 4, 25) + timedelta(days=day)) for day in range(1, 6)]
    assert any(other != first for other in others)
    assert len({other[0].id for other in [first, *others]}) > 1


def test_the_page_counts_what_was_done_for_each(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        others = [story.case(session, cast.campaign, f"K-00{n}", f"Person {n}") for n in (2, 3, 4)]
        for one in (cast.case, *others):
            session.merge(one)
            story.entry(session, one, "sentence", "2012-06-04", form="prison", length="P5Y")
        session.add(Consent(person_id=others[1].person_id, field_group=ALL, use=ALL, basis=Basis.REFUSED))
        story.entry(session, others[2], "release", "2012-09-01", form="early")
    ref = live(cast)
    number = stored(cast, f"SELECT id FROM action WHERE reference = '{ref}'")[0][0]
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        assert isinstance(number, int)
        count(session, number, Counted("letters", "post", "DE", month_of(clock.now().date()), 7))
        count(session, number, Counted("letters", "post", "DE", "2012-01", 90))
    page = cast.client(cast.rea).get("/actions/who-needs-us").text.split("<main")[1]
    assert page.index("K-002") < page.index("K-001")
    assert "K-003" not in page
    assert "K-004" not in page
    row = page[page.index("K-001") :]
    assert ">7</td>" in row
    assert ">1</td>" in row
    with cast.database.reading() as session:
        assert session.connection().execute(text("SELECT count(*) FROM tally")).scalar() == 2
    assert "(0)" in cast.client(cast.sam).get("/actions/who-needs-us").text
