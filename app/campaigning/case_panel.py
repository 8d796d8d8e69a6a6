"""What the case page shows of actions: the latest ones, how many there are, and where to add one."""

from dataclasses import dataclass

from app.campaigning.action_words import Shown, ShownDemand, demands_shown, shown
from app.campaigning.queries.demands import Asked, demands_about
from app.campaigning.queries.linked_cases import AsOf, cases_behind
from app.campaigning.queries.of_case import actions_of_case
from app.cases.models import Case
from app.db import number_of
from app.web.visit import Visit

LATEST, FIRST_DEMANDS = 8, 3


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel of one case."""

    rows: list[Shown]
    count: int
    all_href: str
    new_href: str
    demands: list[ShownDemand]
    demand_count: int


def actions_panel(visit: Visit, case: Case) -> Panel:
    """A fixed number of statements, however many actions."""
    as_of = AsOf(visit.today(), visit.settings.today)
    found = actions_of_case(visit.session, visit.me, number_of(case), as_of.known_by)
    latest = found[:LATEST]
    own = [told.row.id for told in latest if told.row.ours]
    behind = cases_behind(visit.session, own, as_of) if own else {}
    asked = Asked((number_of(case),), (), as_of.known_by)
    demands = demands_shown(demands_about(visit.session, visit.me, asked))
    return Panel(
        rows=[shown(told, behind.get(told.row.id, []), as_of.today) for told in latest],
        count=len(found),
        all_href=f"/cases/{case.reference}/actions",
        new_href=f"/actions/new?case={case.reference}",
        demands=demands[:FIRST_DEMANDS],
        demand_count=len(demands),
    )
