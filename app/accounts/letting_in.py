"""The last step of signing in: a new cookie, the old one dead, and what had been typed given back."""

from sqlmodel import Session
from starlette.responses import Response

from app.accounts.browsers import label
from app.accounts.changes import sign_in, sign_out_token
from app.accounts.keeping import kept_in
from app.accounts.models import Volunteer
from app.accounts.signed_in import cookie_name, set_cookie, viewer_of
from app.db import number_of
from app.history import access
from app.history.access import What
from app.web.pages import own_path, page, see_other
from app.web.visit import Visit


def let_in(
    visit: Visit, session: Session, volunteer: Volunteer, wanted: str, notice: str | None = None
) -> Response:
    """Sign in this browser, end what it was signed in with before, and lead to what was asked for."""
    kept, browser = kept_in(visit.submitted), label(visit.request.headers.get("user-agent", ""))
    session.info.update(actor_id=volunteer.id, actor=volunteer.name)
    sign_out_token(session, visit.request.cookies.get(cookie_name(visit.settings), ""))
    token = sign_in(session, number_of(volunteer), visit.now, browser)
    access.note(session, What.SIGNED_IN)
    viewer = viewer_of(session, token, visit.settings, visit.now)
    if kept.waits and viewer is not None and not viewer.must_enrol:
        visit.viewer = viewer
        answer: Response = page(visit, "accounts/welcome_back.html", kept=kept)
    else:
        answer = see_other(own_path(wanted, "/my"), notice)
    set_cookie(answer, visit.settings, token)
    return answer
