"""What a campaign lets out of the house: names in its readers' mails, and chats told of urgent things."""

from starlette.responses import Response

from app.accounts.models import Campaign
from app.accounts.queries import campaign_by_slug
from app.db import number_of
from app.digest.changes import allow_detail
from app.digest.chat_changes import add_chat, remove_chat, tell_a_test
from app.digest.forms import ChatForm
from app.digest.queries.chats import chat_of, chat_views
from app.digest.queries.readers import detail_allowed_for
from app.digest.sealed_chats import seal
from app.digest.vocabulary import chat_choices
from app.mail.webhooks import BadHook, read_hook
from app.refusal import NotFound
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import manager
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/admin/campaigns/{slug}/mail", who=manager)
def outlets(visit: Visit, slug: str) -> Response:
    """The mails and chats of one campaign."""
    return _outlets(visit, _coordinated(visit, slug), blank(tells=["urgent", "outcomes"]))


@doors.post("/admin/campaigns/{slug}/mail/names", who=manager)
def save_names(visit: Visit, slug: str) -> Response:
    """Let names into the mails of readers who ask for them, or no longer."""
    campaign = _coordinated(visit, slug)
    allowed = visit.submitted.one("decision") == "allow"
    allow_detail(visit.session, number_of(campaign), visit.me.id, allowed=allowed)
    return see_other(f"/admin/campaigns/{slug}/mail", _("Saved. It counts also for mails that wait."))


@doors.post("/admin/campaigns/{slug}/chats", who=manager)
def save_chat(visit: Visit, slug: str) -> Response:
    """Add a chat; its address is kept sealed and never shown again."""
    campaign, form = _coordinated(visit, slug), read_form(ChatForm, visit.submitted)
    if isinstance(form, Rejected):
        return _outlets(visit, campaign, form)
    try:
        hook = read_hook(form.address, loopback=visit.settings.chat_loopback)
    except BadHook as bad:
        typed = {"label": form.label, "address": form.address, "tells": list(form.tells)}
        return _outlets(visit, campaign, Rejected(values=typed, errors={"address": bad.sentence}))
    sealed = seal(visit.settings.secret_key, number_of(campaign), form.address)
    add_chat(visit.session, number_of(campaign), form, hook.host, sealed)
    return see_other(
        f"/admin/campaigns/{slug}/mail", _("The chat is added. Send it a test message to be sure.")
    )


@doors.post("/admin/campaigns/{slug}/chats/{chat_id}", who=manager)
def decide_chat(visit: Visit, slug: str, chat_id: RowId) -> Response:
    """Take a chat out, or send it a test message."""
    campaign = _coordinated(visit, slug)
    chat = chat_of(visit.session, number_of(campaign), chat_id)
    decision = visit.submitted.one("decision")
    if chat is None or decision not in {"remove", "test"}:
        raise NotFound
    if decision == "test":
        tell_a_test(visit.session, chat)
        return see_other(
            f"/admin/campaigns/{slug}/mail", _("A test message is on its way; look into the chat.")
        )
    remove_chat(visit.session, chat)
    return see_other(f"/admin/campaigns/{slug}/mail", _("The chat is told nothing any more."))


def _coordinated(visit: Visit, slug: str) -> Campaign:
    campaign = campaign_by_slug(visit.session, slug)
    if campaign is None or not visit.me.may(Right.MANAGE, number_of(campaign)):
        raise NotFound
    return campaign


def _outlets(visit: Visit, campaign: Campaign, form: FormState) -> Response:
    campaign_id = number_of(campaign)
    return page(
        visit,
        "digest/outlets.html",
        status=422 if form.is_refused else 200,
        campaign=campaign,
        form=form,
        names_allowed=detail_allowed_for(visit.session, campaign_id) is not None,
        chats=chat_views(visit.session, campaign_id),
        choices=chat_choices(),
    )
