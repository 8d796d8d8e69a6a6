"""A window envelope shows the whole address and nothing of the letter; marks, date, copies where they belong."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from app.letters.queries.offices import Copy
from app.letters.sheets.docx import TWIPS, docx
from app.letters.sheets.eml import eml
from app.letters.sheets.formats import FORMATS, Format, format_for
from app.letters.sheets.pdf import pdf
from app.letters.sheets.sheet import Sheet
from tests.letters.laid_out import OFFICE, in_eml, in_pdf, sheet

MM = 25.4 / 72
DAY = date(2013, 4, 30)
LONG_ADDRESS = "\n".join(f"Line {n} of a very long address of an office" for n in range(4))


def _placed(document: bytes, page: int = 0) -> list[tuple[str, float, float]]:
    """Every run of words with its place from the left and its base line from the top, in millimetres."""
    found: list[tuple[str, float, float]] = []
    read = PdfReader(BytesIO(document)).pages[page]
    height = float(read.mediabox.height)

    def visit(text: str, matrix: Any, _text: Any, _font: Any, _size: Any) -> None:
        if text.strip():
            found.append((text.strip(), matrix[4] * MM, (height - matrix[5]) * MM))

    read.extract_text(visitor_text=visit)
    return found


def _sent(form: Format, **more: Any) -> Sheet:
    return sheet(**more).sent_from("Leeds", DAY, "Lee\n1 Road", form).signed("Lee")


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("address", [OFFICE.address_local, LONG_ADDRESS], ids=["short", "long"])
def test_the_window_shows_the_address_and_nothing_else(form: Format, address: str) -> None:
    given = replace(_sent(form), office=replace(OFFICE, address_local=address))
    lines = given.address
    words = _placed(pdf(given))
    first, last = form.address
    of_address = [(down, across) for text, across, down in words if any(text in line for line in lines)]
    shown = [
        text for text, across, down in words if across < 120 and form.window[0] < down < form.window[1] + 3
    ]

    assert len(of_address) >= len(lines)
    assert all(first < down < last and abs(across - form.left) < 1 for down, across in of_address)
    assert {text for text in shown if not any(text in line for line in lines)} == set()


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_the_letter_begins_below_the_window_and_the_sender_stands_beside_it(form: Format) -> None:
    words = {text: (across, down) for text, across, down in _placed(pdf(_sent(form)))}

    assert words["Dear Minister,"][1] > form.begins
    assert words["Leeds, 30 April 2013"][0] == pytest.approx(125, abs=0.5)
    assert words["Lee"][1] > words["Dear Minister,"][1]


def test_a_long_letter_numbers_its_pages_from_the_second() -> None:
    long = "\n\n".join(["Dear Minister,", *["Words of a letter that goes on for long. " * 20] * 12])
    first, second, *_more = in_pdf(pdf(_sent(FORMATS["din-b"], body=long)))

    assert second.rstrip().endswith("2")
    assert not first.rstrip().endswith("1")


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_word_has_the_same_places_as_pdf(form: Format) -> None:
    made: Any = Document(BytesIO(docx(_sent(form))))
    frames = {
        paragraph.text: paragraph._p.pPr.find(qn("w:framePr"))
        for paragraph in made.paragraphs
        if paragraph._p.pPr is not None and paragraph._p.pPr.find(qn("w:framePr")) is not None
    }
    downs = sorted(round(int(frame.get(qn("w:y"))) / TWIPS, 1) for frame in frames.values())
    subject = next(paragraph for paragraph in made.paragraphs if paragraph.style.name == "Heading 1")
    space = subject.paragraph_format.space_before

    assert {form.sender, form.address[0]} <= set(downs)
    assert frames["Lee\n1 Road\nLeeds, 30 April 2013"].get(qn("w:x")) == str(round(125 * TWIPS))
    assert space is not None
    assert 15 + space.mm == pytest.approx(form.begins, abs=0.2)
    assert made.sections[0].page_height.mm == pytest.approx(form.paper[1], abs=0.1)


@pytest.mark.parametrize(
    ("country", "slug"),
    [("DE", "din-b"), ("GB", "dl"), ("IE", "dl"), ("US", "us"), ("KZ", "din-b"), (None, "din-b")],
)
def test_the_sheet_fits_the_envelopes_of_the_writers_country(country: str | None, slug: str) -> None:
    assert format_for(country).slug == slug


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("en", "Copy to: Embassy in London, Ombudsman", "Leeds, 30 April 2013"),
        ("de", "Kopie an: Embassy in London, Ombudsman", "Leeds, 30. April 2013"),
        ("ru", "Копия: Embassy in London, Ombudsman", "Leeds, 30 апреля 2013 года"),
    ],
)
def test_date_and_copies_stand_on_the_sheet_in_its_language(language: str, line: str, day: str) -> None:
    copies = (
        Copy("Embassy in London", "london@example.org"),
        Copy("Ombudsman"),
        Copy("whichever", is_named=False),
    )
    given = replace(sheet(language=language), office=replace(OFFICE, copies=copies))
    given = given.sent_from("Leeds", DAY, None, FORMATS["din-b"])
    printed = in_pdf(pdf(given))[0]

    assert given.dateline == day
    assert day in printed
    assert line in printed.replace("\n", " ")
    assert line in in_eml_of(given)


def in_eml_of(given: Sheet) -> str:
    """The words of the mail, whose Cc names the copies that have an address."""
    message = eml(given)
    assert message_from_bytes(message, policy=default)["Cc"] == "london@example.org"
    return in_eml(message)
