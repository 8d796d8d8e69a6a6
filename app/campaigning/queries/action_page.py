"""Everything that stands on the page of one action."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, cast

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.accounts.models import Volunteer
from app.campaigning.models import Action, Donation, Fund, Gathering, Petition, Tally
from app.campaigning.queries.action_rows import ACTIONS, ActionRow
from app.campaigning.queries.visible import ACTION_IS_SEEN, action_is_shown
from app.cases.models import Figure
from app.cases.queries.visible import viewer_binds
from app.consent.models import Approval
from app.dates import FuzzyDate
from app.refusal import NotFound
from app.sources.citation_rows import CITED, Cited, cited
from app.sources.models import Citation, Source
from app.web.viewer import Viewer

Part = Gathering | Petition | Fund
PARTS: dict[str, type[Part]] = {"gathering": Gathering, "petition": Petition, "fund": Fund}


def row_for(session: Session, viewer: Viewer, reference: str) -> ActionRow:
    """The action as a page shows it; raise NotFound when there is none that they may see."""
    wanted = ACTIONS.where(col(Action.reference) == reference, ACTION_IS_SEEN)
    found = session.connection().execute(wanted, viewer_binds(viewer)).first()
    if found is None:
        raise NotFound
    row = ActionRow(*found)
    action_is_shown(session, viewer, row.id)
    return row


def part_of(session: Session, kind: str, action_id: int) -> Part | None:
    """The row with what only this kind has."""
    table = PARTS.get(kind)
    return cast("Part | None", session.get(table, action_id)) if table is not None else None


class Gift(NamedTuple):
    """Money given, as far as it is known."""

    id: int
    donor: str | None
    amount: str | None
    qualifier: str
    words: str | None
    currency: str | None
    on_edtf: str | None
    on_first: date | None
    on_last: date | None
    note: str | None

    @property
    def on(self) -> FuzzyDate | None:
        """When it was given."""
        return FuzzyDate.stored(self.on_edtf, self.on_first, self.on_last) if self.on_edtf else None

    @property
    def exact(self) -> Decimal | None:
        """The sum, never as a float."""
        return Decimal(self.amount) if self.amount else None


def gifts_of(session: Session, action_id: int) -> list[Gift]:
    """What was given to a fund, oldest first."""
    wanted = (
        select(*(col(getattr(Donation, name)) for name in Gift._fields))
        .where(col(Donation.action_id) == action_id)
        .order_by(col(Donation.on_first), col(Donation.id))
    )
    return [Gift(*row) for row in session.connection().execute(wanted)]


def is_cited(session: Session, gift_id: int) -> bool:
    """Whether a source tells of this gift."""
    wanted = select(col(Citation.id)).where(col(Citation.donation_id) == gift_id).limit(1)
    return session.connection().execute(wanted).first() is not None


class Counted(NamedTuple):
    """So many letters or signatures by channel, country and month."""

    what: str
    channel: str
    country: str
    month: str
    number: int


def counts_of(session: Session, action_id: int) -> list[Counted]:
    """The counts of an action, newest month first."""
    wanted = (
        select(col(Tally.what), col(Tally.channel), col(Tally.country), col(Tally.month), col(Tally.count))
        .where(col(Tally.action_id) == action_id, col(Tally.count) > 0)
        .order_by(
            col(Tally.month).desc(), col(Tally.what), col(Tally.channel), col(Tally.country), col(Tally.id)
        )
    )
    return [Counted(*row) for row in session.connection().execute(wanted)]


class Claimed(NamedTuple):
    """A figure that somebody claims of an action."""

    id: int
    measure: str
    value_min: int | None
    value_max: int | None
    qualifier: str
    words: str | None
    claimant: str | None


def figures_of(session: Session, action_id: int) -> list[Claimed]:
    """How many came or signed, as the sources say."""
    wanted = (
        select(*(col(getattr(Figure, name)) for name in Claimed._fields))
        .where(col(Figure.action_id) == action_id)
        .order_by(col(Figure.id))
    )
    return [Claimed(*row) for row in session.connection().execute(wanted)]


@dataclass(frozen=True, slots=True)
class Inside:
    """Who says so of an action's gifts and figures, by their numbers."""

    gifts: dict[int, list[Cited]]
    figures: dict[int, list[Cited]]


