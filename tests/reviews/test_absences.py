"""All one's cases handed over for a time, and back."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from app.cases.models import Case, CaseMember, Minder, Visibility
from app.jobs.schedule import Step
from app.reviews.absences import ABSENCES
from app.settings import Settings, read_settings
from tests import clock, story
from tests.story import Cast


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """A scratch installation whose days pass."""
    return read_settings({"VIGIL_DATABASE_URL": database_url, "VIGIL_DATA_DIR": str(tmp_path / "data")})


@pytest.fixture
def three(cast: Cast) -> Cast:
    """Lee looks after three cases, one of them with Ana, one of them kept to the two of them no more than to Lee."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        ours = session.merge(cast.campaign)
        for number, name in ((2, "Maksat Dosmagambetov"), (3, "Rozaliya")):
            story.case(session, ours, f"K-00{number}", name)
        lee, ana = cast.lee.id or 0, cast.ana.id or 0
        session.add_all([Minder(case_id=number, volunteer_id=lee) for number in (1, 2, 3)])
        session.add(Minder(case_id=2, volunteer_id=ana))
        kept = session.get(Case, 3)
        assert kept is not None
        kept.visibility = Visibility.RESTRICTED
        session.add(CaseMember(case_id=3, volunteer_id=lee))
    return cast


def minders(cast: Cast) -> dict[int, set[str]]:
    names = {cast.lee.id: "Lee", cast.ana.id: "Ana", cast.rea.id: "Rea"}
    found: dict[int, set[str]] = {}
    with cast.database.reading() as session:
        for one in session.exec(select(Minder)):
            found.setdefault(one.case_id, set()).add(names[one.volunteer_id])
    return found


def offer(cast: Cast, days: int = 7) -> None:
    last = (clock.now() + timedelta(days=days)).date().isoformat()
    answer = cast.client(cast.lee).post("/my/hand-over", data={"to": str(cast.ana.id), "until": last})
    assert answer.status_code == 303


BEFORE = {1: {"Lee"}, 2: {"Lee", "Ana"}, 3: {"Lee"}}


def test_nothing_goes_over_before_the_other_accepts(three: Cast) -> None:
    offer(three)

    assert minders(three) == BEFORE
    day = three.client(three.ana).get("/my").text
    assert "Lee asks you to look after all their cases for a time" in day
    assert '<span aria-hidden="true">1</span>' in day
    assert "asks you to look after" not in three.client(three.rea).get("/my").text


def test_what_is_accepted_goes_over_and_comes_back_by_itself(three: Cast) -> None:
    offer(three, days=7)
    assert three.client(three.ana).post("/my/hand-over/1/accept").status_code == 303
    assert minders(three) == {1: {"Ana"}, 2: {"Ana"}, 3: {"Lee"}}
    assert "Ana looks after your cases until" in three.client(three.lee).get("/my/hand-over").text

    for days, after in ((7, {1: {"Ana"}, 2: {"Ana"}, 3: {"Lee"}}), (8, BEFORE), (9, BEFORE)):
        ABSENCES.run(Step(three.database, three.settings, clock.now() + timedelta(days=days)))
        assert minders(three) == after


@pytest.mark.parametrize("who", ["lee", "ana"])
def test_either_of_them_ends_it_before(three: Cast, who: str) -> None:
    offer(three)
    three.client(three.ana).post("/my/hand-over/1/accept")

    assert three.client(getattr(three, who)).post("/my/hand-over/1/end").status_code == 303

    assert minders(three) == BEFORE


def test_whoever_left_meanwhile_takes_nothing_back_and_nothing_is_nobodys(three: Cast) -> None:
    offer(three)
    three.client(three.ana).post("/my/hand-over/1/accept")
    with three.database.writing(actor="the story", at=clock.now()) as session:
        session.connection().exec_driver_sql(f"DELETE FROM membership WHERE volunteer_id = {three.lee.id}")

    ABSENCES.run(Step(three.database, three.settings, clock.now() + timedelta(days=8)))

    assert minders(three)[1] == {"Ana"}


def test_only_whoever_was_asked_accepts_and_only_for_72_hours(three: Cast) -> None:
    offer(three)
    assert three.client(three.lee).post("/my/hand-over/1/accept").status_code == 404
    assert three.client(three.sam).post("/my/hand-over/1/end").status_code == 404
    clock.turn_to(clock.now() + timedelta(hours=73))

    assert three.client(three.ana).post("/my/hand-over/1/accept").status_code == 409
    assert minders(three) == BEFORE


@pytest.mark.parametrize(
    ("to", "until", "words"),
    [
        ("", "", "Choose who shall look after them"),
        ("3", "", "Give the last day"),
        ("1", "1 1 2001", "Choose today or a later day"),
    ],
)
def test_a_form_with_faults_says_them(three: Cast, to: str, until: str, words: str) -> None:
    answer = three.client(three.lee).post("/my/hand-over", data={"to": to, "until": until})

    assert answer.status_code == 422
    assert words in answer.text
