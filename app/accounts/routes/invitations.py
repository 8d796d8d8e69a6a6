"""Using an invitation: a new account, or one more campaign for an account that is there already."""

from starlette.responses import Response

from app.accounts.changes import NewVolunteer, accept, add_volunteer, free_name, use_up
from app.accounts.forms import JoinForm
from app.accounts.identity import BadAddress, BadName, plain_address
from app.accounts.models import Campaign, Invitation, Volunteer
from app.accounts.passwords import hash_password
from app.accounts.queries import campaigns, invitation_by_hash, is_anybody_there, volunteer_by_email
from app.accounts.secret_tokens import token_hash
from app.accounts.sessions import let_in
from app.refusal import NotFound, Refusal
from app.text import _
from app.web.door import Doors
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import anyone
from app.web.visit import Visit

doors = Doors()


class UsedUp(Refusal):
    """An invitation that was used or has run out."""

    status = 410

    def __init__(self) -> None:
        super().__init__(
            _(
                "This link was used or has run out. If you have used it just now, sign in; if not, ask for a new one."
            )
        )


def _open_invitation(visit: Visit, token: str) -> Invitation:
    invitation = invitation_by_hash(visit.session, token_hash(token))
    if invitation is None:
        raise NotFound
    overtaken = invitation.makes_admin and is_anybody_there(
        visit.session
    )  # it was for the very first account
    if invitation.used_at is not None or invitation.expires_at < visit.now or overtaken:
        raise UsedUp
    return invitation


@doors.get("/invitations/{token}", who=anyone)
def invitation_page(visit: Visit, token: str) -> Response:
    """Looking at an invitation changes nothing."""
    return _show(visit, _open_invitation(visit, token), blank())


@doors.post("/invitations/{token}", who=anyone, knows=_open_invitation)
def invitation_form(visit: Visit, token: str) -> Response:
    """Make the account and use the invitation up. Only the first link signs in: who has it has the machine."""
    invitation = _open_invitation(visit, token)
    if _existing(visit, invitation):
        return _join(visit, invitation)
    form = read_form(JoinForm, visit.submitted)
    if isinstance(form, Rejected):
        form.values.pop("new_password", None)
        return _show(visit, invitation, form)
    try:
        email = _free_address(visit, invitation.email or form.email or "")
        name = free_name(visit.session, form.name, None)
    except (BadAddress, BadName) as bad:
        values = {"name": form.name, "email": form.email}
        where = "name" if isinstance(bad, BadName) else "email"
        return _show(visit, invitation, Rejected(values=values, errors={where: bad.sentence}))
    _use(visit, invitation)
    visit.session.info.update(actor=name)
    new = NewVolunteer(email, name, hash_password(form.new_password), visit.settings.timezone)
    volunteer = add_volunteer(visit.session, new)
    visit.session.info.update(actor_id=volunteer.id)
    accept(visit.session, invitation, volunteer)
    if invitation.makes_admin:
        first = "/welcome" if any(one.is_demonstration for one in campaigns(visit.session)) else "/my"
        return let_in(visit, visit.session, volunteer, first, _("Your account is ready."))
    return see_other("/sign-in", _("Your account is ready. Sign in with your passphrase."))


def _free_address(visit: Visit, typed: str) -> str:
    address = plain_address(typed)
    if volunteer_by_email(visit.session, address):
        raise BadAddress(_("There is an account with this address already"))
    return address


def _join(visit: Visit, invitation: Invitation) -> Response:
    """Whoever has an account already joins with it, signed in; an invitation never touches a passphrase."""
    own = _existing(visit, invitation)
    if own is None or visit.viewer is None or visit.viewer.id != own.id:
        return _show(visit, invitation, blank(), status=403)
    _use(visit, invitation)
    accept(visit.session, invitation, own)
    return see_other("/my", _("You have joined the campaign."))


def _use(visit: Visit, invitation: Invitation) -> None:
    if not use_up(visit.session, invitation):
        raise UsedUp


def _existing(visit: Visit, invitation: Invitation) -> Volunteer | None:
    return volunteer_by_email(visit.session, invitation.email) if invitation.email else None


def _show(visit: Visit, invitation: Invitation, form: FormState, status: int = 200) -> Response:
    own = _existing(visit, invitation)
    is_own = own is not None and visit.viewer is not None and visit.viewer.id == own.id
    campaign = visit.session.get(Campaign, invitation.campaign_id) if invitation.campaign_id else None
    return page(
        visit,
        "accounts/join.html",
        status=422 if form.is_refused else status,
        form=form,
        invitation=invitation,
        campaign=campaign,
        exists=own is not None,
        is_own=is_own,
    )
