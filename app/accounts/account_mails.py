"""Mails about an account: neutral subject, no name, no case, one recipient; queued with the change they tell of."""

import textwrap
from collections.abc import Sequence
from secrets import token_hex
from urllib.parse import urlsplit

from sqlmodel import Session

from app.accounts.models import Volunteer
from app.mail.message import Post
from app.mail.outbox import queue
from app.settings import Settings
from app.text import N_, _, marked, moment_in_words, render

COLUMNS = 72
CHANGED = {
    "passphrase": N_("The passphrase of your account at %(site)s was changed on %(moment)s."),
    "forgotten": N_(
        "A new passphrase was chosen for your account at %(site)s on %(moment)s, by a link sent to you."
    ),
    "address": N_("The e-mail address of your account at %(site)s was changed on %(moment)s."),
    "factor": N_("A second step of signing in was set up for your account at %(site)s on %(moment)s."),
    "codes": N_("New recovery codes were made for your account at %(site)s on %(moment)s."),
    "code": N_("A recovery code was used to sign in to your account at %(site)s on %(moment)s."),
    "no-factor": N_("The second step of signing in was removed from your account at %(site)s on %(moment)s."),
    "reset": N_(
        "An admin removed the second step of signing in from your account at %(site)s on %(moment)s."
    ),
    "ended": N_("An admin ended every sign-in of your account at %(site)s on %(moment)s."),
    "closed": N_("An admin closed your account at %(site)s on %(moment)s."),
}


def tell(
    session: Session, settings: Settings, volunteer: Volunteer, what: str, to: str | None = None
) -> None:
    """Tell somebody what was done to their account, at the address it had when it was done."""
    words = marked(CHANGED[what]) % {"site": _site(settings), "moment": moment_in_words(session.info["at"])}
    doubt = _("If that was not you, tell whoever looks after this installation at once, by another way.")
    _send(session, settings, to or volunteer.email, (words, doubt))


def send_passphrase_link(session: Session, settings: Settings, to: str, token: str) -> None:
    """The link for choosing a new passphrase."""
    words = _(
        "Somebody, probably you, asked for a new passphrase at %(site)s. Choose it here within half an hour:"
    )
    link = f"{settings.base_url}/forgotten/{token}"
    ignore = _("If it was not you, do nothing: the passphrase stays as it is.")
    _send(session, settings, to, (ignore, words % {"site": _site(settings)}), link)


def send_address_link(session: Session, settings: Settings, to: str, token: str) -> None:
    """The link that proves that a new address is one's own."""
    words = _(
        "To use this address for your account at %(site)s, sign in there and open this link within half an hour:"
    )
    link = f"{settings.base_url}/settings/address/{token}"
    _send(session, settings, to, (words % {"site": _site(settings)},), link)


def send_alarm(
    session: Session, settings: Settings, admin: Volunteer, day: str, sentences: Sequence[str]
) -> None:
    """Something is wrong with the installation: once a day, whatever it is and however long it stays so."""
    words = _("Somebody has to look after the installation at %(site)s.") % {"site": _site(settings)}
    text = render(
        "mail/account/body.txt",
        sentences=(words, *sentences),
        link=f"{settings.base_url}/admin",
        wrapped=_wrapped,
    )
    post = Post(f"alarm:{day}:{admin.id}", "account", admin.email, _("About this installation"), text)
    queue(session, post, settings)


def _site(settings: Settings) -> str:
    return urlsplit(settings.base_url).hostname or ""


def _send(
    session: Session, settings: Settings, to: str, sentences: Sequence[str], link: str | None = None
) -> None:
    text = render("mail/account/body.txt", sentences=sentences, link=link, wrapped=_wrapped)
    key = f"account:{token_hex(12)}"
    queue(session, Post(key, "account", to, _("About your account"), text), settings)


def _wrapped(words: str) -> str:
    return textwrap.fill(words, COLUMNS, break_long_words=False, break_on_hyphens=False)
