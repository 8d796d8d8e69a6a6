"""Ways out through the pages: the same words everywhere, one guard for all, and nothing kept of who signs."""

import re
from html import unescape
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import inspect, text

from app.cases.models import Case
from app.db import number_of
from app.letters.models import LetterBatch, LetterBatchItem
from tests import clock, story
from tests.letters.laid_out import compact, in_docx, in_eml, in_pdf
from tests.letters.written import EMBASSY, approved, embassy, kept, prepared
from tests.story import Cast
from tests.ticked import ticked

FILES = ("letter.pdf", "letter.docx", "letter.eml", "letter.txt")
WAYS = (*FILES, "print")
SIGNED = {"signature": "Rosa-Signs-Here\nLeeds"}


def sql(cast: Cast, statement: str) -> None:
    with cast.database.engine.begin() as connection:
        connection.execute(text(statement))


def words(kind: str, answer) -> str:
    if kind == "letter.pdf":
        return compact("".join(in_pdf(answer.content)))
    if kind == "letter.docx":
        return compact(in_docx(answer.content))
    if kind == "letter.eml":
        return compact(in_eml(answer.content))
    if kind == "print":
        sheet = re.search(r'<div class="letter sheet".*?</div>', answer.text, re.DOTALL)
        return compact(unescape(re.sub("<[^>]*>", "", sheet[0] if sheet else "")))
    return compact(answer.text)


def test_every_way_out_hands_over_the_same_words(cast: Cast) -> None:
    prepared(cast)
    letter, lee = approved(cast), cast.client(cast.lee)
    with cast.database.reading() as session:
        subject, body = session.connection().execute(text("SELECT subject, body FROM letter")).one()
    for way in WAYS:
        for answer in (lee.get(f"{letter}/{way}"), lee.post(f"{letter}/{way}")):
            assert answer.status_code == 200, way
            assert compact(subject + body) in words(way, answer), way
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["x-content-type-options"] == "nosniff"
            if way != "print":
                assert answer.headers["content-disposition"] == f'attachment; filename="letter-1.{way[7:]}"'


def test_place_day_sender_and_envelope_are_asked_when_it_leaves_and_kept_nowhere(cast: Cast) -> None:
    prepared(cast)
    letter, lee = approved(cast), cast.client(cast.lee)
    given = {"place": "Leeds-Here", "sender": "12 Sender Street", "envelope": "us"}
    answers = {way: lee.post(f"{letter}/{way}", data=given) for way in WAYS}
    wide = PdfReader(BytesIO(answers["letter.pdf"].content)).pages[0].mediabox.width

    for way in ("letter.pdf", "letter.docx", "letter.txt", "print"):
        assert "Leeds-Here," in words(way, answers[way]), way
        assert "12SenderStreet" in words(way, answers[way]), way
    assert round(wide * 25.4 / 72) == 216
    assert "Leeds-Here" not in lee.get(letter).text
    refused = lee.post(f"{letter}/letter.pdf", data=given | {"place": "x" * 61, "envelope": "din-a"})
    assert refused.status_code == 422
    assert "12 Sender Street" in refused.text
    assert '<option value="din-a" selected' in refused.text


def test_who_signs_is_on_paper_and_nowhere_else(cast: Cast) -> None:
    prepared(cast)
    letter, lee = approved(cast), cast.client(cast.lee)
    for way in WAYS:
        assert words(way, lee.post(f"{letter}/{way}", data=SIGNED)).endswith("Rosa-Signs-HereLeeds"), way
    too_long = lee.post(f"{letter}/letter.pdf", data={"signature": "Rosa-Signs\n" * 5})
    assert too_long.status_code == 422
    assert "Give 4 lines or fewer" in too_long.text
    assert "Rosa-Signs" in too_long.text
    assert "Rosa-Signs" not in lee.get(letter).text
    with cast.database.reading() as session:
        for table in inspect(session.connection()).get_table_names():
            rows = session.connection().execute(text(f'SELECT * FROM "{table}"'))
            assert "Rosa-Signs" not in str(rows.all()), table


def refused(cast: Cast, letter: str, why: str) -> None:
    lee = cast.client(cast.lee)
    for way in WAYS:
        for answer in (lee.get(f"{letter}/{way}"), lee.post(f"{letter}/{way}", data=SIGNED)):
            assert answer.status_code == 409, way
            assert "This letter stays here" in answer.text
            assert why in unescape(answer.text)
            assert "I respectfully ask" not in answer.text


def test_what_nobody_has_approved_or_what_was_withdrawn_stays(cast: Cast) -> None:
    prepared(cast)
    letter = kept(cast)
    refused(cast, letter, "Nobody has approved this letter yet.")
    cast.client(cast.lee).post(f"{letter}/withdraw")
    refused(cast, letter, "It was withdrawn.")


@pytest.mark.parametrize("sent", [False, True])
def test_once_a_fact_changes_no_way_leads_out_not_even_of_a_sent_letter(cast: Cast, *, sent: bool) -> None:
    numbers = prepared(cast)
    letter, lee = approved(cast), cast.client(cast.lee)
    if sent:
        lee.post(f"{letter}/send", data={"channel": "post"})
    sql(cast, f"UPDATE sentence SET length = 'P4Y' WHERE entry_id = {numbers['five']}")
    refused(cast, letter, "Changed: ")
    page = unescape(lee.get(letter).text)
    assert "letter.pdf" not in page
    assert "five years" in page


