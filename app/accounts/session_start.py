"""The last step of signing in: a new cookie, the old one dead, and what had been typed given back."""

from sqlmodel import Session
from starlette.responses import Response

from app.accounts.changes import sign_in, sign_out_token
from app.accounts.known_browsers import label
from app.accounts.models import Volunteer
from app.accounts.pending_forms import kept_in
from app.accounts.secret_tokens import form_token, new_token
from app.accounts.sessions import cookie_name, remember_browser, set_cookie, viewer_of
from app.db import insert_once, number_of
from app.history import access_log
from app.history.access_log import What
from app.web.form_keys import is_ours, key_hash, words_mark
from app.web.models import Submission
from app.web.pages import own_path, page, see_other
from app.web.queries import submission
from app.web.visit import Visit


def let_in(
    visit: Visit, session: Session, volunteer: Volunteer, wanted: str, notice: str | None = None
) -> Response:
    """Sign in this browser, end what it was signed in with before, and lead to what was asked for."""
    return _begin(visit, session, volunteer, new_token(), (wanted, notice))


def let_in_once(
    visit: Visit, session: Session, volunteer: Volunteer, wanted: str, notice: str | None = None
) -> Response:
    """As `let_in`, and twice is once: of a double click it does not matter which answer the browser keeps.

    The token follows from the form's own key, as only we can make it. Once such a sign-in has ended, the same form
    begins another one, so that a dead token stays dead.
    """
    if not _is_ours(visit):
        return let_in(visit, session, volunteer, wanted, notice)
    key, secret = visit.submitted.one("key"), visit.settings.secret_key
    is_first = insert_once(
        session, Submission, "key_hash", key_hash=key_hash(key, visit.path), volunteer_id=volunteer.id,
        body_hash=words_mark(secret, visit.submitted.body_hash), location=own_path(wanted, "/my"), at=visit.now,
    )  # fmt: skip
    if not is_first and (again := let_in_again(visit, session, volunteer, wanted)) is not None:
        return again
    token = form_token(secret, key, number_of(volunteer)) if is_first else new_token()
    return _begin(visit, session, volunteer, token, (wanted, notice))


def let_in_again(visit: Visit, session: Session, volunteer: Volunteer, wanted: str) -> Response | None:
    """The same answer as a moment ago to the same form with the same words, while what it began still lasts."""
    if not _is_ours(visit) or not _was_sent(visit, session):
        return None
    token = form_token(visit.settings.secret_key, visit.submitted.one("key"), number_of(volunteer))
    if viewer_of(session, token, visit.settings, visit.now) is None:
        return None
    return _answer(visit, session, volunteer, token, (wanted, None))


def _is_ours(visit: Visit) -> bool:
    return is_ours(visit.settings.secret_key, visit.bearer, visit.submitted.one("key"))


def _was_sent(visit: Visit, session: Session) -> bool:
    sent = submission(session, key_hash(visit.submitted.one("key"), visit.path))
    return sent is not None and sent.body_hash == words_mark(
        visit.settings.secret_key, visit.submitted.body_hash
    )


Told = tuple[str, str | None]  # where to, and what to say there


def _begin(visit: Visit, session: Session, volunteer: Volunteer, token: str, told: Told) -> Response:
    session.info.update(actor_id=volunteer.id, actor=volunteer.name)
    sign_out_token(session, visit.request.cookies.get(cookie_name(visit.settings), ""))
    browser = label(visit.request.headers.get("user-agent", ""))
    sign_in(session, number_of(volunteer), visit.now, browser, token)
    access_log.note(session, What.SIGNED_IN)
    return _answer(visit, session, volunteer, token, told)


def _answer(visit: Visit, session: Session, volunteer: Volunteer, token: str, told: Told) -> Response:
    kept, (wanted, notice) = kept_in(visit.submitted), told
    viewer = viewer_of(session, token, visit.settings, visit.now)
    if kept.waits and viewer is not None and not viewer.must_enrol:
        visit.viewer = viewer
        answer: Response = page(visit, "accounts/welcome_back.html", kept=kept)
    else:
        answer = see_other(own_path(wanted, "/my"), notice)
    set_cookie(answer, visit.settings, token)
    remember_browser(visit, answer, volunteer.email)
    return answer
