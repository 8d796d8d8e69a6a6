"""The chats of campaigns, and what is there to tell them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select
from sqlmodel import Session, col

from app.campaigning.models import Action, ActionLink
from app.cases.models import Case, Person, Visibility
from app.cases.models.cases import Gravity
from app.characters import whole_number
from app.consent.queries.consents import stopped_people
from app.db import number_of
from app.digest.all_news import DueRow
from app.digest.chat_messages import Told, outcome_told, urgent_told
from app.digest.models import Chat, ChatTold
from app.digest.news_items import URGENT, About, Need, Why
from app.digest.queries.all_news import DUE
from app.digest.queries.may_be_named import sayable
from app.digest.queries.readers import campaigns_with_detail
from app.history.models import Change
from app.mail.models import MailAddress, MailState, OutgoingMail
from app.reviews.models import Review
from app.reviews.review_words import horizon

SOON = timedelta(days=1)  # what cannot wait is told the day before
OUTCOMES_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ChatView:
    """A chat on the page of its campaign: what it is told, and how the last message went."""

    chat: Chat
    sent_at: datetime | None
    trouble: str | None
    is_paused: bool


def chats(session: Session, campaign_id: int | None = None) -> list[Chat]:
    """All chats, or those of one campaign."""
    wanted = select(Chat).order_by(col(Chat.id))
    return list(
        session.scalars(wanted if campaign_id is None else wanted.where(col(Chat.campaign_id) == campaign_id))
    )


def chat_of(session: Session, campaign_id: int, chat_id: int) -> Chat | None:
    """One chat of this campaign."""
    found = session.get(Chat, chat_id)
    return found if found is not None and found.campaign_id == campaign_id else None


def chat_in(session: Session, address: str) -> Chat | None:
    """The chat that stands in the outbox under this name."""
    number = whole_number(address.removeprefix("chat:"))
    return None if number is None else session.get(Chat, number)


def is_any_chat(session: Session) -> bool:
    """Whether there is anybody to tell."""
    return session.scalar(select(exists(select(Chat)))) or False


def chat_views(session: Session, campaign_id: int) -> list[ChatView]:
    """The chats of a campaign with the state of their way."""
    return [_view(session, chat) for chat in chats(session, campaign_id)]


def _view(session: Session, chat: Chat) -> ChatView:
    name = address_of(number_of(chat))
    sent = select(func.max(col(OutgoingMail.sent_at))).where(col(OutgoingMail.to_address) == name)
    last = select(col(OutgoingMail.last_error)).where(col(OutgoingMail.to_address) == name)
    paused = session.get(MailAddress, name)
    return ChatView(
        chat,
        session.scalar(sent),
        session.scalar(last.order_by(col(OutgoingMail.id).desc()).limit(1)),
        paused is not None and paused.paused_at is not None,
    )


def address_of(chat_id: int) -> str:
    """What stands in the outbox instead of an address: the address itself is a key and is read at sending."""
    return f"chat:{chat_id}"


def untold(session: Session, chat: Chat, today: date, now: datetime) -> list[Told]:
    """What this chat has not been told yet."""
    told = set(session.scalars(select(col(ChatTold.item)).where(col(ChatTold.chat_id) == chat.id)))
    return [
        one for one in to_tell(session, chat, today, now) if told_name(number_of(chat), one.key) not in told
    ]


def told_name(chat_id: int, key: str) -> str:
    """One thing told to one chat."""
    return f"{address_of(chat_id)}/{key}"


def to_tell(session: Session, chat: Chat, today: date, now: datetime) -> list[Told]:
    """What there is to tell on this day, told before or not: nothing restricted, nothing of whom it is to stop."""
    found: list[Told] = []
    if chat.tells_urgent:
        found += _urgent(session, chat, today, now)
    if chat.tells_outcomes:
        found += _outcomes(session, chat, now)
    return found


def _urgent(session: Session, chat: Chat, today: date, now: datetime) -> Iterator[Told]:
    wanted = (
        DUE.add_columns(col(Case.reference), col(Case.gravity), col(Person.id), col(Person.name))
        .outerjoin(Case, col(Case.id) == col(Review.case_id))
        .outerjoin(Person, col(Person.id) == col(Case.person_id))
        .where(
            col(Review.campaign_id) == chat.campaign_id,
            col(Review.done_at).is_(None), col(Review.dropped_at).is_(None),
            or_(col(Review.snoozed_until).is_(None), col(Review.snoozed_until) <= today),
            or_(col(Review.hard), col(Review.urgency) <= URGENT),
            col(Review.due) <= today + SOON, col(Review.late_after) >= horizon(today),
            col(Review.kept_case_id).is_(None),
            or_(col(Review.case_id).is_(None), _open_to_all()),
        )
    )  # fmt: skip
    rows = session.execute(wanted).all()
    people = sorted({row[-2] for row in rows if row[-2] is not None})
    stopped, named = stopped_people(session, people), _named(session, chat, now, people)
    needs = []
    for *given, reference, gravity, person, name in rows:
        if person in stopped:
            continue
        row = DueRow(*given)
        about = About(reference or row.href.rpartition("/")[2], row.href, None)
        if reference is not None:
            about = About(reference, f"/cases/{reference}", name if person in named else None)
        needs.append(
            Need(about, row, Why.CAMPAIGN, today, gravity=Gravity.REST if gravity is None else gravity)
        )
    for need in sorted(needs, key=lambda need: (need.rank, need.row.id)):
        yield urgent_told(need)


def _named(session: Session, chat: Chat, now: datetime, people: list[int]) -> frozenset[int]:
    """Whose name this chat may be told: the chat asks, the campaign allows it, and the person agreed."""
    if not (chat.detailed and chat.campaign_id in campaigns_with_detail(session)):
        return frozenset()
    said = sayable(session, now, session.info.get("pinned"), people)
    return frozenset(person for person, group in said if group == "name")


def _outcomes(session: Session, chat: Chat, now: datetime) -> Iterator[Told]:
    since = max(now - OUTCOMES_WITHIN, chat.added_at)
    for_hidden = (
        select(col(ActionLink.id))
        .join(Case, col(Case.id) == col(ActionLink.case_id))
        .where(col(ActionLink.action_id) == col(Action.id), col(Case.visibility) == Visibility.RESTRICTED)
    )
    behind = select(col(ActionLink.action_id), col(Case.person_id)).join(
        Case, col(Case.id) == col(ActionLink.case_id)
    )
    stopped = stopped_people(session)
    silent = {action for action, person in session.execute(behind) if person in stopped}
    wanted = (
        select(col(Action.id), col(Action.reference), col(Action.outcome), col(Change.diff))
        .join(Change, and_(col(Change.noun) == "action", col(Change.row_id) == col(Action.id)))
        .where(
            col(Action.campaign_id) == chat.campaign_id, col(Action.ours), col(Action.outcome).is_not(None),
            col(Change.at) >= since, ~for_hidden.exists(),
        )
        .order_by(col(Action.id))
    )  # fmt: skip
    told: set[int] = set()
    for number, reference, outcome, diff in session.execute(wanted):
        if "outcome" in diff and number not in told | silent:
            told.add(number)
            yield outcome_told(number, About(reference, f"/actions/{reference}"), outcome)


def _open_to_all() -> ColumnElement[bool]:
    return and_(
        col(Case.visibility) != Visibility.RESTRICTED,
        col(Case.closed_at).is_(None),
        col(Case.merged_into_id).is_(None),
    )


def waiting_for(session: Session, chat_id: int) -> list[int]:
    """What waits for this chat."""
    waits = (MailState.QUEUED, MailState.UNCERTAIN)
    wanted = select(col(OutgoingMail.id)).where(
        col(OutgoingMail.to_address) == address_of(chat_id), col(OutgoingMail.state).in_(waits)
    )
    return list(session.scalars(wanted))


def forget_told(session: Session, chat_id: int) -> None:
    """What it was told goes with it."""
    session.connection().execute(delete(ChatTold).where(col(ChatTold.chat_id) == chat_id))
