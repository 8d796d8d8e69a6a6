"""Everything that a request to stop silences, each asked anew: before it is made, and as the proof afterwards."""

from collections.abc import Sequence

from starlette.responses import Response

from app.cases.models import Case
from app.cases.queries.visible import case_for, person_for
from app.consent.queries.consents import AsOf, consents_of
from app.consent.routes import Subject, identity_in, of_case, of_person
from app.consent.rules import is_stopped
from app.letters.recall_list import in_words_of, left_in
from app.publishing.leak_search import IN_WORDS, LEAVES, looked_for
from app.publishing.queries.silence_proof import cases_of
from app.publishing.silence_proof import ways_out
from app.text import marked
from app.web.door import Doors, RowId
from app.web.pages import page
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@doors.get("/cases/{ref}/stop", who=signed_in)
def stop_page(visit: Visit, ref: str) -> Response:
    """Every way out of this case, whether it is silent now, and where the name of the person still stands."""
    subject = of_case(visit, case_for(visit.session, visit.me, ref))
    return _screen(visit, subject, cases_of(visit.session, visit.me, subject.person_id))


@doors.get("/people/{person_id}/stop", who=signed_in)
def stop_page_of_person(visit: Visit, person_id: RowId) -> Response:
    """The same for anybody in the record."""
    subject = of_person(visit, person_for(visit.session, visit.me, person_id))
    return _screen(visit, subject, cases_of(visit.session, visit.me, person_id))


def _screen(visit: Visit, subject: Subject, cases: Sequence[Case]) -> Response:
    session = visit.session
    as_of = AsOf(visit.today(subject.zone), visit.settings.today)
    outs = ways_out(session, subject.person_id, cases, as_of)
    left = [one for case in cases for one in left_in(visit, case)]
    found = looked_for(session, subject.person_id, as_of, visit.me)
    return page(
        visit,
        "publishing/stop.html",
        subject=subject,
        identity=identity_in(visit, subject),
        stopped=is_stopped(consents_of(session, subject.person_id, visit.settings.today)),
        outs=outs,
        left=left,
        left_heading=in_words_of(left),
        found=[(one, IN_WORDS[one.state][0], marked(IN_WORDS[one.state][1])) for one in found],
        leaving=sum(one.state == LEAVES for one in found) + sum(not one.silent for one in outs),
    )
