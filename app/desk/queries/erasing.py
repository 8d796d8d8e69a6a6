"""Everything that is known of a person: the rows that belong to them, and every text that says their name."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from anyascii import anyascii
from sqlalchemy import JSON, ColumnElement, Connection, String, Table, Text, cast, func, or_, select
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel, col

from app.accounts.models import Membership, Role, Volunteer
from app.cases.models import Attachment, Case, Erasure, Person, PersonName
from app.desk.queries.erased import merged_into

# They stay, with nothing personal in them: what counts, who worked on it, and that something was erased.
HUSKS = frozenset(
    {
        "person", "case", "letter", "letter_case", "incident_member", "group_member", "minder", "case_member",
        "erasure", "change", "access", "addressee", "demand",
    }
)  # fmt: skip
LOOSENED = frozenset(
    {("sentence", "supersedes_id"), ("sentence", "charge_id"), ("court_appeal", "resulting_sentence_id")}
)
UNSWEPT = frozenset({"change", "access", "volunteer", "sign_in", "erasure"})


@dataclass
class Reach:
    """What an erasure reaches: persons who are one, their cases, the rows that go, the names that are wiped."""

    people: list[int]
    cases: list[int]
    letters: list[int]
    spellings: list[str]
    rows: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    campaigns: tuple[int, ...] = ()
    references: list[str] = field(default_factory=list)
    files: list[str | None] = field(default_factory=list)


class Mention(NamedTuple):
    """A text outside those rows that says the name."""

    table: Table
    column: str
    key: dict[str, Any]
    value: Any


def reach_of(session: Session, person_ids: Sequence[int], case_ids: Sequence[int] = ()) -> Reach:
    """Walk the references from persons who are one, and from their cases; `case_ids` are theirs in any event."""
    connection = session.connection()
    people = merged_into(connection, Person, person_ids)
    owned = [*_column(session, Case, Case.person_id, people), *case_ids]
    cases = merged_into(connection, Case, dict.fromkeys(owned))
    named = _column(session, None, (PersonName.text, PersonName.person_id), people)
    named += _column(session, None, (Person.name, Person.id), people)
    letters = {
        *_rows_of("letter", "case_id", cases, session),
        *_rows_of("letter_case", "case_id", cases, session, "letter_id"),
    }
    found = Reach(people, cases, sorted(letters), sorted({name for name in named if is_telling(name)}))
    found.references = _column(session, None, (Case.reference, Case.id), cases)
    found.campaigns = tuple(sorted(set(_column(session, None, (Case.campaign_id, Case.id), cases))))
    for column, numbers in (("person", people), ("case", cases)):
        _doom_pointing_to(session, column, set(numbers), found.rows)
    _doom_pointing_to(session, "letter", letters, found.rows)
    kept = select(col(Attachment.stored), col(Attachment.thumbnail)).where(col(Attachment.case_id).in_(cases))
    found.files = [name for row in session.execute(kept) for name in row]
    return found


def is_telling(name: str) -> bool:
    """Whether a spelling is enough of a name to be wiped wherever it stands; a single word may be anybody's."""
    return len(name.split()) > 1 and len(name) > 5


def _column(session: Session, model: Any, of: Any, numbers: list[int]) -> list[Any]:
    if model is not None:
        return list(session.scalars(select(model.id).where(of.in_(numbers))))
    wanted, owner = of
    return list(session.scalars(select(wanted).where(owner.in_(numbers))))


def _rows_of(
    table: str, column: str, numbers: Iterable[int], session: Session, wanted: str = "id"
) -> list[int]:
    own = SQLModel.metadata.tables[table]
    return [
        row[0]
        for row in session.connection().execute(select(own.c[wanted]).where(own.c[column].in_(list(numbers))))
    ]


def _doom_pointing_to(session: Session, target: str, numbers: set[int], doomed: dict[str, set[int]]) -> None:
    """Every row that points to one of these, and every row that points to that, goes with it."""
    if not numbers:
        return
    for own in SQLModel.metadata.sorted_tables:
        for key in own.foreign_keys:
            name = key.parent.name
            if key.column.table.name != target or own.name in HUSKS or (own.name, name) in LOOSENED:
                continue
            mark = next(iter(own.primary_key.columns)).name
            new = set(_rows_of(own.name, name, numbers, session, mark)) - doomed[own.name]
            doomed[own.name] |= new
            _doom_pointing_to(session, own.name, new, doomed)


