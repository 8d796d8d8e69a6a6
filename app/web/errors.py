"""Errors as pages: the expected ones with their sentence, the others with an id that stands in the log."""

import secrets

from sqlalchemy.orm.exc import StaleDataError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.log import request_number, seldom
from app.outages import BUSY, DISK_FULL, READ_ONLY, Outage, outage_of
from app.refusal import Refusal
from app.text import _
from app.trouble import named, note
from app.web.form_body import NOTHING, Submitted
from app.web.forms import blank
from app.web.pages import bare_page
from app.web.visit import now_of


def answer_to(error: Exception, request: Request, submitted: Submitted = NOTHING) -> Response:
    """The page for an error. What was typed is shown again, ready to be sent once more."""
    if isinstance(error, Refusal):
        answer = error_page(request, error.status, error.sentence, submitted, error.heading)
        if (after := getattr(error, "retry_after", None)) is not None:
            answer.headers["Retry-After"] = str(after)
        return answer
    if isinstance(error, StaleDataError):
        sentence = _("Somebody else saved the same thing a moment ago, so yours was not saved.")
        return error_page(request, 409, sentence, submitted)
    outage = outage_of(error)
    return (
        _unexpected(error, request, submitted) if outage is None else _out(outage, error, request, submitted)
    )


def _out(outage: Outage, error: Exception, request: Request, submitted: Submitted) -> Response:
    """What whoever runs this can mend is one line an hour in the log; the page needs no database."""
    seldom(outage.name, "%s (%s)", outage.words, named(error))
    heartbeat = getattr(request.app.state, "heartbeat", None)
    if heartbeat is not None:
        heartbeat.trouble(outage, now_of(request))
    heading = ""
    if outage is BUSY:
        sentence = _("The database is busy with another change. Wait a few seconds and send it again.")
    elif outage is DISK_FULL:
        sentence = _("The server's disk is full, so nothing was saved. Tell whoever runs this installation.")
    elif outage is READ_ONLY:
        heading = _("Nothing can be saved now")
        sentence = _("Nothing can be written on this server now. Tell whoever runs this installation.")
    else:
        sentence = _("The database is away for a moment, so nothing was saved. Try again in a minute.")
    answer = error_page(request, outage.status, sentence, submitted, heading)
    if outage.status == 503:
        answer.headers["Retry-After"] = "5" if outage is BUSY else "30"
    return answer


def _unexpected(error: Exception, request: Request, submitted: Submitted) -> Response:
    number = request_number.get() or secrets.token_hex(4)
    asked = getattr(request.scope.get("route"), "path", "")  # as declared: an address itself may hold a token
    note(error, "error %s at %s %s", number, request.method, asked)
    sentence = _("Something went wrong on our side. If you tell somebody, give them this number: %(number)s.")
    return error_page(request, 500, sentence % {"number": number}, submitted)


HEADINGS = {
    400: lambda: _("That address cannot be read"),
    403: lambda: _("You may not do that"),
    404: lambda: _("There is no such page"),
    405: lambda: _("This address does not take that"),
    409: lambda: _("Not saved: something changed meanwhile"),
    410: lambda: _("This page is no longer public"),
    413: lambda: _("Too much was sent"),
    422: lambda: _("That could not be read"),
    429: lambda: _("Too many tries"),
    500: lambda: _("Something went wrong"),
    503: lambda: _("Not now: try again soon"),
    507: lambda: _("The disk is full: not saved"),
}


def error_page(
    request: Request, status: int, sentence: str, submitted: Submitted = NOTHING, heading: str = ""
) -> HTMLResponse:
    """A page with a heading, a sentence, and the typed words kept where there were any.

    Under a heading of its own a refusal stands, however often the words are sent.
    """
    again = status in (409, 503, 507, 500) and not heading
    if not heading:
        heading = HEADINGS[status]() if status in HEADINGS else _("Something went wrong")
    if status == 404 and not sentence:
        sentence = _("It may have been moved, or it is not open to everybody.")
    kept = {name: values for name, values in submitted.values.items() if name not in UNKEPT}
    return bare_page(
        request,
        "web/error.html",
        status=status,
        heading=heading,
        sentence=sentence,
        kept=kept,
        again=again,
    )


UNKEPT = frozenset({"key", "password", "new_password", "code", "half", "proof-password"})


def signed_out(request: Request, submitted: Submitted) -> Response:
    """Somebody sent a form after their sign-in ended: their words are kept and sent on after they sign in."""
    kept = {name: values for name, values in submitted.values.items() if name not in UNKEPT}
    return bare_page(request, "web/signed_out.html", status=401, kept=kept, form=blank())
