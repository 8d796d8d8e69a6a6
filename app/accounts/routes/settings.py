"""One's own settings: name, time zone, passphrase, address, and the browsers that are signed in."""

from starlette.responses import Response

from app.accounts import sign_in_limits
from app.accounts.account_mails import send_address_link, tell
from app.accounts.changes import (
    end_other_sign_ins,
    mail_link,
    set_address,
    set_name,
    set_password,
    sign_out,
    use_up,
)
from app.accounts.forms import NewAddressForm, OwnForm, PasswordForm
from app.accounts.identity import BadName
from app.accounts.models import MailedLink, Purpose, Volunteer
from app.accounts.passwords import hash_password
from app.accounts.queries import (
    mailed_link,
    memberships_of,
    own_sign_ins,
    second_factor,
    sign_in_of,
    volunteer_by_email,
    volunteer_by_id,
)
from app.accounts.rights import role_words
from app.accounts.secret_tokens import token_hash
from app.refusal import NotFound
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import with_account
from app.web.visit import Visit

doors = Doors()


@doors.get("/settings", who=with_account)
def settings_page(visit: Visit) -> Response:
    """Who you are here, and where you are signed in."""
    return _settings(visit)


@doors.post("/settings", who=with_account)
def save_settings(visit: Visit) -> Response:
    """Name and zone."""
    form = read_form(OwnForm, visit.submitted)
    if isinstance(form, Rejected):
        return _settings(visit, form=form)
    own = _own(visit)
    try:
        set_name(visit.session, own, form.name)
    except BadName as bad:
        values = {"name": form.name, "zone": form.zone}
        return _settings(visit, form=Rejected(values=values, errors={"name": bad.sentence}))
    own.zone = form.zone
    return see_other("/settings", _("Saved."))


@doors.post("/settings/passphrase", who=with_account, writes=False)
def change_password(visit: Visit) -> Response:
    """A new passphrase, for which the old one is asked; every other browser is signed out."""
    form, own = read_form(PasswordForm, visit.submitted), _own(visit)
    if not isinstance(form, Rejected) and not sign_in_limits.is_own_password(
        visit, form.password, own.password_hash
    ):
        form = Rejected(errors={"password": _("This is not your present passphrase")})
    if isinstance(form, Rejected):
        form.values.clear()
        return _settings(visit, password=form)
    hashed = hash_password(form.new_password)
    with visit.database.writing(actor_id=own.id, actor=own.name, at=visit.now) as session:
        volunteer = session.get_one(Volunteer, own.id)
        set_password(session, volunteer, hashed, visit.me.sign_in_id)
        tell(session, visit.settings, volunteer, "passphrase")
    return see_other("/settings", _("Your passphrase is changed. Every other browser was signed out."))


@doors.get("/settings/address", who=with_account)
def address_form(visit: Visit) -> Response:
    """Which address it shall be."""
    return page(visit, "accounts/address.html", form=blank())


@doors.post("/settings/address", who=with_account, writes=False)
def ask_for_address(visit: Visit) -> Response:
    """Another address: a link goes to it, and nothing changes before somebody opens that."""
    form, own = read_form(NewAddressForm, visit.submitted), _own(visit)
    if not isinstance(form, Rejected) and not sign_in_limits.is_own_password(
        visit, form.password, own.password_hash
    ):
        form = Rejected(
            values={"email": form.email}, errors={"password": _("This is not your present passphrase")}
        )
    if isinstance(form, Rejected):
        form.values.pop("password", None)
        return page(visit, "accounts/address.html", form=form, status=422)
    with visit.database.writing(actor_id=own.id, actor=own.name, at=visit.now) as session:
        if volunteer_by_email(session, form.email) is None:  # whether it is somebody else's is not told
            token = mail_link(session, Purpose.ADDRESS, own, form.email)
            send_address_link(session, visit.settings, form.email, token)
    return see_other("/settings", _("Open the link that was mailed there; your address changes then."))


@doors.get("/settings/address/{token}", who=with_account)
def address_page(visit: Visit, token: str) -> Response:
    """The new address, to be confirmed by a button."""
    return page(visit, "accounts/new_address.html", email=_open_link(visit, token).email)


@doors.post("/settings/address/{token}", who=with_account)
def change_address(visit: Visit, token: str) -> Response:
    """The new address counts from now on; the old one is told."""
    link, own = _open_link(visit, token), _own(visit)
    if not use_up(visit.session, link):
        raise _run_out()
    old = own.email
    if volunteer_by_email(visit.session, link.email or "") is None:
        set_address(visit.session, own, link.email or own.email, visit.me.sign_in_id)
        tell(visit.session, visit.settings, own, "address", to=old)
    return see_other("/settings", _("Your address is changed. The old one was told."))


@doors.post("/settings/sign-ins/end", who=with_account)
def end_others(visit: Visit) -> Response:
    """Sign every browser out but this one."""
    end_other_sign_ins(visit.session, visit.me.id, visit.me.sign_in_id)
    return see_other("/settings", _("Every other browser is signed out."))


@doors.post("/settings/sign-ins/{sign_in_id}/end", who=with_account)
def end_sign_in(visit: Visit, sign_in_id: RowId) -> Response:
    """Sign one of one's own browsers out."""
    found = sign_in_of(visit.session, visit.me.id, sign_in_id)
    if found is None:
        raise NotFound
    sign_out(visit.session, sign_in_id)
    return see_other("/settings", _("That browser is signed out."))


def _open_link(visit: Visit, token: str) -> MailedLink:
    """The link of whoever is signed in; to others, and when it has run out, it does not exist."""
    link = mailed_link(visit.session, Purpose.ADDRESS, token_hash(token))
    if link is None or link.volunteer_id != visit.me.id or link.used_at or link.expires_at < visit.now:
        raise _run_out()
    return link


def _run_out() -> NotFound:
    return NotFound(_("This link was used or has run out. Ask for a new one in your settings."))


def _own(visit: Visit) -> Volunteer:
    own = volunteer_by_id(visit.session, visit.me.id)
    if own is None:
        raise NotFound
    return own


def _settings(visit: Visit, form: FormState | None = None, password: FormState | None = None) -> Response:
    own, factor = _own(visit), second_factor(visit.session, visit.me.id)
    return page(
        visit,
        "accounts/settings.html",
        status=422 if form or password else 200,
        form=form or blank(name=own.name, zone=own.zone),
        password=password or blank(),
        sign_ins=own_sign_ins(visit.session, visit.me.id),
        memberships=memberships_of(visit.session, visit.me.id),
        roles=role_words(),
        factor_since=factor.confirmed_at if factor else None,
    )
