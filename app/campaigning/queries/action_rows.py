"""Actions as pages show them: frozen rows, and the links and citations of many actions in one statement each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.campaigning.models import Action, ActionLink, Gathering
from app.campaigning.vocabulary import DAY_OF_ACTION
from app.cases.models import Case, Incident, Person
from app.cases.queries.visible import CASE_IS_SEEN, STOOD_SEEN, viewer_binds
from app.cases.stored_standing import Stood
from app.dates import FuzzyDate
from app.directory.models import Addressee, Facility, Organisation, Place
from app.sources.citation_rows import CITED, HAD_APPEARED, Cited, cited
from app.sources.models import Citation, Source
from app.web.viewer import Viewer


def office_in_words(office: str | None, city: str | None) -> str:
    """An office with its city, for one state has many embassies."""
    return f"{office}, {city}" if office and city and city not in office else office or ""


class ActionRow(NamedTuple):
    """An action as lists and panels show it."""

    id: int
    reference: str
    campaign_id: int
    ours: bool
    kind: str
    form: str | None
    state: str
    title: str
    summary: str | None
    on_edtf: str | None
    on_first: date | None
    on_last: date | None
    ended_edtf: str | None
    ended_first: date | None
    ended_last: date | None
    time: str | None
    until: date | None
    target: str | None
    organiser: str | None
    outcome: str | None
    report: str | None
    live_at: datetime | None
    ended_at: datetime | None
    made_at: datetime
    published_at: datetime | None
    asks: str | None
    asked_for_by: str | None
    languages: str | None
    on_note: str | None
    note: str | None
    what_changed: str | None
    stopped_reason: str | None
    proposed_until: date | None
    paused_at: datetime | None
    paused_reason: str | None
    edited_at: datetime | None
    version: int
    office: str | None
    office_city: str | None
    place: str | None
    facility: str | None
    place_text: str | None
    city: str | None
    country: str | None
    zone: str | None
    came: int | None
    ends_on: date | None
    ends_time: str | None
    replaced: bool  # a later version has gone live, whatever became of it since

    @property
    def on(self) -> FuzzyDate | None:
        """When it was or will be, as well as it is known."""
        return FuzzyDate.stored(self.on_edtf, self.on_first, self.on_last) if self.on_edtf else None

    @property
    def ended(self) -> FuzzyDate | None:
        """Until when it lasted."""
        return (
            FuzzyDate.stored(self.ended_edtf, self.ended_first, self.ended_last) if self.ended_edtf else None
        )

    @property
    def last_day(self) -> date | None:
        """The last day on which to take part; a gathering without one ends with its own day."""
        if self.until is not None or self.kind != "gathering" or self.form == DAY_OF_ACTION:
            return self.until
        return self.ends_on or (self.on_last if self.ours else None)

    @property
    def href(self) -> str:
        """Its page."""
        return f"/actions/{self.reference}"

    @property
    def where(self) -> str:
        """The city, or the place as the source words it."""
        return self.city or self.place_text or self.place or self.facility or ""

    @property
    def whom(self) -> str:
        """Whom it is addressed to."""
        return office_in_words(self.office, self.office_city) or self.target or ""


_OWN = ActionRow._fields[: ActionRow._fields.index("office")]
_Later = aliased(Action)
REPLACED = (
    select(col(_Later.id))
    .where(col(_Later.updates_id) == col(Action.id), col(_Later.live_at).is_not(None))
    .correlate(Action)
    .exists()
)
COLUMNS = (
    *(col(getattr(Action, name)) for name in _OWN),
    col(Addressee.office),
    col(Addressee.city),
    col(Place.name),
    col(Facility.name),
    col(Action.place_text),
    col(Gathering.city),
    col(Gathering.country),
    col(Gathering.zone),
    col(Gathering.came),
    col(Gathering.ends_on),
    col(Gathering.ends_time),
    REPLACED,
)
ACTIONS = (
    select(*COLUMNS)
    .select_from(Action)
    .outerjoin(Addressee, col(Addressee.id) == col(Action.addressee_id))
    .outerjoin(Place, col(Place.id) == col(Action.place_id))
    .outerjoin(Facility, col(Facility.id) == col(Action.facility_id))
    .outerjoin(Gathering, col(Gathering.action_id) == col(Action.id))
)


class Link(NamedTuple):
    """One thing an action is linked to, in words; `part` says as what."""

    id: int
    part: str
    noun: str
    reference: str
    words: str
    href: str
    stood: Stood | None
    person_id: int | None
    number: int


_Named = aliased(Person)
_links = (
    select(
        col(ActionLink.action_id), col(ActionLink.id), col(ActionLink.part),
        col(Case.id), col(Case.reference), col(_Named.name), STOOD_SEEN, col(Case.person_id),
        col(Incident.id), col(Incident.reference), col(Incident.title),
        case(
            (col(ActionLink.place_id).is_not(None), "place"),
            (col(ActionLink.facility_id).is_not(None), "facility"),
            (col(ActionLink.addressee_id).is_not(None), "addressee"),
            (col(ActionLink.person_id).is_not(None), "person"),
            else_="organisation",
        ),
        col(Place.name), col(Facility.name), col(Addressee.office), col(Person.name), col(Organisation.name),
        col(Addressee.city),
    )
    .outerjoin(Case, col(Case.id) == col(ActionLink.case_id))
    .outerjoin(_Named, col(_Named.id) == col(Case.person_id))
    .outerjoin(Incident, col(Incident.id) == col(ActionLink.incident_id))
    .outerjoin(Place, col(Place.id) == col(ActionLink.place_id))
    .outerjoin(Facility, col(Facility.id) == col(ActionLink.facility_id))
    .outerjoin(Addressee, col(Addressee.id) == col(ActionLink.addressee_id))
    .outerjoin(Person, col(Person.id) == col(ActionLink.person_id))
    .outerjoin(Organisation, col(Organisation.id) == col(ActionLink.organisation_id))
    .where(
        col(ActionLink.action_id).in_(bindparam("action_ids", expanding=True)),
        or_(col(ActionLink.case_id).is_(None), CASE_IS_SEEN),
    )
    .order_by(col(Case.reference), col(Incident.reference), col(ActionLink.id))
)  # fmt: skip


def links_of(session: Session, viewer: Viewer, action_ids: Sequence[int]) -> dict[int, list[Link]]:
    """What these actions are linked to; cases this viewer may not see are left out."""
    found: dict[int, list[Link]] = defaultdict(list)
    binds = viewer_binds(viewer) | {"action_ids": list(action_ids)}
    for row in session.connection().execute(_links, binds):
        found[row[0]].append(_link(row))
    return found


def cases_seen(session: Session, viewer: Viewer | None, action_id: int) -> frozenset[str]:
    """The codes of the cases of an action that somebody may see; without anybody, none."""
    return references(links_of(session, viewer, [action_id])[action_id]) if viewer else frozenset()


def references(links: Iterable[Link]) -> frozenset[str]:
    """The cases among these links, which are those that the viewer may see."""
    return frozenset(link.reference for link in links if link.noun == "case")


def _link(row: Any) -> Link:
    (
        _action,
        number,
        part,
        case_id,
        ref,
        name,
        stood,
        person_id,
        incident_id,
        code,
        title,
        noun,
        *names,
        city,
    ) = row
    if case_id is not None:
        return Link(number, part, "case", ref, name, f"/cases/{ref}", stood, person_id, case_id)
    if incident_id is not None:
        return Link(number, part, "incident", code, title, f"/incidents/{code}", None, None, incident_id)
    words = next((word for word in names if word), "")
    words = office_in_words(words, city) if noun == "addressee" else words
    return Link(number, part, noun, "", words, "", None, None, number)


_citing = (
    select(col(Citation.action_id), *CITED)
    .join(Source, col(Source.id) == col(Citation.source_id))
    .where(
        col(Citation.action_id).in_(bindparam("action_ids", expanding=True)),
        HAD_APPEARED,
    )
    .order_by(col(Source.published_first), col(Citation.id))
)


@dataclass(frozen=True, slots=True)
class Told:
    """An action with what it is linked to and who says so."""

    row: ActionRow
    links: tuple[Link, ...]
    cites: tuple[Cited, ...]


def citations_of(
    session: Session, action_ids: Sequence[int], known_by: date | None
) -> dict[int, list[Cited]]:
    """Who says so, for many actions; only what had appeared by a pinned day."""
    found: dict[int, list[Cited]] = defaultdict(list)
    binds = {"action_ids": list(action_ids), "known_by": known_by or date.max}
    rows: Any = session.connection().execute(_citing, binds)
    for row in rows:
        found[row[0]].append(cited(row[1:]))
    return found


def told(session: Session, viewer: Viewer, rows: Sequence[ActionRow], known_by: date | None) -> list[Told]:
    """These actions with links and citations, in two statements however many there are."""
    numbers = [row.id for row in rows]
    links, cites = links_of(session, viewer, numbers), citations_of(session, numbers, known_by)
    return [Told(row, tuple(links[row.id]), tuple(cites[row.id])) for row in rows]
