"""What a public page derives is read from the approved facts: as old as their news, and never beyond it."""

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from sqlalchemy import text

from app.cases.kinds import KINDS
from app.cases.models import KIND_TABLES, Entry, EntryKind
from app.cases.queries.timeline import Fact, whole_timeline
from app.cases.rules.reading import SHIPPED, Reading, read_case
from app.db import Database, number_of
from app.intake.loading import load_seed
from app.publishing.approved import as_read, reading_of_page
from app.settings import PROJECT_ROOT
from tests import clock, story
from tests.publishing.published import allow, approve, facts, propose, public, stored
from tests.story import BEGAN, Cast

DAYS = tuple(map(date.fromisoformat, ("2011-12-31", "2012-06-10", "2013-04-30", "2026-11-30")))


def seen_on(cast: Cast, address: str, day: str | None = None) -> str:
    """What the world reads on a page, without markup."""
    settings = replace(cast.settings, today=date.fromisoformat(day)) if day else cast.settings
    page = replace(cast, settings=settings).client().get(address)
    assert page.status_code == 200, (address, page.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", unescape(page.text)))


def as_kept(fact: Fact) -> dict[str, Any]:
    """As a snapshot brings it back from the database."""
    kept = {"id": fact.id, "on": fact.on.edtf if fact.on else None, "read": as_read(fact)}
    found: dict[str, Any] = json.loads(json.dumps(kept))
    return found


def in_short(reading: Reading[Any]) -> tuple[Any, ...]:
    """Everything that a reading says, with facts by their numbers."""
    return (
        reading.standing, reading.standing_entry_id, reading.as_of, reading.carried_until, reading.news,
        reading.dormant_from, reading.custody, reading.custody_carried_until,
        [(one.fact.id, one.term, one.question, one.is_history) for one in reading.penalties], reading.term,
        [(one.fact.id, one.severity, one.heard, one.carried, one.count) for one in reading.alerts], reading.doubts,
        reading.gravity,
    )  # fmt: skip


def test_kept_facts_of_the_whole_seed_read_as_the_facts_themselves(database: Database) -> None:
    load_seed(database, PROJECT_ROOT / "seed", at=BEGAN)
    with database.reading() as session:
        numbers = session.connection().execute(text('SELECT id FROM "case"')).scalars().all()
        for number in numbers:
            timeline = whole_timeline(session, number)
            for day in DAYS:
                kept = reading_of_page([as_kept(fact) for fact in timeline], day, SHIPPED)
                assert kept is not None
                assert in_short(kept) == in_short(read_case(timeline, day)), (number, day)


class Watched:
    """A row of a kind that notes which of its columns the rules look at."""

    def __init__(self, row: Any, kind: EntryKind, seen: set[tuple[EntryKind, str]]) -> None:
        self.row, self.kind, self.seen = row, kind, seen

    def __getattr__(self, name: str) -> Any:
        if name in KIND_TABLES[self.kind].model_fields:
            self.seen.add((self.kind, re.sub(r"_(edtf|first|last)$", "", name)))
        return getattr(self.row, name, None)


FULL: dict[str, dict[str, str]] = {
    "custody": {"form": "remand", "until": "2012-02", "ordered_until": "2012-03", "length": "P2M"},
    "charge": {"outcome": "acquitted", "outcome_on": "2012-08"},
    "hearing": {"stage": "trial", "result": "Adjourned."},
    "sentence": {
        "form": "prison",
        "length": "P5Y",
        "starts": "2012-06",
        "part": "main",
        "relation": "added-to",
    },
    "appeal": {"outcome": "pending", "lodged": "2012-07", "deadline": "2012-08"},
    "health-alert": {"severity": "hunger-strike", "condition": "weak"},
    "ill-treatment": {"method": "Beaten."},
    "threat": {"what": "arrest", "ended": "2012-02", "ending": "withdrawn"},
    "release": {"form": "parole", "conditions": "Reports weekly."},
    "death": {"cause_reported": "heart"},
    "contact": {"form": "at-large", "who": "Aigul"},
    "note": {},
}


def test_the_rules_look_at_no_column_that_is_not_kept(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.merge(cast.case)
        for month, (kind, fields) in enumerate(FULL.items(), start=1):
            story.entry(session, case, kind, f"2012-{month:02}", **fields)
        timeline = whole_timeline(session, number_of(case))
    seen: set[tuple[EntryKind, str]] = set()
    watched = [replace(one, detail=Watched(one.detail, one.kind, seen)) for one in timeline if one.detail]
    for day in DAYS:
        for left in range(len(watched)):
            read_case(watched[: left + 1], day)
            read_case([watched[left]], day)
    assert {kind for kind, _name in seen} >= {EntryKind.CUSTODY, EntryKind.SENTENCE, EntryKind.THREAT}
    assert [f"{kind} {name}" for kind, name in sorted(seen) if name not in KINDS[kind].read] == []


def test_a_page_counts_no_day_beyond_its_news_and_says_how_old_that_is(cast: Cast) -> None:
    public(cast)
    page = seen_on(cast, "/p/roza-tuletaeva", "2026-11-30")
    assert "Sentenced when last heard of, 22 April 2013, 13 years ago" in page
    assert "In custody: at least 322 days when last heard of, 22 April 2013" in page
    fresh = seen_on(cast, "/p/roza-tuletaeva", "2013-04-26")
    assert "Sentenced, as of 22 April 2013, 4 days ago" in fresh
    assert "In custody: at least 322 days by 22 April 2013" in fresh
    assert "In custody: at least 322 days when last heard of" in seen_on(cast, "/p", "2026-11-30")


def test_a_fact_that_may_no_longer_be_seen_carries_nothing(cast: Cast) -> None:
    known = public(cast)
    with cast.database.engine.begin() as connection:
        connection.execute(
            text("UPDATE entry SET visibility = 'team' WHERE id = :id"), {"id": known["illness"]}
        )
    page = seen_on(cast, "/p/roza-tuletaeva", "2026-11-30")
    assert "Sentenced when last heard of, 5 June 2012" in page
    assert "2013" not in page.split("What you can do")[0]


@pytest.mark.parametrize("address", ["/feeds/people.atom", "/p/roza-tuletaeva/feed.atom"])
def test_a_feed_says_the_standing_in_words_that_stay_true(cast: Cast, address: str) -> None:
    public(cast)
    told = {seen_on(cast, address, day) for day in ("2013-04-26", "2026-11-30")}
    assert len(told) == 1
    assert "Sentenced, as of 22 April 2013" in told.pop()


def test_a_sentence_cut_on_appeal_is_superseded_and_one_added_is_not(cast: Cast) -> None:
    known = facts(cast)
    allow(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        later = story.entry(
            session, session.merge(cast.case), "sentence", "2012-08-02", form="prison", length="P3Y",
            supersedes_id=known["sentence"], relation="added-to",
        )  # fmt: skip
        story.cited(session, story.source(session, "The appeal"), later)
        number = number_of(later)
    chosen = (known["arrest"], known["sentence"], number)
    propose(cast, *chosen)
    approve(cast)
    assert "Superseded" not in seen_on(cast, "/p/roza-tuletaeva")
    with cast.database.engine.begin() as connection:
        connection.execute(
            text("UPDATE sentence SET relation = 'instead-of' WHERE entry_id = :id"), {"id": number}
        )
    assert "Superseded" not in seen_on(cast, "/p/roza-tuletaeva")
    assert "Superseded" in unescape(cast.client(cast.ana).get("/cases/K-001/public").text)
    propose(cast, *chosen)
    approve(cast)
    assert "Superseded" in seen_on(cast, "/p/roza-tuletaeva")


def as_the_last_release_kept_it(cast: Cast) -> None:
    """The snapshot as an earlier release wrote it: words, a standing, a period, and nothing for the rules."""
    said = stored(cast, "SELECT id, content FROM public_snapshot")
    for number, kept in said:
        content = json.loads(kept) if isinstance(kept, str) else kept
        sentence = next(one["id"] for one in content["facts"] if one["kind"] == "Sentence")
        content |= {"standing": "sentenced", "standing_entry": sentence}
        for fact in content["facts"]:
            fact.pop("read")
            fact.pop("credited")
            fact["superseded"] = False
            if fact["kind"] == "Arrest or custody":
                fact["held"] = ["2012-06-05", None]
        with cast.database.engine.begin() as connection:
            connection.execute(
                text("UPDATE public_snapshot SET content = :content WHERE id = :id"),
                {"content": json.dumps(content), "id": number},
            )


def test_a_page_of_an_earlier_release_opens_counts_nothing_and_alarms_nobody(cast: Cast) -> None:
    known = public(cast)
    as_the_last_release_kept_it(cast)
    for address in ("/p/roza-tuletaeva", "/p", "/p/roza-tuletaeva/feed.atom", "/feeds/people.atom"):
        page = seen_on(cast, address, "2026-11-30")
        assert "4 June 2012" in page, address
        assert not re.search(r"\d days? (in custody|when|by)|In custody:", page), address
    assert "Sentenced when last heard of, 4 June 2012, 14 years ago" in seen_on(cast, "/p", "2026-11-30")
    state = unescape(cast.client(cast.ana).get("/cases/K-001/public").text)
    assert "differs from the case" not in state
    lee = cast.client(cast.lee)
    version = str(stored(cast, f"SELECT version FROM entry WHERE id = {known['visit']}")[0][0])
    data = {"on": "23 April 2013", "form": "visit", "summary": "A visit.", "version": version}
    assert lee.post(f"/cases/K-001/entries/{known['visit']}/edit", data=data).status_code == 303
    assert stored(cast, "SELECT id FROM review WHERE rule = 'page-behind' AND dropped_at IS NULL") == []


def test_sources_that_differ_are_told_in_a_sentence(cast: Cast) -> None:
    known = facts(cast)
    allow(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.merge(cast.case)
        note = story.entry(session, case, "note", "2013-01-05", summary="She wrote home.")
        for title, value in (("One paper", "a letter"), ("Another paper", "two letters")):
            story.cited(session, story.source(session, title), note, field="value", value=value)
        number = number_of(note)
    propose(cast, known["sentence"], number)
    approve(cast)
    told = "Not every source tells this alike (what happened); all of them are named here."
    assert told in seen_on(cast, "/p/roza-tuletaeva")
    team = re.sub(r"\s+", " ", unescape(cast.client(cast.lee).get("/cases/K-001/conflicts").text))
    assert "Sources differ: She wrote home, 5 January 2013: what happened" in team
    assert "home, value" not in team
    assert "2013: value" not in team


def test_whoever_says_what_is_shown_is_named_first(cast: Cast) -> None:
    known = facts(cast)
    allow(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        later = story.source(session, "The court's own page", published="2013-06-01")
        case = session.merge(cast.case)
        entry = next(one for one in whole_timeline(session, number_of(case)) if one.id == known["sentence"])
        story.cited(session, later, session.get_one(Entry, entry.id), field="length", value="P5Y")
    propose(cast, known["sentence"])
    approve(cast)
    page = seen_on(cast, "/p/roza-tuletaeva")
    assert page.index("The court's own page") < page.index("Hands off Roza")
