"""Taking a list in: staged in short transactions beside everybody's saves, then applied in one, or not at all.

A row is what the list reports, never a fact of ours. Of somebody known the list is cited; whoever is not known is
proposed; and what a person has to look at waits.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import file_digest
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlmodel import Session

from app.db import Database, number_of
from app.intake.faults import NotTaken
from app.intake.list_files import opened
from app.intake.list_matching import KNOWN, Known
from app.intake.list_rows import Reading, Reported
from app.intake.list_shapes import FIELDS, NEEDED, SHAPES, columns_of, guess
from app.intake.models import ListImport, ListRow, OutsideList
from app.intake.queries.outside_lists import (
    APPLIED,
    STAGED,
    UNDONE,
    cited_by,
    current,
    dated_entries,
    forget_rows,
    imports_of,
    known_people,
    list_named,
    rows_of,
    spellings_of,
)
from app.sources.citation_form import free_key
from app.sources.models import Citation, Source
from app.text import _

T = TypeVar("T")
AT_ONCE = 1000
LEAST_KEPT = 0.9  # of the rows there were: with fewer, somebody looks first
CITED = (("arrested", "custody"), ("verdict_date", "sentence"), ("released", "release"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which list a file is of, and how its columns are read: a known shape, what is kept of the list, or a guess."""

    campaign_id: int
    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    sure: bool = False  # somebody has looked at a file with far fewer rows than the last