def cites_inside(session: Session, action_id: int) -> Inside:
    """Citations of everything inside an action, in one statement."""
    wanted = (
        select(col(Citation.donation_id), col(Citation.figure_id), *CITED)
        .join(Source, col(Source.id) == col(Citation.source_id))
        .outerjoin(Donation, col(Donation.id) == col(Citation.donation_id))
        .outerjoin(Figure, col(Figure.id) == col(Citation.figure_id))
        .where(func.coalesce(col(Donation.action_id), col(Figure.action_id)) == action_id)
        .order_by(col(Citation.id))
    )  # fmt: skip
    found = Inside(defaultdict(list), defaultdict(list))
    rows: Any = session.connection().execute(wanted)
    for gift_id, figure_id, *rest in rows:
        side, number = (found.gifts, gift_id) if gift_id is not None else (found.figures, figure_id)
        side[number].append(cited(rest))
    return found


class VersionRow(NamedTuple):
    """One of the versions of an action: the first one and its updates."""

    id: int
    reference: str
    state: str
    what_changed: str | None
    live_at: datetime | None
    published_at: datetime | None


def versions_of(session: Session, reference: str, viewer: Viewer | None = None) -> list[VersionRow]:
    """Every version, oldest first: 2026-014, 2026-014.2, ...; with a viewer, those they may see."""
    stem = reference.partition(".")[0]
    wanted = (
        select(*(col(getattr(Action, name)) for name in VersionRow._fields))
        .where(
            (col(Action.reference) == stem) | col(Action.reference).startswith(f"{stem}.", autoescape=True)
        )
        .order_by(col(Action.id))
    )
    if viewer is not None:
        wanted = wanted.where(ACTION_IS_SEEN)
    rows = session.connection().execute(wanted, viewer_binds(viewer) if viewer else {})
    return [VersionRow(*row) for row in rows]


class Asked(NamedTuple):
    """What waits for a second person, or has had one."""

    id: int
    subject: str
    asked_by_id: int | None
    asked_by: str | None
    asked_at: datetime
    decision: str | None
    reason: str | None
    decided_at: datetime | None


def asked_for(session: Session, action_id: int) -> list[Asked]:
    """Every question put to a second person about an action, newest first."""
    wanted = (
        select(
            col(Approval.id), col(Approval.subject), col(Approval.asked_by_id), col(Volunteer.name),
            col(Approval.asked_at), col(Approval.decision), col(Approval.reason), col(Approval.decided_at),
        )
        .outerjoin(Volunteer, col(Volunteer.id) == col(Approval.asked_by_id))
        .where(col(Approval.action_id) == action_id)
        .order_by(col(Approval.id).desc())
    )  # fmt: skip
    rows: Any = session.connection().execute(wanted)
    return [Asked(*row) for row in rows]


def open_approval(session: Session, action_id: int, subject: str) -> Approval | None:
    """What this action waits for, to be decided."""
    wanted = select(Approval).where(
        col(Approval.action_id) == action_id,
        col(Approval.subject) == subject,
        col(Approval.decision).is_(None),
    )
    return session.scalars(wanted.order_by(col(Approval.id).desc())).first()


def gatherings_of_day(session: Session, viewer: Viewer, day_id: int) -> list[ActionRow]:
    """The gatherings of a day of action that they may see."""
    wanted = ACTIONS.where(col(Gathering.day_id) == day_id, ACTION_IS_SEEN).order_by(
        col(Gathering.country), col(Action.on_first), col(Action.time), col(Action.id)
    )
    return [ActionRow(*row) for row in session.connection().execute(wanted, viewer_binds(viewer))]
