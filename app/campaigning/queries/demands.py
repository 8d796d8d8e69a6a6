"""What is asked for, by whom, about which cases and incidents; as far as a viewer may see those."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlmodel import Session, col

from app.campaigning.models import Demand, DemandLink
from app.cases.models import Case, Incident
from app.cases.queries.visible import CASE_IS_SEEN, INCIDENT_IS_SEEN, viewer_binds
from app.dates import FuzzyDate
from app.sources.citation_rows import CITED, Cited, cited
from app.sources.models import Citation, Source
from app.web.viewer import Viewer

_seen_with: Any = or_(
    and_(col(Case.id).is_not(None), CASE_IS_SEEN), and_(col(Incident.id).is_not(None), INCIDENT_IS_SEEN)
)
_links: Any = select(col(DemandLink.id)).where(col(DemandLink.demand_id) == col(Demand.id)).correlate(Demand)
_seen_links = (
    select(col(DemandLink.id))
    .outerjoin(Case, col(Case.id) == col(DemandLink.case_id))
    .outerjoin(Incident, col(Incident.id) == col(DemandLink.incident_id))
    .where(col(DemandLink.demand_id) == col(Demand.id), _seen_with)
    .correlate(Demand)
)
# Of a campaign of theirs, and about something they see, where it is about anything.
DEMAND_IS_SEEN: ColumnElement[bool] = and_(
    col(Demand.campaign_id).in_(bindparam("viewer_campaigns", expanding=True)),
    or_(_seen_links.exists(), ~_links.exists()),
)
_about = (
    select(col(DemandLink.demand_id))
    .outerjoin(Case, col(Case.id) == col(DemandLink.case_id))
    .outerjoin(Incident, col(Incident.id) == col(DemandLink.incident_id))
    .where(
        or_(
            and_(col(Case.id).in_(bindparam("case_ids", expanding=True)), CASE_IS_SEEN),
            and_(col(Incident.id).in_(bindparam("incident_ids", expanding=True)), INCIDENT_IS_SEEN),
        )
    )
)
_demands = (
    select(
        col(Demand.id), col(Demand.by), col(Demand.by_kind), col(Demand.ours), col(Demand.text), col(Demand.on_edtf),
        col(Demand.on_first), col(Demand.on_last), col(Demand.on_note),
    )
    .where(col(Demand.id).in_(_about), col(Demand.campaign_id).in_(bindparam("viewer_campaigns", expanding=True)))
    .order_by(col(Demand.ours).desc(), col(Demand.on_last).desc(), col(Demand.id))
)  # fmt: skip
_cites = (
    select(col(Citation.demand_id), *CITED)
    .join(Source, col(Source.id) == col(Citation.source_id))
    .where(col(Citation.demand_id).in_(bindparam("demand_ids", expanding=True)))
    .order_by(col(Citation.id))
)


class DemandRow(NamedTuple):
    """One demand as it is kept."""

    id: int
    by: str
    by_kind: str
    ours: bool
    text: str
    on_edtf: str | None
    on_first: date | None
    on_last: date | None
    on_note: str | None

    @property
    def on(self) -> FuzzyDate | None:
        """When it was made, as well as it is known."""
        return FuzzyDate.stored(self.on_edtf, self.on_first, self.on_last) if self.on_edtf else None


@dataclass(frozen=True, slots=True)
class Demanded:
    """A demand with who says so."""

    row: DemandRow
    cites: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """About which cases and incidents one asks, known by which pinned day."""

    cases: Sequence[int] = ()
    incidents: Sequence[int] = ()
    known_by: date | None = None


def demands_about(session: Session, viewer: Viewer, asked: Asked) -> list[Demanded]:
    """Ours first, then the latest; on a pinned day not what no source had told yet. Two statements at most."""
    if not (asked.cases or asked.incidents):
        return []
    binds: dict[str, Any] = viewer_binds(viewer) | {
        "case_ids": list(asked.cases), "incident_ids": list(asked.incidents),
    }  # fmt: skip
    found: Any = session.connection().execute(_demands, binds)
    rows = [DemandRow(*row) for row in found]
    cites: dict[int, list[Cited]] = {row.id: [] for row in rows}
    told: Any = session.connection().execute(_cites, {"demand_ids": list(cites)}) if rows else ()
    for row in told:
        cites[row[0]].append(cited(row[1:]))
    every = [Demanded(row, tuple(cites[row.id])) for row in rows]
    return [one for one in every if _is_known(one, asked.known_by)]


def _is_known(one: Demanded, known_by: date | None) -> bool:
    if known_by is None or not one.cites:
        return True
    days = [cite.published.first for cite in one.cites if cite.published is not None]
    return len(days) < len(one.cites) or any(day is None or day <= known_by for day in days)
