"""Dates in one's own calendar program: private addresses, made, shown once, revoked."""

from collections.abc import Iterable

from starlette.responses import Response

from app.accounts.secret_tokens import token_hash
from app.cases.queries.visible import case_for
from app.clock import recorded_day
from app.refusal import NotFound, Refusal
from app.reviews.calendar_feeds import PublicEvents, events_of, make_feed, revoke_feed
from app.reviews.forms import FeedForm
from app.reviews.ics import CalendarEvent, calendar_file
from app.reviews.models import CalendarFeed
from app.reviews.queries.calendar_feeds import feed_by_hash, feeds_of, own_feed, reader_of
from app.text import _, day_in_words
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import anyone, with_account
from app.web.viewer import Viewer
from app.web.visit import Visit

doors = Doors()
SCOPES = ("mine", "case", "public")


class Revoked(Refusal):
    """The address was taken back."""

    status = 410

    def __init__(self) -> None:
        super().__init__(_("This calendar address was taken back. Make a new one on the calendar page."))


@doors.get("/ics/{token}.ics", who=anyone)
def feed(visit: Visit, token: str) -> Response:
    """The dates as a calendar program fetches them."""
    found = feed_by_hash(visit.session, token_hash(token))
    if found is None:
        raise NotFound
    reader = None if found.revoked_at is not None else reader_of(visit.session, found.volunteer_id)
    if reader is None:
        raise Revoked
    content = calendar_file(_("Vigil"), _events(visit, found, reader))
    return Response(content, media_type="text/calendar; charset=utf-8", headers={"X-Robots-Tag": "noindex"})


def _events(visit: Visit, found: CalendarFeed, reader: Viewer) -> Iterable[CalendarEvent]:
    if found.scope != "public":
        return events_of(visit.session, reader, found, visit.settings, visit.now)
    public: PublicEvents | None = getattr(visit.request.app.state, "public_events", None)
    return public(visit.session, reader, visit.now) if public else ()


@doors.get("/calendar/feeds", who=with_account)
def feeds_page(visit: Visit) -> Response:
    """One's own addresses, and a form for a new one."""
    return _screen(visit, blank(scope="mine"))


@doors.post("/calendar/feeds", who=with_account)
def add_feed(visit: Visit) -> Response:
    """Make one and show it once, in the notice."""
    form = read_form(FeedForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, form)
    scope = form.scope if form.scope in SCOPES else "mine"
    if scope == "case" and not form.case:
        values = {name: given[0] for name, given in visit.submitted.values.items()}
        return _screen(visit, Rejected(values=values, errors={"case": _("Name the case, such as K-001")}))
    case = case_for(visit.session, visit.me, form.case or "") if scope == "case" else None
    token = make_feed(visit.session, visit.me.id, scope, case, says_what=form.says_what == "yes")
    address = f"{visit.settings.base_url}/ics/{token}.ics"
    return see_other(
        "/calendar/feeds",
        _("Copy your new address now, it is shown this once: %(address)s") % {"address": address},
    )


@doors.post("/calendar/feeds/{feed_id}/revoke", who=with_account)
def take_back(visit: Visit, feed_id: RowId) -> Response:
    """The address stops working at once."""
    found = own_feed(visit.session, visit.me, feed_id)
    if found is None:
        raise NotFound
    revoke_feed(visit.session, found)
    return see_other("/calendar/feeds", _("Taken back: the address no longer answers."))


def _screen(visit: Visit, form: FormState) -> Response:
    own = [
        {
            "id": found.id,
            "what": _scope_in_words(found.scope, reference),
            "since": day_in_words(recorded_day(found.made_at)),
            "says_what": found.says_what,
        }
        for found, reference in feeds_of(visit.session, visit.me)
    ]
    return page(visit, "reviews/feeds.html", status=422 if form.is_refused else 200, own=own, form=form)


def _scope_in_words(scope: str, reference: str | None) -> str:
    words = {"mine": _("What is on my day"), "public": _("Public events"), "case": reference or ""}
    return words.get(scope, scope)
