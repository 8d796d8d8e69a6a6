"""The name of a kind of letter is somebody's text: shown as typed wherever it stands, never markup, never a format."""

from html import unescape

import pytest

from tests.letters.test_pages import WORDS
from tests.letters.written import CHOSEN, EMBASSY, prepared
from tests.story import Cast

NAMES = (
    '<meta http-equiv=refresh content="0;url=//e.org">',
    "<form action=/x><button>Go</button></form>",
    "50% discount",
    "%20000000s",
    "%(name)s and %(n)s %",
    "{{ 7*7 }} {0.__class__} {name}",
)
LAID_OUT = ("print", "letter.pdf", "letter.docx", "letter.txt", "letter.eml")


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_kind_is_text_wherever_it_is_shown(cast: Cast, name: str) -> None:
    prepared(cast)
    lee = cast.client(cast.lee)
    home = lee.post("/letters/kinds/1/new", data={"title": name}).headers["location"]
    assert lee.post(home, data={"title": name, "words": WORDS, "language": "en"}).status_code == 303
    slug = home.split("/")[-2]
    letter = lee.post("/cases/K-001/letters/new", data=CHOSEN | {"kind": slug}).headers["location"]
    new = "/cases/K-001/letters/new"
    shown = (
        home, "/letters/kinds", "/letters", letter, "/cases/K-001/letters/many", "/letters/many", new,
        f"{new}?kind={slug}&to={EMBASSY}",
    )  # fmt: skip
    for address in shown:
        answer = lee.get(address)
        assert answer.status_code == 200, address
        assert name in unescape(answer.text), address
        assert "<" not in name or name not in answer.text, address
    for address in ("/cases/K-001", "/my", *(f"{letter}/{form}" for form in LAID_OUT)):
        answer = lee.get(address)
        assert answer.status_code < 500, address
        assert len(answer.content) < 1_000_000, address
        if "<" in name and "html" in answer.headers["content-type"]:
            assert name not in answer.text, address
