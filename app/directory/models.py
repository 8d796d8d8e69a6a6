"""Tables of the directory: places, facilities, organisations, addressees."""

from datetime import date
from typing import ClassVar

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
    mail_rules: str | None = Field(default=None, max_length=2000)
    checked_on: date | None = None
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
    language: str = Field(default="en", max_length=12)
    salutation: str | None = Field(default=None, max_length=200)
    closing: str | None = Field(default=None, max_length=200)
    copies_to: str | None = Field(default=None, max_length=1000)
    missing: str | None = Field(default=None, max_length=200)  # what no source gives: "address, email"
    checked_on: date | None = None
    note: str | None = Field(default=None, max_length=1000)
    version: int | None = Field(default=None, nullable=False)
