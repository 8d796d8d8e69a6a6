"""The timeline of a case: one statement for the entries with what is their kind's own, one for all citations."""

from collections import namedtuple
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlmodel import Session, col

from app.accounts.models import Campaign
from app.cases.models import KIND_TABLES, Case, Entry, EntryKind, Visibility
from app.cases.queries.visible import hidden_entries
from app.cases.rules.conflicts import Disagreement, disagreements
from app.cases.sensitive_access import entries_are_shown
from app.clock import as_on, recorded_day
from app.dates import FuzzyDate
from app.directory.models import Facility, Place
from app.sources.citation_rows import CITED, HAD_APPEARED, Cited, cited
from app.sources.models import Citation, Source

KEPT_AT_MOST = 50  # what goes through all cases does not hold on to them


@dataclass(frozen=True, slots=True)
class Fact:
    """An entry with all that belongs to it. `detail` is its kind's row, columns as attributes; None for a note."""

    id: int
    kind: EntryKind
    on: FuzzyDate | None
    as_of: FuzzyDate | None
    on_note: str | None
    summary: str | None
    note: str | None
    place: str | None
    facility: str | None
    visibility: str
    version: int
    recorded_at: datetime
    removed_at: datetime | None
    incident_id: int | None
    case_id: int
    known_on: date | None  # the earliest day on which a source of it had appeared
    detail: Any
    cites: tuple[Cited, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def is_sourced(self) -> bool:
        """Whether any source says so."""
        return bool(self.cites)

    @property
    def known(self) -> FuzzyDate | None:
        """For when it is known: its as-of date, else its own date."""
        return self.as_of or self.on

    @property
    def said(self) -> FuzzyDate | None:
        """When somebody last said so: the newest text that does, else the day it was written down."""
        published = [cited.published for cited in self.cites if cited.published is not None]
        return max(
            published, key=lambda one: one.sort_key, default=FuzzyDate.on(recorded_day(self.recorded_at))
        )

    def fuzzy(self, name: str) -> FuzzyDate | None:
        """One of the kind's own fuzzy dates."""
        edtf = getattr(self.detail, f"{name}_edtf", None)
        if edtf is None:
            return None
        return FuzzyDate.stored(
            edtf, getattr(self.detail, f"{name}_first"), getattr(self.detail, f"{name}_last")
        )


_entries = (
    select(
        col(Entry.id),
        col(Entry.kind),
        col(Entry.on_edtf),
        col(Entry.on_first),
        col(Entry.on_last),
        col(Entry.as_of_edtf),
        col(Entry.as_of_first),
        col(Entry.as_of_last),
        col(Entry.on_note),
        col(Entry.summary),
        col(Entry.note),
        col(Entry.place_text),
        col(Entry.visibility),
        col(Entry.version),
        col(Entry.recorded_at),
        col(Entry.removed_at),
        col(Entry.incident_id),
        col(Entry.known_on),
        col(Entry.case_id),
        col(Place.name).label("place"),
        col(Facility.name).label("facility"),
        col(Campaign.own_day),
    )
    .outerjoin(Case, col(Case.id) == col(Entry.case_id))
    .outerjoin(Campaign, col(Campaign.id) == col(Case.campaign_id))
    .outerjoin(Place, col(Place.id) == col(Entry.place_id))
    .outerjoin(Facility, col(Facility.id) == col(Entry.facility_id))
)
# Each kind's row comes along, at its own place, so that a case is read in as many statements whatever is in it. The
# columns stay bare: a pinned day blanks those, and no label.
_details: dict[str, tuple[slice, Any]] = {}
for _kind, _table in KIND_TABLES.items():
    _columns = _table.__table__.columns  # type: ignore[attr-defined]
    _at = len(_entries.selected_columns)
    _named = namedtuple(_table.__name__, _columns.keys())  # type: ignore[misc] # noqa: PYI024 - known only here
    _details[_kind] = (slice(_at, _at + len(_columns)), _named)
    _entries = _entries.add_columns(*_columns).outerjoin(_table, col(_table.entry_id) == col(Entry.id))
# By the day of a demonstration, what is shipped and became known only later is left out; what is added there counts.
_not_later = or_(
    col(Campaign.own_day).is_(None), col(Entry.key).is_(None), col(Entry.known_on) <= col(Campaign.own_day)
)
_known = _entries.where(
    col(Entry.removed_at).is_(None),
    or_(col(Entry.known_on).is_(None), col(Entry.known_on) <= bindparam("known_by")),
    or_(col(Entry.known_on).is_(None), _not_later),
)
_by_case = _known.where(col(Entry.case_id) == bindparam("case_id"))
_by_cases = _known.where(col(Entry.case_id).in_(bindparam("case_ids", expanding=True)))
_by_id = _entries.where(col(Entry.id) == bindparam("entry_id"))
_citing = (
    select(col(Citation.entry_id), *CITED)
    .join(Source, col(Source.id) == col(Citation.source_id))
    .join(Entry, col(Entry.id) == col(Citation.entry_id))
    .outerjoin(Case, col(Case.id) == col(Entry.case_id))
    .outerjoin(Campaign, col(Campaign.id) == col(Case.campaign_id))
    .where(
        or_(
            col(Campaign.own_day).is_(None),
            col(Entry.key).is_(None),
            col(Source.published_first).is_(None),
            col(Source.published_first) <= col(Campaign.own_day),
        )
    )
)
_citations = _citing.where(col(Entry.case_id) == bindparam("case_id"), HAD_APPEARED).order_by(
    col(Source.published_first), col(Citation.id)
)
_citations_of_cases = _citing.where(
    col(Entry.case_id).in_(bindparam("case_ids", expanding=True)), HAD_APPEARED
).order_by(col(Source.published_first), col(Citation.id))


def timeline(session: Session, case_id: int, known_by: date | None = None) -> list[Fact]:
    """A case's facts as whoever visits may see them, oldest first, undated ones last.

    Only what was known by a pinned day (VIGIL_TODAY).
    """
    facts = whole_timeline(session, case_id, known_by)
    if not any(fact.visibility == Visibility.RESTRICTED for fact in facts):
        return facts
    hidden = hidden_entries(session, case_id)
    seen = [fact for fact in facts if fact.id not in hidden]
    kept = (fact.id for fact in seen if fact.visibility == Visibility.RESTRICTED)
    entries_are_shown(session, case_id, kept)
    return seen


def whole_timeline(session: Session, case_id: int, known_by: date | None = None) -> list[Fact]:
    """All of a case's facts, for what is derived from them; no page shows this."""
    kept = _read_once(session)
    if (case_id, known_by) not in kept:
        kept[case_id, known_by] = _read_timeline(session, case_id, known_by)
    return list(kept[case_id, known_by])


def _read_once(session: Session) -> dict[Any, list[Fact]]:
    """What a session has read already. One that writes, and so has a moment of its own, reads anew each time; any
    other sees one picture of the data.
    """
    if "at" in session.info:
        return {}
    found: dict[Any, list[Fact]] = session.info.setdefault("facts_read", {})
    return found


def _read_timeline(session: Session, case_id: int, known_by: date | None) -> list[Fact]:
    connection = session.connection()
    given = {"case_id": case_id, "known_by": known_by or date.max}
    rows = connection.execute(_by_case, given).all()
    cites = _cites(connection.execute(_citations, given).all()) if rows else {}
    facts = [_fact(row, tuple(cites.get(row.id, ()))) for row in rows]
    return sorted(facts, key=in_order)


def timelines(
    session: Session, case_ids: Sequence[int], known_by: date | None = None
) -> dict[int, list[Fact]]:
    """The facts of many cases in as many statements as for one; every case asked for is there."""
    kept = _read_once(session) if len(case_ids) <= KEPT_AT_MOST else {}
    new = [case_id for case_id in case_ids if (case_id, known_by) not in kept]
    if new:
        kept.update(
            {(number, known_by): found for number, found in _read_many(session, new, known_by).items()}
        )
    return {case_id: list(kept[case_id, known_by]) for case_id in case_ids}


def _read_many(session: Session, case_ids: Sequence[int], known_by: date | None) -> dict[int, list[Fact]]:
    connection = session.connection()
    given = {"case_ids": list(case_ids), "known_by": known_by or date.max}
    rows = connection.execute(_by_cases, given).all()
    cites = _cites(connection.execute(_citations_of_cases, given).all()) if rows else {}
    facts: dict[int, list[Fact]] = {case_id: [] for case_id in case_ids}
    for row in rows:
        facts[row.case_id].append(_fact(row, tuple(cites.get(row.id, ()))))
    return {case_id: sorted(found, key=in_order) for case_id, found in facts.items()}


def fact(session: Session, entry_id: int) -> Fact | None:
    """One entry with its detail and citations, also when it was removed; visibility is its case's."""
    row = session.connection().execute(_by_id, {"entry_id": entry_id}).first()
    if row is None:
        return None
    cites = _cites(
        session.connection().execute(_citations, {"case_id": row.case_id, "known_by": date.max}).all()
    )
    return _fact(row, tuple(cites.get(entry_id, ())))


def in_order(fact: Fact) -> tuple[date, date, int]:
    """Oldest first by first possible day, then last, then number; undated facts last."""
    if fact.on is None:
        return (date.max, date.max, fact.id)
    return (fact.on.earliest_plausible, fact.on.last or date.max, fact.id)


def _fact(row: Any, cites: tuple[Cited, ...]) -> Fact:
    return Fact(
        id=row.id,
        kind=EntryKind(row.kind),
        on=_fuzzy(row.on_edtf, row.on_first, row.on_last),
        as_of=_fuzzy(row.as_of_edtf, row.as_of_first, row.as_of_last),
        on_note=row.on_note,
        summary=row.summary,
        note=row.note,
        place=row.place_text or row.place,
        facility=row.facility,
        visibility=row.visibility,
        version=row.version,
        recorded_at=as_on(row.own_day, row.recorded_at),
        removed_at=row.removed_at,
        incident_id=row.incident_id,
        case_id=row.case_id,
        known_on=row.known_on,
        detail=_detail(row),
        cites=cites,
        disagreements=disagreements(cites),
    )


def _detail(row: Any) -> Any:
    """The kind's own row; None where there is none."""
    if row.kind not in _details:
        return None
    at, named = _details[row.kind]
    own = row[at]
    return named._make(own) if own[0] is not None else None


def _fuzzy(edtf: str | None, first: date | None, last: date | None) -> FuzzyDate | None:
    return FuzzyDate.stored(edtf, first, last) if edtf else None


def _cites(rows: Sequence[Any]) -> dict[int, list[Cited]]:
    found: dict[int, list[Cited]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(cited(row[1:]))
    return found
