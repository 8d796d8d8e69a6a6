"""What the world may see of one action now: the gate of its page, its calendar file, its count and its letter."""

from starlette.responses import Response

from app.campaigning.queries.behind import AsOf
from app.campaigning.queries.details import versions_of
from app.campaigning.queries.public import Open, published
from app.campaigning.rules import RUNNING, State, pauses, why_not_sent
from app.refusal import NotFound, Refusal
from app.text import _
from app.web.visit import Visit


class Gone(Refusal):
    """It was public once."""

    status = 410


def as_anybody(visit: Visit) -> Response | None:
    """Open to the world and the same for all: who is signed in is forgotten, so nothing of it can be kept."""
    visit.viewer = None
    return None


def as_of(visit: Visit) -> AsOf:
    return AsOf(visit.today(), visit.settings.today)


def public_action(visit: Visit, ref: str) -> Open:
    """The action the world may see; NotFound if it never was public, Gone if it no longer is."""
    found = published(visit.session, ref, as_of(visit))
    if found is None:
        raise NotFound
    if not found.is_open:
        raise Gone(_("This action is no longer public."))
    return found


def newest(visit: Visit, ref: str) -> str:
    """The reference of the newest version that is live and public; empty when this is it."""
    versions = versions_of(visit.session, ref)
    own = next((version.id for version in versions if version.reference == ref), 0)
    later = [
        one for one in versions if one.id > own and one.state in RUNNING and one.published_at is not None
    ]
    return later[-1].reference if later else ""


def not_sent(visit: Visit, found: Open) -> str:
    """Why nothing may be sent for it now; empty where it may."""
    row = found.row
    return why_not_sent(
        State(row.state), row.until, visit.today(), paused=bool(pauses(found.behind)), replaced=False
    )
