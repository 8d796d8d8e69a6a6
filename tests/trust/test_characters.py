"""No text that a file cannot hold gets in by any form or file, and what lies here already breaks no way out."""

import json
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from sqlalchemy import String, text
from sqlmodel import AutoString, SQLModel

from app.campaigning.changes.second_reading import keep_read
from app.characters import fit, unfit, whole_number, with_plain_breaks
from app.db import Database
from app.intake.faults import NotTaken
from app.intake.loading import load_file
from app.publishing.export import Extent
from tests.campaigning.acting import PICKET
from tests.campaigning.test_public import public
from tests.clock import now
from tests.letters.laid_out import sheet
from tests.publishing.exports import text_of
from tests.story import Cast
from tests.trust.hostile import UNFIT as HOSTILE
from tests.trust.test_access_matrix import addresses
from tests.trust.test_fuzz import Found, everyone, forms_of
from tests.trust.world import World

__all__ = ["everyone"]

KEPT_AS_THEY_ARE = {"access", "change"}  # what only grows
ATOM = "{http://www.w3.org/2005/Atom}"


def stored_texts(database: Database) -> list[tuple[str, str]]:
    """Every text in every table, with where it stands."""
    found: list[tuple[str, str]] = []
    with database.reading() as session:
        for table in SQLModel.metadata.tables.values():
            names = [column.name for column in table.columns if isinstance(column.type, AutoString | String)]
            for row in session.execute(text(f'SELECT * FROM "{table.name}"')).mappings():
                found.extend(
                    (f"{table.name}.{name}", row[name]) for name in names if isinstance(row[name], str)
                )
    return found


def filled(form: Found, words: str) -> dict[str, str]:
    """What the form offers where it offers something, and these words everywhere else."""
    return {
        name: next((value for value in offered if value), words)
        for name, offered in form.fields
        if name not in {"key", "version"}
    }


@pytest.mark.long
def test_no_form_stores_what_no_file_can_hold(everyone: World) -> None:
    client = everyone.cast.client(everyone.cast.ana)
    forms = forms_of(everyone, client)
    assert len(forms) > 80
    for sign in HOSTILE:
        answers = [client.post(form.action, data=filled(form, f"words{sign}words")) for form in forms]

        assert [answer.url for answer in answers if answer.status_code >= 500] == []
        assert sum("no file can hold it" in unescape(answer.text) for answer in answers) > 20, sign
    assert [where for where, kept in stored_texts(everyone.cast.database) if unfit(kept)] == []


def test_a_refused_form_keeps_the_words_and_says_which_character(cast: Cast) -> None:
    answer = cast.client(cast.lee).post("/cases/K-001/add/note", data={"summary": "Seen at\uffff the gate"})

    assert answer.status_code == 422
    assert "Remove the control character (code U+FFFF): no file can hold it" in answer.text
    assert "Seen at\uffff the gate" in answer.text


