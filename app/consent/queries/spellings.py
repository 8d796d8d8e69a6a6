"""Who could be named in what is to leave: the spellings that its words hold, and whose single names count.

However many people are in the record, only those spellings are read that have a key in common with the words.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Text,
    and_,
    any_,
    bindparam,
    func,
    literal,
    not_,
    or_,
    select,
    union,
)
from sqlmodel import Session, col

from app.cases.models import (
    Case,
    Incident,
    IncidentMember,
    Person,
    PersonLink,
    PersonName,
    PersonRole,
    Visibility,
)
from app.cases.name_keys import KEYS
from app.cases.people_words import IN_OFFICE
from app.cases.queries.visible import PERSON_IS_SEEN, viewer_binds, visible_cases
from app.consent.named_people import Circle, Names, keys_in
from app.consent.queries.namesakes import passages_apart
from app.web.viewer import Viewer

_in_office = (
    select(col(PersonRole.id))
    .where(col(PersonRole.person_id) == col(Person.id), col(PersonRole.role).in_(IN_OFFICE))
    .correlate(Person)
    .exists()
)
_own_cases = select(col(Case.id)).where(col(Case.person_id) == col(Person.id)).correlate(Person)
ASKED: ColumnElement[bool] = and_(
    col(Person.named), or_(_own_cases.exists(), not_(_in_office)), col(Person.merged_into_id).is_(None)
)


@dataclass(frozen=True, slots=True)
class Near:
    """To what a text belongs: the persons it is about, and the campaigns whose people it may mean by one word."""

    about: frozenset[int] = frozenset()
    campaigns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Spellings:
    """The spellings that some texts could hold, with what decides whose single names count."""

    whole: Sequence[tuple[int, str]]
    near: Sequence[tuple[int, str]]
    ties: Collection[tuple[int, int]]
    around: Sequence[tuple[int, str, int]]

    def names(self, near: Near, apart: Mapping[int, Sequence[str]] | None = None) -> Names:
        """What finds the persons in a text that belongs there."""
        tied = {other for one, other in self.ties if one in near.about} - near.about
        spelled = [row for row in self.near if row[0] in near.about or row[0] in tied]
        around = [(person, text) for person, text, campaign in self.around if campaign in near.campaigns]
        circle = Circle(near.about, frozenset(tied), frozenset(person for person, _text in around))
        return Names({*self.whole, *spelled, *around}, circle, apart)


def spellings_in(session: Session, texts: Iterable[str | None], near: Sequence[Near]) -> Spellings:
    """Everybody by a whole name; by single names the persons whom the texts are about and those tied to them, and by
    their last name whoever has a case in one of the campaigns or is told of in one of its incidents. Five statements.
    """
    pairs: set[str] = set()
    singles: set[str] = set()
    for text in texts:
        more_pairs, more_singles = keys_in(text or "")
        pairs |= more_pairs
        singles |= more_singles
    about = frozenset[int]().union(*(one.about for one in near))
    campaigns = frozenset[int]().union(*(one.campaigns for one in near))
    ties = _ties(session, about) if about else ()
    people = sorted(about.union(other for _one, other in ties))
    return Spellings(
        whole=_spelled(session, _held(session, pairs)) if pairs else (),
        near=_spelled(session, col(Person.id).in_(people)) if people else (),
        ties=ties,
        around=_around(session, singles, campaigns) if singles and campaigns else (),
    )


def names_for(session: Session, case: Case, texts: Iterable[str | None]) -> Names:
    """What finds the persons named in these texts about one case."""
    near = Near(frozenset({case.person_id}), frozenset({case.campaign_id}))
    apart = passages_apart(session, about=case.person_id)
    said = {person: [one.words for one in passages] for person, passages in apart.items()}
    return spellings_in(session, texts, [near]).names(near, said)


_KEPT_TO_FEW = and_(
    _own_cases.exists(), not_(_own_cases.where(col(Case.visibility) != Visibility.RESTRICTED).exists())
)


def names_of_people(session: Session, people: Collection[int]) -> tuple[dict[int, str], frozenset[int]]:
    """How to tell a coordinator of them, and those of them whose every case is restricted."""
    wanted: Any = select(col(Person.id), col(Person.name), _KEPT_TO_FEW).where(
        col(Person.id).in_(sorted(people))
    )
    rows = session.connection().execute(wanted).all()
    return {row[0]: row[1] for row in rows}, frozenset(row[0] for row in rows if row[2])


def people_kept_to_few(session: Session, people: Collection[int]) -> frozenset[int]:
    """Those of these people whose every case is restricted."""
    return names_of_people(session, people)[1]


def people_seen(
    session: Session, viewer: Viewer, people: Collection[int], kept: Collection[int]
) -> frozenset[int]:
    """Those of these people whom this viewer may know of; of `kept`, kept to a few, by a case they see."""
    by_case: Any = select(col(Case.person_id)).where(
        col(Case.person_id).in_(sorted(kept)), visible_cases(viewer)
    )
    seen: Any = select(col(Person.id)).where(
        col(Person.id).in_(sorted(frozenset(people) - frozenset(kept))), PERSON_IS_SEEN
    )
    connection = session.connection()
    return frozenset(connection.scalars(by_case)) | frozenset(connection.scalars(seen, viewer_binds(viewer)))


def _spelled(session: Session, where: ColumnElement[bool]) -> list[tuple[int, str]]:
    wanted: Any = (
        select(col(PersonName.person_id), col(PersonName.text))
        .join(Person, col(Person.id) == col(PersonName.person_id))
        .where(ASKED, where)
    )
    return [(person, text) for person, text in session.connection().execute(wanted)]


def _key_is_among(connection: Connection, keys: Collection[str]) -> ColumnElement[bool]:
    """Whether a row's key is one of these; one parameter however many they are."""
    if connection.dialect.name == "sqlite":
        each: Any = func.json_each(bindparam(None, json.dumps(sorted(keys)), unique=True)).table_valued(
            "value"
        )
        return KEYS.c.key.in_(select(each.c.value))
    return KEYS.c.key == any_(literal(sorted(keys), ARRAY(Text)))


