"""Making and editing actions, ours and reported ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, SQLModel

from app.campaigning.changes.lifecycle import pause
from app.campaigning.changes.typed_links import Named, address, link, link_exactly
from app.campaigning.forms.lifecycle import UpdateForm
from app.campaigning.forms.own_actions import GatheringForm, OwnForm
from app.campaigning.forms.reported_actions import ReportedForm
from app.campaigning.lifecycle import State, Verb, after, next_reference, update_reference
from app.campaigning.models import Action, ActionLink, Gathering
from app.campaigning.queries.action_page import PARTS, Part, open_approval, part_of
from app.campaigning.queries.action_rows import citations_of
from app.campaigning.queries.lookups import links_for, links_once_for, offices_of, references_like
from app.campaigning.timezones import country_of, zone_of_city
from app.cases.changes.entries import EditedMeanwhile
from app.characters import whole_number
from app.dates import FuzzyDate
from app.db import fuzzy_columns, number_of
from app.directory.models import Addressee
from app.refusal import Unacceptable
from app.sources.citation_form import CitationForm, cite
from app.sources.models import Citation
from app.text import _

MOST_REASON = 400
NOT_COPIED = frozenset(
    {"id", "key", "reference", "state", "live_at", "ended_at", "published_at", "outcome", "report", "version",
     "updates_id", "what_changed", "proposed_until", "stopped_reason", "paused_at", "paused_reason", "made_by_id",
     "made_at", "edited_at"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Where:
    """Where a new action begins: its campaign, its kind, the day."""

    campaign_id: int
    kind: str
    today: date


def make_own(session: Session, where: Where, form: OwnForm, named: Named) -> Action:
    """A new draft of ours, with the next reference of the year."""
    _check_addressees(session, form.addressees)
    year = where.today.year
    action = Action(
        reference=next_reference(year, references_like(session, f"{year}-")), campaign_id=where.campaign_id,
        ours=True, kind=where.kind, state=State.DRAFT, **_made(session), **columns_of(form, Action),
    )  # fmt: skip
    session.add(action)
    session.flush()
    if where.kind in PARTS:
        session.add(PARTS[where.kind](action_id=number_of(action)))
        session.flush()
        _write_part(session, action, form, named)
    link(session, action, named)
    address(session, action, form.addressees)
    return action


def _made(session: Session) -> dict[str, Any]:
    at: datetime = session.info["at"]
    return {"made_at": at, "made_by_id": session.info["actor_id"]}


def edit_own(session: Session, action: Action, form: OwnForm, named: Named, seen: list[int]) -> None:
    """Change a draft. One that awaits approval becomes a draft again: what is approved is what was read."""
    _check_version(action, form.version)
    _check_addressees(session, form.addressees)
    action.state = after(State(action.state), Verb.EDIT)
    waiting = open_approval(session, number_of(action), "action")
    if waiting is not None:
        waiting.decision, waiting.decided_at = "withdrawn", session.info["at"]
    _assign(action, columns_of(form, Action) | {"edited_at": session.info["at"]})
    _write_part(session, action, form, named)
    link_exactly(session, action, named, seen)
    address(session, action, form.addressees)


def report(session: Session, where: Where, form: ReportedForm, named: Named, source: CitationForm) -> Action:
    """Keep what a source reports, cited or visibly unsourced."""
    action = Action(
        reference=next_reported(references_like(session, "R-")), campaign_id=where.campaign_id, **_made(session),
        **columns_of(form, Action),
    )  # fmt: skip
    session.add(action)
    session.flush()
    link(session, action, named)
    cite(session, source, action_id=action.id)
    return action


def next_reported(taken: list[str]) -> str:
    """The next free reference of reported actions: R-012."""
    numbers = [number for text in taken if (number := whole_number(text[2:])) is not None]
    return f"R-{max(numbers, default=0) + 1:03d}"


def edit_reported(
    session: Session, action: Action, form: ReportedForm, source: CitationForm, links: tuple[Named, list[int]]
) -> None:
    """Change what is kept of a reported action; what it said before stays in its history."""
    _check_version(action, form.version)
    if form.place_text != action.place_text:
        action.place_id = action.facility_id = None
    _assign(action, columns_of(form, Action) | {"edited_at": session.info["at"]})
    link_exactly(session, action, *links)
    cite(session, source, action_id=action.id)


def update_of(session: Session, action: Action, form: UpdateForm) -> Action:
    """The next version as a draft: all that stands, to be changed; the present one stays live."""
    after(State(action.state), Verb.UPDATE)
    if form.untrue and action.paused_at is None:
        pause(session, action, (form.what_changed or "")[:MOST_REASON])
    copied = {name: getattr(action, name) for name in Action.model_fields if name not in NOT_COPIED}
    stem = action.reference.partition(".")[0]
    made = Action(
        **copied, **_made(session), reference=update_reference(stem, references_like(session, stem)),
        state=State.DRAFT, updates_id=action.id, what_changed=form.what_changed,
    )  # fmt: skip
    session.add(made)
    session.flush()
    part = part_of(session, action.kind, number_of(action))
    if part is not None:
        fields = {name: getattr(part, name) for name in type(part).model_fields if name != "action_id"}
        session.add(type(part)(action_id=number_of(made), **fields))
    # With its words it takes over all they were approved for; what does not belong is taken off the draft.
    for row in (*links_for(session, number_of(action)), *links_once_for(session, number_of(action))):
        session.add(ActionLink(action_id=number_of(made), case_id=row.case_id, incident_id=row.incident_id))
    address(session, made, offices_of(session, action))
    for cited in citations_of(session, [number_of(action)], None)[number_of(action)]:
        session.add(
            Citation(
                source_id=cited.source_id, action_id=made.id, locator=cited.locator, claimant=cited.claimant
            )
        )
    return made


def cite_action(session: Session, action: Action, form: CitationForm) -> None:
    """Say who says so, from the action's own page."""
    cite(session, form, action_id=action.id)


def columns_of(form: Any, table: type[SQLModel]) -> dict[str, Any]:
    """The form's values that are columns of this table; fuzzy dates as their three."""
    found: dict[str, Any] = {}
    for name in type(form).model_fields:
        value = getattr(form, name)
        if f"{name}_edtf" in table.model_fields:
            found |= fuzzy_columns(name, value if isinstance(value, FuzzyDate) else None)
        elif name in table.model_fields and name != "version":
            found[name] = value
    return found


def _write_part(session: Session, action: Action, form: OwnForm, named: Named) -> None:
    part: Part | None = part_of(session, action.kind, number_of(action))
    if part is None:
        return
    values = columns_of(form, type(part))
    if isinstance(form, GatheringForm) and isinstance(part, Gathering):
        zone = form.zone or zone_of_city(form.city) or "UTC"
        values |= {"zone": zone, "country": form.country or country_of(zone), "day_id": named.day_id}
    _assign(part, values)


def _assign(row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _check_version(action: Action, version: int | None) -> None:
    if version != action.version:
        raise EditedMeanwhile


def _check_addressees(session: Session, numbers: Sequence[int]) -> None:
    if any(session.get(Addressee, number) is None for number in numbers):
        raise Unacceptable(_("The chosen addressee is no longer there. Choose another one."))
