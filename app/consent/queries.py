"""Reading consents and what waits for a second person."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session, col

from app.accounts.models import Membership, Role, Volunteer
from app.cases.models import Case, Entry, Person
from app.cases.queries.visible import visible_cases, visible_entries
from app.consent.models import Approval, Basis, Consent, FieldGroup, Use
from app.consent.rules import Consented, may_leave
from app.sources.cited import CITED, HAD_APPEARED, Cited, cited
from app.sources.models import Citation, Source
from app.web.viewer import Viewer

MAY_DECIDE = (Role.VOLUNTEER, Role.COORDINATOR)
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


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for a second person, or has had one."""

    id: int
    subject: str
    entry_id: int | None
    letter_id: int | None
    snapshot_id: int | None
    case_id: int
    campaign_id: int
    reference: str
    name: str
    entry_kind: str | None
    asked_by_id: int | None
    asked_by: str | None
    asked_at: datetime
    decision: str | None


_waiting = (
    select(
        col(Approval.id),
        col(Approval.subject),
        col(Approval.entry_id),
        col(Approval.letter_id),
        col(Approval.snapshot_id),
        col(Case.id),
        col(Case.campaign_id),
        col(Case.reference),
        col(Person.name),
        col(Entry.kind),
        col(Approval.asked_by_id),
        col(Volunteer.name).label("asked_by"),
        col(Approval.asked_at),
        col(Approval.decision),
    )
    .join(Case, col(Case.id) == col(Approval.case_id))
    .join(Person, col(Person.id) == col(Case.person_id))
    .outerjoin(Entry, col(Entry.id) == col(Approval.entry_id))
    .outerjoin(Volunteer, col(Volunteer.id) == col(Approval.asked_by_id))
    .where(or_(col(Approval.entry_id).is_(None), col(Entry.removed_at).is_(None)))
)


def waiting_for(session: Session, viewer: Viewer) -> list[Waiting]:
    """What waits for a second person, oldest first, on cases this viewer may see; actions are asked for elsewhere."""
    wanted = _waiting.where(
        col(Approval.decision).is_(None),
        col(Approval.action_id).is_(None),
        visible_cases(viewer),
        or_(col(Approval.entry_id).is_(None), visible_entries(viewer)),
    )
    return [
        Waiting(*row) for row in session.execute(wanted.order_by(col(Approval.asked_at), col(Approval.id)))
    ]


def approval_for(session: Session, viewer: Viewer, approval_id: int) -> Waiting | None:
    """One of them, also when it was decided."""
    row = session.execute(
        _waiting.where(
            col(Approval.id) == approval_id,
            visible_cases(viewer),
            or_(col(Approval.entry_id).is_(None), visible_entries(viewer)),
        )
    ).first()
    return Waiting(*row) if row is not None else None


def approval_row(session: Session, approval_id: int) -> Approval | None:
    """The row, to be decided."""
    return session.get(Approval, approval_id)


def open_approval_of_letter(session: Session, letter_id: int) -> Approval | None:
    """What this letter waits for."""
    wanted = select(Approval).where(col(Approval.letter_id) == letter_id, col(Approval.decision).is_(None))
    return session.scalars(wanted.order_by(col(Approval.id).desc())).first()


def open_approval_of_snapshot(session: Session, snapshot_id: int) -> Approval | None:
    """What this proposal for a public page waits for."""
    wanted = select(Approval).where(
        col(Approval.snapshot_id) == snapshot_id, col(Approval.decision).is_(None)
    )
    return session.scalars(wanted).first()


_lifting = select(Approval).join(Consent, col(Consent.id) == col(Approval.consent_id))


def open_lifting(session: Session, person_id: int) -> Approval | None:
    """The question whether the request to stop about this person may be lifted."""
    mine = _lifting.where(col(Consent.person_id) == person_id, col(Approval.decision).is_(None))
    return session.scalars(mine).first()


def open_liftings(session: Session) -> list[tuple[Approval, int]]:
    """All such questions with the number of the person, oldest first."""
    waiting = _lifting.add_columns(col(Consent.person_id)).where(col(Approval.decision).is_(None))
    return [(row[0], row[1]) for row in session.execute(waiting.order_by(col(Approval.id)))]


def lifted_by_one(session: Session, person_id: int) -> set[int | None]:
    """The requests to stop that were lifted by the one who asked, because nobody else could."""
    mine = _lifting.where(col(Consent.person_id) == person_id, col(Approval.decision) == "by-one")
    return {one.consent_id for one in session.scalars(mine)}


def unconfirmed_entries(session: Session, case_id: int) -> dict[int, str]:
    """Entries of a case that no second person has confirmed: number to "waiting" or "refused"."""
    wanted = select(col(Approval.entry_id), col(Approval.decision)).where(
        col(Approval.case_id) == case_id,
        col(Approval.entry_id).is_not(None),
        or_(col(Approval.decision).is_(None), col(Approval.decision) == "refused"),
    )
    return {
        number: decision or "waiting"
        for number, decision in session.execute(wanted.order_by(col(Approval.id)))
    }


def others_who_may_decide(session: Session, campaigns: int | Collection[int], author_id: int | None) -> int:
    """How many other members of this campaign, or of these, could be the second person."""
    among = [campaigns] if isinstance(campaigns, int) else list(campaigns)
    wanted: Any = (
        select(func.count())
        .select_from(Membership)
        .join(Volunteer, col(Volunteer.id) == col(Membership.volunteer_id))
        .where(
            col(Membership.campaign_id).in_(among),
            col(Membership.role).in_(MAY_DECIDE),
            col(Volunteer.disabled_at).is_(None),
        )
    )
    if author_id is not None:
        wanted = wanted.where(col(Membership.volunteer_id) != author_id)
    return session.scalar(wanted) or 0
