"""Confirming an address before the first mail goes to it, for readers whom no invitation reached there."""

from starlette.responses import Response

from app.digest.confirm_address import ask, confirm, is_genuine, reader_named
from app.digest.queries.readers import reader_by_id
from app.digest.reader import Reader
from app.refusal import NotFound
from app.text import _
from app.web.door import Doors
from app.web.pages import page, see_other
from app.web.policy import anyone, with_account
from app.web.visit import Visit

doors = Doors()


@doors.post("/digest/confirm", who=with_account)
def ask_again(visit: Visit) -> Response:
    """Send the link once more, at most once an hour."""
    reader = reader_by_id(visit.session, visit.me.id)
    if reader is None:
        raise NotFound
    ask(visit.session, visit.settings, reader, again=True)
    return see_other("/digest/settings", _("A mail with a link is on its way to you. It works for a week."))


def _reader(visit: Visit, token: str) -> Reader:
    """Whose address the link confirms; forged, too old, or for an address that is theirs no more: not found."""
    number = reader_named(token)
    reader = reader_by_id(visit.session, number) if number is not None else None
    if reader is None or not is_genuine(visit.settings.secret_key, token, reader, visit.now):
        raise NotFound
    return reader


@doors.get("/digest/confirm/{token}", who=anyone)
def confirm_page(visit: Visit, token: str) -> Response:
    """Looking confirms nothing: programs that scan mail look at every link."""
    reader = _reader(visit, token)
    return page(visit, "digest/confirm.html", token=token, confirmed=reader.confirmed)


@doors.post("/digest/confirm/{token}", who=anyone, knows=_reader)
def save_confirmed(visit: Visit, token: str) -> Response:
    """From now on the weekly mail goes to this address."""
    reader = _reader(visit, token)
    visit.session.info.update(actor_id=reader.id, actor=_("by the link in a mail"))
    confirm(visit.session, reader)
    return page(visit, "digest/confirm.html", token=token, confirmed=True)
