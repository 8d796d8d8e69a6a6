"""The link in every mail: the page of its reader's preferences, and the one click that stops the mails."""

from starlette.responses import Response

from app.digest.changes import choose_frequency
from app.digest.forms import LinkForm
from app.digest.preferences_token import is_genuine, volunteer_in
from app.digest.queries.readers import reader_by_id
from app.digest.reader import Reader
from app.digest.vocabulary import frequency_choices
from app.refusal import NotFound
from app.text import _
from app.web.door import Doors
from app.web.forms import Rejected, blank, read_form
from app.web.pages import page
from app.web.policy import anyone
from app.web.visit import Visit

doors = Doors()


def _owner(visit: Visit, token: str) -> Reader:
    """Whose link it is; a forged, worn out or orphaned one leads nowhere."""
    number = volunteer_in(token)
    reader = reader_by_id(visit.session, number) if number is not None else None
    if reader is None or not is_genuine(visit.settings.secret_key, token, reader.id, reader.serial):
        raise NotFound
    return reader


@doors.get("/u/{token}", who=anyone)
def link(visit: Visit, token: str) -> Response:
    """The link in every mail. Looking changes nothing: programs that scan mail look at every link."""
    reader = _owner(visit, token)
    return page(
        visit,
        "digest/link.html",
        form=blank(frequency=reader.frequency),
        saved=False,
        frequencies=frequency_choices(),
    )


@doors.post("/u/{token}", who=anyone, knows=_owner, from_anywhere=True)
def use_link(visit: Visit, token: str) -> Response:
    """One click stops the mails (RFC 8058): no cookie, no origin, either encoding, 200 and never a redirect."""
    reader = _owner(visit, token)
    one_click = visit.submitted.one("List-Unsubscribe") == "One-Click"
    form = LinkForm(frequency="none") if one_click else read_form(LinkForm, visit.submitted)
    if isinstance(form, Rejected):
        return page(
            visit, "digest/link.html", form=form, saved=False, frequencies=frequency_choices(), status=422
        )
    visit.session.info.update(actor_id=reader.id, actor=_("by the link in a mail"))
    choose_frequency(visit.session, reader.id, form.frequency)
    return page(
        visit,
        "digest/link.html",
        form=blank(frequency=form.frequency),
        saved=True,
        frequencies=frequency_choices(),
    )
