"""Ways out of a letter as files: each carries the same words, and nothing else about who wrote it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from docx import Document
from pypdf import PdfReader

from app.letters.queries.offices import Office
from app.letters.sheets.docx import docx
from app.letters.sheets.eml import MAILTO_LENGTH, eml, mailto
from app.letters.sheets.pdf import MissingSign, pdf, pdf_of_many
from app.letters.sheets.plain_text import plain_text
from app.letters.sheets.sheet import Sheet
from tests.letters.laid_out import DRAFTS, KAZAKH, OFFICE, compact, in_pdf, read_before, sheet, ways

A4 = (595, 842)


@pytest.mark.parametrize("path", sorted(DRAFTS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_way_out_of_every_kind_carries_the_same_words(path) -> None:
    given = read_before(path)
    words, envelope = compact(given.subject + given.body), compact("".join(given.address))
    found = {way: compact(text) for way, text in ways(given).items()}
    assert found.pop("eml") == words
    assert found == dict.fromkeys(("txt", "docx", "pdf"), envelope + words)


def test_a_mailto_carries_the_same_words_while_it_is_short_enough() -> None:
    given = sheet()
    link = urlsplit(mailto(given))
    fields = parse_qs(link.query, strict_parsing=True)
    assert link.path == "post@example.org"
    assert fields["subject"] == [given.subject]
    assert fields["body"][0].replace("\r\n", "\n") == given.body
    assert mailto(sheet(body="a" * 3000)) == ""
    assert 0 < len(mailto(sheet(body="a" * 1000))) <= MAILTO_LENGTH
    assert mailto(replace(given, office=Office("x", "Embassy"))) == ""


def test_a_heading_and_a_signature_stand_in_every_way_out() -> None:
    given = sheet().headed("NOT TO BE SENT", "Nobody has approved it.").signed(" Lee \n\n Leeds ")
    assert given.signature == ("Lee", "Leeds")
    for way, text in ways(given).items():
        assert compact("Nobody has approved it.") in compact(text), way
        assert compact(text).endswith("LeeLeeds"), way
    assert "Nobody%20has%20approved" in mailto(given)


def test_the_envelope_is_in_the_script_of_the_country_with_a_latin_line() -> None:
    assert sheet().address == [
        "The Minister", "Ministry of Justice", "Мәңгілік Ел даңғылы 8", "Астана қаласы", "Astana, Kazakhstan",
    ]  # fmt: skip
    latin = replace(OFFICE, address_local="", address="8 Mangilik El\nAstana")
    assert replace(sheet(), office=latin).address[-3:] == ["8 Mangilik El", "Astana", "Kazakhstan"]
    both = replace(OFFICE, address="8 Mangilik El\nAstana 010000")
    assert replace(sheet(), office=both).address[-1] == "8 Mangilik El, Astana 010000, Kazakhstan"
    bare = Office("x", "Embassy", city="London", country="GB")
    assert Sheet(bare, "s", reader="Roza").address == ["Roza", "Embassy", "London", "United Kingdom"]


def test_the_pdf_is_one_tagged_page_of_a4_with_its_own_typefaces() -> None:
    found: Any = PdfReader(BytesIO(pdf(sheet(language="ru"))))
    root = found.trailer["/Root"]
    assert root["/Lang"] == "ru"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert dict(found.metadata) == {"/Title": sheet().subject, "/Creator": found.metadata["/Creator"]}
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in found.pages] == [A4]
    fonts = [font.get_object() for font in found.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        told = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(told)
        assert "LibertinusSerif" in told["/FontName"]
        assert "/ToUnicode" in font
    assert KAZAKH in found.pages[0].extract_text()


def test_a_letter_of_a_full_page_of_words_is_set_smaller_and_stays_one_page() -> None:
    words = "Обращаюсь к Вам по поводу состояния её здоровья. " * 11
    given = sheet(body="\n\n".join(["Уважаемые дамы!", *[words.strip()] * 4, "С уважением,"]), language="ru")
    assert given.words > 300
    assert len(in_pdf(pdf(given.signed("Lee\nLeeds")))) == 1


@pytest.mark.parametrize(
    "payload", ['#read("/etc/passwd")', '#import "a.typ"', "$ sum $ *x* _y_ `z` @a <b> = c", "\\u{41} // /* ~ --"]
)  # fmt: skip
def test_words_are_never_read_as_markup(payload: str) -> None:
    given = sheet(subject=payload, body=f"{payload}\n\n{payload}").signed(payload)
    words = compact(payload)
    assert compact("".join(in_pdf(pdf(given)))).count(words) == 4


def test_a_sign_that_no_typeface_has_is_refused_by_name() -> None:
    with pytest.raises(MissingSign, match="日"):
        pdf(sheet(body="Dear 日本,"))


def test_several_threads_get_each_their_own_letter() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda n: pdf(sheet(subject=f"Letter {n}")), range(24)))
    assert [f"Letter {n}" in in_pdf(one)[0] for n, one in enumerate(made)] == [True] * 24


def test_many_letters_make_one_tagged_document() -> None:
    given = [sheet(subject=f"Letter {n}", language=("en", "ru", "de")[n % 3]) for n in range(23)]
    whole: Any = PdfReader(BytesIO(b"".join(pdf_of_many(given, "23 letters"))), strict=True)
    assert whole.metadata is None or "/Author" not in whole.metadata
    assert len(whole.pages) == 23
    for number, page in enumerate(whole.pages):
        assert compact(page.extract_text()) == compact("".join(in_pdf(pdf(given[number]))))
        assert page["/StructParents"] == number
    root = whole.trailer["/Root"]
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    assert numbers[::2] == list(range(23))
    for number, page in enumerate(whole.pages):
        first = numbers[2 * number + 1].get_object()[0].get_object()
        assert first["/Pg"] == page
    parts = root["/StructTreeRoot"]["/K"][0].get_object()["/K"]
    assert {part.get_object()["/S"] for part in parts} == {"/Document"}


def test_one_letter_of_many_is_enough_to_be_refused() -> None:
    with pytest.raises(MissingSign):
        list(pdf_of_many([sheet(), sheet(body="日")], "Two"))


@pytest.mark.parametrize(("language", "locale"), [("en", "en-GB"), ("ru", "ru-RU"), ("de", "de-DE")])
def test_the_word_file_says_its_language_and_title_but_not_who_made_it(language: str, locale: str) -> None:
    made = Document(BytesIO(docx(sheet(language=language).signed("Lee"))))
    about = made.core_properties
    assert (about.title, about.language) == (sheet().subject, locale)
    assert about.author == about.last_modified_by == about.comments == ""
    assert f'w:lang w:val="{locale}"' in made.styles.element.xml
    across, down = made.sections[0].page_width, made.sections[0].page_height
    assert across is not None
    assert down is not None
    assert (round(across.mm), round(down.mm)) == (210, 297)


def test_the_mail_is_one_still_to_be_sent_by_nobody() -> None:
    read = message_from_bytes(eml(sheet().signed("Lee")), policy=default)
    assert read["To"] == "post@example.org"
    assert read["X-Unsent"] == "1"
    assert read.get_content_type() == "text/plain"
    assert read.get_content_charset() == "utf-8"
    assert [name for name in ("From", "Date", "Message-ID", "Sender", "Reply-To") if name in read] == []
    assert "To" not in message_from_bytes(eml(replace(sheet(), office=Office("x", "Embassy"))))


def test_a_subject_cannot_bring_in_a_header() -> None:
    read = message_from_bytes(eml(sheet(subject="Care\r\nBcc: all@example.org")), policy=default)
    assert read["Bcc"] is None
    assert read["Subject"] == "Care Bcc: all@example.org"


def test_the_text_is_the_sheet_from_top_to_bottom() -> None:
    given = sheet()
    assert plain_text(given) == "\n".join([*given.address, "", given.subject, "", given.body, ""])
