"""Everything that a request to stop silences, each asked anew: before it is made, and as the proof afterwards."""

from starlette.responses import Response

from app.cases.identity import identity_of
from app.cases.queries.heads import head_of
from app.cases.queries.reading import reading_of
from app.cases.queries.timeline import timeline
from app.cases.queries.visible import case_for
from app.consent.queries.consents import AsOf, consents_of
from app.consent.rules import is_stopped
from app.db import number_of
from app.publishing.silencing import ways_out
from app.web.door import Doors
from app.web.pages import page
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@doors.get("/cases/{ref}/stop", who=signed_in)
def stop_page(visit: Visit, ref: str) -> Response:
    """Every way out of this case, and whether it is silent now."""
    case = case_for(visit.session, visit.me, ref)
    head = head_of(visit.session, case)
    today = visit.today(head.zone)
    facts = timeline(visit.session, number_of(case), visit.settings.today)
    return page(
        visit,
        "publishing/stop.html",
        identity=identity_of(head, reading_of(visit.session, facts, today)),
        stopped=is_stopped(consents_of(visit.session, case.person_id, visit.settings.today)),
        outs=ways_out(visit.session, case, AsOf(today, visit.settings.today)),
        may_work=visit.me.may_work_in(case.campaign_id),
    )
