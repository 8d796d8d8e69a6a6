"""Which cases a viewer may see: the one clause that every query about cases applies."""

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlmodel import Session, col

from app.cases.models import Case, CaseMember, Minder, Visibility
from app.refusal import Forbidden, NotFound
from app.text import _
from app.web.viewer import Viewer


def visible_cases(viewer: Viewer) -> ColumnElement[bool]:
    """A clause on Case: of a campaign of theirs, and if restricted, one they are named on or look after."""
    if not viewer.roles:
        return false()
    named = select(CaseMember.case_id).where(  # type: ignore[call-overload]
        col(CaseMember.case_id) == col(Case.id), col(CaseMember.volunteer_id) == viewer.id
    )
    minding = select(Minder.case_id).where(  # type: ignore[call-overload]
        col(Minder.case_id) == col(Case.id), col(Minder.volunteer_id) == viewer.id
    )
    return and_(
        col(Case.campaign_id).in_(sorted(viewer.roles)),
        or_(col(Case.visibility) != Visibility.RESTRICTED, named.exists(), minding.exists()),
    )


def case_for(session: Session, viewer: Viewer, ref: str) -> Case:
    """The case with this reference; raise NotFound when there is none that they may see."""
    found = session.scalars(select(Case).where(col(Case.reference) == ref, visible_cases(viewer))).first()
    if found is None:
        raise NotFound
    return found


def workable_case(session: Session, viewer: Viewer, ref: str) -> Case:
    """The case, for somebody who may change it; raise Forbidden to a reader, NotFound to a stranger."""
    case = case_for(session, viewer, ref)
    if not viewer.may_work_in(case.campaign_id):
        raise Forbidden(
            _("You may read this case. Changing it takes the role of a volunteer; ask a coordinator.")
        )
    return case
