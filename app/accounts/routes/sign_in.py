"""Signing in, in one step or two, typing the passphrase again, and leaving."""

from datetime import timedelta

from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.accounts import sign_in_limits
from app.accounts.account_mails import tell
from app.accounts.changes import note_proof, sign_out_token
from app.accounts.forms import SecondStepForm, SignInForm
from app.accounts.identity import BadAddress, plain_address
from app.accounts.models import SecondFactor, Volunteer
from app.accounts.passwords import is_password
from app.accounts.queries import recovery_codes_left, second_factor, volunteer_by_email, volunteer_by_id
from app.accounts.reauthentication import METHOD, PASSWORD, PATH, ask_for, kept_in
from app.accounts.secret_tokens import half_claimed, half_token, is_half_token
from app.accounts.sessions import clear_cookie, cookie_name, let_in_again, let_in_once
from app.accounts.totp import step_of, unseal
from app.accounts.two_factor import use_recovery_code, use_step
from app.db import number_of
from app.text import _
from app.web.door import Doors
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import own_path, page, see_other
from app.web.policy import anyone, while_enrolling
from app.web.visit import Visit

doors = Doors()
STEPS_WITHIN = timedelta(minutes=10)


@doors.get("/sign-in", who=anyone)
def sign_in_page(visit: Visit) -> Response:
    """E-mail and passphrase."""
    wanted = own_path(visit.request.query_params.get("next", ""), "")
    if visit.viewer is not None:
        return see_other(wanted or "/my")
    return _ask(visit, blank(next=wanted or None))


@doors.post("/sign-in", who=anyone, writes=False)
def sign_in_form(visit: Visit) -> Response:
    """Check the passphrase outside any write transaction, then begin the sign-in or ask for a code."""
    form = read_form(SignInForm, visit.submitted)
    if isinstance(form, Rejected):
        form.values.pop("password", None)
        return _ask(visit, form)
    address = _address_or_nothing(form.email)
    counted = sign_in_limits.limits(visit, address or form.email)
    sign_in_limits.check(visit, counted)
    volunteer = volunteer_by_email(visit.session, address)
    stored = volunteer.password_hash if volunteer and not volunteer.disabled_at else None
    if not is_password(form.password, stored) or volunteer is None:
        sign_in_limits.count(visit, counted, volunteer.id if volunteer else None)
        wrong = _("The e-mail address and the passphrase do not belong together")
        values = {"email": form.email, "next": form.next or ""}
        return _ask(visit, Rejected(values=values, errors={"email": wrong}))
    factor = second_factor(visit.session, number_of(volunteer))
    if factor is None or factor.confirmed_at is None:
        with visit.database.writing(at=visit.now) as session:
            return let_in_once(visit, session, volunteer, form.next or "")
    secret, until = visit.settings.secret_key, visit.now + STEPS_WITHIN
    half = half_token(secret, number_of(volunteer), stored or "", until)
    return _ask_code(visit, blank(half=half, next=form.next))


@doors.get("/sign-in/code", who=anyone)
def code_page(visit: Visit) -> Response:
    """The second step is reached by the first alone."""
    return sign_in_page(visit)


@doors.post("/sign-in/code", who=anyone, writes=False)
def code_form(visit: Visit) -> Response:
    """A code of the second factor, or a recovery code: each works once."""
    form = read_form(SecondStepForm, visit.submitted)
    volunteer = _half_signed_in(visit)
    if volunteer is None:
        late = _("That took longer than ten minutes; type your passphrase again")
        wanted = own_path(visit.submitted.one("next"), "")
        return _ask(visit, Rejected(values={"next": wanted}, errors={"password": late}))
    if isinstance(form, Rejected):
        form.values.pop("code", None)
        return _ask_code(visit, form)
    counted = sign_in_limits.code_limits(visit, number_of(volunteer))
    sign_in_limits.check_codes(visit, counted)
    with visit.database.writing(actor_id=volunteer.id, actor=volunteer.name, at=visit.now) as session:
        if (again := let_in_again(visit, session, volunteer, form.next or "")) is not None:
            return again
        if (left := _use(visit, session, volunteer, form.code)) is not None:
            return let_in_once(visit, session, volunteer, form.next or "", left or None)
    sign_in_limits.count(visit, counted, number_of(volunteer))
    wrong = _("This code is not right, or was used before; wait for the next one")
    values = {"half": form.half or "", "next": form.next or ""}
    return _ask_code(visit, Rejected(values=values, errors={"code": wrong}))


