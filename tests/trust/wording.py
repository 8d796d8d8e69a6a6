"""Somebody's name in every field that holds words: each field has a thing of its own, which leaves if nobody asks.

The fields come from the tables themselves, so that a new one is planted by itself; a new table has to be given a
thing to stand in here, or be said to hold no words for others. One thing holds one planted field, so that no field
hides behind another that was asked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Column, String, select
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel, col

from app.campaigning.changes.second_reading import keep_read
from app.campaigning.models import Action, ActionLink, Demand, DemandLink, Donation, Fund, Gathering, Petition
from app.cases.models import (
    KIND_TABLES,
    Case,
    ConflictChoice,
    Entry,
    EntryKind,
    Figure,
    Incident,
    IncidentFact,
    IncidentGroup,
    IncidentMember,
    PersonLink,
    PersonRole,
)
from app.db import number_of
from app.directory.models import Addressee, AddresseeWords, Facility, Organisation, Place
from app.publishing.export_columns import table_of
from app.sources.models import Citation, Source, SourceDerivation
from tests import story
from tests.story import Cast

NAME = "Zarina Qanatova"
ADDRESS = "https://news.example.org/zarina-qanatova/"
WORDY = 90  # shorter columns hold codes
CODES = {"key", "slug", "file", "languages", "field", "zone", "href", "path", "dedupe_key", "location"}
# What no other person reads, or what a campaign says of itself; the rest of the tables is planted.
NOT_FOR_OTHERS = {
    "article_text", "list_row", "open_data", "plea", "theme",
    "access", "approval", "attachment", "calendar_feed", "campaign", "case", "change", "chat", "chat_told", "consent",
    "correction", "digest_issue", "digest_subscription", "erasure", "installation", "invitation", "job", "kind_words",
    "known_since", "legal_period", "letter", "letter_batch", "letter_batch_item", "mail_address", "mail_line",
    "mailed_link", "merge", "namesake", "outgoing_mail", "person", "person_name", "public_page", "public_snapshot",
    "review", "second_factor", "sign_in", "sign_in_attempt", "submission", "unfinished_words",
    "urgent_told", "vault_note", "volunteer",
}  # fmt: skip
Row = Any
Things = dict[type[SQLModel], list[Callable[[], Row]]]


@dataclass
class Planted:
    """What was planted where, and the numbers and references of what the world may ask for."""

    secrets: dict[str, str] = field(default_factory=dict)  # secret: where it stands
    entries: list[int] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)

    def found_in(self, text: str) -> set[str]:
        """The fields whose words this text holds."""
        return {where for secret, where in self.secrets.items() if secret in text}


def wordy(model: type[SQLModel]) -> list[Column[Any]]:
    """The columns that people write words in."""
    return [column for column in table_of(model).columns if _holds_words(column)]


def _holds_words(column: Column[Any]) -> bool:
    kept_as = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    fits = isinstance(kept_as, String) and (kept_as.length or WORDY) >= WORDY
    return fits and column.name not in CODES and not column.foreign_keys and not column.unique


class Planting:
    """Makes the things, each with one planted field."""

    def __init__(self, session: Session, cast: Cast, sentence: str) -> None:
        self.session, self.cast, self.sentence = session, cast, sentence
        self.case = session.get_one(Case, cast.case.id)
        self.done = Planted()
        self.told = story.source(session, "Told by all", url="https://news.example.org/all")
        self.number = 0

    def plant(self) -> Planted:
        """Every field of every table, all of it read by two, so that the gates alone are asked."""
        for model, things in self.things().items():
            for column in wordy(model):
                for thing in things:
                    self._fill(thing(), column)
        self.session.flush()
        for number in self.session.scalars(select(col(Action.id))):
            keep_read(self.session, number or 0)
        return self.done

    def things(self) -> Things:
        """For each table the things in which a row of it stands."""
        found: Things = {table: [partial(self.detail, kind, table)] for kind, table in KIND_TABLES.items()}
        found |= {
            Entry: [partial(self.entry, kind) for kind in EntryKind],
            Citation: [self.citation_of_entry, self.citation_of_action],
            ConflictChoice: [self.choice],
            Source: [self.source_of_entry, self.source_of_action],
            SourceDerivation: [self.derivation],
            Action: [self.action, self.gathering_itself, lambda: self.action(state="closed")],
            Gathering: [self.gathering, lambda: self.gathering(state="closed")],
            Petition: [lambda: self._part(Petition(action_id=self._number("petition")))],
            Fund: [lambda: self._part(Fund(action_id=self._number("fund")))],
            Donation: [lambda: self._part(Donation(action_id=self._number("fund"), amount="5", currency="EUR"))],
            Figure: [self.figure_of_action, self.figure_of_incident],
            Incident: [self.incident],
            IncidentFact: [lambda: self._part(IncidentFact(incident_id=self._incident(), summary="It began."))],
            IncidentGroup: [lambda: self._part(IncidentGroup(incident_id=self._incident(), label="All", count=2))],
            IncidentMember: [self.member],
            Demand: [self.demand],
            Addressee: [self.office],
            AddresseeWords: [self.office_words],
            Facility: [self.facility],
            Place: [self.place],
            Organisation: [self.organisation],
            PersonRole: [lambda: self._part(PersonRole(person_id=self.case.person_id, role="activist"))],
            PersonLink: [self.link],
        }  # fmt: skip
        return found

    def detail(self, kind: EntryKind, table: type[SQLModel]) -> Row:
        """What only one kind of entry has."""
        return self.session.get_one(table, self.entry(kind).id)

    def _fill(self, row: Row, column: Column[Any]) -> None:
        secret = f"zqsecret{len(self.done.secrets):04d}x"
        where = f"{column.table.name}.{column.name}"
        self.done.secrets[secret] = f"{where} {len(self.done.secrets)}"
        words = self.sentence.replace("SECRET", secret)
        setattr(row, column.name, ADDRESS + secret if column.name == "url" else words)
        self.session.add(row)

    def _part(self, row: Row) -> Row:
        self.session.add(row)
        self.session.flush()
        return row

    def _next(self) -> int:
        self.number += 1
        return self.number

    def entry(self, kind: str) -> Row:
        """A public fact of the case with a source."""
        made = story.entry(
            self.session, self.case, kind, "2012-06", visibility="public", summary="So they write."
        )
        story.cited(self.session, self.told, made)
        self.done.entries.append(number_of(made))
        return made

    def citation_of_entry(self) -> Row:
        return story.cited(self.session, self.source("One more"), self.entry("note"))

    def source(self, title: str) -> Source:
        """A text of its own."""
        number = self._next()
        return story.source(self.session, f"{title} {number}", url=f"https://news.example.org/{number}")

    def source_of_entry(self) -> Row:
        made = story.entry(self.session, self.case, "note", "2012-07", visibility="public", summary="A note.")
        source = self.source("A text")
        story.cited(self.session, source, made)
        self.done.entries.append(number_of(made))
        return source

    def derivation(self) -> Row:
        return self._part(
            SourceDerivation(source_id=number_of(self.source_of_entry()), from_id=number_of(self.told))
        )

    def choice(self) -> Row:
        return self._part(
            ConflictChoice(entry_id=number_of(self.entry("hearing")), field="court", reason="x")
        )

    def action(self, kind: str = "letter-call", state: str = "live") -> Action:
        """One of ours for the case: approved, published, sourced."""
        made = Action(
            reference=f"2013-{self._next():03d}", campaign_id=self.case.campaign_id, ours=True, kind=kind,
            state=state, title="A doctor for her", summary="She asked for one.", asks="Let a doctor see her",
            asked_for_by="Her daughter", target="The prosecutor", until=date(2099, 1, 1), made_at=story.BEGAN,
            live_at=story.BEGAN, published_at=story.BEGAN,
        )  # fmt: skip
        self._part(made)
        self.session.add(ActionLink(action_id=number_of(made), case_id=self.case.id))
        self._part(Citation(source_id=number_of(self.told), action_id=number_of(made)))
        self.done.actions.append(made.reference)
        return made

    def _number(self, kind: str) -> int:
        return number_of(self.action(kind))

    def gathering(self, state: str = "live") -> Row:
        """Where people come together."""
        made = self.action("gathering", state)
        day = date(2099, 12, 16)
        made.on_edtf, made.on_first, made.on_last, made.time = day.isoformat(), day, day, "12:00"
        return self._part(
            Gathering(action_id=number_of(made), city="London", country="GB", zone="Europe/London")
        )

    def gathering_itself(self) -> Row:
        return self.session.get_one(Action, self.gathering().action_id)

    def citation_of_action(self) -> Row:
        source = self.source("A call")
        return self._part(Citation(source_id=number_of(source), action_id=self._number("letter-call")))

    def source_of_action(self) -> Row:
        source = self.source("A call")
        self._part(Citation(source_id=number_of(source), action_id=self._number("letter-call")))
        return source

    def figure_of_action(self) -> Row:
        return self._part(Figure(action_id=self._number("gathering"), measure="came", value_min=3))

    def _incident(self) -> int:
        return number_of(self.incident())

    def incident(self) -> Incident:
        """What happened to many, with the case among them and an action for it."""
        made = Incident(
            reference=f"I-{self._next():03d}",
            campaign_id=self.case.campaign_id,
            kind="strike",
            title="A strike",
        )
        self._part(made)
        self.session.add(IncidentMember(incident_id=number_of(made), case_id=self.case.id))
        action = self.action()
        self._part(ActionLink(action_id=number_of(action), incident_id=made.id))
        return made

    def figure_of_incident(self) -> Row:
        return self._part(Figure(incident_id=self._incident(), measure="killed", value_min=3))

    def member(self) -> Row:
        return self._part(IncidentMember(incident_id=self._incident(), description="Two men", count=2))

    def demand(self) -> Row:
        made = Demand(
            campaign_id=self.case.campaign_id, by="The strikers", by_kind="strikers", text="Pay", ours=True
        )
        self._part(made)
        self._part(DemandLink(demand_id=number_of(made), case_id=self.case.id))
        return made

    def office(self) -> Row:
        """Whom a call is addressed to."""
        number = self._next()
        made = self._part(Addressee(slug=f"office-{number}", office=f"Office {number}", country="GB", city="London",
                                    email="office@example.org", address="1 Street"))  # fmt: skip
        action = self.action()
        action.addressee_id = number_of(made)
        return made

    def office_words(self) -> Row:
        return self._part(AddresseeWords(addressee_id=number_of(self.office()), language="en"))

    def facility(self) -> Row:
        """The prison of a fact."""
        made = self._part(Facility(key=f"prison-{self._next()}", name="A prison"))
        self.entry("custody").facility_id = number_of(made)
        return made

    def place(self) -> Row:
        """The town of a fact and of an action."""
        made = self._part(Place(key=f"town-{self._next()}", name="A town"))
        self.entry("custody").place_id = number_of(made)
        self.action("gathering").place_id = number_of(made)
        return made

    def organisation(self) -> Row:
        """Who calls for an action."""
        made = self._part(Organisation(key=f"union-{self._next()}", name="A union"))
        self._part(ActionLink(action_id=self._number("petition"), organisation_id=made.id, part="organiser"))
        return made

    def link(self) -> Row:
        other = number_of(story.person(self.session, f"Relative Number{self._next()}"))
        return self._part(PersonLink(person_id=other, other_id=self.case.person_id, kind="child"))


def unplanted(tables: Iterator[str], planting: Planting) -> set[str]:
    """Tables that nobody has said anything about."""
    known = {table_of(model).name for model in planting.things()}
    return set(tables) - known - NOT_FOR_OTHERS
