"""Typing the passphrase again, before something that matters."""

from fastapi.responses import RedirectResponse
from starlette.responses import Response

from app.accounts import sign_in_limits
from app.accounts.changes import note_proof
from app.accounts.queries import volunteer_by_id
from app.accounts.reauthentication import METHOD, PASSWORD, PATH, ask_for
from app.text import _
from app.web.door import Doors
from app.web.pages import own_path
from app.web.policy import while_enrolling
from app.web.visit import Visit

doors = Doors()


@doors.post("/prove", who=while_enrolling, writes=False)
def prove(visit: Visit) -> Response:
    """Check the passphrase, then send the browser on with the form it came with."""
    wanted, method = own_path(visit.submitted.one(PATH), "/my"), visit.submitted.one(METHOD)
    own, typed = volunteer_by_id(visit.session, visit.me.id), visit.submitted.one(PASSWORD)
    if own is None or not typed:
        return ask_for(visit, wanted, method, _("Type your password"))
    if not sign_in_limits.is_own_password(visit, typed, own.password_hash):
        return ask_for(visit, wanted, method, _("This is not your passphrase"))
    with visit.database.writing(actor_id=own.id, actor=own.name, at=visit.now) as session:
        note_proof(session, visit.me.sign_in_id, visit.now)
    return RedirectResponse(wanted, status_code=307 if method == "POST" else 303)