def test_line_ends_nobody_can_see_become_line_ends(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    assert (
        lee.post("/cases/K-001/add/note", data={"summary": "one\u2028two\u2029three\rfour"}).status_code
        == 303
    )
    assert "one\ntwo\nthree\nfour" in [kept for _where, kept in stored_texts(cast.database)]
    assert with_plain_breaks("one\u2028two", lines=False) == "one two"


@pytest.mark.parametrize("form", ["/cases/K-001/add/sentence", "/digest/settings", "/actions/new/gathering"])
@pytest.mark.parametrize("digits", ["²", "٣", "１２", "1٣:30", "10:٣٠", "٣.5"])
def test_digits_of_other_scripts_are_refused(cast: Cast, form: str, digits: str) -> None:
    lee = cast.client(cast.lee)
    typed: dict[str, Any] = {
        "/cases/K-001/add/sentence": {"amount": digits, "currency": "KZT", "summary": "x"},
        "/digest/settings": {"frequency": "weekly", "campaigns": digits, "day": digits, "scope": "some"},
        "/actions/new/gathering": {**PICKET, "time": digits},
    }[form]

    assert lee.post(form, data=typed).status_code in (303, 404, 422)
    assert [where for where, kept in stored_texts(cast.database) if digits in kept] == []


@pytest.mark.parametrize("sign", HOSTILE[:4] + HOSTILE[5:], ids=lambda sign: f"U+{ord(sign):04X}")
def test_what_lies_here_already_breaks_no_feed(cast: Cast, sign: str) -> None:
    ref = public(cast, "gathering", **PICKET)
    with cast.database.engine.begin() as connection:
        odd = {"odd": f"Picket{sign} at the gate"}
        connection.execute(text("UPDATE action SET title = :odd, summary = :odd, place_text = :odd"), odd)
    with cast.database.writing(actor="two who read it", at=now()) as session:
        keep_read(session, 1)
    world = cast.client()

    feed = ET.fromstring(world.get("/feeds/actions.atom").text)
    calendar = world.get(f"/a/{ref}/calendar.ics")

    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["Picket at the gate"]
    assert calendar.status_code == 200
    events = list(Calendar.from_ical(calendar.text).walk("VEVENT"))
    assert [str(event["SUMMARY"]) for event in events] == ["Picket at the gate"]
    assert world.get(f"/a/{ref}").status_code == 200


def test_what_lies_here_already_breaks_no_page_and_travels(everyone: World) -> None:
    database = everyone.cast.database
    with database.engine.begin() as connection:
        for table in SQLModel.metadata.tables.values():
            for column in table.columns:
                length = getattr(column.type, "length", None) or 999
                if (
                    table.name not in KEPT_AS_THEY_ARE
                    and isinstance(column.type, AutoString | String)
                    and length >= 100
                ):
                    connection.execute(
                        text(
                            f'UPDATE "{table.name}" SET {column.name} = {column.name} || :odd '
                            f"WHERE {column.name} LIKE 'zq%x'"
                        ),
                        {"odd": "\uffff\x0b"},
                    )
    client = everyone.cast.client(everyone.cast.ana)

    for one in addresses(everyone, "GET"):
        answer = client.get(one.path)
        kind = answer.headers.get("content-type", "")
        assert answer.status_code < 500, one.path
        if "xml" in kind:
            ET.fromstring(answer.text)
        if "calendar" in kind:
            assert unfit(answer.text.replace("\r\n", "\n")) is None
    with database.reading() as session:
        told = text_of(session, extent=Extent.FULL)
    assert unfit(told) is None
    assert "\\u000b" not in told


def test_a_letter_with_such_words_becomes_a_word_document_and_a_pdf() -> None:
    from app.letters.sheets.docx import docx  # as above
    from app.letters.sheets.pdf import pdf  # slow to load

    given = sheet(body=f"Dear{HOSTILE[0]} Ambassador,\n\nplease{HOSTILE[5]} write.")

    assert docx(given).startswith(b"PK")
    assert pdf(given).startswith(b"%PDF")


FILES = {
    "a key given twice": ('{"format": "vigil-campaign", "format": "x"}', "the key format is written twice"),
    "a key of an item given twice": (
        '{"cases": [{"key": "ada", "title": "a", "title": "b"}]}', "ada: the key title is written twice",
    ),
    "deep": ("[" * 100_000 + "]" * 100_000, "too deep"),
    "deep keys": ('{"a":' * 50_000 + "1" + "}" * 50_000, "too deep"),
    "a long number": ('{"version": ' + "9" * 5_000 + "}", "a number has 5000 digits"),
    "no number": ('{"version": NaN}', "NaN is no number"),
    "a large number": (
        '{"incidents": [{"key": "a", "figures": [{"value_min": 99999999999999999999}]}]}', "too large to be kept",
    ),
    "a NUL": ('{"sources": [{"key": "a", "title": "one\\u0000two"}]}', "code U+0000"),
    "no character": ('{"sources": [{"key": "a", "title": "one\uffff"}]}', "code U+FFFF"),
    "half a character": ('{"sources": [{"key": "a", "title": "one\\ud800"}]}', "no file can hold"),
    "a key that nothing prints": ('{"\\ud800\\u0000": 1}', "no file can hold"),
    "not JSON": ("{", "not readable as JSON"),
    "nothing": ("", "not readable as JSON"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_meant_is_refused_in_a_sentence(
    database: Database, tmp_path: Path, name: str
) -> None:
    words, sentence = FILES[name]
    path = tmp_path / "record.json"
    path.write_text(words, encoding="utf-8")

    with pytest.raises(NotTaken) as refused:
        load_file(database, path, at=now())

    assert sentence in str(refused.value)
    assert unfit(str(refused.value)) is None


def test_every_code_point_is_fit_for_xml_or_refused() -> None:
    for code in range(0x110000):
        sign = chr(code)
        if unfit(sign) is None:
            json.dumps(sign).encode()
            quote(sign)
    assert fit("a\uffffb\ud800\tc\n") == "ab\tc\n"
    every = "".join(sign for code in range(0x110000) if unfit(sign := chr(code)) is None)
    assert ET.fromstring(f"<a>{every.replace('&', '').replace('<', '')}</a>").text


@pytest.mark.parametrize("words", ["", "²", "٣", "-1", "1_0", " 1", "1.0", "1" * 10, None, "1\n"])
def test_what_is_no_whole_number(words: str | None) -> None:
    assert whole_number(words) is None
    assert whole_number("007") == 7
