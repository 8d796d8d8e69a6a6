"""A campaign with news: a case that Ana minds, a hearing that Lee moved, and what no mail may say."""

import email.policy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from functools import cached_property

from fastapi import FastAPI
from sqlalchemy import text

from app.cases.models import CaseMember, Entry, Minder
from app.consent.models import Consent
from app.dates import FuzzyDate
from app.db import Database, fuzzy_columns, number_of
from app.digest.last_look import GATES
from app.digest.make_editions import Made, queue_due
from app.jobs.schedule import Step
from app.main import create_app
from app.settings import Settings
from tests import clock, story
from tests.mail.outboxes import Outbox

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
HEARING = date(2026, 11, 24)
CANARIES = ("Rozaliya", "Canaryeva", "tuberculosis", "Shetpe-Canary", "incitement-canary", "Canary Times")


@dataclass
class Newsroom:
    """The cast, its case, and the outbox their editions go to."""

    cast: story.Cast
    outbox: Outbox
    hearing_id: int

    @cached_property
    def app(self) -> FastAPI:
        """The program over this database."""
        return create_app(self.cast.settings, self.cast.database, clock.now)

    def queue(self, now: datetime = MONDAY, week: str | None = None) -> Made:
        """Queue what is due."""
        clock.turn_to(now)
        return queue_due(Step(self.cast.database, self.cast.settings, now), week)

    def change(self, statement: str, **named: object) -> None:
        """Change something behind everybody's back."""
        with self.cast.database.engine.begin() as connection:
            connection.execute(text(statement), named)

    def move_hearing(self, on: date, at: datetime) -> None:
        """Lee moves the hearing."""
        lee = number_of(self.cast.lee)
        with self.cast.database.writing(actor="Lee", actor_id=lee, at=at) as session:
            entry = session.get(Entry, self.hearing_id)
            for name, value in fuzzy_columns("on", FuzzyDate.parse(on.isoformat())).items():
                setattr(entry, name, value)

    def sent(self, url: str | None = None) -> dict[str, EmailMessage]:
        """Send what is queued, and give what went out by recipient."""
        line = self.outbox.to(url)
        line.gates = GATES
        line.send()
        return self.written()

    def written(self) -> dict[str, EmailMessage]:
        """Mails that became files, by recipient."""
        return {str(message["To"]): message for message in self.written_all().values()}

    def written_all(self) -> dict[str, EmailMessage]:
        """The same by the names of the files."""
        folder = self.cast.settings.data_dir / "outbox"
        found = {}
        for path in sorted(folder.glob("*.eml")) if folder.exists() else ():
            message = message_from_bytes(path.read_bytes(), policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            found[path.name] = message
        return found

    def allow_names(self) -> None:
        """Ana's campaign lets names into mails, she asks for them, and the person agreed."""
        with self.cast.database.writing(actor="Ana", at=MONDAY - timedelta(days=3)) as session:
            for group in ("name", "case"):
                session.add(
                    Consent(
                        person_id=self.cast.case.person_id, field_group=group, use="digest", basis="given"
                    )
                )
        self.change(
            "INSERT INTO digest_detail_allowed (campaign_id, allowed_by_id, allowed_at) VALUES (:c, :v, :at)",
            c=self.cast.campaign.id, v=self.cast.ana.id, at="2026-11-01 00:00:00",
        )  # fmt: skip
        self.change(
            "INSERT INTO digest_subscription (volunteer_id, frequency, day, hour, detailed, serial, changed_at)"
            " VALUES (:v, 'weekly', 1, 8, :yes, 0, :at)",
            v=self.cast.ana.id, yes=True, at="2026-11-01 00:00:00",
        )  # fmt: skip


def newsroom(settings: Settings, database: Database) -> Newsroom:
    """Everybody, with a case full of canaries and a hearing that moved on Friday."""
    clock.turn_to(MONDAY)
    cast = story.the_cast(settings, database)
    with database.writing(actor="the story", at=MONDAY - timedelta(days=30)) as session:
        canary = story.case(
            session, cast.campaign, "K-002", "Rozaliya Canaryeva", summary="tuberculosis in Shetpe-Canary"
        )
        session.add(Minder(case_id=number_of(canary), volunteer_id=number_of(cast.ana)))
        hearing = story.entry(
            session, canary, "hearing", "2026-11-20", court="Shetpe-Canary", summary="tuberculosis"
        )
        story.cited(session, story.source(session, "The Canary Times reports"), hearing)
        charge = story.entry(session, canary, "charge", "2026-10", wording="incitement-canary")
        story.cited(session, story.source(session, "Canary Times again"), charge)
        cast.case = canary
    room = Newsroom(cast, Outbox(database, settings), number_of(hearing))
    room.move_hearing(HEARING, MONDAY - timedelta(days=3))
    return room


def restrict(room: Newsroom, *named: int) -> None:
    """Only these people may see the case from now on."""
    case_id = number_of(room.cast.case)
    room.change("UPDATE \"case\" SET visibility = 'restricted' WHERE id = :id", id=case_id)
    with room.cast.database.writing(actor="Ana", at=MONDAY) as session:
        session.add_all([CaseMember(case_id=case_id, volunteer_id=one) for one in named])


def words(message: EmailMessage) -> str:
    """Everything a mail says, decoded: headers, text and HTML."""
    parts = [str(part.get_content()) for part in message.walk() if not part.is_multipart()]
    return "\n".join([*(f"{name}: {value}" for name, value in message.items()), *parts])
