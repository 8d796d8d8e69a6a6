"""Erasing a person: two people agree, and afterwards no byte tells of them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session, SQLModel, select

from app.cases.models import Case, CaseMember, Incident, IncidentMember, PersonName
from app.consent.models import Consent
from app.db import number_of
from app.files.storage import Shelf
from app.letters.models import Letter, LetterCase
from app.settings import Settings
from app.sources.models import Source
from tests import clock, story
from tests.files.sending import files_holding, send
from tests.story import BEGAN, Cast

NAME, SLUG, OTHER = "Canaria Vogelsang", "canaria-vogelsang", "Канария Фогельзанг"
CANARY = "canary-word"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, vault_key="Qw7-long-and-random-enough_3Xz")


@pytest.fixture
def known(cast: Cast) -> Cast:
    """A person of whom every kind of row says something, in words that say the name or `canary-word`."""
    with cast.database.writing(actor="a test", at=BEGAN) as session:
        case = _case(session, cast)
        fact = story.entry(session, case, "hearing", "2013-05-13", court=CANARY, summary=CANARY)
        story.cited(session, story.source(session, f"Free {NAME.upper()}"), fact, locator=CANARY)
        story.entry(session, case, "custody", "2011-12-16", reason=CANARY)
        session.add(
            Consent(
                person_id=case.person_id, field_group="name", use="letter", basis="given", given_by=CANARY
            )
        )
        incident = _incident(session, cast)
        member = IncidentMember(incident_id=number_of(incident), case_id=case.id, note=CANARY)
        session.add_all([member, _letter(session, case)])
        incident.summary = f"Among them {OTHER}."
    with cast.database.writing(actor="a test", at=BEGAN) as session:
        session.get_one(Case, 2).summary = f"{CANARY}, changed"
    send(cast.client(cast.lee), "/cases/K-002", f"{CANARY}.txt", CANARY.encode(), caption=CANARY)
    cast.client(cast.ana).post("/cases/K-002/vault", data={"kind": "family", "words": CANARY})
    outbox = cast.settings.data_dir / "outbox"
    outbox.mkdir(exist_ok=True)
    (outbox / "a.eml").write_bytes(f"Subject: Weekly\n\nLook at K-002, {NAME}.\n".encode())
    (outbox / "b.eml").write_bytes(b"Subject: Weekly\n\nLook at K-001.\n")
    with cast.database.marking(durable=True) as connection:
        connection.execute(text(MAIL), {"message": f"Subject: x\n\nLook at {NAME}\n".encode()})
    return cast


MAIL = (
    "INSERT INTO outgoing_mail (dedupe_key, kind, to_address, envelope_from, message_id, digest_of_message, state,"
    " tries, unsure_count, queued_at, next_try_at, message) VALUES ('d', 'digest', 'a@example.org', 'b@example.org',"
    " 'm', 'x', 'queued', 0, 0, '2013-04-30 09:00:00', '2013-04-30 09:00:00', :message)"
)


def _case(session: Session, cast: Cast) -> Case:
    case = story.case(session, session.merge(cast.campaign), "K-002", NAME, summary=CANARY, key=f"zh/{SLUG}")
    session.add(PersonName(person_id=case.person_id, text=OTHER, script="Cyrl"))
    return case


def _incident(session: Session, cast: Cast) -> Incident:
    title = f"The trial of {NAME}"
    made = Incident(reference="I-009", campaign_id=number_of(cast.campaign), kind="mass-trial", title=title)
    session.add(made)
    session.flush()
    return made


def _letter(session: Session, case: Case) -> LetterCase:
    letter = Letter(
        campaign_id=case.campaign_id, case_id=case.id, kind="medical-care", subject=NAME, body=CANARY, made_at=BEGAN,
        sentences=[{"text": CANARY}], paragraphs=[[[CANARY, 0]]],
    )  # fmt: skip
    session.add(letter)
    session.flush()
    return LetterCase(letter_id=number_of(letter), case_id=number_of(case))


def every_text(cast: Cast) -> Iterator[tuple[str, str]]:
    """All that any column of any table says."""
    with cast.database.reading() as session:
        for table in SQLModel.metadata.sorted_tables:
            for row in session.connection().execute(table.select()):
                for column, value in zip(table.columns, row, strict=True):
                    if isinstance(value, str | bytes | list | dict):
                        yield f"{table.name}.{column.name}", str(value)


def erased(cast: Cast, person: int = 2) -> None:
    where = f"/people/{person}/erase"
    assert cast.client(cast.ana).post(where, data={"ground": "family"}).status_code == 303
    done = cast.client(cast.lee).post(f"{where}/decide", data={"decision": "approved", "sure": "yes"})
    assert (done.status_code, done.headers.get("location")) == (303, where)


def test_check_45_nothing_is_left_of_an_erased_person(known: Cast) -> None:
    told = [where for where, said in every_text(known) if CANARY in said or NAME in said]
    assert len({where.partition(".")[0] for where in told}) >= 10

    erased(known)

    words = (CANARY, NAME, NAME.upper(), SLUG, OTHER, "Vogelsang")
    assert [(where, said) for where, said in every_text(known) if any(word in said for word in words)] == []
    assert [path.name for path in (known.settings.data_dir / "outbox").iterdir()] == ["b.eml"]
    assert list(Shelf(known.settings.data_dir).names()) == []
    sought = [*(word.encode() for word in words), OTHER.encode("unicode_escape"), b"canaria", b"vogel"]
    assert files_holding(known.settings.data_dir, *sought) == []
    if known.database.is_sqlite:
        assert files_holding(Path(known.database.url.removeprefix("sqlite:///")).parent, *sought) == []
    page = known.client(known.ana).get("/people/2/erase").text
    assert "Asked for on" in page
    assert "1 result" not in known.client(known.ana).get("/search?q=Vogelsang").text


def test_a_husk_and_a_line_of_history_stay_and_nobody_else_is_touched(known: Cast) -> None:
    before = {row for row in every_text(known) if row[0].startswith(("campaign", "volunteer"))}
    erased(known)
    lee = known.client(known.lee)
    assert lee.get("/cases/K-001").status_code == 200
    assert "Roza Tuletaeva" in lee.get("/cases").text
    assert lee.get("/cases/K-002").status_code == 200
    assert lee.get("/cases/K-002/history").status_code == 200
    assert "Erased person" in lee.get("/people/2").text
    with known.database.reading() as session:
        last = (
            session.connection()
            .execute(text("SELECT actor, diff FROM change ORDER BY id DESC LIMIT 1"))
            .one()
        )
        access = session.connection().execute(text("SELECT actor_id FROM access WHERE what = 'erased'")).all()
        assert session.connection().execute(text("SELECT state FROM outgoing_mail")).scalar() == "cancelled"
    assert last[0] == "Lee"
    assert "approved" in str(last[1])
    assert access == [(known.lee.id,)]
    assert before == {row for row in every_text(known) if row[0].startswith(("campaign", "volunteer"))}


def test_the_page_says_what_goes_and_asking_alone_removes_nothing(known: Cast) -> None:
    ana = known.client(known.ana)
    page = ana.get("/people/2/erase").text
    for words in ("Entries", "Notes in confidence", OTHER, "K-002"):
        assert words in page
    ana.post("/people/2/erase", data={"ground": "danger"})
    own = ana.post("/people/2/erase/decide", data={"decision": "approved", "sure": "yes"})
    assert own.status_code == 403
    assert "/people/2/erase" in known.client(known.lee).get("/approvals").text
    assert "/people/2/erase" not in known.client(known.sam).get("/approvals").text
    unsure = known.client(known.lee).post("/people/2/erase/decide", data={"decision": "approved"})
    assert unsure.status_code == 422
    assert NAME in ana.get("/people/2").text

    assert ana.post("/people/2/erase/decide", data={"decision": "refused"}).status_code == 303
    assert NAME in ana.get("/people/2").text
    assert (
        known.client(known.lee).post("/people/2/erase/decide", data={"decision": "approved"}).status_code
        == 404
    )


def test_only_those_who_may_change_every_case_of_a_person_come_near(known: Cast) -> None:
    for stranger in (known.rea, known.sam):
        client = known.client(stranger)
        assert client.get("/people/2/erase").status_code == 404
        assert client.post("/people/2/erase", data={"ground": "family"}).status_code == 404
    assert known.client(known.lee).post("/people/2/erase", data={"ground": "family"}).status_code == 403


def test_a_case_kept_from_the_two_leaves_their_page_as_it_was_and_a_third_agrees(known: Cast) -> None:
    ana, lee = known.client(known.ana), known.client(known.lee)
    before = without_keys(ana.get("/people/2/erase").text)
    with known.database.writing(actor="a test", at=clock.now()) as session:
        theirs = story.case(session, session.merge(known.campaign), "K-003", "Somebody", summary=NAME)
        theirs.person_id, theirs.visibility = 2, "restricted"
        story.entry(session, theirs, "note", "2013-05-14", summary=NAME)
        mia = story.volunteer(session, "Mia", session.merge(known.campaign))
        session.add(CaseMember(case_id=number_of(theirs), volunteer_id=number_of(mia)))
    assert without_keys(ana.get("/people/2/erase").text) == before
    assert ana.post("/people/2/erase", data={"ground": "family"}).status_code == 303

    agreed = {"decision": "approved", "sure": "yes"}
    assert lee.post("/people/2/erase/decide", data=agreed).status_code == 303
    assert "another person has to look" in lee.get("/people/2/erase").text
    assert NAME in lee.get("/people/2").text
    third = known.client(mia)
    assert "K-003" in third.get("/people/2/erase").text
    assert "/people/2/erase" in third.get("/approvals").text
    assert third.post("/people/2/erase/decide", data=agreed).status_code == 303
    assert NAME not in third.get("/people/2").text


def test_the_only_one_who_sees_all_of_it_decides_alone(known: Cast) -> None:
    with known.database.writing(actor="a test", at=clock.now()) as session:
        session.get_one(Case, 2).visibility = "restricted"
        session.add(CaseMember(case_id=2, volunteer_id=number_of(known.ana)))
    ana = known.client(known.ana)
    ana.post("/people/2/erase", data={"ground": "person"})
    assert "you may decide alone" in ana.get("/people/2/erase").text
    ana.post("/people/2/erase/decide", data={"decision": "approved", "sure": "yes"})
    assert NAME not in ana.get("/people/2").text


def without_keys(page: str) -> str:
    """A page without the fresh keys of its forms."""
    return re.sub(r'name="key" value="[^"]*"', "", page)


def test_in_a_campaign_of_one_the_author_decides(known: Cast) -> None:
    with known.database.writing(actor="a test", at=clock.now()) as session:
        session.connection().execute(
            text("DELETE FROM membership WHERE volunteer_id = :lee"), {"lee": known.lee.id}
        )
    ana = known.client(known.ana)
    ana.post("/people/2/erase", data={"ground": "person"})
    assert ana.post("/people/2/erase/decide", data={"decision": "approved", "sure": "yes"}).status_code == 303
    assert NAME not in ana.get("/cases").text


def test_one_word_is_wiped_where_it_is_the_name_and_nowhere_else(cast: Cast) -> None:
    kept = "Без канарий: Канариец Канария Вольная и её канария."
    with cast.database.writing(actor="a test", at=BEGAN) as session:
        case = story.case(session, session.merge(cast.campaign), "K-002", "Канария")
        other = story.case(session, session.merge(cast.campaign), "K-003", "Канария Вольная")
        other.summary = f"Канария пишет: КАНАРИЯ жива. {kept}"
        session.add(PersonName(person_id=case.person_id, text="Хан Соловей", script="Cyrl"))
        story.source(session, "СВОБОДУ ХАН СОЛОВЕЙ, хан соловей")
    page = cast.client(cast.ana).get("/people/2/erase").text
    assert "Single words, wiped where one stands alone" in page
    assert "In words about other cases" in page

    erased(cast)

    with cast.database.reading() as session:
        assert session.get_one(Case, 3).summary == f"[…] пишет: […] жива. {kept}"
        assert session.scalars(select(Source.title)).all() == ["СВОБОДУ […], […]"]
    assert "Канария Вольная" in cast.client(cast.ana).get("/people/3").text


def test_a_word_that_somebody_else_is_called_too_stays(cast: Cast) -> None:
    with cast.database.writing(actor="a test", at=BEGAN) as session:
        for reference in ("K-002", "K-003"):
            story.case(session, session.merge(cast.campaign), reference, "Канария", summary="Канария пишет.")
    assert "for somebody else is called so too: Канария" in cast.client(cast.ana).get("/people/2/erase").text
    erased(cast)
    assert "Канария пишет." in cast.client(cast.ana).get("/cases/K-003").text
    assert "Erased person" in cast.client(cast.ana).get("/people/2").text
