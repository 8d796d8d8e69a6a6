"""Following one case: its news then say so, and reach also a reader who follows no whole campaign."""

from starlette.responses import Response

from app.cases.queries.visible import case_for
from app.db import number_of
from app.digest.changes import follow_case
from app.digest.queries.readers import reader_by_id
from app.refusal import NotFound
from app.text import _
from app.web.door import Doors
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@doors.get("/cases/{ref}/follow", who=signed_in)
def follow_page(visit: Visit, ref: str) -> Response:
    """Whether one follows the case, and how its news reach one now."""
    case = case_for(visit.session, visit.me, ref)
    reader = reader_by_id(visit.session, visit.me.id)
    if reader is None:
        raise NotFound
    interest = reader.interest
    return page(
        visit,
        "digest/follow.html",
        case=case,
        reader=reader,
        is_followed=number_of(case) in interest.cases,
        by_campaign=interest.everything or case.campaign_id in interest.campaigns,
    )


@doors.post("/cases/{ref}/follow", who=signed_in)
def save_follow(visit: Visit, ref: str) -> Response:
    """Follow it, or no longer."""
    case = case_for(visit.session, visit.me, ref)
    followed = visit.submitted.one("decision") == "follow"
    follow_case(visit.session, visit.me.id, number_of(case), followed=followed)
    told = _("You follow this case.") if followed else _("You no longer follow this case.")
    return see_other(f"/cases/{case.reference}", told)
