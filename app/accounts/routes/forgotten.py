"""A forgotten passphrase: a link by mail, single use, half an hour; the second factor stays, nobody is signed in."""

from starlette.responses import Response

from app.accounts import sign_in_limits
from app.accounts.account_mails import send_passphrase_link, tell
from app.accounts.changes import count_attempt, mail_link, set_password, use_up
from app.accounts.forms import AddressForm, NewPassphraseForm
from app.accounts.models import MailedLink, Purpose, Volunteer
from app.accounts.passwords import hash_password
from app.accounts.queries import attempts_since, mailed_link, volunteer_by_email, volunteer_by_id
from app.accounts.secret_tokens import subject_hash, token_hash
from app.db import number_of
from app.refusal import NotFound, Refusal
from app.text import _
from app.web.door import Doors
from app.web.forms import Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import anyone
from app.web.visit import Visit

doors = Doors()


class RunOut(Refusal):
    """A link that was used or has run out."""

    status = 410

    def __init__(self) -> None:
        super().__init__(_("This link was used or has run out. Ask for a new one."))


def _open_link(visit: Visit, token: str) -> MailedLink:
    link = mailed_link(visit.session, Purpose.PASSPHRASE, token_hash(token))
    if link is None:
        raise NotFound
    if link.used_at is not None or link.expires_at < visit.now:
        raise RunOut
    _owner(visit, link)
    return link


def _owner(visit: Visit, link: MailedLink) -> Volunteer:
    own = volunteer_by_id(visit.session, link.volunteer_id)
    if own is None or own.disabled_at or not number_of(own):
        raise NotFound
    return own


@doors.get("/forgotten", who=anyone)
def forgotten_page(visit: Visit) -> Response:
    """Ask for the address."""
    return page(visit, "accounts/forgotten.html", form=blank())


@doors.post("/forgotten", who=anyone, writes=False)
def send_link(visit: Visit) -> Response:
    """The same answer, after the same work, whether or not there is such an account."""
    form = read_form(AddressForm, visit.submitted)
    if isinstance(form, Rejected):
        return page(visit, "accounts/forgotten.html", form=form, status=422)
    secret = visit.settings.secret_key
    here = subject_hash(secret, f"letters from:{visit.caller}")
    there = subject_hash(secret, f"letters to:{form.email}")
    sign_in_limits.check(visit, {here: sign_in_limits.TRIES})
    hash_password(form.email)  # as slow as a passphrase: what follows for a known address vanishes beside it
    volunteer = volunteer_by_email(visit.session, form.email)
    already = attempts_since(visit.session, there, visit.now - sign_in_limits.HOUR)
    with visit.database.writing(actor="vigil", at=visit.now) as session:
        count_attempt(session, (here, there), visit.now)
        if volunteer is not None and not volunteer.disabled_at and already < sign_in_limits.LETTERS_AN_HOUR:
            token = mail_link(session, Purpose.PASSPHRASE, volunteer)
            send_passphrase_link(session, visit.settings, volunteer.email, token)
    return see_other("/sign-in", _("If there is an account with that address, a link is on its way to it."))


@doors.get("/forgotten/{token}", who=anyone)
def choose_page(visit: Visit, token: str) -> Response:
    """Looking at the link changes nothing."""
    _open_link(visit, token)
    return page(visit, "accounts/new_passphrase.html", form=blank())


@doors.post("/forgotten/{token}", who=anyone, knows=_open_link)
def choose(visit: Visit, token: str) -> Response:
    """The new passphrase; every browser is signed out and the address is told."""
    link, form = _open_link(visit, token), read_form(NewPassphraseForm, visit.submitted)
    if isinstance(form, Rejected):
        form.values.clear()
        return page(visit, "accounts/new_passphrase.html", form=form, status=422)
    own = _owner(visit, link)
    if not use_up(visit.session, link):
        raise RunOut
    visit.session.info.update(actor_id=own.id, actor=own.name)
    visit.session.flush()
    set_password(visit.session, own, hash_password(form.new_password), None)
    tell(visit.session, visit.settings, own, "forgotten")
    return see_other("/sign-in", _("Your new passphrase counts from now on. Sign in with it."))
