"""Tables of the directory: places, facilities, organisations, addressees, and the periods of jurisdictions."""

from datetime import date
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, WORDS, Versioned
from app.history.recorded_columns import Recorded


class Place(SQLModel, Recorded, table=True):
    """A country, region, town, square or building, with the spellings sources use."""

    noun: ClassVar[str] = "place"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=80, unique=True)
    name: str = Field(max_length=LINE)
    also: str | None = Field(default=None, max_length=LONG)  # other spellings, separated by semicolons
    kind: str = Field(default="town", max_length=20)
    within_id: int | None = Field(default=None, foreign_key="place.id")
    country: str | None = Field(default=None, max_length=2)
    address: str | None = Field(default=None, max_length=LONG)
    note: str | None = Field(default=None, max_length=LONG)


class Organisation(SQLModel, Recorded, table=True):
    """A company, union, party, campaign, court or other body."""

    noun: ClassVar[str] = "organisation"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=80, unique=True)
    name: str = Field(max_length=LINE)
    also: str | None = Field(default=None, max_length=LONG)
    kind: str = Field(default="organisation", max_length=30)
    place_id: int | None = Field(default=None, foreign_key="place.id")
    note: str | None = Field(default=None, max_length=LONG)


class Facility(SQLModel, Versioned, Recorded, table=True):
    """A prison or police detention, with its mail rules."""

    noun: ClassVar[str] = "facility"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=80, unique=True)
    name: str = Field(max_length=LINE)
    also: str | None = Field(default=None, max_length=LONG)
    kind: str = Field(default="prison", max_length=30)
    place_id: int | None = Field(default=None, foreign_key="place.id")
    address: str | None = Field(default=None, max_length=LONG)
    name_local: str | None = Field(default=None, max_length=LINE)
    address_local: str | None = Field(default=None, max_length=LONG)  # in the script and order of the country
    languages: str | None = Field(default=None, max_length=100)  # those its censor reads: "ru, kk"
    page_limit: int | None = None
    forbidden: str | None = Field(default=None, max_length=LONG)  # things, separated by semicolons
    forbidden_words: str | None = Field(default=None, max_length=LONG)  # separated by semicolons
    who_may_write: str | None = Field(default=None, max_length=LONG)
    mail_rules: str | None = Field(default=None, max_length=WORDS)  # what else there is to mind
    checked_on: date | None = None
    bounced_on: date | None = None
    note: str | None = Field(default=None, max_length=LONG)
    version: int | None = Field(default=None, nullable=False)


class Addressee(SQLModel, Versioned, Recorded, table=True):
    """The office a letter goes to. What is not known of its address stands in `missing`, never filled in."""

    noun: ClassVar[str] = "addressee"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(max_length=80, unique=True)
    office: str = Field(max_length=LINE)
    name_line: str | None = Field(default=None, max_length=LINE)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    country: str | None = Field(default=None, max_length=2)
    city: str | None = Field(default=None, max_length=LINE)
    address: str | None = Field(default=None, max_length=LONG)
    email: str | None = Field(default=None, max_length=254)
    also_email: str | None = Field(default=None, max_length=LONG)  # the same mailbox as other texts write it
    address_local: str | None = Field(default=None, max_length=LONG)  # in the script and order of the country
    language: str = Field(default="en", max_length=12)
    languages: str | None = Field(default=None, max_length=100)  # those it reads besides: "ru, kk"
    salutation: str | None = Field(default=None, max_length=LINE)
    closing: str | None = Field(default=None, max_length=LINE)
    copies_to: str | None = Field(default=None, max_length=LONG)
    embassy_of: str | None = Field(default=None, max_length=2)  # the state it represents
    accredited_for: str | None = Field(
        default=None, max_length=LINE
    )  # countries it answers for besides: "IE, IS"
    missing: str | None = Field(default=None, max_length=LINE)  # what no source gives: "address, email"
    checked_on: date | None = None
    bounced_on: date | None = None
    note: str | None = Field(default=None, max_length=LONG)
    version: int | None = Field(default=None, nullable=False)


class AddresseeWords(SQLModel, Recorded, table=True):
    """How an office is called, greeted and taken leave of in one more language."""

    __tablename__ = "addressee_words"
    __table_args__ = (UniqueConstraint("addressee_id", "language"),)
    noun: ClassVar[str] = "addressee"

    id: int | None = Field(default=None, primary_key=True)
    addressee_id: int = Field(foreign_key="addressee.id")
    language: str = Field(max_length=12)
    office: str | None = Field(default=None, max_length=LINE)
    salutation: str | None = Field(default=None, max_length=LINE)
    closing: str | None = Field(default=None, max_length=LINE)

    def history_key(self) -> tuple[str, int]:
        """Part of the office."""
        return ("addressee", self.addressee_id)

    def history_part(self) -> str | None:
        """Named by its language."""
        return f"words in {self.language}"


class LegalPeriod(SQLModel, Versioned, Recorded, table=True):
    """A length of time that a law or this house counts with. No country means everywhere; no value means not set."""

    __tablename__ = "legal_period"
    noun: ClassVar[str] = "period"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=80, unique=True)
    country: str = Field(default="", max_length=2)
    rule: str = Field(max_length=40)  # appeal-deadline, parole, silence, health
    label: str = Field(max_length=LINE)  # for which sentences, or which standing or severity
    value: str | None = Field(default=None, max_length=20)  # P15D, or a fraction such as 1/3
    counting: str = Field(default="calendar", max_length=10)  # calendar or working days
    rolls: bool = False  # a last day without work moves to the next working day
    since: date | None = None  # the law was in force from
    until: date | None = None
    source: str | None = Field(default=None, max_length=LONG)
    article: str | None = Field(default=None, max_length=LINE)
    url: str | None = Field(default=None, max_length=LONG)
    note: str | None = Field(default=None, max_length=WORDS)
    version: int | None = Field(default=None, nullable=False)
