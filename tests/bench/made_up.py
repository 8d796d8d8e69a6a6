"""A made-up installation of any size: cases of about thirty rows each, the same for the same seed."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from app.cases.models import KIND_TABLES, Case, Entry, EntryKind, Person, PersonName
from app.cases.name_index import index_names
from app.db import number_of
from app.sources.models import Citation
from tests import story

FIRST = (
    "Aigul",
    "Bakyt",
    "Dana",
    "Erlan",
    "Gulnara",
    "Kairat",
    "Maral",
    "Nurlan",
    "Raushan",
    "Serik",
    "Talgat",
    "Zarina",
)
STEMS = (
    "Abdrakhman",
    "Baimukhamet",
    "Dosmagambet",
    "Esenzhol",
    "Ibraim",
    "Kenzhetai",
    "Mukash",
    "Nurpeis",
    "Sarsen",
    "Zhuma",
)
KINDS = (
    "custody",
    "custody",
    "charge",
    "hearing",
    "hearing",
    "sentence",
    "sentence",
    "appeal",
    "health-alert",
    "note",
)
DETAILS: dict[str, dict[str, Any]] = {
    "custody": {"form": "prison", "by_whom": "city police"},
    "charge": {"normalised": "mass-disorder", "wording": "mass disorder", "outcome": "convicted"},
    "hearing": {"stage": "trial", "court": "Aktau city court", "result": "Adjourned."},
    "sentence": {"form": "prison", "length": "P5Y", "court": "Aktau city court"},
    "appeal": {"level": "appeal", "outcome": "rejected", "court": "Mangistau district court"},
    "health-alert": {"condition": "chronic liver disease", "severity": "watch", "resolution": "treated"},
}
STANDINGS = ("detained", "charged", "on-trial", "sentenced", "released")


def fill(session: Session, cases: int) -> None:
    """Write the campaign, a volunteer, twenty sources and the cases; what is derived is written as if derived."""
    campaign = story.campaign(session)
    story.volunteer(session, "Lee", campaign)
    sources = [number_of(story.source(session, f"Report {number}")) for number in range(20)]
    chance, ours = Random(7), number_of(campaign)
    people = [_person(chance, number) for number in range(1, cases + 1)]
    _write(session, Person, ({**one, "named": True, "gender": "unknown", "version": 1} for one in people))
    names = (
        {"person_id": one["id"], "text": one["name"], "script": "Latn", "kind": "spelling"} for one in people
    )
    _write(session, PersonName, names)
    _write(session, Case, (_case(chance, number, ours) for number in range(1, cases + 1)))
    entries = [entry for number in range(1, cases + 1) for entry in _entries(chance, number)]
    _write(session, Entry, entries)
    for kind, table in KIND_TABLES.items():
        rows = [{"entry_id": entry["id"], **DETAILS[kind]} for entry in entries if entry["kind"] == kind]
        if rows:
            _write(session, table, rows)
    cited = (
        {"source_id": chance.choice(sources), "entry_id": entry["id"], "locator": "as reported"}
        for entry in entries
    )
    _write(session, Citation, cited)
    index_names(session, [(one["id"], one["name"]) for one in people])


def _write(session: Session, table: Any, rows: Any) -> None:
    """In chunks, past the history: this is a past that nobody lived."""
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == 5000:
            session.connection().execute(insert(table.__table__), chunk)
            chunk = []
    if chunk:
        session.connection().execute(insert(table.__table__), chunk)


def _person(chance: Random, number: int) -> dict[str, Any]:
    ending = chance.choice(("ov", "ova", "ev", "eva", "ulu", "kyzy"))
    return {"id": number, "name": f"{chance.choice(FIRST)} {chance.choice(STEMS)}{ending} {number}"}


def _case(chance: Random, number: int, campaign_id: int) -> dict[str, Any]:
    news = date(2013, 1, 1) + timedelta(days=chance.randrange(4000))
    due = news + timedelta(days=chance.randrange(400)) if chance.random() < 0.8 else None
    return {
        "id": number, "reference": f"K-{number:03d}", "campaign_id": campaign_id, "person_id": number,
        "title": "Striker in prison", "visibility": "team", "opened_at": story.BEGAN,
        "standing": chance.choice(STANDINGS), "standing_entry_id": number * 10, "standing_edtf": news.isoformat(),
        "standing_first": news, "standing_last": news, "news_on": news, "next_due": due,
        "entry_count": 10, "version": 1,
    }  # fmt: skip


def _entries(chance: Random, number: int) -> Iterator[dict[str, Any]]:
    day = date(2011, 1, 1) + timedelta(days=chance.randrange(1000))
    for place, kind in enumerate(KINDS):
        day += timedelta(days=chance.randrange(1, 60))
        yield {
            "id": number * 10 - 9 + place, "case_id": number, "kind": EntryKind(kind), "on_edtf": day.isoformat(),
            "on_first": day, "on_last": day, "summary": "What the report says in a sentence of ordinary length.",
            "visibility": "team", "recorded_at": story.BEGAN, "edited_at": story.BEGAN, "version": 1,
        }  # fmt: skip
