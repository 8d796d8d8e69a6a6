"""Where the sources of a case differ: every field with what each of them says, and which one counts here."""

from collections.abc import Iterator, Mapping
from typing import Any

from starlette.responses import Response

from app.cases.entry_words import disputed, in_one_line, value_in_words
from app.cases.models import ConflictChoice
from app.cases.queries.entries import choices_in
from app.cases.queries.timeline import Fact, timeline
from app.cases.queries.visible import case_for
from app.cases.routes.entry_screens import identity
from app.db import number_of
from app.text import _
from app.web.door import Doors
from app.web.pages import page
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/cases/{ref}/conflicts", who=signed_in)
def conflicts(visit: Visit, ref: str) -> Response:
    """Everything on which the sources of this case differ."""
    case = case_for(visit.session, visit.me, ref)
    facts = timeline(visit.session, number_of(case), visit.settings.today)
    chosen = choices_in(visit.session, number_of(case))
    return page(
        visit,
        "desk/conflicts.html",
        identity=identity(visit, case, facts),
        conflicts=list(conflicts_of(ref, facts, chosen, may_work=visit.me.may(Right.WORK, case.campaign_id))),
    )


def conflicts_of(
    ref: str, facts: list[Fact], choices: Mapping[tuple[int, str], ConflictChoice], *, may_work: bool
) -> Iterator[dict[str, Any]]:
    """Every field for which sources differ, with the choice made."""
    for fact in facts:
        for found in fact.disagreements:
            choice = choices.get((fact.id, found.field))
            named = {"fact": in_one_line(fact), "what": disputed(fact.kind, found.field)}
            yield {
                "about": _("%(fact)s: %(what)s") % named,
                "reason": choice.reason if choice else "",
                "by": "",
                "href": f"/cases/{ref}/entries/{fact.id}/conflicts/{found.field}" if may_work else "",
                "claims": [
                    {
                        "value": value_in_words(value),
                        "chosen": choice is not None
                        and any(getattr(c, "id", None) == choice.citation_id for c in says),
                        "citations": says,
                    }
                    for value, says in found.values
                ],
            }
