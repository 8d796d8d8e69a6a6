"""The team: who works in the campaigns one coordinates, inviting, changing roles; campaigns and accounts for admins."""

from starlette.responses import Response

from app.accounts.changes import change_role, invite, new_campaign, withdraw
from app.accounts.forms import CampaignForm, InviteForm, RoleForm
from app.accounts.models import Campaign
from app.accounts.queries import campaign_by_slug, campaigns, invitation_of, members, open_invitations
from app.accounts.reauthentication import proved
from app.accounts.rights import Role, role_words
from app.db import number_of
from app.refusal import Forbidden, NotFound
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import manager, runner
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/admin", who=manager)
def admin_page(visit: Visit) -> Response:
    """The campaigns one decides for, with their members; for admins also campaigns, jobs and mail."""
    return _admin(visit, blank())


@doors.post("/admin/campaigns", who=runner)
def add_campaign(visit: Visit) -> Response:
    """A new campaign, coordinated by whoever makes it."""
    form = read_form(CampaignForm, visit.submitted)
    if isinstance(form, Rejected):
        return _admin(visit, form)
    if campaign_by_slug(visit.session, form.slug) is not None:
        return _admin(
            visit,
            Rejected(
                values={"name": form.name, "slug": form.slug},
                errors={"slug": _("This short name is taken; choose another one")},
            ),
        )
    new_campaign(visit.session, Campaign(slug=form.slug, name=form.name, zone=form.zone), visit.me.id)
    return see_other("/admin", _("The campaign is there. Invite its members."))


@doors.get("/admin/campaigns/{slug}", who=manager)
def team_page(visit: Visit, slug: str) -> Response:
    """The members of one campaign and the invitations still open."""
    return _team(visit, _coordinated(visit, slug), blank())


@doors.post("/admin/campaigns/{slug}/invite", who=proved(manager))
def invite_member(visit: Visit, slug: str) -> Response:
    """Make a single-use link bound to one address; it is shown once, here."""
    campaign, form = _coordinated(visit, slug), read_form(InviteForm, visit.submitted)
    if isinstance(form, Rejected):
        return _team(visit, campaign, form)
    token = invite(visit.session, form.email, number_of(campaign), form.role or Role.VOLUNTEER)
    link = f"{visit.settings.base_url}/invitations/{token}"
    return page(visit, "accounts/invited.html", campaign=campaign, email=form.email, link=link)


@doors.post("/admin/campaigns/{slug}/members/{volunteer_id}", who=proved(manager))
def save_role(visit: Visit, slug: str, volunteer_id: RowId) -> Response:
    """Give a member another role, or end the membership; it counts from their next request."""
    campaign, form = _coordinated(visit, slug), read_form(RoleForm, visit.submitted)
    if isinstance(form, Rejected):
        return _team(visit, campaign, form)
    if volunteer_id == visit.me.id:
        raise Forbidden(_("Another coordinator has to change your own role."))
    change_role(visit.session, volunteer_id, campaign, form.role)
    return see_other(f"/admin/campaigns/{slug}", _("Saved."))


@doors.post("/admin/campaigns/{slug}/invitations/{invitation_id}/withdraw", who=manager)
def withdraw_invitation(visit: Visit, slug: str, invitation_id: RowId) -> Response:
    """An invitation that shall not be used any more."""
    campaign = _coordinated(visit, slug)
    invitation = invitation_of(visit.session, number_of(campaign), invitation_id)
    if invitation is None:
        raise NotFound
    withdraw(visit.session, invitation)
    return see_other(f"/admin/campaigns/{slug}", _("The invitation is withdrawn."))


def _coordinated(visit: Visit, slug: str) -> Campaign:
    campaign = campaign_by_slug(visit.session, slug)
    if campaign is None or not visit.me.may(Right.MANAGE, number_of(campaign)):
        raise NotFound
    return campaign


def _admin(visit: Visit, form: FormState) -> Response:
    runs = visit.me.may_somewhere(Right.RUN)
    mine = None if runs else visit.me.campaigns_with(Right.MANAGE)
    beat = visit.request.app.state.heartbeat.look(visit.session, visit.now) if runs else None
    return page(
        visit,
        "accounts/admin.html",
        status=422 if form.is_refused else 200,
        form=form,
        campaigns=[(one, members(visit.session, number_of(one))) for one in campaigns(visit.session, mine)],
        beat=beat,
    )


def _team(visit: Visit, campaign: Campaign, form: FormState) -> Response:
    return page(
        visit,
        "accounts/team.html",
        status=422 if form.is_refused else 200,
        campaign=campaign,
        form=form,
        members=members(visit.session, number_of(campaign)),
        roles=list(role_words().items()),
        invitations=open_invitations(visit.session, number_of(campaign), visit.now),
    )
