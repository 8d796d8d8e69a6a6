"""What a viewer may see of cases, incidents and people: the clauses that every query about them applies."""

from typing import Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, false, not_, or_, select
from sqlalchemy import case as sql_case
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.cases.models import (
    Case,
    CaseMember,
    Entry,
    Incident,
    IncidentMember,
    Minder,
    Person,
    PersonLink,
    Visibility,
)
from app.cases.rules import visible as rules
from app.cases.sensitive_access import case_is_shown
from app.cases.stored_standing import PARTS, joined
from app.refusal import Forbidden, NotFound
from app.text import _
from app.web.viewer import Right, Viewer

Row = TypeVar("Row")
_CAMPAIGNS: BindParameter[Any] = bindparam("viewer_campaigns", expanding=True)
_VIEWER: BindParameter[Any] = bindparam("viewer_id")
_ENTRY_IS_OPEN = col(Entry.visibility) != Visibility.RESTRICTED


def named_on(case_id: Any, viewer_id: Any = _VIEWER) -> ColumnElement[bool]:
    """Whether the viewer is named on the case with this number, or looks after it.

    The row that the number belongs to may stand any number of selects farther out: a select correlates by itself with
    the nearest one only, and would ask of every row there is.
    """
    named = select(col(CaseMember.case_id)).where(
        col(CaseMember.case_id) == case_id, col(CaseMember.volunteer_id) == viewer_id
    )
    minding = select(col(Minder.case_id)).where(
        col(Minder.case_id) == case_id, col(Minder.volunteer_id) == viewer_id
    )
    return or_(named.correlate_except(CaseMember).exists(), minding.correlate_except(Minder).exists())


def _seen(case: Any, campaigns: Any = _CAMPAIGNS, viewer_id: Any = _VIEWER) -> ColumnElement[bool]:
    return rules.case_is_seen(
        case.campaign_id.in_(campaigns),
        case.visibility != Visibility.RESTRICTED,
        named_on(case.id, viewer_id),
    )


def is_seen(case: Any) -> ColumnElement[bool]:
    """The clause on another row of cases, such as an aliased one; asked with the binds of whoever visits."""
    return _seen(case)


def entry_is_seen_with(case: ColumnElement[bool]) -> ColumnElement[bool]:
    """The clause on Entry, given the one that says whether its case is seen."""
    return rules.entry_is_seen(case, _ENTRY_IS_OPEN, named_on(col(Entry.case_id)))


def entry_is_not_kept(viewer_id: int) -> ColumnElement[bool]:
    """Of the entries of cases that a viewer sees, those that are not kept from them."""
    return rules.not_kept(_ENTRY_IS_OPEN, named_on(col(Entry.case_id), viewer_id))


CASE_IS_SEEN: ColumnElement[bool] = _seen(Case)  # for statements built once
ENTRY_IS_SEEN: ColumnElement[bool] = entry_is_seen_with(CASE_IS_SEEN)  # for an entry joined with its case


def _reads_full(viewer_id: Any = _VIEWER) -> ColumnElement[bool]:
    return and_(col(Case.readings_differ), named_on(col(Case.id), viewer_id))


def seen_of(name: str, viewer_id: Any = _VIEWER) -> ColumnElement[Any]:
    """What a case's row keeps under this name, for this viewer: of the full reading for those named on the case, of
    the open one for all others, so that what is kept to a few moves no standing, date, order or count for them.
    """
    return sql_case((_reads_full(viewer_id), getattr(Case, f"full_{name}")), else_=getattr(Case, name))


STANDING_SEEN: ColumnElement[str] = seen_of("standing")
STOOD_SEEN: ColumnElement[Any] = joined(*map(seen_of, PARTS))
INCIDENT_IS_SEEN: ColumnElement[bool] = col(Incident.campaign_id).in_(_CAMPAIGNS)


def person_is_seen(who: Any) -> ColumnElement[bool]:
    """The clause on `who`, which is Person or another name for it."""
    own, other = aliased(Case), aliased(Case)
    person = col(who.id)
    has_seen_case = select(col(own.id)).where(col(own.person_id) == person, _seen(own)).exists()
    has_case = select(col(Case.id)).where(col(Case.person_id) == person).correlate(who).exists()
    in_seen_incident = (
        select(col(IncidentMember.id))
        .join(Incident, col(Incident.id) == col(IncidentMember.incident_id))
        .where(col(IncidentMember.person_id) == person, INCIDENT_IS_SEEN)
        .correlate(who)
        .exists()
    )
    in_incident = (
        select(col(IncidentMember.id)).where(col(IncidentMember.person_id) == person).correlate(who).exists()
    )
    tie = or_(
        and_(col(PersonLink.person_id) == person, col(PersonLink.other_id) == col(other.person_id)),
        and_(col(PersonLink.other_id) == person, col(PersonLink.person_id) == col(other.person_id)),
    )
    tied_to_seen = select(col(other.id)).join(PersonLink, tie).where(_seen(other)).correlate(who).exists()
    tied = (
        select(col(PersonLink.id))
        .where(or_(col(PersonLink.person_id) == person, col(PersonLink.other_id) == person))
        .correlate(who)
        .exists()
    )
    free = and_(not_(in_incident), not_(tied))
    return rules.person_is_seen(has_seen_case, in_seen_incident, not_(has_case), tied_to_seen, free)


