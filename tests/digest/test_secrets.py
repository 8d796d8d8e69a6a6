"""A thousand mails, and none of what was planted in every text that people write is in any of them."""

import email.policy
import re
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage

import pytest
from sqlalchemy import String, text
from sqlmodel import AutoString, SQLModel, select

from app.campaigning.models import Action, ActionLink
from app.cases.models import Incident
from app.consent.models import Consent
from app.db import number_of
from app.digest.models import DetailAllowed, Subscription
from app.mail.models import OutgoingMail
from app.reviews.models import Review
from tests import story
from tests.digest.newsroom import MONDAY, Newsroom

READERS, WEEKS = 50, 20
SECRET = re.compile(r"zq\d{3}secret")
# Codes that the program itself reads, addresses of pages, and the readers' own addresses.
NOT_WRITTEN_BY_HAND = re.compile(
    r"edtf|_hash|token|^key$|slug|state|kind|rule|subject$|reference|href|zone|email|address|dedupe|message|envelope"
    r"|digest|owner|row_id|week|diff|noun|verb|seeded|sealed|norm|fold|skeleton|version|path|sha|host|item"
)


def crowd(room: Newsroom) -> None:
    """Many readers, half of whom ask for names, and something of every sort to tell them."""
    cast = room.cast
    campaign, case_id = number_of(cast.campaign), number_of(cast.case)
    with cast.database.writing(actor="the story", at=MONDAY - timedelta(days=20)) as session:
        session.add(DetailAllowed(campaign_id=campaign, allowed_by_id=number_of(cast.ana), allowed_at=MONDAY))
        for number in range(READERS):
            reader = story.volunteer(session, f"Reader{number}", cast.campaign, "coordinator")
            if number % 2:
                session.add(
                    Subscription(volunteer_id=number_of(reader), detailed=True, changed_at=MONDAY, zone="UTC")
                )
        for rule, subject in (("by-hand", "a"), ("hearing", "b"), ("health", "c")):
            session.add(
                Review(
                    campaign_id=campaign, case_id=case_id, rule=rule, subject=subject, due=MONDAY.date(),
                    due_last=MONDAY.date(), late_after=MONDAY.date(),
                    title="t", reason="r", found="f", made_at=MONDAY, href="/cases/K-002",
                )
            )  # fmt: skip
        action = Action(
            reference="2026-014", campaign_id=campaign, ours=True, kind="letter-call", state="live", title="t",
            summary="s", asks="a", until=MONDAY.date() + timedelta(days=400), target="t", organiser="o",
            made_at=MONDAY,
        )  # fmt: skip
        session.add(action)
        session.add(Incident(reference="I-001", campaign_id=campaign, kind="strike", title="t"))
        session.flush()
        session.add(ActionLink(action_id=number_of(action), case_id=case_id))


def plant(room: Newsroom) -> dict[str, str]:
    """A secret of its own in every text column that people write and that holds anything; column by secret."""
    planted: dict[str, str] = {}
    with room.cast.database.engine.begin() as connection:
        for table in SQLModel.metadata.sorted_tables:
            if table.name in {
                "change",
                "outgoing_mail",
                "job",
                "digest_issue",
                "legal_period",
                "letter_kind",
            }:
                continue
            for column in table.columns:
                length = getattr(column.type, "length", None) or 999
                roomy = isinstance(column.type, AutoString | String) and length >= 60
                if not roomy or NOT_WRITTEN_BY_HAND.search(column.name) or column.foreign_keys:
                    continue
                secret = f"zq{len(planted):03d}secret"
                done = connection.execute(text(f'UPDATE "{table.name}" SET "{column.name}" = \'{secret}\''))
                if done.rowcount:
                    planted[secret] = f"{table.name}.{column.name}"
    return planted


@pytest.fixture
def planted(room: Newsroom) -> dict[str, str]:
    crowd(room)
    return plant(room)


def test_a_thousand_mails_hold_none_of_forty_planted_secrets(room: Newsroom, planted: dict[str, str]) -> None:
    assert len(planted) >= 40
    for week in range(WEEKS):
        monday = MONDAY + timedelta(weeks=week)
        room.move_hearing(monday.date() + timedelta(days=9), monday - timedelta(days=2))
        room.queue(monday)
        keep(room)
    with room.cast.database.reading() as session:
        mails = list(session.scalars(select(OutgoingMail)))
        assert len(mails) >= READERS * WEEKS
        told = [mail for mail in mails if mail.message]
        for mail in told:
            leak(mail.to_address, bytes(mail.message or b""), planted)
        assert len(told) >= READERS * WEEKS


def keep(room: Newsroom) -> None:
    """What an earlier week said must be looked at too: the next edition would drop it from the outbox."""
    room.change("UPDATE outgoing_mail SET state = 'sent' WHERE state = 'queued'")


def leak(to: str, raw: bytes, planted: dict[str, str]) -> None:
    """Fail with the column whose secret stands in a mail; every part is decoded as a mail program does it."""
    message = decoded(raw)
    assert message.get_all("To") == [to]
    said = "\n".join([*(f"{name}: {value}" for name, value in message.items()), *parts_of(message)])
    found = {planted.get(secret, secret) for secret in SECRET.findall(said)}
    assert not found
    others = set(re.findall(r"[\w.+-]+@example\.org", said)) - {to}
    assert not {other for other in others if not other.startswith("vigil")}, "nobody learns who else reads"


def decoded(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def parts_of(message: EmailMessage) -> list[str]:
    return [str(part.get_content()) for part in message.walk() if not part.is_multipart()]


def test_the_search_itself_finds_a_secret_that_is_there(room: Newsroom, planted: dict[str, str]) -> None:
    """With consent given, a name does stand in the mails of those who asked: the search above can fail."""
    with room.cast.database.writing(actor="Ana", at=MONDAY) as session:
        person = room.cast.case.person_id
        session.add(Consent(person_id=person, field_group="name", use="digest", basis="given"))
    room.queue()
    with room.cast.database.reading() as session:
        mails = [bytes(mail.message or b"") for mail in session.scalars(select(OutgoingMail))]
    name = next(secret for secret, column in planted.items() if column == "person.name")

    said = [part for raw in mails for part in parts_of(decoded(raw))]
    assert sum(name in part for part in said) == READERS  # two twins for each half of them
