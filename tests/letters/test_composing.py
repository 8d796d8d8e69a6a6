"""A letter for a public call: open to anybody, made of public facts alone, gone when the call is over, kept nowhere."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text

from app.cases.models import Entry
from app.consent.models import Basis, Consent
from app.directory.models import Addressee
from app.letters.call_letter import asks_in, call_words
from app.letters.edit_letter_kind import check_words
from tests import clock
from tests.campaigning.acting import agree, live
from tests.letters.written import embassy, prepared
from tests.story import Cast

# Her family allows what concerns her case, not what concerns her health; so its words touch none of it.
ALLOWED = {
    "title": "Kazakhstan: justice for Roza Tuletaeva",
    "summary": "She has asked for a fair trial.",
    "asks": "Release Roza Tuletaeva.\nLet a lawyer of her choice see her.",
}


def call(cast: Cast, **fields: str) -> str:
    """A public call about Roza, to the embassies of Kazakhstan; what is public are her custody and her sentence."""
    facts = prepared(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        for name in ("held", "five", "strike"):
            session.get_one(Entry, facts[name]).visibility = "public"
        for group in ("name", "case"):
            session.add(
                Consent(
                    person_id=cast.case.person_id, field_group=group, use="public", basis=Basis.GIVEN,
                    given_by="Her daughter", given_how="by phone",
                )
            )  # fmt: skip
        everywhere = Addressee(slug="embassy", office="Embassy in your country", embassy_of="KZ")
        session.add(everywhere)
        london = session.get_one(Addressee, 1)
        london.embassy_of, london.accredited_for, london.copies_to = "KZ", "IE", "the family, embassy"
        other = embassy(session, "embassy-of-kazakhstan-berlin", "Berlin")
        other.embassy_of, other.country, other.email = "KZ", "DE", None
        session.flush()
        number = everywhere.id
    ref = live(cast, "letter-call", **ALLOWED | fields)
    with cast.database.engine.begin() as connection:
        connection.execute(
            text("UPDATE action SET addressee_id = :n WHERE reference = :r"), {"n": number, "r": ref}
        )
    publish(cast, ref)
    return ref


def publish(cast: Cast, ref: str) -> None:
    """Lee says where it is called for, and Ana shows it to the world."""
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    lee.post(f"/actions/{ref}/cite", data={"source": "Hands off Roza"})
    assert agree(ana, ref, "publish").status_code == 303


def test_anybody_reads_a_letter_of_public_facts_and_the_call_asks(cast: Cast) -> None:
    ref = call(cast)
    page = unescape(cast.client().get(f"/a/{ref}/letter").text)
    assert "five years in prison" in page
    assert "(1) Release Roza Tuletaeva; (2) Let a lawyer of her choice see her." in page
    assert "Embassy of Kazakhstan in London (also for Ireland)" in page
    assert "Embassy of Kazakhstan in Berlin" in page
    assert "Embassy in your country" not in page
    for kept in ("hunger strike", "liver", "Atyrau", "seven years", "No consent"):
        assert kept not in page


def test_in_another_language_it_asks_in_general_words_and_says_so(cast: Cast) -> None:
    world, ref = cast.client(), call(cast)
    for language, words in (("ru", "пять лет"), ("de", "fünf Jahre")):
        page = unescape(world.get(f"/a/{ref}/letter?language={language}").text)
        assert words in page
        assert "the letter asks in general words" in page
        assert "Release Roza" not in page


def test_line_and_signature_are_in_every_way_out_and_nowhere_else(cast: Cast) -> None:
    ref = call(cast)
    world = cast.client()
    typed = {
        "own_line": "I am a nurse from Leeds.",
        "signature": "A. B.\nLeeds",
        "language": "en",
        "variant": "1",
    }
    london = {"to": "embassy-of-kazakhstan-london"}
    before = rows(cast)
    page = unescape(world.post(f"/a/{ref}/letter", data=typed | london).text)
    assert rows(cast) == before
    link = re.search(r'href="(mailto:[^"]+)"', page)
    assert link is not None
    body = parse_qs(urlsplit(link.group(1)).query)["body"][0].replace("\r\n", "\n")
    copied = page.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
    for told in ("I am a nurse from Leeds.", "A. B.\nLeeds", "five years in prison"):
        assert told in body
        assert told in copied
    assert "the embassy in your country" in page
    assert "Roza" in page
    berlin = world.post(f"/a/{ref}/letter", data=typed | {"to": "embassy-of-kazakhstan-berlin"}).text
    assert "mailto:" not in berlin
    assert "No e-mail address of this office is known" in berlin


def rows(cast: Cast) -> list[int]:
    """How many rows there are in what a letter could leave behind."""
    with cast.database.reading() as session:
        return [
            session.connection().execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("letter", "letter_sending", "change", "tally", "submission")
        ]


def test_what_is_sent_is_counted_by_the_action(cast: Cast) -> None:
    ref = call(cast)
    world = cast.client()
    assert world.post(f"/a/{ref}/sent", data={"channel": "email", "country": "GB"}).status_code == 303
    with cast.database.reading() as session:
        assert session.connection().execute(text("SELECT count FROM tally")).scalar_one() == 1


WITHDRAWN, AGAIN = "withdrawn_at = '2026-01-01 00:00:00+00'", "withdrawn_at = NULL"
OVER = [  # what happens, how it is taken back, what the world gets
    ("UPDATE action SET until = '2020-01-01'", "UPDATE action SET until = NULL", 410),
    ("UPDATE action SET state = 'closed'", "UPDATE action SET state = 'live'", 410),
    ("UPDATE action SET state = 'stopped'", "UPDATE action SET state = 'live'", 410),
    (
        "UPDATE \"case\" SET standing = 'released', full_standing = 'released'",
        "UPDATE \"case\" SET standing = 'sentenced', full_standing = 'sentenced'",
        410,
    ),
    (f"UPDATE consent SET {WITHDRAWN} WHERE use = 'public'", f"UPDATE consent SET {AGAIN}", 410),
    (f"UPDATE consent SET {WITHDRAWN} WHERE use = 'letter'", f"UPDATE consent SET {AGAIN}", 410),
    ("UPDATE action SET kind = 'petition'", "UPDATE action SET kind = 'letter-call'", 404),
    ("UPDATE action SET published_at = NULL", "UPDATE action SET published_at = live_at", 404),
]


def test_when_the_call_is_over_there_is_no_letter(cast: Cast) -> None:
    ref = call(cast)
    world = cast.client()
    for happens, taken_back, status in OVER:
        with cast.database.engine.begin() as connection:
            connection.execute(text(happens))
        for answer in (
            world.get(f"/a/{ref}/letter"),
            world.post(f"/a/{ref}/letter", data={"signature": "A"}),
        ):
            assert answer.status_code == status, happens
            assert "five years" not in answer.text
            assert "mailto:" not in answer.text
        with cast.database.engine.begin() as connection:
            connection.execute(text(taken_back))
    assert world.get(f"/a/{ref}/letter").status_code == 200


def test_an_ended_call_names_another_that_runs(cast: Cast) -> None:
    ref = call(cast)
    other = live(cast, "letter-call", **ALLOWED | {"title": "Write for the eleven"})
    publish(cast, other)
    with cast.database.engine.begin() as connection:
        connection.execute(text("UPDATE action SET until = '2020-01-01' WHERE reference = :r"), {"r": ref})
    page = cast.client().get(f"/a/{ref}/letter")
    assert page.status_code == 410
    assert f'href="/a/{other}/letter"' in page.text


def test_a_strange_choice_is_no_error(cast: Cast) -> None:
    world, ref = cast.client(), call(cast)
    for odd in ("to=nowhere", "language=xx", "variant=x", "about=K-999", "own_line=" + "x" * 400):
        assert world.get(f"/a/{ref}/letter?{odd}").status_code == 200, odd


def test_too_long_a_line_is_named_and_kept(cast: Cast) -> None:
    ref = call(cast)
    answer = cast.client().post(
        f"/a/{ref}/letter", data={"own_line": "x" * 400, "to": "embassy-of-kazakhstan-berlin"}
    )
    assert answer.status_code == 422
    assert 'href="#f-own_line"' in answer.text
    assert "x" * 400 in answer.text


def test_asks_are_given_in_their_own_language_only() -> None:
    assert asks_in("en", "Free her.", None) == "Free her."
    assert asks_in("ru", "Free her.", None) == ""
    assert asks_in("ru", "Освободите её", None) == "Освободите её."
    assert asks_in("de", "Lasst sie frei", "German") == "Lasst sie frei."
    assert asks_in("en", "", None) == ""


@pytest.mark.parametrize("language", ["en", "ru", "de"])
def test_the_words_of_a_call_can_be_used(language: str) -> None:
    check_words(call_words(language), language)
