"""What is derived hangs on the columns that rules read, and so is always what would be derived anew."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cases.changes.entries import touch
from app.cases.models import KIND_TABLES, Entry, EntryKind
from app.cases.queries.timeline import Fact
from app.cases.rules.reading import READ as READ_BY_READING
from app.cases.rules.reading import read_case
from app.dates import FuzzyDate
from app.db import fuzzy_columns, number_of
from app.main import keeper
from app.reviews.due_date import Held
from app.reviews.rules import OF_THE_LIVING, OF_THE_RECORD, READ
from tests import clock, story
from tests.dates.drawn import fuzzy_dates
from tests.reviews import facts as made

NOT_CHANGED = frozenset(
    {"id", "key", "entry_id", "case_id", "kind", "version", "recorded_at", "edited_at", "known_on"}
)
LENGTHS = ("P5Y", "P10D", "P3M")
COMMON = ("place", "facility")  # what a fact shows of the columns in WHERE
ALWAYS = frozenset({"id", "cites", "disagreements", "is_sourced", "said", "known", "recorded_at", "detail"})


def choices_of(column: str) -> Sequence[str]:
    """Words that rules know for a column, and one that none knows."""
    named = {
        "form": ("prison", "remand", "arrest", "administrative-detention", "suspended", "at-large", "amnesty"),
        "stage": ("trial", "verdict", "testimony"), "severity": ("hunger-strike", "critical", "watch"),
        "outcome": ("upheld", "rejected", "reduced", "pending", "acquitted", "dropped", "convicted"),
        "part": ("main", "further"), "relation": ("added-to", "served-beside", "instead-of"),
    }  # fmt: skip
    return (*named.get(column, ()), "other words")


@st.composite
def values(draw: st.DrawFn, table: Any, column: str) -> Any:
    """Something a column may hold."""
    if f"{column}_edtf" in table.model_fields:
        return draw(st.none() | fuzzy_dates)
    if column.startswith("length") or column in ("maximum", "statutory_maximum"):
        return draw(st.sampled_from((None, *LENGTHS)))
    kept = table.model_fields[column].annotation
    if kept == (date | None):
        return draw(st.none() | st.dates(date(2012, 1, 1), date(2044, 1, 1)))
    if kept == (int | None):
        return draw(st.none() | st.integers(0, 90))
    most = table.__table__.columns[column].type.length
    return draw(st.none() | st.sampled_from([word[:most] for word in choices_of(column)]))


def columns_of(table: Any) -> list[str]:
    """What may be changed of a row, a fuzzy date by its one name; pointers to other rows are left alone."""
    pointers = {key.parent.name for key in table.__table__.foreign_keys}
    names = {
        name.removesuffix("_edtf") for name in table.model_fields if not name.endswith(("_first", "_last"))
    }
    return sorted(names - NOT_CHANGED - pointers - {"visibility", "removed_at"})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.data())
def test_after_any_change_what_is_kept_is_what_would_be_derived(
    cast: story.Cast, drawn: st.DataObject
) -> None:
    case_id = number_of(cast.case)
    kind = drawn.draw(st.sampled_from(sorted(EntryKind)))
    with cast.database.writing(actor="Lee", at=clock.now()) as session:
        number = number_of(story.entry(session, cast.case, kind, "2013-04-20"))

    for _turn in range(3):
        table: Any = drawn.draw(st.sampled_from([Entry, *filter(None, [KIND_TABLES.get(kind)])]))
        column = drawn.draw(st.sampled_from(columns_of(table)))
        value = drawn.draw(values(table, column))
        with cast.database.writing(actor="Lee", at=clock.now()) as session:
            row = session.get_one(table, number)
            dated = f"{column}_edtf" in table.model_fields
            for name, stored in (fuzzy_columns(column, value) if dated else {column: value}).items():
                setattr(row, name, stored)
            touch(session, session.get_one(Entry, number))

        with cast.database.reading() as session:
            session.info["at"] = clock.now()
            assert keeper(cast.settings).comparing(session).differing([case_id]) == []


class Watched:
    """A thing that remembers which of its columns were read."""

    def __init__(self, thing: Any, seen: set[str]) -> None:
        self._thing, self._seen = thing, seen

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._thing, name)
        if name == "detail":
            return None if found is None else Watched(found, self._seen)
        self._seen.add(name)
        return found

    def fuzzy(self, name: str) -> FuzzyDate | None:
        """One of the kind's own dates; of a kind that keeps no such date none is asked for."""
        self._seen |= {name} - {""}
        found: FuzzyDate | None = self._thing.fuzzy(name)
        return found


@st.composite
def all_kinds_of_facts(draw: st.DrawFn) -> list[Fact]:
    """A few facts with anything in any column."""
    found = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        kind = draw(st.sampled_from(sorted(EntryKind)))
        table: Any = KIND_TABLES.get(kind)
        fields = {
            column: value.edtf if isinstance(value, FuzzyDate) else value
            for column in (columns_of(table) if table is not None else ())
            if (value := draw(values(table, column))) is not None
        }
        on = draw(st.none() | fuzzy_dates)
        found.append(made.fact(number, kind, on.edtf if on else None, **fields))
    return found


def read_by(rule: Any, told: Sequence[Fact], today: date) -> Iterator[str]:
    """The columns of entries that a rule reads of these facts."""
    seen: set[str] = set()
    watched: Any = [Watched(fact, seen) for fact in told]
    for_all = made.given(*told, today=today, country="KZ", born=FuzzyDate.parse("1970-01-01"))
    asked = replace(
        for_all, facts=watched, reading=read_case(watched, today), held=Held(1, "The prison", None)
    )
    if rule is read_case:
        return iter(seen)
    list(rule(asked))
    return iter(seen)


@settings(max_examples=150, deadline=None)
@given(all_kinds_of_facts(), st.dates(date(2011, 1, 1), date(2014, 12, 31)))
def test_a_rule_reads_no_column_that_it_does_not_declare(told: list[Fact], today: date) -> None:
    assert set(read_by(read_case, told, today)) <= READ_BY_READING | ALWAYS
    for rule, declared in (OF_THE_LIVING | OF_THE_RECORD).items():
        read = set(read_by(rule, told, today))
        assert read <= READ_BY_READING | declared | ALWAYS | set(COMMON), rule


def test_words_of_a_note_are_read_by_no_rule() -> None:
    assert READ.isdisjoint(
        {"summary", "note", "on_note", "wording", "condition", "reason", "judge", "incident_id"}
    )