def _half_signed_in(visit: Visit) -> Volunteer | None:
    """Whoever has typed the right passphrase a moment ago."""
    half = visit.submitted.one("half")
    number = half_claimed(half)
    volunteer = volunteer_by_id(visit.session, number) if number is not None else None
    if volunteer is None or volunteer.disabled_at or not volunteer.password_hash:
        return None
    good = is_half_token(visit.settings.secret_key, half, volunteer.password_hash, visit.now)
    return volunteer if good else None


def _use(visit: Visit, session: Session, volunteer: Volunteer, code: str) -> str | None:
    """Use the code up. None when it is wrong; else what to say, which is something only after a recovery code."""
    number = number_of(volunteer)
    factor = second_factor(session, number)
    step = _step(visit, factor, code) if factor else None
    if step is not None:
        return "" if use_step(session, number, step) else None
    if not use_recovery_code(session, number, code):
        return None
    tell(session, visit.settings, volunteer, "code")
    left = recovery_codes_left(session, number)
    return _("That recovery code is used up now. You have %(left)s left.") % {"left": left}


def _step(visit: Visit, factor: SecondFactor, code: str) -> int | None:
    key = unseal(visit.settings.secret_key, factor.volunteer_id, factor.sealed_key)
    return step_of(key, code, visit.now, factor.last_step) if key else None


def _address_or_nothing(email: str) -> str:
    try:
        return plain_address(email)
    except BadAddress:
        return ""


def _ask(visit: Visit, form: FormState) -> Response:
    status = 422 if form.is_refused else 200
    return page(visit, "accounts/sign_in.html", status=status, form=form, kept=kept_in(visit.submitted))


def _ask_code(visit: Visit, form: FormState) -> Response:
    status = 422 if form.is_refused else 200
    return page(visit, "accounts/sign_in_code.html", status=status, form=form, kept=kept_in(visit.submitted))


@doors.post("/prove", who=while_enrolling, writes=False)
def prove(visit: Visit) -> Response:
    """Check the passphrase, then send the browser on with the form it came with."""
    wanted, method = own_path(visit.submitted.one(PATH), "/my"), visit.submitted.one(METHOD)
    own, typed = volunteer_by_id(visit.session, visit.me.id), visit.submitted.one(PASSWORD)
    if own is None or not typed:
        return ask_for(visit, wanted, method, _("Type your passphrase"))
    if not sign_in_limits.is_own_password(visit, typed, own.password_hash):
        return ask_for(visit, wanted, method, _("This is not your passphrase"))
    with visit.database.writing(actor_id=own.id, actor=own.name, at=visit.now) as session:
        note_proof(session, visit.me.sign_in_id, visit.now)
    return RedirectResponse(wanted, status_code=307 if method == "POST" else 303)


@doors.post("/leave", who=anyone)
def leave(visit: Visit) -> Response:
    """End this sign-in, whatever became of it, and go to a page that says nothing and forwards elsewhere."""
    sign_out_token(visit.session, visit.request.cookies.get(cookie_name(visit.settings), ""))
    answer = see_other("/left")
    clear_cookie(answer, visit.settings)
    return answer


@doors.get("/left", who=anyone)
def left(visit: Visit) -> Response:
    """A neutral page that forwards to the address the installation chose."""
    answer = page(visit, "accounts/left.html", exit_url=visit.settings.exit_url)
    answer.headers["Refresh"] = f"0; url={visit.settings.exit_url}"
    return answer
