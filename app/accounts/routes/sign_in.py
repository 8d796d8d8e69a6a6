"""Signing in and out, and using an invitation."""

from datetime import timedelta

from starlette.responses import Response

from app.accounts.changes import (
    BadAddress,
    NewVolunteer,
    add_volunteer,
    count_attempt,
    join,
    make_admin,
    plain_address,
    sign_in,
    sign_out,
)
from app.accounts.forms import JoinForm, SignInForm
from app.accounts.models import Campaign, Invitation
from app.accounts.passwords import hash_password, is_password
from app.accounts.queries import attempts_since, invitation_by_hash, volunteer_by_email
from app.accounts.signed_in import clear_cookie, set_cookie
from app.accounts.tokens import subject_hash, token_hash
from app.db import number_of
from app.refusal import NotFound, Refusal
from app.text import _
from app.web.door import Doors
from app.web.forms import Rejected, blank, read_form
from app.web.pages import own_path, page, see_other
from app.web.policy import anyone, signed_in
from app.web.visit import Visit

doors = Doors()
TRIES, WITHIN = 10, timedelta(minutes=5)


class TooManyTries(Refusal):
    """Guessing is slowed for the account and for the address."""

    status = 429


class UsedUp(Refusal):
    """An invitation that was used or has run out."""

    status = 410


@doors.get("/sign-in", who=anyone)
def sign_in_page(visit: Visit) -> Response:
    """E-mail and password."""
    if visit.viewer is not None:
        return see_other("/my")
    wanted = own_path(visit.request.query_params.get("next", ""), "")
    return page(visit, "accounts/sign_in.html", form=blank(next=wanted or None))


@doors.post("/sign-in", who=anyone, writes=False)
def sign_in_form(visit: Visit) -> Response:
    """Check the password outside any write transaction, then begin the sign-in in a short one."""
    form = read_form(SignInForm, visit.submitted)
    if isinstance(form, Rejected):
        form.values.pop("password", None)
        return page(visit, "accounts/sign_in.html", form=form, status=422)
    subjects = _subjects(visit, form.email)
    if any(attempts_since(visit.session, subject, visit.now - WITHIN) >= TRIES for subject in subjects):
        answer = page(visit, "accounts/too_many.html", status=429)
        answer.headers["Retry-After"] = str(int(WITHIN.total_seconds()))
        return answer
    volunteer = volunteer_by_email(visit.session, _address_or_nothing(form.email))
    good = is_password(
        form.password, volunteer.password_hash if volunteer and not volunteer.disabled_at else None
    )
    if volunteer is None or volunteer.id is None or not good:
        with visit.database.writing(at=visit.now) as session:
            count_attempt(session, subjects, visit.now)
        wrong: Rejected[SignInForm] = Rejected(
            values={"email": form.email, "next": form.next or ""},
            errors={"email": _("The e-mail address and the password do not belong together")},
        )
        return page(visit, "accounts/sign_in.html", form=wrong, status=422)
    with visit.database.writing(at=visit.now) as session:
        token = sign_in(session, volunteer.id, visit.now)
    led = see_other(own_path(form.next or "", "/my"))
    set_cookie(led, visit.settings, token)
    return led


def _subjects(visit: Visit, email: str) -> tuple[str, str]:
    secret = visit.settings.secret_key
    address = visit.request.client.host if visit.request.client else "unknown"
    return subject_hash(secret, f"account:{email}"), subject_hash(secret, f"address:{address}")


def _address_or_nothing(email: str) -> str:
    try:
        return plain_address(email)
    except BadAddress:
        return ""


@doors.get("/invitations/{token}", who=anyone)
def invitation_page(visit: Visit, token: str) -> Response:
    """Looking at an invitation changes nothing."""
    invitation = _open_invitation(visit, token)
    return page(visit, "accounts/join.html", form=blank(email=invitation.email), invitation=invitation)


@doors.post("/invitations/{token}", who=anyone)
def invitation_form(visit: Visit, token: str) -> Response:
    """Make the account, use the invitation up, sign in."""
    invitation = _open_invitation(visit, token)
    form = read_form(JoinForm, visit.submitted)
    if isinstance(form, Rejected):
        form.values.pop("new_password", None)
        return page(visit, "accounts/join.html", form=form, invitation=invitation, status=422)
    try:
        email = invitation.email or plain_address(form.email)
    except BadAddress as error:
        refused: Rejected[JoinForm] = Rejected(
            values={"name": form.name, "email": form.email}, errors={"email": error.sentence}
        )
        return page(visit, "accounts/join.html", form=refused, invitation=invitation, status=422)
    token = _use(visit, invitation, form, email)
    answer = see_other("/my", _("Welcome. Your account is ready."))
    set_cookie(answer, visit.settings, token)
    return answer


def _open_invitation(visit: Visit, token: str) -> Invitation:
    invitation = invitation_by_hash(visit.session, token_hash(token))
    if invitation is None:
        raise NotFound
    if invitation.used_at is not None or invitation.expires_at < visit.now:
        raise UsedUp(_("This invitation was used or has run out. Ask for a new one."))
    return invitation


def _use(visit: Visit, invitation: Invitation, form: JoinForm, email: str) -> str:
    visit.session.info.update(actor=form.name)
    invitation.used_at = visit.now
    hashed = hash_password(form.new_password)
    volunteer = add_volunteer(visit.session, NewVolunteer(email, form.name, hashed, visit.settings.timezone))
    if invitation.makes_admin:
        make_admin(visit.session, volunteer)
    if invitation.campaign_id is not None:
        campaign = visit.session.get(Campaign, invitation.campaign_id)
        if campaign is not None:
            join(visit.session, volunteer, campaign, invitation.role)
    return sign_in(visit.session, number_of(volunteer), visit.now)


@doors.post("/leave", who=signed_in)
def leave(visit: Visit) -> Response:
    """End this sign-in and go to a page that says nothing and forwards elsewhere."""
    sign_out(visit.session, visit.me.sign_in_id)
    answer = see_other("/left")
    clear_cookie(answer, visit.settings)
    return answer


@doors.get("/left", who=anyone)
def left(visit: Visit) -> Response:
    """A neutral page that forwards to the address the installation chose."""
    answer = page(visit, "accounts/left.html", exit_url=visit.settings.exit_url)
    answer.headers["Refresh"] = f"0; url={visit.settings.exit_url}"
    return answer
