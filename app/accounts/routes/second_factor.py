"""One's own second factor: setting it up, its recovery codes, taking it away."""

from starlette.responses import Response

from app.accounts import sign_in_limits
from app.accounts.account_mails import tell
from app.accounts.forms import CodeForm
from app.accounts.models import SecondFactor, Volunteer
from app.accounts.queries import recovery_codes_left, second_factor, volunteer_by_id
from app.accounts.reauthentication import proved
from app.accounts.totp import in_groups, picture, step_of, unseal
from app.accounts.two_factor import begin, confirm, remove, renew_recovery_codes
from app.refusal import Conflict, Forbidden, NotFound
from app.text import _
from app.web.door import Doors
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import ENROLMENT, while_enrolling, with_account
from app.web.visit import Visit

doors = Doors()


@doors.get("/settings/second-factor", who=while_enrolling)
def second_factor_page(visit: Visit) -> Response:
    """Whether there is one; while it is being set up, its key as a picture and as text."""
    return _show(visit, blank())


@doors.post("/settings/second-factor/begin", who=proved(while_enrolling))
def begin_second_factor(visit: Visit) -> Response:
    """A fresh key, which counts for nothing yet."""
    begin(visit.session, visit.me.id, visit.settings.secret_key)
    return see_other(ENROLMENT)


@doors.get("/settings/second-factor/key.png", who=while_enrolling)
def key_picture(visit: Visit) -> Response:
    """The key for an authenticator's camera, only while it is being set up."""
    key = _open_key(visit)
    if key is None:
        raise NotFound
    return Response(picture(key, visit.me.email), media_type="image/png")


@doors.post("/settings/second-factor/confirm", who=proved(while_enrolling), writes=False)
def confirm_second_factor(visit: Visit) -> Response:
    """The first code proves that the authenticator has the key; the recovery codes are shown, once."""
    form, key = read_form(CodeForm, visit.submitted), _open_key(visit)
    if key is None:
        return see_other(ENROLMENT)
    if isinstance(form, Rejected):
        return _show(visit, form)
    counted = sign_in_limits.code_limits(visit, visit.me.id)
    sign_in_limits.check_codes(visit, counted)
    step = step_of(key, form.code, visit.now, None)
    if step is None:
        sign_in_limits.count(visit, counted, visit.me.id)
        wrong = _("This code is not right; see that the clock of your telephone is, and type the next one")
        return _show(visit, Rejected(errors={"code": wrong}))
    with visit.database.writing(actor_id=visit.me.id, actor=visit.me.name, at=visit.now) as session:
        factor = second_factor(session, visit.me.id)
        if factor is None or factor.confirmed_at is not None:
            raise Conflict(_("The second step was set up meanwhile."))
        codes = confirm(session, factor, step, visit.me.sign_in_id)
        tell(session, visit.settings, session.get_one(Volunteer, visit.me.id), "factor")
    return page(visit, "accounts/recovery_codes.html", codes=[in_groups(code) for code in codes])


@doors.post("/settings/second-factor/codes", who=proved(with_account))
def renew_codes(visit: Visit) -> Response:
    """Ten new recovery codes, shown once; the old ones work no more."""
    factor, own = second_factor(visit.session, visit.me.id), volunteer_by_id(visit.session, visit.me.id)
    if own is None or factor is None or factor.confirmed_at is None:
        raise NotFound
    codes = renew_recovery_codes(visit.session, visit.me.id)
    tell(visit.session, visit.settings, own, "codes")
    return page(visit, "accounts/recovery_codes.html", codes=[in_groups(code) for code in codes])


@doors.post("/settings/second-factor/remove", who=proved(with_account))
def remove_second_factor(visit: Visit) -> Response:
    """Sign in with the passphrase alone again; not for those who must have one."""
    own = volunteer_by_id(visit.session, visit.me.id)
    if own is None or _is_forced(visit):
        raise Forbidden(_("Whoever decides for others has to keep the second step of signing in."))
    if remove(visit.session, visit.me.id, visit.me.sign_in_id):
        tell(visit.session, visit.settings, own, "no-factor")
    return see_other(ENROLMENT, _("The second step is removed. Your passphrase alone signs you in now."))


def _is_forced(visit: Visit) -> bool:
    return visit.settings.is_production and visit.me.decides


def _open_key(visit: Visit) -> str | None:
    """The key while it is being set up; a confirmed one is never shown again."""
    factor: SecondFactor | None = second_factor(visit.session, visit.me.id)
    if factor is None or factor.confirmed_at is not None:
        return None
    return unseal(visit.settings.secret_key, visit.me.id, factor.sealed_key)


def _show(visit: Visit, form: FormState) -> Response:
    factor, key = second_factor(visit.session, visit.me.id), _open_key(visit)
    form.values.clear()
    return page(
        visit,
        "accounts/second_factor.html",
        status=422 if form.is_refused else 200,
        form=form,
        since=factor.confirmed_at if factor else None,
        key=in_groups(key) if key else None,
        left=recovery_codes_left(visit.session, visit.me.id),
        forced=_is_forced(visit),
    )
