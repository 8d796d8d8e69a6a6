"""Accounts as an admin sees them: who there is, where they are signed in, their second factor, closing them."""

from starlette.responses import Response

from app.accounts.account_mails import tell
from app.accounts.changes import disable, end_other_sign_ins
from app.accounts.models import Volunteer
from app.accounts.queries import all_volunteers, memberships_of, own_sign_ins, second_factor, volunteer_by_id
from app.accounts.reauthentication import proved
from app.accounts.rights import role_words
from app.accounts.two_factor import remove
from app.history import access_log
from app.history.access_log import Subject, What
from app.refusal import NotFound
from app.text import _
from app.web.door import Doors, RowId
from app.web.pages import page, see_other
from app.web.policy import runner
from app.web.visit import Visit

doors = Doors()


@doors.get("/admin/volunteers", who=runner)
def volunteers_page(visit: Visit) -> Response:
    """Every account."""
    return page(visit, "accounts/volunteers.html", volunteers=all_volunteers(visit.session))


@doors.get("/admin/volunteers/{volunteer_id}", who=runner)
def volunteer_page(visit: Visit, volunteer_id: RowId) -> Response:
    """One account: campaigns, second factor, where it is signed in."""
    factor = second_factor(visit.session, volunteer_id)
    return page(
        visit,
        "accounts/volunteer.html",
        volunteer=_found(visit, volunteer_id),
        memberships=memberships_of(visit.session, volunteer_id),
        roles=role_words(),
        since=factor.confirmed_at if factor else None,
        sign_ins=own_sign_ins(visit.session, volunteer_id),
    )


@doors.post("/admin/volunteers/{volunteer_id}/sign-out", who=proved(runner))
def sign_volunteer_out(visit: Visit, volunteer_id: RowId) -> Response:
    """End every sign-in of an account."""
    volunteer = _other(visit, volunteer_id)
    end_other_sign_ins(visit.session, volunteer_id, None)
    access_log.note(visit.session, What.SIGNED_OUT_BY_ADMIN, Subject("volunteer", volunteer_id))
    tell(visit.session, visit.settings, volunteer, "ended")
    return see_other(f"/admin/volunteers/{volunteer_id}", _("Every browser of this account is signed out."))


@doors.post("/admin/volunteers/{volunteer_id}/reset-second-factor", who=proved(runner))
def reset_second_factor(visit: Visit, volunteer_id: RowId) -> Response:
    """For somebody who has lost authenticator and recovery codes; they are told by mail."""
    volunteer = _other(visit, volunteer_id)
    if remove(visit.session, volunteer_id, None):
        tell(visit.session, visit.settings, volunteer, "reset")
    return see_other(
        f"/admin/volunteers/{volunteer_id}", _("The second step is removed, and they were told.")
    )


@doors.post("/admin/volunteers/{volunteer_id}/disable", who=proved(runner))
def disable_volunteer(visit: Visit, volunteer_id: RowId) -> Response:
    """Close an account: signed out everywhere, at once."""
    volunteer = _other(visit, volunteer_id)
    disable(visit.session, volunteer)
    tell(visit.session, visit.settings, volunteer, "closed")
    return see_other("/admin", _("The account is closed."))


def _found(visit: Visit, volunteer_id: int) -> Volunteer:
    volunteer = volunteer_by_id(visit.session, volunteer_id)
    if volunteer is None:
        raise NotFound
    return volunteer


def _other(visit: Visit, volunteer_id: int) -> Volunteer:
    """One's own account is changed under Settings, so that nobody locks themselves out here."""
    if volunteer_id == visit.me.id:
        raise NotFound
    return _found(visit, volunteer_id)
