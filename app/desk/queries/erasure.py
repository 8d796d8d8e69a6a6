"""Everything that is known of a person: the rows that belong to them, and every text that says their name."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import JSON, Connection, String, Table, Text, cast, func, or_, select, true
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel, col

from app.accounts.models import Membership, Volunteer
from app.accounts.queries import gives
from app.campaigning.models import GATED, ActionLink
from app.cases.kinds import KINDS
from app.cases.models import Attachment, Case, Erasure, Person, PersonName, Visibility
from app.cases.queries.visible import PERSON_IS_SEEN, named_on, viewer_binds
from app.desk.queries.erased_people import merged_into
from app.desk.redaction import Telling, unpacked
from app.web.viewer import Right, Viewer

# They stay, with nothing personal in them: what counts, who worked on it, and that something was erased.
HUSKS = frozenset(
    {
        "person", "case", "letter", "letter_case", "incident_member", "group_member", "minder", "case_member",
        "erasure", "change", "access", "addressee", "demand",
    }
)  # fmt: skip
AT_ONCE = 2000
LOOSENED = frozenset(
    (str(kind.table.__tablename__), name)
    for kind in KINDS.values()
    if kind.table
    for name, sort in kind.sorts.items()
    if sort.name == "entry"
)
UNSWEPT = frozenset({"change", "access", "volunteer", "sign_in", "erasure"})


@dataclass
class Reach:
    """What an erasure reaches: persons who are one, their cases, the rows that go, the names that are wiped."""

    people: list[int]
    cases: list[int]
    letters: list[int]
    telling: Telling
    spellings: list[str]  # of several words: wiped in any letters
    words: list[str]  # single ones, wiped where they stand alone
    shared: list[str]  # single ones that somebody else is known by too, so that they stay
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
    letters = {
        *_rows_of("letter", "case_id", cases, session),
        *_rows_of("letter_case", "case_id", cases, session, "letter_id"),
    }
    found = Reach(people, cases, sorted(letters), *names_told(session, people))
    found.references = _column(session, None, (Case.reference, Case.id), cases)
    found.campaigns = tuple(sorted(set(_column(session, None, (Case.campaign_id, Case.id), cases))))
    for column, numbers in (("person", people), ("case", cases)):
        _doom_pointing_to(session, column, set(numbers), found.rows)
    _doom_pointing_to(session, "letter", letters, found.rows)
    kept = select(col(Attachment.stored), col(Attachment.thumbnail)).where(col(Attachment.case_id).in_(cases))
    found.files = [name for row in session.execute(kept) for name in row]
    return found


def names_told(
    session: Session, people: list[int], viewer: Viewer | None = None
) -> tuple[Telling, list[str], list[str], list[str]]:
    """The names that are wiped wherever they stand. What only describes somebody without a name is none.

    With a viewer, others who are called so too are those whom they may see.
    """
    known, binds = (PERSON_IS_SEEN, viewer_binds(viewer)) if viewer else (true(), {})
    seen = or_(col(Person.id).in_(people), known)
    spelled = select(col(PersonName.person_id), col(PersonName.text)).join(Person).where(seen)
    called = select(col(Person.id), col(Person.name)).where(col(Person.named), seen)
    own: set[str] = set()
    others: set[str] = set()
    for number, name in (*session.execute(spelled, binds).all(), *session.execute(called, binds).all()):
        (own if number in people else others).add(name.strip())
    single = {name for name in own if len(name.split()) == 1}
    folded = {name.casefold() for name in single}
    near = {name for name in others if folded & {part.casefold() for part in name.split()}}
    taken = {name.casefold() for name in near if len(name.split()) == 1}
    shared = {name for name in single if name.casefold() in taken}
    telling = Telling(sorted(own - shared), sorted(near))
    return telling, sorted(own - single), sorted(telling.words), sorted(shared)


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


def mentions(connection: Connection, telling: Telling, spared: dict[str, set[int]]) -> Iterator[Mention]:
    """Every other text in the database that says one of the names.

    The texts are looked through here, because databases fold only the letters that they know.
    """
    for own in SQLModel.metadata.sorted_tables if telling else ():
        keys, columns = list(own.primary_key.columns), _text_columns(own)
        if own.name in UNSWEPT or not columns:
            continue
        found = select(*keys, *(cast(column, Text) for column in columns))
        passed = spared.get(own.name, ())
        for row in connection.execute(found.execution_options(yield_per=AT_ONCE)):
            if row[0] in passed:
                continue
            for column, raw in zip(columns, row[len(keys) :], strict=True):
                value = _value(column, raw, telling)
                if value is not None and telling.says(value, column.name):
                    key = {one.name: part for one, part in zip(keys, row, strict=False)}
                    yield Mention(own, column.name, key, value)


def _text_columns(own: Table) -> list[Any]:
    return [one for one in own.columns if isinstance(kept_as(one), JSON | String) and not one.primary_key]


def _value(column: Any, raw: str | None, telling: Telling) -> Any:
    """What the column holds, where it may say the name at all."""
    is_json = isinstance(kept_as(column), JSON)
    if raw is None or not telling.perhaps(unpacked(raw) if is_json else raw):
        return None
    return json.loads(raw) if is_json else raw


def kept_as(column: Any) -> Any:
    """The type under which the database itself keeps a column."""
    return column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type


def changes_about(connection: Connection, reach: Reach, nouns: dict[str, set[int]]) -> list[int]:
    """The rows of history whose before and after tell of the person."""
    own = SQLModel.metadata.tables["change"]
    about: list[Any] = [
        own.c.case_id.in_(reach.cases),
        own.c.noun.in_(["person"]) & own.c.row_id.in_(reach.people),
    ]
    about += [(own.c.noun == noun) & own.c.row_id.in_(numbers) for noun, numbers in nouns.items()]
    found = set(connection.execute(select(own.c.id).where(or_(*about))).scalars())
    said = select(own.c.id, cast(own.c.diff, Text)).where(
        own.c.id.not_in(select(own.c.id).where(or_(*about)))
    )
    for number, raw in connection.execute(said.execution_options(yield_per=AT_ONCE)):
        value = _value(own.c.diff, raw, reach.telling)
        if value is not None and reach.telling.says(value):
            found.add(number)
    return sorted(found)


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


def others_who_may_agree(session: Session, reach: Reach, asker_id: int) -> int:
    """How many others could be the second person: who works in every campaign, and sees each restricted case."""
    if not reach.campaigns:
        return 0
    volunteer = col(Volunteer.id)
    working = [
        select(col(Membership.id))
        .where(
            col(Membership.volunteer_id) == volunteer,
            col(Membership.campaign_id) == campaign,
            gives(Right.WORK),
        )
        .exists()
        for campaign in reach.campaigns
    ]
    kept = select(col(Case.id)).where(
        col(Case.id).in_(reach.cases), col(Case.visibility) == Visibility.RESTRICTED
    )
    wanted = select(func.count(volunteer)).where(
        *working,
        *(named_on(case, volunteer) for case in session.scalars(kept).all()),
        col(Volunteer.disabled_at).is_(None),
        volunteer != asker_id,
    )
    return session.scalar(wanted) or 0


def waiting_mails(connection: Connection) -> list[tuple[int, bytes]]:
    """Every mail whose words are still kept."""
    own = SQLModel.metadata.tables["outgoing_mail"]
    found = select(own.c.id, own.c.message).where(own.c.message.is_not(None)).order_by(own.c.id)
    return [(row[0], row[1]) for row in connection.execute(found)]


def actions_told_of(session: Session, reach: Reach) -> list[int]:
    """The actions that lose a link with what is erased."""
    links = sorted(reach.rows.get("action_link", ()))
    return list(
        session.scalars(select(col(ActionLink.action_id)).where(col(ActionLink.id).in_(links)).distinct())
    )


def for_nobody(session: Session, actions: Sequence[int]) -> list[int]:
    """Which of these actions are for no case and no incident any more, and never were for another."""
    gated = select(col(ActionLink.action_id)).where(col(ActionLink.part).in_(GATED))
    left = set(session.scalars(gated.where(col(ActionLink.action_id).in_(actions))))
    return [number for number in actions if number not in left]
