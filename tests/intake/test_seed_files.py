"""The seed against the texts it comes from: nothing uncited, nothing copied, nothing more exact than told."""

from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from app.dates.fuzzy import FuzzyDate
from app.intake.schema import Addressee, Case, Citation, Incident, Source
from app.intake.seed_files import Seed, read_seed
from app.intake.yaml_lines import Loc, read_sheet
from app.settings import PROJECT_ROOT
from tests.intake import seed_texts

SEED = PROJECT_ROOT / "seed"
NEAR = 400  # characters around a locator in which a date has to stand
COARSE = (
    ("no day is", "month"),
    ("no date", "month"),
    ("not told", "month"),
    ("guess", "doubt"),
    ("taken for", "doubt"),
    ("perhaps", "doubt"),
)


@pytest.fixture(scope="module")
def seed() -> Seed:
    return read_seed(SEED)


@pytest.fixture(scope="module")
def texts(seed: Seed) -> dict[str, str]:
    if not seed_texts.TEXTS.is_dir():
        pytest.skip("skipped: the texts are not on this machine")
    return seed_texts.texts(seed)


def citations(seed: Seed) -> list[tuple[str, Citation]]:
    return [(trail, part) for trail, part in seed_texts.everything(seed) if isinstance(part, Citation)]


def test_every_locator_occurs_in_the_text_it_cites(seed: Seed, texts: dict[str, str]) -> None:
    cited = citations(seed)
    strayed = [f"{trail}: {c.at}" for trail, c in cited if seed_texts.plain(c.at) not in texts[c.source]]
    assert len(cited) > 1000
    assert strayed == []


def test_the_nine_texts_of_the_archive_page_follow_each_other(seed: Seed, texts: dict[str, str]) -> None:
    inside = [source for source in seed.sources if source.container == "archive-page-zhanaozen"]
    page = texts["archive-page-zhanaozen"]
    starts = [page.index(texts[source.key]) for source in inside]
    assert len(inside) == 9
    for (start, following), source in zip(pairwise([*starts, len(page)]), inside, strict=True):
        assert start + len(texts[source.key]) <= following, source.key


def test_no_sentence_of_a_text_is_copied(texts: dict[str, str]) -> None:
    theirs = set().union(*(seed_texts.runs(text) for text in texts.values()))
    copied = [
        f"{name}:{line}: {' '.join(sorted(run))}"
        for path in sorted(SEED.rglob("*.yaml"))
        for name, line, words in own_words(path)
        for run in seed_texts.runs(words) & theirs
    ]
    assert copied == []


def own_words(path: Path) -> list[tuple[str, int, str]]:
    """Everything in a file that is our own writing: not locators, addresses, markers and titles of texts."""
    sheet = read_sheet(path, path.name)
    theirs = {"at", "url", "begins", "ends"} | ({"title"} if path.name == "sources.yaml" else set())
    found: list[tuple[str, int, str]] = []
    waiting: list[tuple[Loc, Any]] = [((), sheet.data)]
    while waiting:
        loc, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(((*loc, key), inner) for key, inner in value.items())
        elif isinstance(value, list):
            waiting.extend(((*loc, at), inner) for at, inner in enumerate(value))
        elif isinstance(value, str) and loc[-1] not in theirs:
            found.append((path.name, sheet.line_of(loc), value))
    comments = " ".join(line[1:] for line in path.read_text("utf-8").splitlines() if line.startswith("#"))
    return [*found, (path.name, 1, comments)]


def test_a_date_that_was_inferred_says_how(seed: Seed) -> None:
    silent = [d.trail for d in seed_texts.dated(seed) if not seed_texts.is_bare(d.date) and not d.note]
    assert silent == []


def test_no_date_is_finer_than_its_own_note(seed: Seed) -> None:
    for dated in seed_texts.dated(seed):
        note = (dated.note or "").lower()
        span = FuzzyDate.parse(dated.date)
        for words, allowed in COARSE:
            if words in note and seed_texts.is_bare(dated.date):
                assert allowed == "month", f"{dated.trail}: {dated.note}"
                assert not span.is_exact_day or dated_by_text(seed, dated), f"{dated.trail}: {dated.note}"