def _held(session: Session, keys: Collection[str]) -> ColumnElement[bool]:
    held = select(KEYS.c.person_name_id).where(_key_is_among(session.connection(), keys))
    return col(PersonName.id).in_(held)


def _around(
    session: Session, keys: Collection[str], campaigns: Collection[int]
) -> list[tuple[int, str, int]]:
    spelled = (
        select(col(PersonName.person_id), col(PersonName.text))
        .join(Person, col(Person.id) == col(PersonName.person_id))
        .where(ASKED, _held(session, keys))
    )
    cases = spelled.add_columns(col(Case.campaign_id)).join(Case, col(Case.person_id) == col(Person.id))
    members = (
        spelled.add_columns(col(Incident.campaign_id))
        .join(IncidentMember, col(IncidentMember.person_id) == col(Person.id))
        .join(Incident, col(Incident.id) == col(IncidentMember.incident_id))
    )
    among = sorted(campaigns)
    wanted: Any = union(
        cases.where(col(Case.campaign_id).in_(among)), members.where(col(Incident.campaign_id).in_(among))
    )
    return [(person, text, campaign) for person, text, campaign in session.connection().execute(wanted)]


def _ties(session: Session, about: Collection[int]) -> list[tuple[int, int]]:
    among = sorted(about)
    wanted: Any = union(
        *(
            select(one, other).where(one.in_(among), col(PersonLink.kind) != "maybe-same")
            for one, other in (
                (col(PersonLink.person_id), col(PersonLink.other_id)),
                (col(PersonLink.other_id), col(PersonLink.person_id)),
            )
        )
    )
    return [(one, other) for one, other in session.connection().execute(wanted)]
