"""Sentences that relate to earlier ones, threats that ended, people seen free: entered, and told in words."""

import re
from html import unescape

import pytest

from app.db import number_of
from tests import clock, story
from tests.story import Cast

SEVEN = {"on": "4 June 2012", "form": "prison", "length": "7 years", "summary": "Seven years."}
FIVE = {"on": "2 August 2012", "form": "prison", "length": "5 years", "summary": "Five years."}


def add(cast: Cast, kind: str, **fields: str) -> str:
    """Where saving leads; else the page with what must be mended."""
    answer = cast.client(cast.lee).post(f"/cases/K-001/add/{kind}", data=fields)
    return answer.headers["location"] if answer.status_code == 303 else unescape(answer.text)


def number(saved: str) -> str:
    return saved.rpartition("-")[2]


def read(cast: Cast, address: str) -> str:
    text = unescape(cast.client(cast.lee).get(address).text)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.split("<main")[1]))


def test_a_sentence_says_in_words_to_which_earlier_one_it_relates(cast: Cast) -> None:
    first = number(add(cast, "sentence", **SEVEN))
    form = read(cast, "/cases/K-001/add/sentence")
    for words in (
        "An earlier sentence it relates to", "Prison · 7 years, 4 June 2012", "How it relates to the earlier one",
        "Added to it: begins when it ends", "Main or further penalty",
    ):  # fmt: skip
        assert words in form, words
    add(cast, "sentence", **FIVE, supersedes_id=first, relation="instead-of", part="main")
    for address in ("/cases/K-001", "/cases/K-001/history"):
        page = read(cast, address)
        for words in (
            "An earlier sentence it relates to", "Prison · 7 years, 4 June 2012", "Instead of it", "Main penalty",
        ):  # fmt: skip
            assert words in page, (address, words)
        assert f"relates to: {first}" not in page
        assert f"relates to {first} " not in page
        assert "instead-of" not in page


def test_a_relation_without_the_earlier_sentence_is_asked_for_it(cast: Cast) -> None:
    refused = add(cast, "sentence", **FIVE, relation="added-to")
    assert "Choose the earlier sentence that this one relates to" in refused
    assert "Five years." not in read(cast, "/cases/K-001")


def test_a_term_added_to_another_leaves_both_in_force(cast: Cast) -> None:
    first = number(add(cast, "sentence", **SEVEN))
    add(cast, "sentence", **FIVE, supersedes_id=first, relation="added-to")
    assert "Superseded" not in read(cast, "/cases/K-001")


def test_an_earlier_sentence_kept_to_a_few_is_neither_told_nor_lost(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.merge(cast.case)
        kept = story.entry(
            session, case, "sentence", "2012-06-04", form="prison", length="P7Y", visibility="restricted"
        )
        told = story.entry(
            session, case, "sentence", "2012-08-02", form="prison", length="P5Y", supersedes_id=kept.id,
            relation="instead-of",
        )  # fmt: skip
        earlier, later = number_of(kept), number_of(told)
    edit = f"/cases/K-001/entries/{later}/edit"
    for address in ("/cases/K-001", "/cases/K-001/history", edit):
        assert "7 years" not in read(cast, address), address
    assert "Instead of it" not in read(cast, "/cases/K-001")
    lee = cast.client(cast.lee)
    version = lee.get(edit).text.split('name="version" value="')[1].split('"')[0]
    saved = lee.post(
        edit, data={"on": "2 August 2012", "form": "prison", "length": "6 years", "version": version}
    )
    assert saved.status_code == 303
    with cast.database.reading() as session:
        row = session.connection().exec_driver_sql(
            f"SELECT supersedes_id, relation, length FROM sentence WHERE entry_id = {later}"
        )
        assert tuple(row.one()) == (earlier, "instead-of", "P6Y")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ended": "5 March 2013"}, "Say how it ended; a threat is over only with an outcome"),
        (
            {"ended": "5 January 2010", "ending": "withdrawn"},
            "It cannot end before it began; look at both dates",
        ),
    ],
)
def test_a_threat_ends_only_with_an_outcome_and_after_it_began(
    cast: Cast, fields: dict[str, str], words: str
) -> None:
    assert words in add(cast, "threat", on="1 February 2013", what="arrest", **fields)


def test_a_threat_that_ended_says_how(cast: Cast) -> None:
    saved = add(
        cast, "threat", on="1 February 2013", what="arrest", ended="5 March 2013", ending="came-to-nothing"
    )
    assert "#entry-" in saved
    page = read(cast, "/cases/K-001")
    assert "Ended on: 5 March 2013" in page
    assert "How it ended: Came to nothing" in page


def test_somebody_seen_free_is_a_kind_of_contact(cast: Cast) -> None:
    assert "Seen or heard free" in read(cast, "/cases/K-001/add/contact")
    add(cast, "contact", on="1 March 2013", form="at-large")
    assert "Seen or heard free" in read(cast, "/cases/K-001")
