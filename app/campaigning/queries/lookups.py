"""What changes to actions look up: references that are taken, rows to link and to unlink."""

from collections.abc import Sequence

from sqlalchemy import select, text
from sqlmodel import Session, col

from app.campaigning.models import Action, ActionLink
from app.cases.models import Case, Incident
from app.cases.queries.visible import visible_cases
from app.db import number_of
from app.directory.models import Addressee
from app.web.viewer import Viewer

NUMBERING = 7_041_871  # an arbitrary number, the same in every process


def references_like(session: Session, start: str) -> list[str]:
    """Every reference that begins so; on PostgreSQL others who number actions wait until this transaction ends."""
    if session.connection().dialect.name == "postgresql":
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": NUMBERING})
    wanted = select(col(Action.reference)).where(col(Action.reference).startswith(start, autoescape=True))
    return list(session.connection().execute(wanted).scalars())


def cases_named(session: Session, viewer: Viewer, references: Sequence[str]) -> dict[str, Case]:
    """The cases with these references that they may see."""
    wanted = select(Case).where(col(Case.reference).in_(references), visible_cases(viewer))
    return {case.reference: case for case in session.scalars(wanted)}


def incidents_named(session: Session, viewer: Viewer, references: Sequence[str]) -> dict[str, Incident]:
    """The incidents with these references that they may see."""
    wanted = select(Incident).where(
        col(Incident.reference).in_(references), col(Incident.campaign_id).in_(viewer.campaigns)
    )
    return {incident.reference: incident for incident in session.scalars(wanted)}


def links_for(session: Session, action_id: int) -> list[ActionLink]:
    """The rows that say what an action is for."""
    wanted = select(ActionLink).where(col(ActionLink.action_id) == action_id, col(ActionLink.part) == "for")
    return list(session.scalars(wanted.order_by(col(ActionLink.id))))


def links_once_for(session: Session, action_id: int) -> list[ActionLink]:
    """What an action was approved for and is not for any more."""
    wanted = select(ActionLink).where(
        col(ActionLink.action_id) == action_id, col(ActionLink.part) == "was-for"
    )
    return list(session.scalars(wanted))


def addressee_links(session: Session, action_id: int) -> list[ActionLink]:
    """The rows that say to which further offices an action is addressed."""
    wanted = select(ActionLink).where(
        col(ActionLink.action_id) == action_id, col(ActionLink.part) == "addressee",
        col(ActionLink.addressee_id).is_not(None),
    )  # fmt: skip
    return list(session.scalars(wanted.order_by(col(ActionLink.id))))


def offices_of(session: Session, action: Action) -> list[int]:
    """Every office in the directory that an action is addressed to, the first one first."""
    own = [action.addressee_id] if action.addressee_id is not None else []
    further = [row.addressee_id for row in addressee_links(session, number_of(action)) if row.addressee_id]
    return list(dict.fromkeys([*own, *further]))


def addressees_offered(session: Session, most: int = 300) -> list[tuple[str, str]]:
    """Offices to choose from in a form."""
    wanted = select(col(Addressee.id), col(Addressee.office), col(Addressee.city))
    rows = session.connection().execute(wanted.order_by(col(Addressee.office), col(Addressee.id)).limit(most))
    return [(str(number), f"{office}, {city}" if city else office) for number, office, city in rows]