PERSON_IS_SEEN: ColumnElement[bool] = person_is_seen(Person)
_Linked: Any = aliased(Person)
# Of the links of a person they see: those to another one they see.
LINK_IS_SEEN: ColumnElement[bool] = (
    select(col(_Linked.id))
    .where(col(_Linked.id) == col(PersonLink.other_id), person_is_seen(_Linked))
    .correlate(PersonLink)
    .exists()
)
# A member that is a case is seen with the case; all others with their incident.
MEMBER_IS_SEEN: ColumnElement[bool] = or_(
    col(IncidentMember.case_id).is_(None),
    select(col(Case.id))
    .where(col(Case.id) == col(IncidentMember.case_id), CASE_IS_SEEN)
    .correlate(IncidentMember)
    .exists(),
)


def viewer_binds(viewer: Viewer) -> dict[str, Any]:
    """What the clauses above are asked with."""
    return {"viewer_campaigns": viewer.campaigns, "viewer_id": viewer.id}


_hidden = select(col(Entry.id)).where(
    col(Entry.case_id) == bindparam("case_id"),
    col(Entry.visibility) == Visibility.RESTRICTED,
    not_(
        select(col(Case.id))
        .where(col(Case.id) == col(Entry.case_id), named_on(col(Case.id)))
        .correlate(Entry)
        .exists()
    ),
)


def hidden_entries(session: Session, case_id: int) -> frozenset[int]:
    """Restricted entries of a case that whoever visits may not see. A job, which nobody visits, sees all."""
    if "viewer" not in session.info:
        return frozenset()
    viewer: Viewer | None = session.info["viewer"]
    found = session.connection().execute(
        _hidden, {"case_id": case_id, "viewer_id": viewer.id if viewer else 0}
    )
    return frozenset(int(row[0] or 0) for row in found)


def visible_cases(viewer: Viewer) -> ColumnElement[bool]:
    """The clause on Case with this viewer's values filled in."""
    return _seen(Case, viewer.campaigns, viewer.id) if viewer.campaigns else false()


def stood_for(viewer: Viewer) -> ColumnElement[Any]:
    """Where a case stands, as far as this viewer may know."""
    return joined(*(seen_of(name, viewer.id) for name in PARTS))


_case_by_reference = select(Case).where(col(Case.reference) == bindparam("reference"), CASE_IS_SEEN)


def case_for(session: Session, viewer: Viewer, ref: str) -> Case:
    """The case with this reference; raise NotFound when there is none that they may see."""
    given = {**viewer_binds(viewer), "reference": ref}
    case = found_or_404(session.scalars(_case_by_reference, given).first())
    case_is_shown(session, case)
    return case


def workable_case(session: Session, viewer: Viewer, ref: str, right: Right = Right.WORK) -> Case:
    """The case, for somebody who may change it; raise Forbidden to a reader, NotFound to a stranger."""
    case = case_for(session, viewer, ref)
    may_change(viewer, case, right)
    return case


def may_change(viewer: Viewer, case: Case, right: Right = Right.WORK) -> None:
    """Raise Forbidden to whoever may only read the case."""
    if not viewer.may(right, case.campaign_id):
        raise Forbidden(
            _("You may read this case. Changing it takes the role of a volunteer; ask a coordinator.")
        )


def incident_for(session: Session, viewer: Viewer, ref: str) -> Incident:
    """The incident with this reference; raise NotFound when there is none that they may see."""
    wanted = select(Incident).where(col(Incident.reference) == ref, INCIDENT_IS_SEEN)
    return found_or_404(session.scalars(wanted, viewer_binds(viewer)).first())


def workable_incident(session: Session, viewer: Viewer, ref: str) -> Incident:
    """The incident, for somebody who may change it."""
    incident = incident_for(session, viewer, ref)
    if not viewer.may(Right.WORK, incident.campaign_id):
        raise Forbidden(
            _("You may read this incident. Changing it takes the role of a volunteer; ask a coordinator.")
        )
    return incident


def person_for(session: Session, viewer: Viewer, person_id: int) -> Person:
    """The person with this number; raise NotFound when there is none that they may see."""
    wanted = select(Person).where(col(Person.id) == person_id, PERSON_IS_SEEN)
    person = found_or_404(session.scalars(wanted, viewer_binds(viewer)).first())
    ties = select(col(PersonLink.person_id), col(PersonLink.other_id)).where(
        or_(col(PersonLink.person_id) == person_id, col(PersonLink.other_id) == person_id)
    )
    shown = {person_id, *(number for row in session.execute(ties) for number in row)}
    cases_are_shown(session, viewer, col(Case.person_id).in_(shown))
    return person


def cases_are_shown(session: Session, viewer: Viewer, about: ColumnElement[bool]) -> None:
    """Restricted cases that a page about something else shows to this viewer."""
    wanted = select(Case).where(about, col(Case.visibility) == Visibility.RESTRICTED, CASE_IS_SEEN)
    for case in session.scalars(wanted, viewer_binds(viewer)):
        case_is_shown(session, case)


def found_or_404(row: Row | None) -> Row:
    """The row; what is not there, or not for this viewer, does not exist."""
    if row is None:
        raise NotFound
    return row
