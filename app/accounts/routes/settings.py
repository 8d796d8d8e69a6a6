"""One's own settings: name, time zone, password, and the browsers that are signed in."""

from starlette.responses import Response

from app.accounts.changes import end_other_sign_ins, sign_out
from app.accounts.forms import OwnForm, PasswordForm
from app.accounts.models import Volunteer
from app.accounts.passwords import hash_password, is_password
from app.accounts.queries import campaigns, own_sign_ins, sign_in_of, volunteer_by_id
from app.refusal import NotFound
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@doors.get("/settings", who=signed_in)
def settings_page(visit: Visit) -> Response:
    """Who you are here, and where you are signed in."""
    return _settings(visit, blank(name=visit.me.name, zone=visit.me.zone), blank())


@doors.post("/settings", who=signed_in)
def save_settings(visit: Visit) -> Response:
    """Name and zone."""
    form = read_form(OwnForm, visit.submitted)
    if isinstance(form, Rejected):
        return _settings(visit, form, blank())
    own = _own(visit)
    own.name, own.zone = form.name, form.zone
    return see_other("/settings", _("Saved."))


@doors.post("/settings/password", who=signed_in)
def change_password(visit: Visit) -> Response:
    """A new password, for which the old one is asked; every other browser is signed out."""
    form, own = read_form(PasswordForm, visit.submitted), _own(visit)
    if not isinstance(form, Rejected) and not is_password(form.password, own.password_hash):
        form = Rejected(errors={"password": _("This is not your present password")})
    if isinstance(form, Rejected):
        form.values.clear()
        return _settings(visit, blank(name=own.name, zone=own.zone), form)
    own.password_hash = hash_password(form.new_password)
    end_other_sign_ins(visit.session, visit.me.id, visit.me.sign_in_id)
    return see_other("/settings", _("Your password is changed. Every other browser was signed out."))


@doors.post("/settings/sign-ins/{sign_in_id}/end", who=signed_in)
def end_sign_in(visit: Visit, sign_in_id: RowId) -> Response:
    """Sign one of one's own browsers out."""
    found = sign_in_of(visit.session, visit.me.id, sign_in_id)
    if found is None:
        raise NotFound
    sign_out(visit.session, sign_in_id)
    return see_other("/settings", _("That browser is signed out."))


def _own(visit: Visit) -> Volunteer:
    own = volunteer_by_id(visit.session, visit.me.id)
    if own is None:
        raise NotFound
    return own


def _settings(visit: Visit, form: FormState, password: FormState) -> Response:
    names = {campaign.id: campaign.name for campaign in campaigns(visit.session, sorted(visit.me.roles))}
    return page(
        visit,
        "accounts/settings.html",
        status=422 if form.is_refused or password.is_refused else 200,
        form=form,
        password=password,
        sign_ins=own_sign_ins(visit.session, visit.me.id),
        roles=[(names.get(campaign_id, ""), role) for campaign_id, role in visit.me.roles.items()],
    )
