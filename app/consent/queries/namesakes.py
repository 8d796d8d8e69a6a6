"""Where two people say that a passage which holds somebody's name means somebody else; and who could say so."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Text, cast, literal, select
from sqlalchemy import case as sql_case
from sqlmodel import Session, col

from app.cases.models import Case, Person, Visibility
from app.consent.models import Approval, Namesake


class Passage(NamedTuple):
    """Words that do not mean somebody, in one action or in what is told about one person."""

    action_id: int | None
    about_id: int | None
    words: str

    def is_of(self, action_id: int | None, about: Collection[int]) -> bool:
        """Whether it stands in this action, or where it is of none, in what is told about these people."""
        return self.action_id == action_id if self.action_id is not None else self.about_id in about


def passages_apart(
    session: Session, people: Collection[int] | None = None, about: int | None = None
) -> Mapping[int, list[Passage]]:
    """For each of these people, or of all, the passages that two have said do not mean them; `about` one person."""
    wanted: Any = select(
        col(Namesake.person_id), col(Namesake.action_id), col(Namesake.about_id), col(Namesake.words)
    ).where(
        col(Namesake.seen_at).is_not(None),
        col(Namesake.person_id).in_(sorted(people))
        if people is not None
        else col(Namesake.about_id) == about,
    )
    found: dict[int, list[Passage]] = {}
    for person, action_id, about_id, words in session.connection().execute(wanted):
        found.setdefault(person, []).extend(
            Passage(action_id, about_id, one) for one in words.split("\n") if one
        )
    return found


def said_already(session: Session, row: Namesake) -> bool:
    """Whether somebody has said the same of these passages, whatever the answer."""
    wanted = select(col(Namesake.id)).where(
        col(Namesake.person_id) == row.person_id,
        col(Namesake.words) == row.words,
        col(Namesake.action_id).is_not_distinct_from(row.action_id),
        col(Namesake.about_id).is_not_distinct_from(row.about_id),
    )
    return session.connection().execute(wanted).first() is not None


def case_of(session: Session, person_id: int) -> int | None:
    """The case whose few may look for somebody else: one that is restricted before any other."""
    kept_first = sql_case((col(Case.visibility) == Visibility.RESTRICTED, 0), else_=1)
    wanted: Any = (
        select(col(Case.id)).where(col(Case.person_id) == person_id).order_by(kept_first, col(Case.id))
    )
    found: int | None = session.scalar(wanted.limit(1))
    return found


def namesake_of(session: Session, approval: Approval) -> Namesake:
    """What it asks about."""
    return session.get_one(Namesake, int((approval.why or "").partition(" ")[2]))


class Said(NamedTuple):
    """What a second person is asked: the passages, whose name they hold, and why they mean somebody else."""

    words: str
    name: str
    reason: str


def namesakes_said(session: Session, numbers: Collection[int]) -> dict[int, Said]:
    """Of these questions, by number."""
    wanted: Any = (
        select(col(Approval.id), col(Namesake.words), col(Person.name), col(Namesake.reason))
        .join(Namesake, literal("namesake ") + cast(col(Namesake.id), Text) == col(Approval.why))
        .join(Person, col(Person.id) == col(Namesake.person_id))
        .where(col(Approval.id).in_(sorted(numbers)))
    )
    return {row[0]: Said(*row[1:]) for row in session.connection().execute(wanted)} if numbers else {}
