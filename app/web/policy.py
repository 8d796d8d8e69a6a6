"""Who may enter a route. What they may see behind it is decided by the features' queries."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from app.refusal import Forbidden, NotFound
from app.text import _
from app.web.errors import signed_out
from app.web.form_keys import is_ours
from app.web.viewer import Right
from app.web.visit import Visit

Policy = Callable[[Visit], Response | None]


def anyone(visit: Visit) -> Response | None:  # noqa: ARG001 - every policy is asked the same question
    """Open to the world."""
    return None


anyone.__dict__["unkept"] = True


def unkept(who: Policy) -> Policy:
    """The same people; but what they type there and do not save is not kept for them either."""

    @wraps(who)
    def asked(visit: Visit) -> Response | None:
        return who(visit)

    asked.__dict__["unkept"] = True
    return asked


def signed_in(visit: Visit) -> Response | None:
    """The team only: members of some campaign, and admins. To whoever has left the last one the page does not exist."""
    blocked = with_account(visit)
    if blocked is None and not visit.me.is_on_the_team:
        raise NotFound(_("You are in no campaign now. A coordinator can invite you again."))
    return blocked


def with_account(visit: Visit) -> Response | None:
    """Whoever has an account, for what is their own; others are led to sign-in and back, what they typed is kept."""
    if visit.viewer is not None:
        return None
    if visit.request.method == "POST":
        return signed_out(visit.request, visit.submitted)
    query = visit.request.url.query
    wanted = visit.path + (f"?{query}" if query else "")
    return RedirectResponse(f"/sign-in?next={quote(wanted, safe='')}", status_code=303)


def while_enrolling(visit: Visit) -> Response | None:
    """As `with_account`, and open also to those who must set up their second factor before anything else."""
    return with_account(visit)


while_enrolling.__dict__["enrolling"] = True
ENROLMENT = "/settings/second-factor"


def entry(visit: Visit, who: Policy) -> Response | None:
    """Ask the policy. Whoever has yet to set up a second factor is a stranger to every other page, and led there."""
    if visit.viewer is None or not visit.viewer.must_enrol or who.__dict__.get("enrolling"):
        return who(visit)
    visit.viewer = visit.request.state.viewer = None
    if who(visit) is None:
        return None
    if visit.request.method == "POST":
        raise Forbidden(_("Protect your account first: set up a second step of signing in, under Settings."))
    return RedirectResponse(ENROLMENT, status_code=303)


def worker(visit: Visit) -> Response | None:
    """Whoever works in some campaign: they change what campaigns share, such as people and sources."""
    blocked = signed_in(visit)
    if blocked is None and not visit.me.may_somewhere(Right.WORK):
        raise Forbidden(_("You may read this. Changing it takes the role of a volunteer; ask a coordinator."))
    return blocked


def manager(visit: Visit) -> Response | None:
    """Whoever manages some campaign; to others the page does not exist."""
    blocked = signed_in(visit)
    if blocked is None and not visit.me.may_somewhere(Right.MANAGE):
        raise NotFound
    return blocked


def runner(visit: Visit) -> Response | None:
    """Whoever looks after the installation; to others the page does not exist."""
    blocked = signed_in(visit)
    if blocked is None and not visit.me.may_somewhere(Right.RUN):
        raise NotFound
    return blocked


def check_origin(visit: Visit) -> None:
    """Refuse what another site made the browser send (Fetch Metadata, else Origin, else our own key)."""
    if visit.submitted.from_anywhere:
        return
    headers = visit.request.headers
    site = headers.get("sec-fetch-site")
    if site is not None:
        allowed = site == "same-origin"
    elif (origin := headers.get("origin")) is not None:
        # On a laptop one's own address has several names; in production it has one, and the scheme is part of it.
        here = f"{visit.request.url.scheme}://{headers.get('host')}"
        allowed = origin == visit.settings.base_url or (not visit.settings.is_production and origin == here)
    else:
        allowed = is_ours(visit.settings.secret_key, visit.bearer, visit.submitted.one("key"))
    if not allowed:
        raise Forbidden(_("This form was not sent from a page of this site, so nothing was changed."))
