"""The seed's own words: true whenever they are read, presuming nothing, each claim with whoever makes it."""

import re
from typing import Any

import pytest

from app.intake.seed_files import Seed, read_seed
from app.settings import PROJECT_ROOT
from tests.intake import seed_texts
from tests.intake.test_seed_files import citations

SEED = PROJECT_ROOT / "seed"


@pytest.fixture(scope="module")
def seed() -> Seed:
    return read_seed(SEED)


@pytest.fixture(scope="module")
def texts(seed: Seed) -> dict[str, str]:
    if not seed_texts.TEXTS.is_dir():
        pytest.skip("skipped: the texts are not on this machine")
    return seed_texts.texts(seed)


def test_what_an_editor_put_into_brackets_is_nobody_elses_claim(seed: Seed, texts: dict[str, str]) -> None:
    text, wrong = texts["ageleuov-2019"], []
    for trail, cite in citations(seed):
        if cite.source != "ageleuov-2019" or cite.claimant in (None, "the editor", "the editor, of a court"):
            continue
        where = text.index(seed_texts.plain(cite.at))
        if text.rfind("[", 0, where + 1) > text.rfind("]", 0, where + 1):
            wrong.append(f"{trail}: {cite.at}")
    assert wrong == []


def test_what_the_interviewed_man_tells_names_him(seed: Seed, texts: dict[str, str]) -> None:
    """In what cases, incidents and roles say; names and places are spellings, and a figure says it itself."""
    text = texts["ageleuov-2019"]
    begins = text.index("Question: Please tell us")
    facts = (
        (f"{case.key} {entry.key}", cite)
        for case in seed.cases
        for entry in case.entries
        for cite in entry.cites
    )
    told = (
        (f"{incident.key} {part}", cite)
        for incident in seed.incidents
        for part in (*incident.members, *incident.unnamed, *incident.groups, *incident.facts)
        for cite in part.cites
    )
    roles = ((person.key, cite) for person in seed.people for role in person.roles for cite in role.cites)
    silent = [
        f"{trail}: {cite.at}"
        for trail, cite in (*facts, *told, *roles)
        if cite.source == "ageleuov-2019"
        and cite.claimant is None
        and text.index(seed_texts.plain(cite.at)) > begins
    ]
    assert silent == []


def test_a_title_stays_true_whenever_it_is_read(seed: Seed) -> None:
    titled: list[Any] = [*seed.cases, *seed.incidents, *seed.actions]
    ages = re.compile(
        r"\b(?:is|are|has|have|now|still|today|currently|will|awaits?|faces?|refuses?|serves?)\b|\bon hunger strike\b"
    )
    assert [one.title for one in titled if ages.search(one.title)] == []


def test_an_open_question_presumes_nothing_to_come(seed: Seed) -> None:
    presuming = re.compile(r"\bwhen (?:was|were|is) \w+ (?:set free|released)\b", re.IGNORECASE)
    released = {case.key for case in seed.cases if any(entry.kind == "release" for entry in case.entries)}
    assert [
        case.reference
        for case in seed.cases
        if case.key not in released and presuming.search(case.open_question or "")
    ] == []
