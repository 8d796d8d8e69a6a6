"""Letters in hand when what they rest on ends: nothing goes by any way, and each says why in one sentence."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from app.accounts.models import Campaign
from app.cases.models import Case, CaseMember, Entry
from app.consent.models import Consent
from app.db import number_of
from app.letters.models import LetterCase
from app.sources.models import Source
from tests import clock, story
from tests.letters.test_stale import called
from tests.letters.written import CHOSEN, allow, approved, kept, prepared, recent
from tests.story import Cast
from tests.ticked import ticked

WAYS = ("letter.pdf", "letter.docx", "letter.eml", "letter.txt", "print")
Change = Callable[[Session, Cast, dict[str, int]], None]


def consents(session: Session, *groups: str) -> list[Consent]:
    rows = session.exec(select(Consent)).all()
    return [row for row in rows if not groups or row.field_group in groups]


def name_withdrawn(session: Session, _cast: Cast, _facts: dict[str, int]) -> None:
    for row in consents(session, "name"):
        row.withdrawn_at = clock.now()


def health_withdrawn(session: Session, _cast: Cast, _facts: dict[str, int]) -> None:
    for row in consents(session, "health"):
        row.withdrawn_at = clock.now()


def name_expired(session: Session, _cast: Cast, _facts: dict[str, int]) -> None:
    for row in consents(session, "name"):
        row.until = clock.now().date() - timedelta(days=2)


def fact_restricted(session: Session, cast: Cast, facts: dict[str, int]) -> None:
    session.get_one(Entry, facts["ill"]).visibility = "restricted"
    session.add(CaseMember(case_id=number_of(cast.case), volunteer_id=number_of(cast.lee)))


def case_restricted(session: Session, cast: Cast, _facts: dict[str, int]) -> None:
    session.get_one(Case, cast.case.id).visibility = "restricted"
    session.add(CaseMember(case_id=number_of(cast.case), volunteer_id=number_of(cast.lee)))
    session.add(CaseMember(case_id=number_of(cast.case), volunteer_id=number_of(cast.ana)))


def died(session: Session, cast: Cast, _facts: dict[str, int]) -> None:
    case = session.get_one(Case, cast.case.id)
    story.cited(session, session.get_one(Source, 1), story.entry(session, case, "death", recent(1)))


def closed(session: Session, cast: Cast, _facts: dict[str, int]) -> None:
    session.get_one(Case, cast.case.id).closed_at = clock.now()


def stopped(session: Session, cast: Cast, _facts: dict[str, int]) -> None:
    person = cast.case.person_id
    session.add(Consent(person_id=person, field_group="all", use="all", basis="refused", given_by="her son"))


ENDS = {
    "the name's consent withdrawn": (name_withdrawn, "Consent for this was withdrawn: name"),
    "health's consent withdrawn": (health_withdrawn, "Consent for this was withdrawn: health"),
    "consent ended": (name_expired, "Consent for this ended on"),
    "a fact kept to a few": (fact_restricted, "Only for those named on the case"),
    "the case kept to a few": (case_restricted, "The case is only for those named on it"),
    "death": (died, "The case stands elsewhere now"),
    "closed": (closed, "This case is closed"),
    "stopped": (stopped, "asked to stop"),
}


def change(cast: Cast, how: Change, facts: dict[str, int]) -> None:
    with cast.database.writing(actor="Ana", at=clock.now()) as session:
        how(session, cast, facts)


def words(answer) -> str:
    return unescape(answer.text)


@pytest.mark.parametrize("sent", [False, True], ids=["approved", "sent"])
@pytest.mark.parametrize(("how", "why"), ENDS.values(), ids=ENDS)
def test_nothing_goes_by_any_way_and_each_place_says_why(
    cast: Cast, how: Change, why: str, *, sent: bool
) -> None:
    facts = prepared(cast)
    letter, lee = approved(cast), cast.client(cast.lee)
    if sent:
        assert lee.post(f"{letter}/send", data={"channel": "post"}).status_code == 303
    change(cast, how, facts)
    for way in WAYS:
        for answer in (lee.get(f"{letter}/{way}"), lee.post(f"{letter}/{way}", data={"signature": "A. B."})):
            assert answer.status_code == 409, way
            assert why in words(answer), way
            assert "I respectfully ask" not in answer.text
    counted = lee.post(f"{letter}/send", data={"channel": "post"})
    assert counted.status_code == 409
    assert why in words(counted)
    assert lee.post(f"{letter}/confirm").status_code == 409
    page = words(lee.get(letter))
    assert why in page
    assert "Mark as sent" not in page
    assert "mailto:" not in page
    assert "Copy the text" not in page
    together = lee.post("/letters/together.pdf")
    assert together.status_code == 409
    if not sent:
        assert why in words(lee.get("/letters/together"))
    assert why in words(lee.get("/letters"))
    assert why in words(lee.get("/cases/K-001"))


@pytest.mark.parametrize(("how", "why"), ENDS.values(), ids=ENDS)
def test_nobody_approves_what_has_ended_meanwhile(cast: Cast, how: Change, why: str) -> None:
    facts = prepared(cast)
    letter, lee, ana = kept(cast), cast.client(cast.lee), cast.client(cast.ana)
    assert lee.post(f"{letter}/submit").status_code == 303
    change(cast, how, facts)
    answer = ana.post(f"{letter}/decide", data=ticked(ana, letter))
    if how is fact_restricted:  # Ana is not named on it: for her there is no such letter any more
        assert answer.status_code == 404
    else:
        assert answer.status_code == 409
        assert why in words(answer)
    assert lee.post(f"{letter}/take-back").status_code == 303
    assert why in words(lee.post(f"{letter}/submit"))


def test_a_confirmation_does_not_overrule_a_consent(cast: Cast) -> None:
    facts = prepared(cast)
    letter, lee = approved(cast), cast.client(cast.lee)
    with cast.database.writing(actor="Ana", at=clock.now()) as session:
        session.get_one(Entry, facts["five"]).note = "seen again"
    assert lee.post(f"{letter}/confirm").status_code == 303
    change(cast, health_withdrawn, facts)
    assert lee.post(f"{letter}/confirm").status_code == 409
    assert lee.post(f"{letter}/print").status_code == 409
    assert "it still holds" not in words(lee.get(letter))


def test_a_letter_about_two_cases_stays_when_one_of_them_stops(cast: Cast) -> None:
    prepared(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        other = story.case(session, cast.campaign, "K-002", "Vadim Kuramshin")
        allow(session, other)
        held = story.entry(session, other, "custody", recent(20), form="prison", place_text="Atyrau")
        story.cited(session, session.get_one(Source, 1), held)
        number = number_of(other)
    letter, lee = approved(cast), cast.client(cast.lee)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.add(LetterCase(letter_id=int(letter.rpartition("/")[2]), case_id=number))
    assert lee.get(f"{letter}/print").status_code == 200
    assert lee.post("/cases/K-002/consent/stop", data={"given_by": "his wife"}).status_code == 303
    for way in WAYS:
        assert "asked to stop" in words(lee.get(f"{letter}/{way}")), way
    assert lee.post(f"{letter}/send", data={"channel": "post"}).status_code == 409
    assert "asked to stop" in words(lee.get("/letters"))


def test_a_letter_also_about_a_case_one_may_not_see_is_not_there(cast: Cast) -> None:
    prepared(cast)
    letter = approved(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        other = story.case(session, cast.campaign, "K-002", "Vadim Kuramshin", visibility="restricted")
        session.add(LetterCase(letter_id=int(letter.rpartition("/")[2]), case_id=number_of(other)))
    lee = cast.client(cast.lee)
    for way in ("", *(f"/{one}" for one in WAYS)):
        assert lee.get(f"{letter}{way}").status_code == 404
    assert letter not in lee.get("/letters").text
    assert "0 letters" in lee.get("/letters").text


def test_a_case_page_shows_letters_on_an_action_that_sources_report(cast: Cast) -> None:
    prepared(cast)
    letter, lee = called(cast), cast.client(cast.lee)
    with cast.database.engine.begin() as connection:
        connection.execute(text("UPDATE action SET ours = :no, state = 'called-for'"), {"no": False})
    for page in ("/cases/K-001", "/letters", letter):
        assert lee.get(page).status_code == 200, page
    assert lee.get(f"{letter}/print").status_code == 200
    with cast.database.engine.begin() as connection:
        connection.execute(text("UPDATE action SET until = '2020-01-01'"))
    assert "This action ended on 1 January 2020" in words(lee.get(f"{letter}/print"))


def test_consent_ends_at_midnight_where_the_campaign_is(cast: Cast) -> None:
    prepared(cast)
    letter, lee = approved(cast), cast.client(cast.lee)
    zone = ZoneInfo("Asia/Aqtau")
    last = clock.now().astimezone(zone).date()
    with cast.database.writing(actor="Ana", at=clock.now()) as session:
        assert session.exec(select(Campaign.zone)).first() == "Asia/Aqtau"
        for row in consents(session):
            row.until = last
    midnight = datetime(last.year, last.month, last.day, tzinfo=zone) + timedelta(days=1)
    clock.turn_to(midnight - timedelta(minutes=5))
    assert cast.client(cast.lee).get(f"{letter}/print").status_code == 200
    assert "No consent" not in words(cast.client(cast.lee).get("/cases/K-001"))
    clock.turn_to(midnight + timedelta(minutes=5))
    lee = cast.client(cast.lee)
    assert "Consent for this ended on" in words(lee.get(f"{letter}/print"))
    assert "Consent for this ended on" in words(lee.get("/letters"))
    assert '<span class="tag tag-late">No consent' in lee.get("/cases/K-001").text


def test_one_who_may_not_see_a_fact_reads_it_in_no_letter(cast: Cast) -> None:
    facts = prepared(cast)
    letter = approved(cast)
    change(cast, fact_restricted, facts)
    named, other = cast.client(cast.lee), cast.client(cast.rea)
    assert "liver disease" in words(named.get(letter))
    assert other.get(letter).status_code == 404
    assert other.get(f"{letter}/print").status_code == 404
    for page in ("/letters/together", "/cases/K-001/history", "/letters", "/cases/K-001"):
        told = words(other.get(page))
        assert "liver" not in told, page
        assert "those named on the case" not in told, page
        assert letter not in told, page
    assert "liver" not in words(other.get(f"/cases/K-001/letters/new?kind=medical-care&to={CHOSEN['to']}"))
    assert named.post(f"{letter}/redraft").status_code == 303
    assert "liver" not in words(other.get(letter))


def test_a_batch_says_of_each_letter_what_keeps_it(cast: Cast) -> None:
    facts = prepared(cast)
    lee = cast.client(cast.lee)
    batch = lee.post("/cases/K-001/letters/many", data={"kind": "release", "offices": [CHOSEN["to"]]})
    page = batch.headers["location"]
    assert "withdrawn" not in words(lee.get(page))
    change(cast, name_withdrawn, facts)
    assert "Consent for this was withdrawn: name" in words(lee.get(page))