@dataclass(frozen=True, slots=True)
class Setting:
    """Who takes it in, when, and the secret with which names of the erased are hashed."""

    secret: str
    at: datetime
    today: date
    actor: str = "vigil"
    actor_id: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file: how many rows are whose; nothing is said of those who are never brought back."""

    counts: Mapping[str, int]
    same: bool = False
    cited: int = 0

    def lines(self) -> Iterator[str]:
        """In words."""
        if self.same:
            yield _("This very file was taken in last. Nothing is changed.")
            return
        yield _(
            "%(known)s rows of people known here, %(proposed)s proposed, %(waits)s wait for a person."
        ) % {name: self.counts.get(name, 0) for name in ("known", "proposed", "waits")}
        yield _("%(n)s citations added.") % {"n": self.cited}


def columns_for(name: str, kept: Mapping[str, str], headings: Sequence[str]) -> dict[str, str]:
    """How the columns are read; NotTaken where no name is found, or a known shape lacks what it always has."""
    found = dict(kept) or (columns_of(name, headings) if name in SHAPES else guess(headings))
    missing = [one for one in NEEDED.get(name, ("name",)) if found.get(one) not in headings]
    if missing:
        told = {"column": SHAPES[name][missing[0]][0] if name in SHAPES else missing[0]}
        raise NotTaken([_("Line 1, column “%(column)s”: there is no such heading") % told])
    known = {one for one, _label in FIELDS}
    return {ours: heading for ours, heading in found.items() if ours in known and heading in headings}


def take_list(
    database: Database, path: Path, wanted: Wanted, setting: Setting, *, dry_run: bool = False
) -> Taken:
    """All of the file, or nothing; every bad row is named. A dry run only counts."""
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    with database.reading() as session:
        kept = list_named(session, wanted.campaign_id, wanted.name)
        before = current(session, number_of(kept)) if kept else None
        known = known_people(session, wanted.campaign_id, kept.id if kept else None, setting.secret)
        columns = dict(wanted.columns) or (dict(kept.columns) if kept else {})
        last, sha = (before.count, before.sha256) if before else (0, "")
    if sha == digest and columns == (dict(kept.columns) if kept else {}):
        return Taken({}, same=True)
    with opened(path, wanted.sheet) as (headings, lines):
        columns = columns_for(wanted.name, columns, headings)
        rows = Reading(columns, setting.today).rows(lines)
        staging = _Staging(database, wanted, columns, setting, digest)
        try:
            counts = staging.fill(rows, known, write=not dry_run)
            _look_first(counts.total(), 0 if wanted.sure else last)
        except BaseException:
            staging.drop()
            raise
    counts.pop("left", None)
    return Taken(counts, cited=0 if dry_run else staging.apply(known))


def _look_first(now: int, last: int) -> None:
    if now < last * LEAST_KEPT:
        told = {"now": now, "last": last}
        raise NotTaken(
            [_("Only %(now)s rows; the last file had %(last)s. Look first, then say that it is so") % told]
        )


@dataclass
class _Staging:
    """The rows of one file on their way in: nobody sees them before they are applied."""

    database: Database
    wanted: Wanted
    columns: Mapping[str, str]
    setting: Setting
    digest: str
    number: int | None = None
    count: int = 0

    def _writing(self) -> Any:
        one = self.setting
        if one.actor_id is not None:
            return self.database.writing(actor_id=one.actor_id, at=one.at)
        return self.database.writing(actor=one.actor, at=one.at)

    def fill(self, rows: Iterable[Reported], known: Known, *, write: bool) -> Counter[str]:
        """Match every row, and stage what is not silent."""
        counts: Counter[str] = Counter()
        for some in _in_turns(rows):
            made = []
            for row in some:
                match = known.match(row, self.setting.today)
                counts[match.state if match else "left"] += 1
                if match is not None:
                    made.append(
                        {
                            "line": row.line, "own_id": row.own_id, "name": row.name, "reported": dict(row.values),
                            "person_id": match.person, "state": match.state, "why": " ".join(match.why),
                        }
                    )  # fmt: skip
            if write:
                self._stage(made)
        self.count = counts.total()
        return counts

    def _stage(self, made: list[dict[str, Any]]) -> None:
        with self._writing() as session:
            if self.number is None:
                self.number = number_of(self._begin(session))
            if made:
                session.connection().execute(
                    insert(ListRow), [{**one, "import_id": self.number} for one in made]
                )

    def _begin(self, session: Session) -> ListImport:
        wanted = self.wanted
        kept = list_named(session, wanted.campaign_id, wanted.name)
        if kept is None:
            kept = OutsideList(campaign_id=wanted.campaign_id, name=wanted.name, columns=dict(self.columns))
            session.add(kept)
            session.flush()
        made = ListImport(
            list_id=number_of(kept), sha256=self.digest, at=self.setting.at, state=STAGED, cited=[]
        )
        session.add(made)
        session.flush()
        return made

    def drop(self) -> None:
        """Leave nothing of it."""
        if self.number is not None:
            with self._writing() as session:
                forget_rows(session, [self.number])
                session.delete(session.get_one(ListImport, self.number))

    def apply(self, known: Known) -> int:
        """Let its rows count, and cite the list where it names somebody known; how many citations that made."""
        if self.number is None:
            return 0
        with self._writing() as session:
            made = session.get_one(ListImport, self.number)
            kept = session.get_one(OutsideList, made.list_id)
            rows = rows_of(session, self.number, [KNOWN])
            kept.columns = dict(self.columns)
            if kept.source_id is None:
                kept.source_id = number_of(_source_of(session, kept.name))
            cites = list(_citations(session, kept, rows, known))
            session.add_all(cites)
            session.flush()
            made.cited = [number_of(one) for one in cites]
            made.count, made.state = self.count, APPLIED
        self._forget_old()
        return len(cites)

    def _forget_old(self) -> None:
        """The rows of this import and of the one before it stay, so that it can be undone; nobody needs older ones."""
        with self._writing() as session:
            made = session.get_one(ListImport, self.number)
            applied = [one for one in imports_of(session, made.list_id) if one.state == APPLIED]
            old = [number_of(one) for one in applied[2:]]
            stale = [one for one in imports_of(session, made.list_id) if one.state != APPLIED]
            forget_rows(session, [*old, *(number_of(one) for one in stale)])


def _source_of(session: Session, name: str) -> Source:
    made = Source(key=free_key(session, name), title=name, kind="list")
    session.add(made)
    session.flush()
    return made


def _citations(
    session: Session, kept: OutsideList, rows: Sequence[ListRow], known: Known
) -> Iterator[Citation]:
    """For everybody known the spelling, and each fact of ours that has the very day the list has."""
    people = sorted({row.person_id for row in rows if row.person_id is not None})
    source, spelled = kept.source_id or 0, spellings_of(session, people)
    entries = dated_entries(session, people, kept.campaign_id)
    done = cited_by(session, source)
    for row in rows:
        person = row.person_id or 0
        names = spelled.get(person, {})
        name = names.get(row.name) or names.get(known.people[person].name) or next(iter(names.values()), None)
        facts = [("name", name)] + [
            ("entry", entries.get((person, kind, row.reported.get(day, "")))) for day, kind in CITED
        ]
        for noun, number in facts:
            if number is not None and (noun, number) not in done:
                done.add((noun, number))
                cited = Citation(source_id=source, locator=row.own_id)
                setattr(cited, f"{noun}_id", number)
                yield cited


def cite_row(session: Session, kept: OutsideList, made: ListImport, row: ListRow, known: Known) -> None:
    """The same for one row that somebody has looked at; it goes with its file."""
    cites = list(_citations(session, kept, [row], known))
    session.add_all(cites)
    session.flush()
    made.cited = [*made.cited, *(number_of(one) for one in cites)]


def undo_import(session: Session, made: ListImport) -> None:
    """As if this file had never come: its citations go, and the rows of the file before it count again."""
    for number in made.cited:
        found = session.get(Citation, number)
        if found is not None:
            session.delete(found)
    made.state, made.cited = UNDONE, []
    forget_rows(session, [number_of(made)])


def _in_turns(rows: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        yield some
