"""Many letters at once: asked for in one save, drafted by the job, each with its letter or why there is none."""

from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select, text
from sqlmodel import col

from app.cases.models import Case
from app.jobs.schedule import Step
from app.letters.batches import AT_ONCE, BATCHES
from app.letters.queries.batches import something_waits
from app.sources.models import Source
from tests import clock, story
from tests.letters.written import EMBASSY, allow, prepared, recent
from tests.story import Cast

FORM = {"kind": "release", "to": EMBASSY, "campaign": "1"}


def more_cases(cast: Cast, count: int) -> list[str]:
    """Cases beside Roza's, each of somebody held whom letters may name; their references."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        source = session.scalars(select(Source)).first()
        assert source is not None
        made = []
        for number in range(count):
            case = story.case(session, cast.campaign, f"K-{200 + number}", f"Person {number}")
            allow(session, case)
            held = story.entry(session, case, "custody", recent(20), form="prison", place_text="Atyrau")
            story.cited(session, source, held)
            made.append(case.reference)
        return made


def run(cast: Cast) -> str:
    """One run of the job."""
    return BATCHES.run(Step(cast.database, cast.settings, clock.now()))


def rows(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def waits(cast: Cast) -> bool:
    with cast.database.reading() as session:
        return something_waits(session, clock.now())


def test_many_cases_to_one_office_with_progress(cast: Cast) -> None:
    prepared(cast)
    references = ["K-001", *more_cases(cast, AT_ONCE + 2)]
    lee = cast.client(cast.lee)
    assert lee.get(f"/letters/many?to={EMBASSY}").status_code == 200
    page = lee.post("/letters/many", data=FORM | {"cases": references}).headers["location"]
    shown = lee.get(page)
    assert f"{AT_ONCE} of {len(references)} dealt with" in shown.text
    assert "refresh" in shown.headers
    assert "Waiting" in shown.text
    assert waits(cast)
    assert run(cast) == "3 letters dealt with"
    assert not waits(cast)
    shown = lee.get(page)
    assert f"{len(references)} of {len(references)} dealt with, 100 %" in shown.text
    assert "refresh" not in shown.headers
    assert len(rows(cast, "SELECT id FROM letter WHERE state = 'draft'")) == len(references)
    assert len({subject for (subject,) in rows(cast, "SELECT variant FROM letter")}) == len(references)
    assert rows(cast, "SELECT DISTINCT made_by_id FROM letter") == [(cast.lee.id,)]
    assert run(cast) == "0 letters dealt with"


def test_what_cannot_be_drafted_says_why_and_the_others_are_there(cast: Cast) -> None:
    prepared(cast)
    references = ["K-001", *more_cases(cast, 1)]
    lee = cast.client(cast.lee)
    assert lee.post("/cases/K-200/consent/stop", data={"given_by": "the family"}).status_code == 303
    page = unescape(
        lee.get(lee.post("/letters/many", data=FORM | {"cases": references}).headers["location"]).text
    )
    assert "2 of 2 dealt with" in page
    assert "asked to stop" in page
    assert rows(cast, "SELECT count(*) FROM letter") == [(1,)]


def test_a_run_that_is_asked_to_end_leaves_the_rest_for_the_next(cast: Cast) -> None:
    prepared(cast)
    references = ["K-001", *more_cases(cast, AT_ONCE)]
    lee = cast.client(cast.lee)
    lee.post("/letters/many", data=FORM | {"cases": references})
    step = Step(cast.database, cast.settings, clock.now() + timedelta(seconds=5))
    step.stop.set()
    BATCHES.run(step)
    assert rows(cast, "SELECT count(*) FROM letter") == [(AT_ONCE,)]
    run(cast)
    assert rows(cast, "SELECT count(*) FROM letter") == [(AT_ONCE + 1,)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"cases": []},
        {"cases": ["K-999"]},
        {"to": "nowhere"},
        {"kind": "no-such"},
        {"cases": ["K-001"] * 3 + ["x"]},
    ],
)
def test_a_wrong_choice_is_named_and_nothing_is_kept(cast: Cast, wrong: dict[str, object]) -> None:
    prepared(cast)
    answer = cast.client(cast.lee).post("/letters/many", data=FORM | {"cases": ["K-001"]} | wrong)
    assert answer.status_code == 422
    assert f'href="#f-{next(iter(wrong))}"' in answer.text
    assert rows(cast, "SELECT id FROM letter_batch") == []


def test_a_batch_is_its_campaigns_and_shows_no_case_that_is_kept_from_the_viewer(cast: Cast) -> None:
    prepared(cast)
    more_cases(cast, 1)
    lee = cast.client(cast.lee)
    page = lee.post("/letters/many", data=FORM | {"cases": ["K-001", "K-200"]}).headers["location"]
    assert cast.client(cast.sam).get(page).status_code == 404
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.connection().execute(
            text("UPDATE \"case\" SET visibility = 'restricted' WHERE reference = 'K-200'")
        )
    assert "Person 0" not in cast.client(cast.rea).get(page).text
    assert cast.client(cast.rea).get("/letters/many").status_code == 403
    hidden = cast.client(cast.ana).post("/letters/many", data=FORM | {"cases": ["K-200"]})
    assert hidden.status_code == 422


def test_a_reader_of_one_campaign_cannot_write_in_it_through_another(cast: Cast) -> None:
    prepared(cast)
    answer = cast.client(cast.sam).post("/letters/many", data=FORM | {"cases": ["K-001"]})
    assert answer.status_code in (403, 422)
    assert rows(cast, "SELECT id FROM letter_batch") == []


def test_every_case_is_asked_for_once(cast: Cast) -> None:
    prepared(cast)
    cast.client(cast.lee).post("/letters/many", data=FORM | {"cases": ["K-001", "K-001"]})
    assert rows(cast, "SELECT count(*) FROM letter_batch_item") == [(1,)]


def test_a_plea_for_somebody_at_large_is_not_drafted_and_says_why(cast: Cast) -> None:
    prepared(cast)
    more_cases(cast, 1)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.scalars(select(Case).where(col(Case.reference) == "K-200")).one()
        freed = story.entry(session, case, "sentence", recent(3), form="suspended", length="P1Y")
        story.cited(session, session.get_one(Source, 1), freed)
    lee = cast.client(cast.lee)
    page = lee.post("/letters/many", data=FORM | {"cases": ["K-001", "K-200"]}).headers["location"]
    assert "This kind of letter does not fit where the case stands now." in unescape(lee.get(page).text)
    assert rows(cast, "SELECT count(*) FROM letter") == [(1,)]
