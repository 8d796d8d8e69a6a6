"""Facts for the tests of rules, made without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from app.cases.models import KIND_TABLES, EntryKind, Standing
from app.cases.queries.timeline import Fact
from app.cases.rules.conflicts import disagreements
from app.cases.rules.reading import read_case
from app.dates import FuzzyDate
from app.db import fuzzy_columns
from app.directory.periods import Period, Periods
from app.reviews.due_date import Due, Given
from app.reviews.rules import dues_of
from app.sources.citation_rows import Cited

RECORDED = datetime(2013, 4, 24, 12, 0, tzinfo=UTC)
TODAY = date(2013, 4, 30)


def fuzzy(edtf: str | None) -> FuzzyDate | None:
    """A fuzzy date, or none."""
    return FuzzyDate.parse(edtf) if edtf else None


def day(iso: str) -> date:
    """An exact day."""
    return date.fromisoformat(iso)


def cited(number: int = 1, published: str | None = "2013-04-24", **more: Any) -> Cited:
    """One citation."""
    given: dict[str, Any] = {
        "locator": None,
        "claimant": None,
        "field": None,
        "value": None,
        "note": None,
    } | more
    return Cited(
        number, number, f"source-{number}", "A text", None, None, fuzzy(published), False, "c", **given
    )


def fact(number: int, kind: str, on: str | None = None, /, **fields: Any) -> Fact:
    """An entry; `fields` are columns of its kind, fuzzy ones as EDTF; also as_of, cites, recorded."""
    cites = fields.pop("cites", (cited(),))
    as_of, recorded = fields.pop("as_of", None), fields.pop("recorded", RECORDED)
    table = KIND_TABLES.get(EntryKind(kind))
    detail = table(entry_id=number) if table else None
    for name, value in fields.items():
        columns = fuzzy_columns(name, fuzzy(value)) if hasattr(detail, f"{name}_edtf") else {name: value}
        for column, stored in columns.items():
            setattr(detail, column, stored)
    return Fact(
        id=number,
        kind=EntryKind(kind),
        on=fuzzy(on),
        as_of=fuzzy(as_of),
        on_note=None,
        summary=None,
        note=None,
        place=None,
        facility=None,
        visibility="team",
        version=1,
        recorded_at=recorded,
        removed_at=None,
        incident_id=None,
        case_id=1,
        known_on=None,
        detail=detail,
        cites=cites,
        disagreements=disagreements(cites),
    )


def given(*facts: Fact, today: date = TODAY, **more: Any) -> Given:
    """What a rule is given; the standing follows from the facts unless it is said."""
    periods = more.pop("periods", Periods())
    reading = read_case(facts, today, periods)
    standing: Standing | None = more.pop("standing", None)
    if standing is not None:
        reading = replace(reading, standing=standing)
    return Given(case_id=1, reading=reading, facts=facts, periods=periods, **more)


def dues(rule: str, *facts: Fact, **more: Any) -> list[Due]:
    """The dates of one rule, in order."""
    found = [due for due in dues_of(given(*facts, **more)) if due.rule == rule]
    return sorted(found, key=lambda due: (due.due, due.subject))


def law(rule: str, value: str | None, country: str = "KZ", **more: Any) -> Period:
    """A period of a law."""
    return Period(country, rule, "any", value, source="Code", article="article 1", **more)
