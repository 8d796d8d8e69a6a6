"""The list of actions, filtered and paged by key; what its filters offer."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import and_, func, literal, or_, select, union
from sqlmodel import Session, col

from app.campaigning.models import Action, ActionLink, Gathering
from app.campaigning.queries.action_rows import ACTIONS, ActionRow, Told, told
from app.campaigning.queries.visible import ACTION_IS_KNOWN, ACTION_IS_SEEN, seen_binds
from app.cases.models import Case
from app.cases.queries.visible import CASE_IS_SEEN
from app.directory.models import Addressee, Facility, Place
from app.web.viewer import Viewer

PAGE = 50
MOST_OFFERED = 200
NO_DAY = date(1, 1, 1)
# What is dated last comes first; our calls without a day of their own stand at their last day.
ORDER: Any = func.coalesce(col(Action.on_last), col(Action.on_first), col(Action.until), literal(NO_DAY))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actions: filters by name, after which key, known by which pinned day."""

    filters: dict[str, str] = field(default_factory=dict)
    before: tuple[date, int] | None = None
    known_by: date | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list, how many there are in all, and the key of the next page."""

    rows: list[Told]
    count: int
    next: str


def actions_listed(session: Session, viewer: Viewer, wanted: Wanted) -> Listed:
    """One page, newest first; four statements whatever the number."""
    clauses = [
        ACTION_IS_SEEN,
        ACTION_IS_KNOWN,
        *(_filter(name, value) for name, value in wanted.filters.items()),
    ]
    binds = seen_binds(viewer, wanted.known_by)
    connection = session.connection()
    count = connection.execute(_joined(func.count(col(Action.id))).where(*clauses), binds).scalar() or 0
    page = ACTIONS.add_columns(ORDER).where(*clauses)
    if wanted.before is not None:
        day, number = wanted.before
        page = page.where(or_(day > ORDER, and_(day == ORDER, col(Action.id) < number)))
    found = connection.execute(
        page.order_by(ORDER.desc(), col(Action.id).desc()).limit(PAGE + 1), binds
    ).all()
    rows = [ActionRow(*row[:-1]) for row in found[:PAGE]]
    key = f"{found[PAGE - 1][-1]}.{rows[-1].id}" if len(found) > PAGE else ""
    return Listed(told(session, viewer, rows, wanted.known_by), count, key)


def _joined(*columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(Action)
        .outerjoin(Addressee, col(Addressee.id) == col(Action.addressee_id))
        .outerjoin(Place, col(Place.id) == col(Action.place_id))
        .outerjoin(Facility, col(Facility.id) == col(Action.facility_id))
        .outerjoin(Gathering, col(Gathering.action_id) == col(Action.id))
    )


def _filter(name: str, value: str) -> Any:
    if name == "whose":
        return col(Action.ours).is_(value == "ours")
    if name == "city":
        return or_(
            col(Place.name) == value, col(Facility.name) == value, col(Gathering.city) == value,
            col(Action.place_text) == value, _linked(Place, ActionLink.place_id, Place.name, value),
        )  # fmt: skip
    if name == "target":
        return or_(
            col(Action.target) == value, col(Addressee.office) == value,
            _linked(Addressee, ActionLink.addressee_id, Addressee.office, value),
        )  # fmt: skip
    if name == "case":
        linked = (
            select(col(ActionLink.id))
            .join(Case, col(Case.id) == col(ActionLink.case_id))
            .where(
                col(ActionLink.action_id) == col(Action.id),
                col(ActionLink.part) == "for",
                col(Case.reference) == value,
                CASE_IS_SEEN,
            )
        )
        return linked.correlate(Action).exists()
    return getattr(Action, name) == value


def _linked(table: Any, number: Any, name: Any, value: str) -> Any:
    inside = (
        select(col(ActionLink.id))
        .select_from(ActionLink)
        .where(
            col(ActionLink.action_id) == col(Action.id),
            number.in_(select(table.id).where(name == value).correlate(None)),
        )
    )
    return inside.correlate(Action).exists()


def places_offered(session: Session, viewer: Viewer, known_by: date | None) -> list[str]:
    """The cities and places in which there is an action they may see."""
    own = [_seen(column).where(column.is_not(None)) for column in (
        col(Place.name), col(Facility.name), col(Gathering.city), col(Action.place_text))]  # fmt: skip
    return _offered(session, own, seen_binds(viewer, known_by))


def targets_offered(session: Session, viewer: Viewer, known_by: date | None) -> list[str]:
    """Whom the actions they may see are addressed to."""
    own = [_seen(column).where(column.is_not(None)) for column in (col(Addressee.office), col(Action.target))]
    return _offered(session, own, seen_binds(viewer, known_by))


def _seen(column: Any) -> Any:
    return _joined(column.label("words")).where(ACTION_IS_SEEN, ACTION_IS_KNOWN)


def _offered(session: Session, parts: list[Any], binds: dict[str, Any]) -> list[str]:
    every = union(*parts).subquery()
    wanted = select(every.c.words).order_by(every.c.words).limit(MOST_OFFERED)
    return [str(row[0]) for row in session.connection().execute(wanted, binds)]
