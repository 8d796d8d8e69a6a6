"""What the world may see of one action now: the gate of its page, its calendar file, its count and its letter."""

from starlette.responses import Response

from app.campaigning.lifecycle import RUNNING, State, why_not_sent, why_paused
from app.campaigning.queries.action_page import VersionRow, versions_of
from app.campaigning.queries.action_rows import ActionRow
from app.campaigning.queries.linked_cases import AsOf
from app.campaigning.queries.public_actions import Open, published
from app.refusal import NotFound, Refusal
from app.text import _
from app.web.visit import Visit

LETTER_CALL = "letter-call"


class Gone(Refusal):
    """It was public once."""

    status = 410


def as_anybody(visit: Visit) -> Response | None:
    """Open to the world and the same for all: who is signed in is forgotten, so nothing of it can be kept."""
    visit.viewer = None
    return None


as_anybody.__dict__["unkept"] = True


def as_of(visit: Visit) -> AsOf:
    return AsOf(visit.today(), visit.settings.today)


def public_action(visit: Visit, ref: str) -> Open:
    """The action the world may see; NotFound if it never was public, Gone if it no longer is."""
    found = published(visit.session, ref, as_of(visit))
    if found is None:
        raise NotFound
    if not found.is_open or (found.row.replaced and _latest(visit, found.row).state == State.STOPPED):
        raise Gone(_("This action is no longer public."))
    return found


def _latest(visit: Visit, row: ActionRow) -> VersionRow:
    """The version that went live last."""
    return [one for one in versions_of(visit.session, row.reference) if one.live_at is not None][-1]


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
    paused = bool(why_paused(found.gate.behind, row.paused_reason))
    return why_not_sent(
        State(row.state), row.last_day, visit.today(), paused=paused, replaced=bool(row.replaced)
    )
