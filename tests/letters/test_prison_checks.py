"""What a prison's mail rules and earlier letters say to a letter."""

import time
from html import unescape
from typing import Any

import pytest

from app.cases.models import Case
from app.directory.models import Facility
from app.letters.prison_checks import check_alike, check_prison
from tests import clock, story
from tests.letters.written import EMBASSY, allow, approved, prepared, recent
from tests.story import Cast

LINES = ["A letter for Roza", "Dear Roza,", "I hope you are well and free soon.", "With warm greetings,"]


def prison(**rules: Any) -> Facility:
    return Facility(key="colony", name="Colony", **rules)


@pytest.mark.parametrize(
    ("rules", "language", "found"),
    [
        ({}, "en", []),
        ({"languages": "ru, kk"}, "en", [("prison-language", 0)]),
        ({"languages": "ru, en"}, "en", []),
        ({"page_limit": 1}, "en", []),
        ({"forbidden_words": "free; fight"}, "en", [("forbidden-word", 2)]),
        ({"forbidden_words": "freedom"}, "en", []),
        ({"forbidden": "greetings cards; warm greetings"}, "en", [("forbidden-thing", 3)]),
        ({"who_may_write": "Relatives only"}, "en", [("who-may-write", 0)]),
        ({"mail_rules": "No glitter"}, "en", []),
    ],
)
def test_each_rule_of_a_prison_warns_with_its_line(
    rules: dict[str, object], language: str, found: list[tuple[str, int]]
) -> None:
    checks = list(check_prison(prison(**rules), LINES, language))
    assert [(check.rule, check.line) for check in checks] == found
    assert not any(check.blocks for check in checks)


def test_a_letter_longer_than_a_prison_allows_is_pointed_out() -> None:
    long = [*LINES, "word " * 301]
    assert [check.rule for check in check_prison(prison(page_limit=1), long, "en")] == ["prison-pages"]
    assert list(check_prison(prison(page_limit=2), long, "en")) == []


def test_a_refused_word_is_found_with_another_ending() -> None:
    lines = ["Письмо", "Желаю свободы и здоровья."]
    assert [check.line for check in check_prison(prison(forbidden_words="свобода"), lines, "ru")] == [1]


def test_nearly_the_same_letter_is_named_and_another_is_not() -> None:
    body = "Dear Sir or Madam, " + "I am writing to you about Roza Tuletaeva, who is held in Atyrau. " * 5
    sent = [(7, body.replace("Dear Sir", "Good Sir")), (9, "Something else altogether, about a picket. " * 9)]
    found = list(check_alike(body, sent))
    assert [check.rule for check in found] == ["alike"]
    assert "letter 7" in found[0].words
    assert list(check_alike(body, sent[1:])) == []


@pytest.mark.bench
def test_comparing_with_fifty_long_letters_stays_quick() -> None:
    began = time.monotonic()
    list(check_alike("word " * 4_000, [(number, f"{number} other " * 2_000) for number in range(1, 51)]))
    assert time.monotonic() - began < 2


def test_a_birthday_letter_shows_the_rules_of_its_prison(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.get_one(Case, cast.case.id)
        allow(session, case)
        colony = prison(languages="ru", forbidden_words="birthday", forbidden="stamps", page_limit=2)
        session.add(colony)
        session.flush()
        held = story.entry(session, case, "custody", recent(200), form="prison", facility_id=colony.id)
        story.cited(session, story.source(session, published=recent()), held)
    page = unescape(
        cast.client(cast.lee)
        .get("/cases/K-001/letters/new?kind=birthday&to=facility:colony&language=en")
        .text
    )
    for told in (
        "This prison lets through letters in: Russian",
        "This prison refuses the word: birthday",
        "What this prison lets through",
        "Refused things: stamps",
        "forbidden-word, paragraph",
    ):
        assert told in page


def test_a_second_letter_alike_to_the_same_office_is_pointed_out_to_those_who_see_the_first(
    cast: Cast,
) -> None:
    prepared(cast)
    address = f"/cases/K-001/letters/new?kind=medical-care&to={EMBASSY}"
    lee = cast.client(cast.lee)
    assert "the same as letter" not in lee.get(address).text
    letter = approved(cast)
    assert "the same as letter" not in lee.get(address).text
    lee.post(f"{letter}/send", data={"channel": "post"})
    assert "100 % the same as letter 1, sent to this office before" in lee.get(address).text
    assert "the same as letter" not in lee.get(letter).text
