"""The people of the tests and what they work on: a campaign, four volunteers, a case; small functions to make more."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from fastapi import FastAPI
from sqlmodel import Session
from starlette.testclient import TestClient

from app.accounts.changes import sign_in
from app.accounts.models import Campaign, Membership, Volunteer
from app.accounts.sessions import cookie_name
from app.cases.models import KIND_TABLES, Case, Entry, EntryKind, Figure, Incident, Person, PersonName
from app.dates import FuzzyDate
from app.db import Database, fuzzy_columns, number_of
from app.main import create_app
from app.settings import Settings
from app.sources.models import Citation, Source
from tests import clock

BEGAN = datetime(2013, 4, 25, 9, 0, tzinfo=UTC)
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


def campaign(session: Session, slug: str = "zhanaozen", name: str = "Zhanaozen") -> Campaign:
    """A campaign."""
    made = Campaign(slug=slug, name=name, zone="Asia/Aqtau")
    session.add(made)
    session.flush()
    return made


def volunteer(session: Session, name: str, campaign: Campaign | None, role: str = "volunteer") -> Volunteer:
    """An account with a role in a campaign; None makes a stranger to all of them."""
    made = Volunteer(email=f"{name.lower()}@example.org", name=name, created_at=BEGAN)
    session.add(made)
    session.flush()
    if campaign is not None:
        session.add(Membership(volunteer_id=number_of(made), campaign_id=number_of(campaign), role=role))
        session.flush()
    return made


def person(session: Session, name: str) -> Person:
    """Somebody in the record."""
    made = Person(name=name)
    session.add(made)
    session.flush()
    session.add(PersonName(person_id=number_of(made), text=name))
    session.flush()
    return made


def case(
    session: Session, campaign: Campaign, reference: str = "K-001", name: str = "Roza Tuletaeva", **more: Any
) -> Case:
    """A case of a new person."""
    made = Case(
        reference=reference,
        campaign_id=number_of(campaign),
        person_id=number_of(person(session, name)),
        title="Striker in prison",
        opened_at=BEGAN,
        **more,
    )
    session.add(made)
    session.flush()
    return made


def entry(session: Session, case: Case, kind: str, on: str | None = None, **fields: Any) -> Entry:
    """An entry of any kind; `fields` are columns of the entry or of its kind; fuzzy ones as EDTF text."""
    made = Entry(case_id=number_of(case), kind=kind, recorded_at=BEGAN, edited_at=BEGAN, **_fuzzy("on", on))
    session.add(made)
    session.flush()
    table = KIND_TABLES.get(EntryKind(kind))
    row = table(entry_id=number_of(made)) if table else None
    for name, value in fields.items():
        target: Any = made if name in Entry.model_fields or f"{name}_edtf" in Entry.model_fields else row
        if f"{name}_edtf" in type(target).model_fields:
            for column, stored in _fuzzy(name, value).items():
                setattr(target, column, stored)
        else:
            setattr(target, name, value)
    if row is not None:
        session.add(row)
    session.flush()
    return made


def _fuzzy(name: str, edtf: str | None) -> dict[str, Any]:
    return dict(fuzzy_columns(name, FuzzyDate.parse(edtf) if edtf else None))


def source(
    session: Session, title: str = "Hands off Roza", published: str = "2013-04-24", **more: Any
) -> Source:
    """A text."""
    key = title.lower().replace(" ", "-")
    made = Source(
        key=key, title=title, publisher="Campaign Kazakhstan", **_fuzzy("published", published), **more
    )
    session.add(made)
    session.flush()
    return made


def figure(session: Session, incident: Incident, value: int, **more: Any) -> Figure:
    """A number somebody claims."""
    made = Figure(incident_id=number_of(incident), measure="killed", value_min=value, **more)
    session.add(made)
    session.flush()
    return made


def cited(session: Session, source: Source, entry: Entry, **more: Any) -> Citation:
    """The source says so."""
    made = Citation(source_id=number_of(source), entry_id=number_of(entry), **more)
    session.add(made)
    session.flush()
    return made


@dataclass
class Cast:
    """The personas: Ana coordinates, Lee works, Rea reads, Sam is a stranger, of another campaign."""

    settings: Settings
    database: Database
    campaign: Campaign
    ana: Volunteer
    lee: Volunteer
    rea: Volunteer
    sam: Volunteer
    case: Case

    @cached_property
    def app(self) -> FastAPI:
        """The application, asked once so that its heartbeat is felt before a test looks."""
        app = create_app(self.settings, self.database, clock.now)
        TestClient(app, base_url=self.settings.base_url).get("/health")
        return app

    def client(self, who: Volunteer | None = None) -> TestClient:
        """A browser, signed in as one of them; it sends what a browser sends with a form of ours."""
        client = TestClient(
            self.app, base_url=self.settings.base_url, headers=SAME_ORIGIN,
            follow_redirects=False,
        )  # fmt: skip
        if who is not None and who.id is not None:
            with self.database.writing(at=clock.now()) as session:
                client.cookies.set(cookie_name(self.settings), sign_in(session, who.id, clock.now()))
        return client


def the_cast(settings: Settings, database: Database) -> Cast:
    """Everybody, in one campaign with one case."""
    with database.writing(actor="the story", at=BEGAN) as session:
        ours = campaign(session)
        other = campaign(session, "elsewhere", "Elsewhere")
        return Cast(
            settings, database, ours,
            ana=volunteer(session, "Ana", ours, "coordinator"), lee=volunteer(session, "Lee", ours),
            rea=volunteer(session, "Rea", ours, "reader"), sam=volunteer(session, "Sam", other),
            case=case(session, ours),
        )  # fmt: skip
