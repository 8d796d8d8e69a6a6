"""What is grave and has nobody: on the day of everybody who may work, taken with one button."""

from datetime import date
from html import unescape
from pathlib import Path

import pytest
from sqlmodel import select

from app.accounts.models import Membership
from app.cases.models import Case, CaseMember, Minder, Person
from app.settings import Settings, read_settings
from tests import story
from tests.conftest import NOW
from tests.story import Cast


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """A scratch installation on 30 April 2013."""
    return read_settings(
        {
            "VIGIL_DATABASE_URL": database_url,
            "VIGIL_DATA_DIR": str(tmp_path / "data"),
            "VIGIL_TODAY": "2013-04-30",
        }
    )


def in_danger(cast: Cast, severity: str = "hunger-strike", **more: str) -> None:
    """An alert about the case, of the week before."""
    with cast.database.writing(actor="the story", at=NOW) as session:
        case = session.get(Case, cast.case.id)
        assert case is not None
        story.entry(session, case, "custody", "2013-03-01", form="prison")
        story.entry(
            session, case, "health-alert", "2013-04-22", severity=severity, as_of="2013-04-24", **more
        )


def minded_by(cast: Cast, *who: int | None) -> None:
    with cast.database.writing(actor="the story", at=NOW) as session:
        session.add_all([Minder(case_id=cast.case.id or 0, volunteer_id=one or 0) for one in who])


def minders(cast: Cast) -> list[int]:
    with cast.database.reading() as session:
        return [one.volunteer_id for one in session.exec(select(Minder))]


def unminded(cast: Cast, who: object) -> str:
    """The part of my day about what nobody looks after."""
    page = unescape(cast.client(who).get("/my").text)  # type: ignore[arg-type]
    return page.split('id="s-unminded"')[1].split("</section>")[0] if 'id="s-unminded"' in page else ""


def test_a_hunger_strike_that_nobody_minds_is_on_the_day_of_all_who_may_work(cast: Cast) -> None:
    in_danger(cast)

    for who in (cast.ana, cast.lee):
        told = unminded(cast, who)
        assert "Roza Tuletaeva" in told
        assert "Hunger strike, day 3 on 24 April 2013: ask how things are now" in told
        assert "Life in danger" in told
        page = cast.client(who).get("/my").text
        assert page.count("Hunger strike, day 3 on 24 April 2013: ask how things are now</a>") == 1
        assert "Nothing needs you today" not in page
        assert "1 grave case has nobody who looks after it." in page
    for other in (cast.rea, cast.sam):
        assert "Roza" not in cast.client(other).get("/my").text.split('class="plain"')[0]


def test_one_button_takes_it_and_one_beside_it_gives_it_back(cast: Cast) -> None:
    in_danger(cast)
    lee = cast.client(cast.lee)

    answer = lee.post("/cases/K-001/look-after")
    page = lee.get(answer.headers["location"]).text

    assert minders(cast) == [cast.lee.id]
    assert "You look after Roza Tuletaeva now." in page
    assert 'action="/cases/K-001/look-after/undo"' in page
    assert "1 thing needs you." in page
    assert unminded(cast, cast.ana) == ""

    lee.post("/cases/K-001/look-after/undo")
    assert minders(cast) == []
    assert "Roza Tuletaeva" in unminded(cast, cast.lee)


def test_the_word_of_taking_is_for_whoever_took_it(cast: Cast) -> None:
    in_danger(cast)

    for address in ("/my?taken=K-001", "/my?taken=K-999", "/my?taken=%00"):
        assert "look-after/undo" not in cast.client(cast.lee).get(address).text


@pytest.mark.parametrize("who", ["rea", "sam"])
def test_whoever_may_not_work_on_it_cannot_take_it(cast: Cast, who: str) -> None:
    in_danger(cast)

    assert cast.client(getattr(cast, who)).post("/cases/K-001/look-after").status_code in (403, 404)
    assert minders(cast) == []


def test_the_button_speaks_of_her_or_him(cast: Cast) -> None:
    in_danger(cast)
    assert "I will look after this case" in unminded(cast, cast.lee)

    for gender, words in (("female", "I will look after her"), ("male", "I will look after him")):
        with cast.database.writing(actor="the story", at=NOW) as session:
            person = session.get(Person, cast.case.person_id)
            assert person is not None
            person.gender = gender
        assert words in unminded(cast, cast.lee)


def test_whoever_has_left_looks_after_nobody(cast: Cast) -> None:
    in_danger(cast)
    minded_by(cast, cast.lee.id)
    assert unminded(cast, cast.ana) == ""

    with cast.database.writing(actor="the story", at=NOW) as session:
        left = session.exec(select(Membership).where(Membership.volunteer_id == cast.lee.id)).one()
        session.delete(left)

    assert "Roza Tuletaeva" in unminded(cast, cast.ana)
    assert "Roza Tuletaeva" in cast.client(cast.ana).get("/cases?minder=nobody").text


def test_what_is_kept_to_a_few_is_grave_for_those_few_alone(cast: Cast) -> None:
    in_danger(cast, visibility="restricted")
    assert unminded(cast, cast.lee) == ""

    with cast.database.writing(actor="the story", at=NOW) as session:
        session.add(CaseMember(case_id=cast.case.id or 0, volunteer_id=cast.lee.id or 0))

    assert "Life in danger" in unminded(cast, cast.lee)
    assert unminded(cast, cast.ana) == ""


def test_the_gravest_comes_first(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=NOW) as session:
        ours = session.merge(cast.campaign)
        near = story.case(session, ours, "K-002", "Maksat Dosmagambetov")
        story.entry(session, near, "hearing", "2013-05-02", court="court")
        beaten = story.case(session, ours, "K-003", "Rozaliya")
        story.entry(session, beaten, "custody", "2013-03-01", form="prison")
        story.entry(session, beaten, "ill-treatment", "2013-04-20")
    in_danger(cast)

    told = unminded(cast, cast.lee)

    places = [told.index(f">{ref}<") for ref in ("K-001", "K-003", "K-002")]
    assert places == sorted(places)


def test_a_taken_over_alert_long_overdue_still_needs_whoever_took_it(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=NOW) as session:
        case = session.get(Case, cast.case.id)
        assert case is not None
        learnt = {"as_of": "2012-08-10", "known_on": date(2012, 8, 10)}
        story.entry(session, case, "health-alert", "2012-08-10", severity="critical", **learnt)
    ana, lee = cast.client(cast.ana), cast.client(cast.lee)
    ana.post("/reviews/1/hand-over", data={"to": str(cast.lee.id)})
    lee.post("/reviews/1/accept")

    page = lee.get("/my").text

    assert "Nothing needs you today" not in page
    assert "long overdue" in page.split('id="s-now"')[1].split("</section>")[0]