def test_an_undoubted_date_stands_in_a_cited_text(seed: Seed, texts: dict[str, str]) -> None:
    unproved = [
        f"{dated.trail} {dated.date}"
        for dated in seed_texts.dated(seed)
        if seed_texts.is_bare(dated.date)
        and not dated_by_text(seed, dated)
        and not any(seed_texts.says(told, dated.date) for told in grounds(texts, dated))
    ]
    assert unproved == []


def dated_by_text(seed: Seed, dated: seed_texts.Dated) -> bool:
    """Whether the date is that of the cited text itself ("the day of the text")."""
    published = {source.key: (source.published, source.written) for source in seed.sources}
    return any(dated.date in published[cite.source] for cite in dated.cites)


def grounds(texts: dict[str, str], dated: seed_texts.Dated) -> list[str]:
    """What a date can stand on: the cited texts around the locators, for a year the whole text, or a source's note."""
    is_year = len(dated.date) == len("2011")
    told = [texts[cite.source] if is_year else near(texts, cite) for cite in dated.cites]
    return told or [dated.note or ""]


def near(texts: dict[str, str], cite: Citation) -> str:
    text = texts[cite.source]
    at = text.index(seed_texts.plain(cite.at))
    return text[max(0, at - NEAR) : at + len(cite.at) + NEAR]


def test_the_sums_of_the_sub_groups_hold(seed: Seed) -> None:
    incidents = {incident.key: incident for incident in seed.incidents}
    assert parts_of(incidents["trial-of-37"], "the-37") == (37, [3, 21, 13])
    assert parts_of(incidents["trial-of-shetpe-12"], "the-12") == (12, [4, 6, 1, 1])
    assert parts_of(incidents["appeal-2012-08-02"], "appellants") == (13, [12, 1])
    assert parts_of(incidents["trials-of-the-49"], "the-49") == (49, [37, 12])
    assert parts_of(incidents["trial-of-five-officers"], "five-officers") == (5, [2, 3])
    assert parts_of(incidents["zhanaozen-massacre"], "official-dead") == (17, [16, 1])
    for incident in seed.incidents:
        for group in incident.groups:
            whole, pieces = parts_of(incident, group.key)
            assert not pieces or sum(pieces) == whole or (group.partial and sum(pieces) < whole)
            assert len(group.members) <= group.count


def parts_of(incident: Incident, key: str) -> tuple[int, list[int]]:
    whole = next(group.count for group in incident.groups if group.key == key)
    return whole, [group.count for group in incident.groups if group.parent == key]


def test_everything_told_is_cited(seed: Seed) -> None:
    """Without a citation: a place that holds others, a source we hold, common knowledge, and single fields."""
    uncited = [
        trail
        for trail, thing in seed_texts.everything(seed)
        if "cites" in type(thing).model_fields
        and not getattr(thing, "cites", None)
        and not isinstance(thing, Source)
        and not getattr(thing, "common_knowledge", False)
    ]
    assert uncited == ["/kazakhstan", "/united-kingdom"]


def test_the_nine_cases_come_first_and_no_number_is_left_out(seed: Seed) -> None:
    names = {person.key: person.name for person in seed.people}
    assert [names[case.person].split()[-1] for case in seed.cases[:9]] == [
        "Tuletaeva", "Sokolova", "Aminov", "Kozlov", "Sapargali",
        "Kuramshin", "Edilov", "Bozhenko", "Temirov",
    ]  # fmt: skip
    assert [case.reference for case in seed.cases] == [f"K-{n:03}" for n in range(1, len(seed.cases) + 1)]
    assert [one.reference for one in seed.incidents] == [
        f"I-{n:03}" for n in range(1, len(seed.incidents) + 1)
    ]


