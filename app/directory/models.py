"""Tables of the directory: places, facilities, organisations, addressees."""

from datetime import date
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import Versioned
from app.history.recorded import Recorded


class Place(SQLModel, Recorded, table=True):
    """A country, region, town, square or building, with the spellings sources use."""

    noun: ClassVar[str] = "place"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=80, unique=True)
    name: str = Field(max_length=200)
    also: str | None = Field(default=None, max_length=400)  # other spellings, separated by semicolons
    kind: str = Field(default="town", max_length=20)
    within_id: int | None = Field(default=None, foreign_key="place.id")
    country: str | None = Field(default=None, max_length=2)
    address: str | None = Field(default=None, max_length=1000)
    note: str | None = Field(default=None, max_length=1000)


class Organisation(SQLModel, Recorded, table=True):
    """A company, union, party, campaign, court or other body."""

    noun: ClassVar[str] = "organisation"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=80, unique=True)
    name: str = Field(max_length=200)
    also: str | None = Field(default=None, max_length=400)
    kind: str = Field(default="organisation", max_length=30)
    place_id: int | None = Field(default=None, foreign_key="place.id")
    note: str | None = Field(default=None, max_length=1000)


class Facility(SQLModel, Versioned, Recorded, table=True):
    """A prison or police detention, with its mail rules."""

    noun: ClassVar[str] = "facility"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=80, unique=True)
    name: str = Field(max_length=200)
    also: str | None = Field(default=None, max_length=400)
    kind: str = Field(default="prison", max_length=30)
    place_id: int | None = Field(default=None, foreign_key="place.id")
    address: str | None = Field(default=None, max_length=1000)
    name_local: str | None = Field(default=None, max_length=200)
    address_local: str | None = Field(default=None, max_length=1000)  # in the script and order of the country
    languages: str | None = Field(default=None, max_length=100)  # those its censor reads: "ru, kk"
    page_limit: int | None = None
    forbidden: str | None = Field(default=None, max_length=1000)  # things, separated by semicolons
    forbidden_words: str | None = Field(default=None, max_length=1000)  # separated by semicolons
    who_may_write: str | None = Field(default=None, max_length=300)
    mail_rules: str | None = Field(default=None, max_length=2000)  # what else there is to mind
    checked_on: date | None = None
    bounced_on: date | None = None
    note: str | None = Field(default=None, max_length=1000)
    version: int | None = Field(default=None, nullable=False)


class Addressee(SQLModel, Versioned, Recorded, table=True):
    """The office a letter goes to. What is not known of its address stands in `missing`, never filled in."""

    noun: ClassVar[str] = "addressee"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(max_length=80, unique=True)
    office: str = Field(max_length=200)
    name_line: str | None = Field(default=None, max_length=200)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    country: str | None = Field(default=None, max_length=2)
    city: str | None = Field(default=None, max_length=120)
    address: str | None = Field(default=None, max_length=1000)
    email: str | None = Field(default=None, max_length=254)
    also_email: str | None = Field(default=None, max_length=600)  # the same mailbox as other texts write it
    address_local: str | None = Field(default=None, max_length=1000)  # in the script and order of the country
    language: str = Field(default="en", max_length=12)
    languages: str | None = Field(default=None, max_length=100)  # those it reads besides: "ru, kk"
    salutation: str | None = Field(default=None, max_length=200)
    closing: str | None = Field(default=None, max_length=200)
    copies_to: str | None = Field(default=None, max_length=1000)
    embassy_of: str | None = Field(default=None, max_length=2)  # the state it represents
    accredited_for: str | None = Field(
        default=None, max_length=200
    )  # countries it answers for besides: "IE, IS"
    missing: str | None = Field(default=None, max_length=200)  # what no source gives: "address, email"
    checked_on: date | None = None
    bounced_on: date | None = None
    note: str | None = Field(default=None, max_length=1000)
    version: int | None = Field(default=None, nullable=False)


class AddresseeWords(SQLModel, Recorded, table=True):
    """How an office is called, greeted and taken leave of in one more language."""

    __tablename__ = "addressee_words"
    __table_args__ = (UniqueConstraint("addressee_id", "language"),)
    noun: ClassVar[str] = "addressee"

    id: int | None = Field(default=None, primary_key=True)
    addressee_id: int = Field(foreign_key="addressee.id")
    language: str = Field(max_length=12)
    office: str | None = Field(default=None, max_length=200)
    salutation: str | None = Field(default=None, max_length=200)
    closing: str | None = Field(default=None, max_length=200)

    def history_key(self) -> tuple[str, int]:
        """Part of the office."""
        return ("addressee", self.addressee_id)

    def history_part(self) -> str | None:
        """Named by its language."""
        return f"words in {self.language}"
