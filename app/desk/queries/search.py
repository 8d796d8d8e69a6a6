"""One search over cases, people, sources and incidents, each as far as the viewer may see it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.cases.case_list import reference_in
from app.cases.queries.case_list import CaseRow, Wanted, cases_page
from app.cases.queries.incidents import IncidentRow, incidents_page
from app.cases.queries.incidents import Sought as SoughtIncidents
from app.cases.queries.people import Candidate, people_like
from app.desk.queries.sources import Sought as SoughtSources
from app.desk.queries.sources import SourceRow, sources_page
from app.web.viewer import Viewer

MOST = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What fits, the best first; at most MOST of each noun."""

    cases: list[CaseRow]
    people: list[Candidate]
    incidents: list[IncidentRow]
    sources: list[SourceRow]

    @property
    def count(self) -> int:
        """How many are shown."""
        return len(self.cases) + len(self.people) + len(self.incidents) + len(self.sources)


def search(session: Session, viewer: Viewer, text: str, known_by: date | None = None) -> Found:
    """A reference finds its case; anything else is looked for among names, titles and authors."""
    reference = reference_in(text)
    if reference:
        found = cases_page(session, viewer, Wanted({"reference": reference})).rows
        return Found(found, [], [], [])
    people = people_like(session, viewer, text, MOST)
    cases = cases_page(session, viewer, Wanted({"people": [one.id for one in people]}, sort="name")).rows
    incidents, _more = incidents_page(session, viewer, SoughtIncidents(text))
    sources, _more = sources_page(session, viewer, SoughtSources(text, known_by=known_by))
    return Found(_in_order_of(people, cases)[:MOST], people, incidents[:MOST], sources[:MOST])


def _in_order_of(people: list[Candidate], cases: list[CaseRow]) -> list[CaseRow]:
    order = {case.reference: place for place, one in enumerate(people) for case in one.cases}
    return sorted(cases, key=lambda case: (order.get(case.reference, len(order)), case.id))