def mentions(connection: Connection, spellings: list[str], spared: dict[str, set[int]]) -> Iterator[Mention]:
    """Every other text in the database that says one of the names, in its own letters or as part of an address."""
    words = variants(spellings)
    for own in SQLModel.metadata.sorted_tables if words else ():
        if own.name in UNSWEPT:
            continue
        keys = list(own.primary_key.columns)
        for column in own.columns:
            if isinstance(kept_as(column), JSON | String) and not column.primary_key:
                found = select(*keys, column).where(_says(column, words))
                for row in connection.execute(found).all():
                    if row[0] not in spared.get(own.name, ()):
                        key = {one.name: value for one, value in zip(keys, row[:-1], strict=True)}
                        yield Mention(own, column.name, key, row[-1])


def kept_as(column: Any) -> Any:
    """The type under which the database itself keeps a column."""
    return column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type


def variants(spellings: list[str]) -> list[str]:
    """A name, its parts the other way round, and as it stands in keys and addresses."""
    found: dict[str, None] = {}
    for name in spellings:
        parts = name.split()
        found[name] = found[" ".join((parts[-1], *parts[:-1]))] = None
        found[re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")] = None
    return [name for name in found if len(name) > 5]


def _says(column: Any, words: list[str]) -> ColumnElement[bool]:
    text = cast(column, Text)
    if isinstance(kept_as(column), JSON):
        words = [*words, *(json.dumps(word)[1:-1] for word in words)]
    return or_(*(text.icontains(word, autoescape=True) for word in dict.fromkeys(words)))


def changes_about(connection: Connection, reach: Reach, nouns: dict[str, set[int]]) -> list[int]:
    """The rows of history whose before and after tell of the person."""
    own = SQLModel.metadata.tables["change"]
    about: list[Any] = [
        own.c.case_id.in_(reach.cases),
        own.c.noun.in_(["person"]) & own.c.row_id.in_(reach.people),
    ]
    about += [(own.c.noun == noun) & own.c.row_id.in_(numbers) for noun, numbers in nouns.items()]
    if words := variants(reach.spellings):
        about.append(_says(own.c.diff, words))
    return list(connection.execute(select(own.c.id).where(or_(*about)).order_by(own.c.id)).scalars())


def open_erasure(session: Session, person_id: int) -> Erasure | None:
    """The request about this person that nobody has decided yet."""
    wanted = select(Erasure).where(col(Erasure.person_id) == person_id, col(Erasure.decided_at).is_(None))
    return session.scalars(wanted.order_by(col(Erasure.id).desc())).first()


def done_erasure(session: Session, person_id: int) -> Erasure | None:
    """The erasure of this person, if there was one."""
    wanted = select(Erasure).where(
        col(Erasure.person_id) == person_id, col(Erasure.decision).in_(["approved", "by-one"])
    )
    return session.scalars(wanted.order_by(col(Erasure.id).desc())).first()


def open_erasures(session: Session) -> list[Erasure]:
    """Every request that waits, the oldest first; who may see it is asked of each person."""
    wanted = select(Erasure).where(col(Erasure.decided_at).is_(None)).order_by(col(Erasure.id))
    return list(session.scalars(wanted))


def others_who_may_agree(session: Session, campaigns: tuple[int, ...], asker_id: int) -> int:
    """How many others could be the second person: who works in one of the campaigns."""
    wanted = (
        select(func.count(col(Volunteer.id).distinct()))
        .join(Membership, col(Membership.volunteer_id) == col(Volunteer.id))
        .where(
            col(Membership.campaign_id).in_(campaigns),
            col(Membership.role).in_([Role.VOLUNTEER, Role.COORDINATOR]),
            col(Volunteer.disabled_at).is_(None),
            col(Volunteer.id) != asker_id,
        )
    )
    return session.scalar(wanted) or 0


def waiting_mails(connection: Connection) -> list[tuple[int, bytes]]:
    """Every mail whose words are still kept."""
    own = SQLModel.metadata.tables["outgoing_mail"]
    found = select(own.c.id, own.c.message).where(own.c.message.is_not(None)).order_by(own.c.id)
    return [(row[0], row[1]) for row in connection.execute(found)]
