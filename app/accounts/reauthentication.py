"""Before what matters most the passphrase is asked for again; the form that was sent waits meanwhile.

`doors.post(path, who=proved(manager))` is all a route has to say. The page that asks posts to /prove, which sends the
browser on to the same address with the same form (307), so nothing of it is kept on the server. A form whose sign-in
had ended waits in the same way behind signing in, and is then given back to the person.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import wraps

from starlette.responses import Response

from app.web.errors import UNKEPT
from app.web.form_body import Submitted
from app.web.forms import blank
from app.web.pages import own_path, page
from app.web.policy import Policy
from app.web.visit import Visit

LASTS = timedelta(minutes=15)
PASSWORD, PATH, METHOD = "proof-password", "proof-path", "proof-method"
MARK, WHERE = "kept.", "kept-path"
OURS = frozenset({"key", PASSWORD, PATH, METHOD})


def proved(who: Policy) -> Policy:
    """The same policy, for people who typed their passphrase within the last quarter of an hour."""

    @wraps(who)
    def ask(visit: Visit) -> Response | None:
        return who(visit) or (None if is_proved(visit) else ask_again(visit))

    checked: Callable[[Visit], Response | None] = ask
    return checked


def is_proved(visit: Visit) -> bool:
    """Whether the passphrase was typed in this browser a moment ago."""
    return visit.me.proved_at is not None and visit.now - visit.me.proved_at <= LASTS


def ask_again(visit: Visit) -> Response:
    """The page that asks, with the form that waits."""
    query = visit.request.url.query
    wanted = visit.path + (f"?{query}" if query else "")
    return ask_for(visit, wanted, visit.request.method)


def ask_for(visit: Visit, path: str, method: str, error: str | None = None) -> Response:
    """The same page, also for a form that came through /prove itself."""
    form = blank()
    if error:
        form.errors[PASSWORD] = error
    return page(
        visit,
        "accounts/prove.html",
        status=422 if error else 401,
        form=form,
        wanted=path,
        method=method,
        kept={name: values for name, values in visit.submitted.values.items() if name not in OURS},
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that waits: the address it goes to and its fields, without passphrases and keys."""

    path: str = ""
    words: dict[str, list[str]] = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        """Whether there is one at all."""
        return bool(self.path and self.words)


def kept_in(submitted: Submitted) -> Kept:
    """The form that waits behind a form of signing in."""
    words = {
        name.removeprefix(MARK): values
        for name, values in submitted.values.items()
        if name.startswith(MARK) and name.removeprefix(MARK) not in UNKEPT
    }
    return Kept(own_path(submitted.one(WHERE), ""), words)
