"""What a public page may tell of each kind of entry, and how long a fact has read as it does."""

from datetime import UTC, datetime

from app.cases.kinds import FORMS, KINDS
from app.cases.models import EntryKind
from app.publishing.page_content import digest_of
from app.publishing.told_since import Approved, since_when
from app.web.forms import asked

FIRST, SECOND, THIRD = (datetime(2013, 4, day, tzinfo=UTC) for day in (1, 2, 3))


def fact(number: int, title: str) -> dict[str, object]:
    return {"id": number, "on": "2013", "title": title, "body": None, "place": None, "answers": []}


def test_every_kind_says_what_it_tells_and_never_who_guarded_or_judged() -> None:
    told = {slug: kind.public for slug, kind in KINDS.items()}
    assert set(told) == set(EntryKind)
    for kind, names in told.items():
        assert set(names) <= set(asked(FORMS[kind])), kind
        assert not set(names) & {
            "judge",
            "lawyer",
            "by_whom",
            "refused_by",
            "who",
            "note",
            "alleged_actor",
            "grounds",
        }


def test_a_fact_is_as_old_as_its_present_words() -> None:
    history = [
        Approved(FIRST, {"facts": [fact(1, "Seven years"), fact(2, "Arrested")]}),
        Approved(SECOND, {"facts": [fact(1, "Five years"), fact(2, "Arrested")]}),
        Approved(THIRD, {"facts": [fact(1, "Five years"), fact(2, "Arrested"), fact(3, "Moved")]}),
    ]
    now = [fact(1, "Five years"), fact(2, "Arrested"), fact(3, "Moved")]
    assert since_when(history, now) == {1: SECOND, 2: FIRST, 3: THIRD}


def test_the_same_words_have_the_same_hash_in_any_order() -> None:
    assert digest_of({"a": 1, "b": [2]}) == digest_of({"b": [2], "a": 1})
    assert digest_of({"a": 1}) != digest_of({"a": 2})
