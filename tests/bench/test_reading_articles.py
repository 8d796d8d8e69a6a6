"""How much of what the documents tell an article's reader proposes, how much of it is wrong, and how long it takes.

The record is the seed: a fact is found where a sentence proposes its kind for its person; a proposal is wrong where the
seed knows nothing of this kind about this person. Notes are left out, for they are whatever has no kind.
"""

import time
from typing import Any

import pytest

from app.cases.kinds import EntryKind
from app.intake.article import KnownPerson, Proposal, proposals
from app.intake.seed_files import Seed, read_seed
from app.settings import PROJECT_ROOT
from tests.intake import seed_texts

AIM, LEAST, MOST_WRONG = 0.85, 0.6, 0.2
WORDS, SECONDS = 10_000, 3.0


@pytest.fixture(scope="module")
def seed() -> Seed:
    return read_seed(PROJECT_ROOT / "seed")


def known(seed: Seed) -> list[KnownPerson]:
    cases = {case.person: case.reference for case in seed.cases}
    return [
        KnownPerson(
            number,
            (person.name, *(name.text for name in person.names)),
            (cases[person.key],) if person.key in cases else (),
        )
        for number, person in enumerate(seed.people)
        if person.named
    ]


def facts(seed: Seed) -> list[tuple[str, Any]]:
    """What is dated, has a kind and is about somebody named, by case."""
    named = {person.key for person in seed.people if person.named}
    return [
        (case.reference, entry)
        for case in seed.cases
        if case.person in named
        for entry in case.entries
        if entry.on is not None and entry.kind != EntryKind.NOTE
    ]


def about(reference: str, kind: str, found: list[Proposal]) -> list[Proposal]:
    return [one for one in found if reference in one.cases and one.kind == kind]


@pytest.mark.bench
def test_what_is_found_and_what_is_wrong(seed: Seed) -> None:
    if not seed_texts.TEXTS.is_dir():
        pytest.skip("the documents are not beside the project")
    texts = [path.read_text(encoding="utf-8") for path in sorted(seed_texts.TEXTS.glob("*.txt"))]
    people, places = known(seed), [place.name for place in seed.facilities]
    found = [one for text in texts for one in proposals(text, people, None, places).proposals]
    dated = facts(seed)
    hit = [reference for reference, entry in dated if about(reference, entry.kind, found)]
    at_place = [
        reference
        for reference, entry in dated
        if any(
            seed_texts.plain(cite.at) in seed_texts.plain(one.sentence)
            for one in about(reference, entry.kind, found)
            for cite in entry.cites
        )
    ]
    told = {(reference, entry.kind) for reference, entry in dated}
    wrong = [one for one in found if not any((reference, one.kind) in told for reference in one.cases)]
    print(f"\n{len(hit)} of {len(dated)} dated facts: {len(hit) / len(dated):.0%}, with an aim of {AIM:.0%}")
    print(f"  {len(at_place)} of them at the very sentence that is cited")
    print(f"  {len(wrong)} of {len(found)} proposals wrong: {len(wrong) / len(found):.0%}")
    assert len(hit) / len(dated) >= LEAST
    assert len(wrong) / len(found) <= MOST_WRONG


@pytest.mark.bench
def test_ten_thousand_words(seed: Seed) -> None:
    sentence = (
        "On 8 August Natalia Sokolova was sentenced to six years in prison in Aktau, and nobody said why. "
    )
    text = sentence * (WORDS // len(sentence.split()) + 1)
    people = known(seed)
    begun = time.process_time()
    found = proposals(text, people).proposals
    took = time.process_time() - begun
    print(f"\n{len(text.split()):,} words, {len(found)} proposals: {took:.2f} s of CPU")
    assert took < SECONDS
