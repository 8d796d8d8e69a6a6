"""What may come in and what may not: the corpus with its verdicts, and what is left of a picture."""

from io import BytesIO

import pytest
from PIL import Image

from app.files.accepted_types import accept
from app.files.file_names import disposition
from app.files.pictures import SMALL
from app.files.refused_file import NotAccepted
from tests.files.corpus import CAMERA, CORPUS, Sent, image


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
