"""What has left, or is about to leave: everything that could say somebody's name to others."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from app.accounts.models import Campaign
from app.campaigning.models import GATED, Action, ActionLink, Fund, Gathering, Petition
from app.campaigning.queries.visible import ACTION_IS_SEEN
from app.cases.models import Case, Person, PersonName
from app.cases.queries.visible import viewer_binds, visible_cases
from app.letters.models import Letter, LetterCase
from app.letters.queries.visible import LETTER_IS_SEEN
from app.mail.models import MailState, OutgoingMail
from app.publishing.models import PublicSnapshot
from app.web.viewer import Viewer

UNSENT = ("draft", "awaiting-approval", "approved")
ON_ITS_WAY = (
    MailState.QUEUED,
    MailState.SENDING,
    MailState.COMMITTING,
    MailState.UNCERTAIN,
    MailState.FAILED,
)
PARTS = (Gathering, Petition, Fund)


def spellings_of(session: Session, person_id: int) -> list[str]:
    """The name and every other spelling of it."""
    name = select(col(Person.name)).where(col(Person.id) == person_id)
    others = select(col(PersonName.text)).where(col(PersonName.person_id) == person_id)
    return [*session.scalars(name), *session.scalars(others)]


def our_actions(session: Session, case_ids: Sequence[int]) -> list[str]:
    """The references of our actions for these cases that had a public page."""
    wanted = (
        select(col(Action.reference))
        .join(ActionLink, col(ActionLink.action_id) == col(Action.id))
        .where(
            col(ActionLink.case_id).in_(case_ids), col(ActionLink.part).in_(GATED), col(Action.ours),
            col(Action.published_at).is_not(None),
        )
        .order_by(col(Action.id))
    )  # fmt: skip
    rows: Any = session.scalars(wanted)
    return list(dict.fromkeys(rows))


def letters_not_sent(session: Session, case_ids: Sequence[int]) -> int:
    """How many letters about these cases are written and have not gone out."""
    wanted = (
        select(func.count())
        .select_from(Letter)
        .join(LetterCase, col(LetterCase.letter_id) == col(Letter.id))
        .where(col(LetterCase.case_id).in_(case_ids), col(Letter.state).in_(UNSENT))
    )
    return session.scalar(wanted) or 0


def letters_seen(session: Session, viewer: Viewer, person_id: int) -> list[tuple[Letter, Case]]:
    """Letters in hand that this viewer may read, and those that went out about this person, each with its case."""
    wanted = (
        select(Letter, Case)
        .join(Case, col(Case.id) == col(Letter.case_id))
        .where(
            visible_cases(viewer),
            LETTER_IS_SEEN,
            or_(col(Letter.state).in_(UNSENT), col(Case.person_id) == person_id),
        )
        .order_by(col(Letter.id))
    )
    return [(letter, case) for letter, case in session.execute(wanted, viewer_binds(viewer))]


def proposals_seen(session: Session, viewer: Viewer) -> list[tuple[PublicSnapshot, str]]:
    """Pages that wait for a second person, with the reference of their case."""
    wanted = (
        select(PublicSnapshot, col(Case.reference))
        .join(Case, col(Case.id) == col(PublicSnapshot.case_id))
        .where(visible_cases(viewer), col(PublicSnapshot.decision).is_(None))
        .order_by(col(PublicSnapshot.id))
    )
    return [(snapshot, reference) for snapshot, reference in session.execute(wanted)]


def unpublished_actions(session: Session, viewer: Viewer) -> list[Action]:
    """Our actions that this viewer may see and the world never could."""
    wanted = select(Action).where(col(Action.ours), col(Action.published_at).is_(None), ACTION_IS_SEEN)
    return list(session.scalars(wanted.order_by(col(Action.id)), viewer_binds(viewer)))


def own_words_of(session: Session, action_ids: Sequence[int]) -> dict[int, list[str]]:
    """What gatherings, petitions and funds say beyond what every action does."""
    found: dict[int, list[str]] = {}
    for part in PARTS:
        for row in session.scalars(select(part).where(col(part.action_id).in_(action_ids))):
            found[row.action_id] = texts_of(row)
    return found


def texts_of(row: Any) -> list[str]:
    """Every text that a row holds."""
    values = row._asdict() if hasattr(row, "_asdict") else row.model_dump()
    return [value for value in values.values() if isinstance(value, str)]


def waiting_mails(session: Session) -> Iterator[tuple[str, bytes]]:
    """Mails whose words are still here, each with its kind."""
    wanted = select(col(OutgoingMail.kind), col(OutgoingMail.message)).where(
        col(OutgoingMail.message).is_not(None), col(OutgoingMail.state).in_(ON_ITS_WAY)
    )
    for kind, message in session.execute(wanted.order_by(col(OutgoingMail.id))):
        if message is not None:
            yield kind, message


def campaigns_of(session: Session, viewer: Viewer) -> list[tuple[str, str]]:
    """Slug and name of the campaigns whose exports this viewer could make or ask for."""
    wanted = select(col(Campaign.slug), col(Campaign.name)).where(col(Campaign.id).in_(viewer.campaigns))
    return [(slug, name) for slug, name in session.execute(wanted.order_by(col(Campaign.slug)))]


def cases_of(session: Session, viewer: Viewer, person_id: int) -> list[Case]:
    """The cases of a person that this viewer may see."""
    wanted = select(Case).where(visible_cases(viewer), col(Case.person_id) == person_id)
    return list(session.scalars(wanted.order_by(col(Case.reference))))
