"""Reading consents: what was said of whom, whose groups of facts may leave, and who asked to stop."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.consent.models import Basis, Consent, FieldGroup, Use
from app.consent.rules import Consented, may_leave
from app.sources.citation_rows import CITED, HAD_APPEARED, Cited, cited
from app.sources.models import Citation, Source

_consents = select(
    col(Consent.id),
    col(Consent.person_id),
    col(Consent.field_group),
    col(Consent.use),
    col(Consent.basis),
    col(Consent.given_by),
    col(Consent.given_how),
    col(Consent.given_on),
    col(Consent.until),
    col(Consent.note),
    col(Consent.withdrawn_at),
    col(Consent.withdrawn_reason),
).order_by(col(Consent.id))
_citations = (
    select(col(Citation.consent_id), *CITED)
    .join(Source, col(Source.id) == col(Citation.source_id))
    .join(Consent, col(Consent.id) == col(Citation.consent_id))
    .order_by(col(Source.published_first), col(Citation.id))
)


_of_people = col(Consent.person_id).in_(bindparam("people", expanding=True))
_consents_of = _consents.where(_of_people)
_citations_of = _citations.where(_of_people, HAD_APPEARED)


def consents_of(session: Session, person_id: int, known_by: date | None = None) -> list[Consented]:
    """Everything said about what may be used of one person; a call not yet published counts for nothing."""
    return consents_of_people(session, [person_id], known_by)[person_id]


def consents_of_people(
    session: Session, person_ids: Sequence[int], known_by: date | None = None
) -> dict[int, list[Consented]]:
    """The same for many people in two statements; everybody asked for is there."""
    connection, people = session.connection(), list(person_ids)
    cites: dict[int, list[Cited]] = {}
    citing: Iterable[Any] = connection.execute(
        _citations_of, {"people": people, "known_by": known_by or date.max}
    )
    for row in citing:
        cites.setdefault(row[0], []).append(cited(row[1:]))
    found: dict[int, list[Consented]] = {person_id: [] for person_id in person_ids}
    rows: Iterable[Any] = connection.execute(_consents_of, {"people": people})
    for row in rows:
        one = Consented(*row)
        found[one.person_id].append(replace(one, cites=tuple(cites.get(one.id, ()))))
    return found


_standing_for = select(col(Consent.person_id)).where(
    col(Consent.withdrawn_at).is_(None), col(Consent.use) == bindparam("use")
)
_stopped = select(col(Consent.person_id)).where(
    col(Consent.withdrawn_at).is_(None), col(Consent.basis) == Basis.REFUSED
)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day for which it is asked, and the pinned day where there is one."""

    today: date
    known_by: date | None = None


def leaving_groups(
    session: Session, use: Use, as_of: AsOf, people: Sequence[int] | None = None
) -> frozenset[tuple[int, str]]:
    """Whose groups of facts may leave for a use on this day, of everybody or of these people."""
    if people is None:
        rows: Any = session.connection().scalars(_standing_for.distinct(), {"use": use})
        people = sorted(rows)
    known = consents_of_people(session, people, as_of.known_by) if people else {}
    return frozenset(
        (person, str(group))
        for person, said in known.items()
        for group in FieldGroup
        if may_leave(said, group, use, as_of.today).yes
    )


def stopped_people(session: Session, people: Sequence[int] | None = None) -> frozenset[int]:
    """Everybody, or those of these people, about whom nothing may be done any more."""
    wanted = _stopped if people is None else _stopped.where(col(Consent.person_id).in_(list(people)))
    rows: Any = session.connection().scalars(wanted)
    return frozenset(rows)


def consent_row(session: Session, person_id: int, consent_id: int) -> Consent | None:
    """One consent of this person, to be changed."""
    wanted = select(Consent).where(col(Consent.id) == consent_id, col(Consent.person_id) == person_id)
    return session.scalars(wanted).first()


def standing_rows(session: Session, person_id: int) -> list[Consent]:
    """Every consent of this person that nobody has withdrawn."""
    wanted = select(Consent).where(col(Consent.person_id) == person_id, col(Consent.withdrawn_at).is_(None))
    return list(session.scalars(wanted.order_by(col(Consent.id))))
