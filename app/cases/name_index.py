"""Finding persons by any spelling of their name: an index beside person_name, and the search over it.

The table name_trigram keeps the folded form and the skeleton of every spelling, each part with two spaces
before it. On SQLite it is a full-text table of trigrams, on PostgreSQL an ordinary table with trigram indexes;
both find the spellings that contain a piece of what was typed. Which of them are best is decided in Python, so
that both databases answer alike.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from sqlalchemy import (
    ARRAY,
    CTE,
    CollectionAggregate,
    ColumnElement,
    Connection,
    Select,
    Text,
    any_,
    bindparam,
    column,
    delete,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    table,
    text,
)
from sqlmodel import Session, col

from app.cases.models import PersonName
from app.cases.name_keys import KEYS, add_keys, drop_keys
from app.history.recorder import pending_changes
from app.name_likeness import (
    WORTH_SHOWING,
    fold,
    likely_same,
    name_parts,
    other_forms,
    pieces,
    score_parts,
    skeleton,
)

LONGEST_QUERY = 200  # letters; more is no name, and every word costs a look into the index
MOST_PARTS = 6
SKELETON_LETTERS = 5  # a shorter one is a beginning of too many names
AT_ONCE = 5000

T = TypeVar("T")

INDEX = table("name_trigram", column("rowid"), column("fold"), column("skeleton"))

_CREATE = {
    "sqlite": ("CREATE VIRTUAL TABLE name_trigram USING fts5(fold, skeleton, tokenize = 'trigram')",),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE TABLE name_trigram (rowid integer PRIMARY KEY, fold text NOT NULL, skeleton text NOT NULL)",
        "CREATE INDEX ix_name_trigram_fold ON name_trigram USING gin (fold gin_trgm_ops)",
        "CREATE INDEX ix_name_trigram_skeleton ON name_trigram USING gin (skeleton gin_trgm_ops)",
    ),
}


class Candidate(NamedTuple):
    """A spelling that has something in common with the query."""

    person_name_id: int
    person_id: int
    spelling: str
    folded: str


@dataclass(frozen=True)
class FoundPerson:
    """A person, with the spelling that fits the query best and how well it does."""

    person_id: int
    person_name_id: int
    spelling: str
    score: float


def find_people(
    session: Session, query: str, where: ColumnElement[bool] | None = None, limit: int = 20
) -> list[FoundPerson]:
    """Persons with a spelling worth showing, best first; `where` is a clause on PersonName.person_id."""
    wanted = _wanted(query)
    best: dict[int, tuple[float, int, FoundPerson]] = {}
    for candidate in candidates(session, query, where):
        known = tuple(candidate.folded.split())
        fit = score_parts(wanted, known)
        rank = (fit, -abs(len(known) - len(wanted)))
        if fit >= WORTH_SHOWING and (candidate.person_id not in best or rank > best[candidate.person_id][:2]):
            found = FoundPerson(candidate.person_id, candidate.person_name_id, candidate.spelling, fit)
            best[candidate.person_id] = (*rank, found)
    ranked = sorted(best.values(), key=lambda one: (-one[0], -one[1], one[2].spelling, one[2].person_id))
    return [found for _fit, _length, found in ranked[:limit]]


def likely_duplicates(
    session: Session, name: str, where: ColumnElement[bool] | None = None
) -> list[FoundPerson]:
    """Persons who probably are the one of this name, best first: to ask before another is added."""
    return [found for found in find_people(session, name, where) if likely_same(name, found.spelling)]


def candidates(
    session: Session, query: str, where: ColumnElement[bool] | None = None, limit: int = 500
) -> list[Candidate]:
    """The spellings nearest to the query by what the database can tell, among those that `where` lets pass."""
    parts = [form for part in _wanted(query) for form in (part, *other_forms(part))]
    if not parts:
        return []
    near = (
        _near_on_sqlite(parts) if _dialect(session.connection()) == "sqlite" else _near_on_postgresql(parts)
    )
    found = (
        select(col(PersonName.id), col(PersonName.person_id), col(PersonName.text), near.c.fold)
        .join_from(near, PersonName, col(PersonName.id) == near.c.rowid)
        .where(*(() if where is None else (where,)))
        .order_by(near.c.nearness.desc(), near.c.rowid)
        .limit(limit)
    )
    return [Candidate(*row) for row in session.execute(found)]


def settle_names(session: Session) -> None:
    """Index the spellings that this transaction has added or changed, and forget those it has removed."""
    touched = {
        int(part.removeprefix("name "))
        for (noun, _number), kept in pending_changes(session).items()
        if noun == "person"
        for part in kept.diff
        if part.startswith("name ")
    }
    for numbers in _in_turns(sorted(touched)):
        standing = select(col(PersonName.id), col(PersonName.text)).where(col(PersonName.id).in_(numbers))
        rows = [(number, spelling) for number, spelling in session.execute(standing) if number is not None]
        unindex_names(session, sorted(set(numbers) - {number for number, _spelling in rows}))
        index_names(session, rows)


def index_names(session: Session, names: Sequence[tuple[int, str]]) -> None:
    """Make spellings (number of the person_name, text) findable; what was indexed for them before goes."""
    unindex_names(session, [number for number, _spelling in names])
    for some in _in_turns(names):
        _add(session.connection(), some)
        add_keys(session.connection(), some)


def unindex_names(session: Session, numbers: Sequence[int]) -> None:
    """No longer find these spellings."""
    gone = [{"number": number} for number in numbers]
    if gone:
        session.connection().execute(delete(INDEX).where(INDEX.c.rowid == bindparam("number")), gone)
        drop_keys(session.connection(), numbers)


def forget_unindexed(session: Session) -> None:
    """Leave no trace of unindexed spellings in the file; to be called when a person is erased.

    SQLite's full-text table only marks them as gone until it happens to merge its pages.
    """
    if _dialect(session.connection()) == "sqlite":
        session.connection().execute(text("INSERT INTO name_trigram (name_trigram) VALUES ('optimize')"))


def create_name_index(connection: Connection) -> None:
    """Make the index and fill it with the spellings there are; for migrations."""
    for statement in _CREATE[_dialect(connection)]:
        connection.execute(text(statement))
    fill_name_index(connection)


def index_missing_names(connection: Connection) -> int:
    """Index the spellings that are not in it, and say how many there were; without any it costs one look."""
    missing = text(
        "SELECT n.id, n.text FROM person_name n LEFT JOIN name_trigram t ON t.rowid = n.id"
        " WHERE t.rowid IS NULL ORDER BY n.id"
    )
    names = [(number, spelling) for number, spelling in connection.execute(missing)]
    for some in _in_turns(names):
        _add(connection, some)
    return len(names)


def fill_name_index(connection: Connection) -> None:
    """Index every spelling anew; needed once after a change to how names are folded."""
    connection.execute(delete(INDEX))
    stored = connection.execute(text("SELECT id, text FROM person_name ORDER BY id"))
    names = [(number, spelling) for number, spelling in stored]
    for some in _in_turns(names):
        _add(connection, some)


def is_of_name_index(table_name: str) -> bool:
    """Whether a table belongs to the ways of finding names, which each database fills by itself."""
    return table_name.startswith("name_trigram") or table_name == KEYS.name


def drop_name_index(connection: Connection) -> None:
    """Take the index away; for migrations."""
    connection.execute(text("DROP TABLE name_trigram"))


def _add(connection: Connection, names: Iterable[tuple[int, str]]) -> None:
    rows = [
        {"rowid": number, "fold": _begun(folded), "skeleton": _begun(skeleton(folded))}
        for number, spelling in names
        if (folded := fold(spelling))
    ]
    if rows:
        connection.execute(insert(INDEX), rows)


def _in_turns(things: Sequence[T]) -> Iterator[Sequence[T]]:
    return (things[at : at + AT_ONCE] for at in range(0, len(things), AT_ONCE))


def _begun(folded: str) -> str:
    """With two spaces before each part, as `pieces` cuts them."""
    return "".join(f"  {part}" for part in folded.split())


def _wanted(query: str) -> tuple[str, ...]:
    return name_parts(query[:LONGEST_QUERY])[:MOST_PARTS]


def _near_on_sqlite(parts: Sequence[str]) -> CTE:
    folds, skeletons = _sought(parts)
    match = f"fold : ({_any_of(folds)})" + (f" OR skeleton : ({_any_of(skeletons)})" if skeletons else "")
    near = select(INDEX.c.rowid, INDEX.c.fold, (-literal_column("rank")).label("nearness"))
    return _once(near.where(literal_column("name_trigram").op("MATCH")(match)))


def _near_on_postgresql(parts: Sequence[str]) -> CTE:
    folds, skeletons = _sought(parts)
    nearness = func.similarity(INDEX.c.fold, " ".join(parts)).label("nearness")
    has = or_(INDEX.c.fold.like(_any_like(folds)), INDEX.c.skeleton.like(_any_like(skeletons)))
    return _once(select(INDEX.c.rowid, INDEX.c.fold, nearness).where(has))


def _sought(parts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The pieces to look for in folded spellings, and the beginnings to look for in skeletons."""
    folds = [piece for part in parts for piece in pieces(part)]
    skeletons = [_begun(bones) for part in parts if len(bones := skeleton(part)) >= SKELETON_LETTERS]
    return list(dict.fromkeys(folds)), list(dict.fromkeys(skeletons))


def _any_of(found: Iterable[str]) -> str:
    """A query in the words of FTS5. Folded letters need no escape: only a-z, 0-9 and spaces are left."""
    return " OR ".join(f'"{piece}"' for piece in found)


def _any_like(found: Iterable[str]) -> CollectionAggregate[bool]:
    """One array rather than many conditions: the trigram index then looks up each piece, at half the time."""
    return any_(literal([f"%{piece}%" for piece in found], ARRAY(Text)))


def _once(near: Select[tuple[int, str, float]]) -> CTE:
    """The index is asked first and alone; otherwise a planner may ask it anew for each visible person."""
    return near.cte("near").prefix_with("MATERIALIZED")


def _dialect(connection: Connection) -> str:
    return connection.dialect.name