def test_a_case_tells_its_entries_in_order_of_date(seed: Seed) -> None:
    for case in seed.cases:
        dates = [FuzzyDate.parse(entry.on).sort_key[:2] for entry in case.entries]
        assert dates == sorted(dates), case.key


def case_of(seed: Seed, key: str) -> Case:
    return next(case for case in seed.cases if case.key == key)


def kinds_of(seed: Seed, key: str) -> list[str]:
    return [entry.kind for entry in case_of(seed, key).entries]


def test_a_threat_is_not_a_charge_and_a_maximum_is_not_a_sentence(seed: Seed) -> None:
    assert kinds_of(seed, "kurmanov") == ["threat"]
    assert kinds_of(seed, "kuramshin") == ["threat", "custody", "hearing"]
    assert "charge" not in kinds_of(seed, "ukteshbayev")
    assert "sentence" not in kinds_of(seed, "sapargali") + kinds_of(seed, "kurmanov")
    kozlov = next(entry for entry in case_of(seed, "kozlov").entries if entry.kind == "sentence")
    assert (kozlov.length, kozlov.length_min, kozlov.length_max) == (None, None, None)


def test_the_same_surname_or_the_same_story_is_no_reason_to_merge(seed: Seed) -> None:
    people = {person.key: person for person in seed.people}
    assert {"sabit-kenzhebaev", "bazarbai-kenzhebaev", "asem-kenzhebaeva"} <= people.keys()
    assert people["kairat-edilov"].maybe_same[0].person == "defendant-quoted-2012"
    for person in seed.people:
        for other in person.maybe_same:
            assert person.key in {back.person for back in people[other.person].maybe_same}, person.key


def test_consent_is_only_where_a_text_calls_for_action(seed: Seed) -> None:
    assert [case.key for case in seed.cases if case.consent] == [
        "tuletaeva", "sokolova", "kurmanov", "ukteshbayev",
    ]  # fmt: skip


def test_what_the_texts_leave_out_of_an_address_stays_open(seed: Seed) -> None:
    offices = {office.key: office for office in seed.addressees}
    embassies = [key for key in offices if key.startswith("embassy-of-kazakhstan")]
    assert [offices[key].city for key in embassies if offices[key].cites] == [
        None, "London", "Brussels", "Berlin", "Warsaw",
    ]  # fmt: skip
    for office in offices.values():
        left_out = {"email": office.email, "address": office.address, "city": office.city}
        assert {key for key, value in left_out.items() if value is None} - {"city"} <= set(office.missing)
        assert not {key for key, value in left_out.items() if value is not None} & set(office.missing)


def test_ten_embassies_are_there_and_those_no_text_tells_of_say_so(seed: Seed) -> None:
    embassies = [office for office in seed.addressees if office.embassy_of and office.city]
    assert len({office.city for office in embassies}) == len({office.country for office in embassies}) == 10
    for office in embassies:
        assert "address" in office.missing
        assert (office.note or "").startswith("Address to be checked.")
        assert office.common_knowledge is not bool(office.cites)
        assert ("No text speaks of this embassy" in (office.note or "")) is office.common_knowledge


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"common_knowledge": True}, False),
        ({}, True),
        ({"common_knowledge": True, "email": "post@example.org"}, True),
        ({"common_knowledge": True, "missing": ["email"]}, True),
        ({"common_knowledge": True, "cites": [{"source": "hands-off-tuletaeva-2013", "at": "words"}]}, True),
    ],
)
def test_an_office_without_a_text_gives_neither_name_nor_address(
    fields: dict[str, object], *, refused: bool
) -> None:
    office = {"key": "embassy", "office": "Embassy", "missing": ["email", "address", "name"], **fields}
    with pytest.raises(ValidationError) if refused else nullcontext():
        Addressee.model_validate(office)


def test_no_conflict_is_about_a_single_value(seed: Seed) -> None:
    disputed = [t for t in seed_texts.everything(seed) if getattr(t[1], "conflicts", None)]
    assert len(disputed) >= 20
