"""Secrets in every field that a public page has no business with: each a word of its own."""

from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel, col, select

from app.cases.kinds import KIND_TABLES, KINDS, EntryKind
from app.cases.models import Case, Entry, Person, PersonLink, PersonName, PersonRole
from app.consent.models import Consent
from app.db import number_of
from app.reviews.models import Review
from app.sources.models import Citation, Source
from tests import clock, story
from tests.story import Cast

# What a page may tell of an entry and of a source; everything else that holds words is planted.
PUBLIC_OF_ENTRY = {"key", "kind", "summary", "visibility", "place_text"}
IN_HEADLINES = {
    "form", "wording", "stage", "level", "outcome", "severity", "condition", "during", "what", "target", "amount",
    "cause_reported", "currency", "of_what", "length", "length_min", "length_max", "normalised", "statutory_maximum",
}  # fmt: skip
PUBLIC_OF_SOURCE = {"key", "title", "publisher", "url", "kind"}
KEPT = {"visibility", "reference", "key", "standing", "state", "script", "kind", "gender", "title", "name", "use",
        "field_group", "basis", "rule", "subject", "href", "role", "field"}  # fmt: skip


def plant(cast: Cast, known: dict[str, int], daughter: int) -> list[str]:
    """Fill what may not leave with words that betray themselves; the words."""
    secrets: list[str] = []
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.get_one(Case, cast.case.id)
        known["secret"] = number_of(story.entry(session, case, "note", "2013-04-01", visibility="restricted"))
        for entry in session.scalars(select(Entry)):
            words = PUBLIC_OF_ENTRY if entry.id != known["secret"] else {"key", "kind", "visibility"}
            _fill(entry, words, secrets)
            kind = EntryKind(entry.kind)
            if kind in KIND_TABLES:
                _fill(
                    session.get_one(KIND_TABLES[kind], entry.id),
                    {*KINDS[kind].public, *IN_HEADLINES},
                    secrets,
                )
        for source in session.scalars(select(Source)):
            _fill(source, PUBLIC_OF_SOURCE, secrets)
        _around(session, cast, daughter)
        for table in (Case, Person, PersonRole, PersonLink, Consent, Review, Citation):
            for row in session.scalars(select(table)):
                _fill(row, KEPT | {"locator", "claimant"}, secrets)
        for spelling in session.scalars(select(PersonName).where(col(PersonName.person_id) == daughter)):
            spelling.kind = "short-form"
    return secrets


def _around(session: Session, cast: Cast, daughter: int) -> None:
    """A role, a consent and a reminder, so that their fields are there to be filled."""
    session.add(PersonRole(person_id=cast.case.person_id, role="activist"))
    session.add(PersonRole(person_id=daughter, role="relative"))
    session.add(Consent(person_id=daughter, field_group="health", use="letter", basis="given"))
    session.flush()


def _fill(row: SQLModel, kept: set[str], secrets: list[str]) -> None:
    columns: Any = row.__table__.columns  # type: ignore[attr-defined]
    for column in columns:
        plain = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
        fits = isinstance(plain, String | Text) and (plain.length or 99) >= 20
        if column.name in kept or not fits or column.name.endswith("_edtf") or column.unique:
            continue
        secrets.append(f"canary{len(secrets):03d}x")
        setattr(row, column.name, secrets[-1])