@pytest.mark.parametrize("sent", [False, True])
def test_once_consent_is_withdrawn_no_way_leads_out(cast: Cast, *, sent: bool) -> None:
    prepared(cast)
    letter, lee = approved(cast), cast.client(cast.lee)
    if sent:
        lee.post(f"{letter}/send", data={"channel": "post"})
    sql(cast, "UPDATE consent SET withdrawn_at = '2013-04-30 09:00:00'")
    refused(cast, letter, "Not to be sent.")


def test_a_stranger_finds_no_way_out_and_a_reader_does(cast: Cast) -> None:
    prepared(cast)
    letter = approved(cast)
    for way in WAYS:
        assert cast.client(cast.sam).get(f"{letter}/{way}").status_code == 404
        assert cast.client(cast.sam).post(f"{letter}/{way}").status_code == 404
        assert cast.client(cast.rea).get(f"{letter}/{way}").status_code == 200
        assert cast.client().get(f"{letter}/{way}").status_code == 303
    assert cast.client(cast.lee).get(f"{letter}/letter.exe").status_code == 404
    assert cast.client(cast.lee).post(f"{letter}/letter.").status_code == 404


def test_without_an_email_address_there_is_no_mail_and_the_page_offers_none(cast: Cast) -> None:
    prepared(cast)
    letter, lee = approved(cast), cast.client(cast.lee)
    assert "letter.eml" in lee.get(letter).text
    sql(cast, "UPDATE addressee SET email = NULL")
    assert "letter.eml" not in lee.get(letter).text
    assert "mailto:" not in lee.get(letter).text
    assert lee.get(f"{letter}/letter.eml").status_code == 409
    assert lee.get(f"{letter}/letter.pdf").status_code == 200


def test_a_letter_to_a_prisoner_bears_that_name(cast: Cast) -> None:
    prepared(cast)
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    made = lee.post("/cases/K-001/letters/new", data={"kind": "to-prisoner", "to": EMBASSY})
    letter = made.headers["location"]
    lee.post(f"{letter}/submit")
    ana.post(f"{letter}/decide", data=ticked(ana, letter))
    assert "\n\nRoza Tuletaeva\nEmbassy of Kazakhstan in London\n" in lee.get(f"{letter}/letter.txt").text
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        story.entry(
            session, session.get_one(Case, cast.case.id), "custody", "2012", prisoner_number="No. 7/413"
        )
    assert "\n\nRoza Tuletaeva, No. 7/413\nEmbassy" in lee.get(f"{letter}/letter.txt").text


def many(cast: Cast) -> list[str]:
    """Three approved letters about Roza, to three cities, and a draft."""
    prepared(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        for city in ("Berlin", "Paris"):
            embassy(session, f"embassy-{city.lower()}", city)
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    letters = []
    for to in (EMBASSY, "embassy-berlin", "embassy-paris"):
        made = lee.post("/cases/K-001/letters/new", data={"kind": "release", "to": to})
        letters.append(made.headers["location"])
        lee.post(f"{letters[-1]}/submit")
        ana.post(f"{letters[-1]}/decide", data=ticked(ana, letters[-1]))
    kept(cast)
    return letters


def test_several_letters_are_one_pdf_without_those_that_stay(cast: Cast) -> None:
    many(cast)
    lee = cast.client(cast.lee)
    page = unescape(lee.get("/letters/together?case=K-001&kind=release").text)
    assert "3 letters may leave" in page
    answer = lee.post("/letters/together.pdf", data={"case": "K-001", "kind": "release", **SIGNED})
    pages = in_pdf(answer.content)
    assert [[city in one for city in ("London", "Berlin", "Paris")].index(True) for one in pages] == [2, 1, 0]
    assert all("Rosa-Signs-Here" in one for one in pages)
    sql(cast, "UPDATE letter SET own_line = 'a [hole]', body = body || ' [hole]' WHERE id = 2")
    page = unescape(lee.get("/letters/together?case=K-001").text)
    assert "2 letters may leave" in page
    assert "1 letter stays here" in page
    assert "A placeholder is left: [hole]" in page
    pages = in_pdf(lee.post("/letters/together.pdf", data={"case": "K-001"}).content)
    assert len(pages) == 2
    assert "Berlin" not in "".join(pages)


def test_where_none_may_leave_there_is_no_pdf_and_strangers_see_none(cast: Cast) -> None:
    many(cast)
    assert "0 letters" not in cast.client(cast.sam).get("/letters/together").text
    for who, given in ((cast.sam, {}), (cast.lee, {"case": "K-999"}), (cast.lee, {"kind": "thanks"})):
        answer = cast.client(who).post("/letters/together.pdf", data=given)
        assert answer.status_code == 409
        assert "No letter of this list may leave today." in answer.text
        assert "Roza" not in answer.text
    wrong = cast.client(cast.lee).post("/letters/together.pdf", data={"signature": "x\n" * 5})
    assert wrong.status_code == 422


def test_the_letters_of_a_batch_are_one_pdf(cast: Cast) -> None:
    many(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        batch = LetterBatch(campaign_id=number_of(cast.campaign), kind="release", made_at=clock.now())
        session.add(batch)
        session.flush()
        for letter in (1, 2, 4):
            item = LetterBatchItem(
                batch_id=number_of(batch), case_id=number_of(cast.case), office="", letter_id=letter
            )
            session.add(item)
    page = unescape(cast.client(cast.lee).get("/letters/together?batch=1").text)
    assert "2 letters may leave" in page
    assert "Nobody has approved this letter yet." in page
    assert len(in_pdf(cast.client(cast.lee).post("/letters/together.pdf", data={"batch": "1"}).content)) == 2
    assert cast.client(cast.sam).get("/letters/together?batch=1").status_code == 404
    assert cast.client(cast.sam).post("/letters/together.pdf", data={"batch": "1"}).status_code == 404
