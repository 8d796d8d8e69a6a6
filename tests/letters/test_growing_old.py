"""Letters that lie while the news grows old: the tense changes under them, and a second look makes nothing newer."""

from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import text

from tests import clock
from tests.letters.test_composing import call
from tests.letters.written import EMBASSY, prepared
from tests.story import Cast
from tests.ticked import ticked


def kept(cast: Cast, kind: str) -> str:
    """A kept draft of a kind; its address."""
    answer = cast.client(cast.lee).post("/cases/K-001/letters/new", data={"kind": kind, "to": EMBASSY})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def approve(cast: Cast, letter: str) -> None:
    """A second person's yes."""
    assert cast.client(cast.lee).post(f"{letter}/submit").status_code == 303
    assert (
        cast.client(cast.ana).post(f"{letter}/decide", data=ticked(cast.client(cast.ana), letter)).status_code
        == 303
    )


def test_a_letter_approved_while_the_news_was_fresh_is_changed_once_it_is_not(cast: Cast) -> None:
    prepared(cast)
    letter = kept(cast, "release")
    approve(cast, letter)
    assert "She is held at Atyrau." in unescape(cast.client(cast.lee).get(letter).text)
    clock.passes(timedelta(days=200))
    lee = cast.client(cast.lee)
    assert lee.post(f"{letter}/send", data={"channel": "post"}).status_code == 409
    assert lee.get(f"{letter}/letter.txt").status_code == 409
    assert "Facts changed" in lee.get("/letters").text
    page = unescape(lee.get(letter).text)
    assert "She was held at Atyrau when last heard of" in page
    assert "Its news has grown older" in page
    assert lee.post(f"{letter}/confirm").status_code == 409


def test_confirming_lifts_the_age_and_makes_no_fact_newer(cast: Cast) -> None:
    prepared(cast)
    clock.passes(timedelta(days=200))
    letter = kept(cast, "release")
    lee = cast.client(cast.lee)
    assert lee.post(f"{letter}/submit").status_code == 409
    assert lee.post(f"{letter}/confirm").status_code == 303
    approve(cast, letter)
    words = cast.client(cast.lee).get(f"{letter}/letter.txt").text
    assert "She was held at Atyrau when last heard of" in words
    assert "is held" not in words


@pytest.mark.parametrize("kind", ["to-prisoner", "birthday"])
def test_greetings_have_the_same_age_gate(cast: Cast, kind: str) -> None:
    prepared(cast)
    letter = kept(cast, kind)
    approve(cast, letter)
    clock.passes(timedelta(days=190))
    lee = cast.client(cast.lee)
    assert "Look again before this is sent" in unescape(lee.get(letter).text)
    assert "Look again before this is sent" in unescape(
        lee.get(f"/cases/K-001/letters/new?kind={kind}&to={EMBASSY}").text
    )
    assert lee.post(f"{letter}/send", data={"channel": "post"}).status_code == 409
    assert lee.post(f"{letter}/confirm").status_code == 303
    assert lee.post(f"{letter}/send", data={"channel": "post"}).status_code == 303


def test_a_stranger_is_offered_no_letter_of_old_news(cast: Cast) -> None:
    ref = call(cast)
    assert cast.client().get(f"/a/{ref}/letter").status_code == 200
    with cast.database.engine.begin() as connection:
        connection.execute(
            text("UPDATE entry SET on_edtf = '2019', on_first = '2019-01-01', on_last = '2019-12-31'")
        )
    for answer in (cast.client().get(f"/a/{ref}/letter"), cast.client().post(f"/a/{ref}/letter", data={})):
        assert answer.status_code == 410
        assert "too old" in answer.text
