"""What may come in and what may not: the corpus with its verdicts, and what is left of a picture."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from app.files.accepted_types import accept
from app.files.file_names import disposition
from app.files.pictures import SMALL
from app.files.refused_file import NotAccepted
from tests.files.corpus import CAMERA, CORPUS, Sent, action, image, written

CANARY = "kestrelcanary"


@pytest.mark.parametrize("sent", CORPUS, ids=lambda sent: repr(sent.name[-24:]))
def test_check_39_every_file_of_the_corpus_gets_its_verdict(sent: Sent) -> None:
    if sent.kept:
        assert accept(sent.name, sent.content).name == sent.kept
    else:
        with pytest.raises(NotAccepted, match=sent.refused):
            accept(sent.name, sent.content)


def test_the_corpus_has_forty_files_or_more() -> None:
    assert len(CORPUS) >= 40


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_check_41_a_picture_loses_place_and_camera_and_stands_upright(kind: str, name: str) -> None:
    sent = image(kind, (600, 400))
    assert CAMERA.encode() in sent

    kept = accept(name, sent)

    assert kept.thumbnail is not None
    assert (kept.width, kept.height) == (400, 600)
    for content in (kept.content, kept.thumbnail):
        assert CAMERA.encode() not in content
        assert dict(Image.open(BytesIO(content)).getexif()) == {}
    assert max(Image.open(BytesIO(kept.thumbnail)).size) <= SMALL


def test_what_hides_behind_a_picture_is_not_kept() -> None:
    behind = next(sent for sent in CORPUS if sent.name == "script-behind.jpg")
    kept = accept(behind.name, behind.content)
    assert b"<script" not in kept.content + (kept.thumbnail or b"")


def test_the_name_in_the_header_cannot_break_out_of_it() -> None:
    header = disposition('Роза "x"; filename=evil.exe\r\nX: 1.pdf')
    assert "\r" not in header
    assert "\n" not in header
    assert header.count('"') == 2
    assert header.isascii()
    assert "filename*=UTF-8''%D0%A0%D0%BE%D0%B7%D0%B0" in header


def told_of() -> bytes:
    """A PDF with all that programs add: author and program, in two places, links, an action at its opening, a note."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": CANARY, "/Creator": CANARY, "/Producer": CANARY, "/Title": CANARY})
    stream = DecodedStreamObject()
    stream.set_data(f"<x:xmpmeta><dc:creator>{CANARY}</dc:creator></x:xmpmeta>".encode())
    for owner in (writer.root_object, page):
        owner[NameObject("/Metadata")] = writer._add_object(stream)
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Word"): TextStringObject(CANARY)})
    page[NameObject("/LastModified")] = TextStringObject(f"D:2013 {CANARY}")
    writer.root_object[NameObject("/OpenAction")] = action("/URI", URI=f"https://{CANARY}.example")
    page[NameObject("/Annots")] = ArrayObject(
        [
            writer._add_object(note("/Link", A=action("/URI", URI=f"https://{CANARY}.example"))),
            writer._add_object(note("/Link", A=action("/GoToR", F=f"//{CANARY}/share/x.pdf"))),
            writer._add_object(
                note("/Text", T=TextStringObject(CANARY), Contents=TextStringObject("look here"))
            ),
        ]
    )
    return written(writer)


def note(kind: str, **more: Any) -> DictionaryObject:
    """Something that lies on a page."""
    rect = ArrayObject([NumberObject(n) for n in (10, 10, 50, 50)])
    own = DictionaryObject({NameObject("/Subtype"): NameObject(kind), NameObject("/Rect"): rect})
    own.update({NameObject(f"/{key}"): value for key, value in more.items()})
    return own


def test_a_pdf_loses_author_program_links_and_actions_and_keeps_its_pages() -> None:
    kept = accept("verdict.pdf", told_of()).content
    found = PdfReader(BytesIO(kept))

    assert CANARY.encode() in told_of()
    assert CANARY.encode() not in kept
    assert CANARY not in str(list(walk(found)))
    assert not found.metadata
    assert found.xmp_metadata is None
    assert len(found.pages) == 1
    assert [one.get_object()["/Contents"] for one in found.pages[0].annotations or []] == ["look here"]
    assert not {"/OpenAction", "/AA", "/Names"} & set(found.root_object)


def walk(reader: PdfReader) -> Iterator[Any]:
    """Every object of a PDF."""
    for number in range(1, len(reader.xref[0]) + 1):
        yield reader.get_object(number)


def test_what_hides_behind_a_reference_or_in_another_file_is_refused() -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    hidden = DictionaryObject({NameObject("/S"): writer._add_object(NameObject("/Launch"))})
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note("/Link", A=hidden))])
    with pytest.raises(NotAccepted, match="runs something"):
        accept("a.pdf", written(writer))

    writer = PdfWriter()
    stream = DecodedStreamObject()
    stream.set_data(b"x")
    stream[NameObject("/F")] = TextStringObject("//server/share/x")
    writer.add_blank_page(200, 200)[NameObject("/Contents")] = writer._add_object(stream)
    with pytest.raises(NotAccepted, match="other files"):
        accept("a.pdf", written(writer))
