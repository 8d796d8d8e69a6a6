"""The list of cases, a new case, and what is changed about a case as a whole."""

from starlette.responses import Response

from app.cases import vocabulary as words
from app.cases.case_list import (
    Around,
    address,
    chips,
    count_in_words,
    lines,
    pages,
    reference_in,
    wanted_cases,
)
from app.cases.forms.cases import DUE, SILENT, SORTS, STATES, CaseFilters
from app.cases.queries.case_list import cases_count, cases_page, minders_of, places_of, teams_of
from app.cases.queries.people import found_by_name
from app.text import _
from app.web.door import Doors
from app.web.forms import Rejected, blank, read_form
from app.web.pages import page
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()
MOST_PEOPLE = 200


@doors.get("/cases", who=signed_in)
def case_list(visit: Visit) -> Response:
    """The cases that match, in a fixed number of queries."""
    filters, session, me = case_filters(visit), visit.session, visit.me
    teams, today = teams_of(session, me), visit.today()
    named = filters.q is not None and reference_in(filters.q) is None
    people = found_by_name(session, me, filters.q or "", MOST_PEOPLE) if named else []
    wanted = wanted_cases(filters, me, teams, today, people)
    found = cases_page(session, me, wanted)
    numbers = [row.id for row in found.rows]
    around = Around(minders_of(session, numbers), places_of(session, numbers, visit.settings.today))
    count = count_in_words(cases_count(session, me, wanted.filters))
    previous, following = pages(filters, found)
    return page(
        visit,
        "cases/list.html",
        title=_("Cases"),
        count=count,
        rows=list(lines(found.rows, around, teams, visit.day_in)),
        filters=filters,
        form=blank(**filters.model_dump()),
        chips=chips(filters, teams),
        clear=address(CaseFilters()),
        previous=previous,
        following=following,
        teams=teams,
        members=[(str(number), name) for number, name in teams.everybody.items()],
        options={
            "standing": words.translated(words.STANDINGS),
            "due": words.translated(DUE),
            "silent": words.translated(SILENT),
            "state": words.translated(STATES),
            "sort": words.translated(SORTS),
        },
    )


def case_filters(visit: Visit) -> CaseFilters:
    """The filters in the address; nothing in it makes the list fail."""
    form = read_form(CaseFilters, visit.query)
    return CaseFilters() if isinstance(form, Rejected) else form
