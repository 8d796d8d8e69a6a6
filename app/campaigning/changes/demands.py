"""Writing down what somebody asks for."""

from sqlmodel import Session

from app.campaigning.changes.typed_links import Named
from app.campaigning.forms.demands import DemandForm
from app.campaigning.models import Demand, DemandLink
from app.db import fuzzy_columns, number_of
from app.sources.citation_form import CitationForm, cite


def demand(session: Session, form: DemandForm, named: Named, source: CitationForm) -> Demand:
    """Keep it with what it is about and who says so; it stands in the campaign of the first of those."""
    about = named.cases[0] if named.cases else named.incidents[0]
    made = Demand(
        campaign_id=about.campaign_id, by=form.by, by_kind=form.by_kind or "", text=form.text or "",
        **fuzzy_columns("on", form.on),
    )  # fmt: skip
    session.add(made)
    session.flush()
    number = number_of(made)
    session.add_all(DemandLink(demand_id=number, case_id=case.id) for case in named.cases)
    session.add_all(DemandLink(demand_id=number, incident_id=one.id) for one in named.incidents)
    cite(session, source, demand_id=number)
    return made
