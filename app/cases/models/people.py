"""Tables of persons, their names, roles and links to each other."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, WORDS, Versioned
from app.history.recorded_columns import Recorded

ABOUT = (
    "nationalities", "birthplace", "occupation", "languages_read", "dependants", "interests", "may_be_written",
    "why_written", "mail_wishes",
)  # fmt: skip


class Person(SQLModel, Versioned, Recorded, table=True):
    """Somebody in the record. `named` is false for somebody a text describes without a name."""

    noun: ClassVar[str] = "person"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=80, unique=True)
    name: str = Field(max_length=LINE)
    named: bool = True
    gender: str = Field(default="unknown", max_length=10)
    born_edtf: str | None = Field(default=None, max_length=80)
    born_first: date | None = None
    born_last: date | None = None
    born_note: str | None = Field(default=None, max_length=LONG)
    nationalities: str | None = Field(default=None, max_length=LINE)
    birthplace: str | None = Field(default=None, max_length=LINE)
    occupation: str | None = Field(default=None, max_length=LINE)
    languages_read: str | None = Field(default=None, max_length=LINE)
    dependants: str | None = Field(default=None, max_length=LONG)
    interests: str | None = Field(default=None, max_length=LONG)
    may_be_written: str | None = Field(default=None, max_length=10)  # yes or no; None: nobody has said
    why_written: str | None = Field(default=None, max_length=LONG)
    mail_wishes: str | None = Field(default=None, max_length=LONG)
    note: str | None = Field(default=None, max_length=WORDS)
    merged_into_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    version: int | None = Field(default=None, nullable=False)


class PersonName(SQLModel, Recorded, table=True):
    """One spelling of a person's name. Its citations say which sources use it."""

    __tablename__ = "person_name"
    noun: ClassVar[str] = "person"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    text: str = Field(max_length=LINE)
    script: str = Field(default="Latn", max_length=4)
    kind: str = Field(default="spelling", max_length=20)  # spelling, short-form, single-name, original
    key: str | None = Field(default=None, max_length=160, unique=True)

    def history_key(self) -> tuple[str, int]:
        """Part of its person."""
        return ("person", self.person_id)

    def history_part(self) -> str | None:
        """One of the person's names."""
        return f"name {self.id}"


class PersonRole(SQLModel, Recorded, table=True):
    """What somebody was, and when: lawyer, elected head of a union, prisoner."""

    __tablename__ = "person_role"
    noun: ClassVar[str] = "person"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: str = Field(max_length=40)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    since_edtf: str | None = Field(default=None, max_length=80)
    since_first: date | None = None
    since_last: date | None = None
    until_edtf: str | None = Field(default=None, max_length=80)
    until_first: date | None = None
    until_last: date | None = None
    note: str | None = Field(default=None, max_length=LONG)
    key: str | None = Field(default=None, max_length=160, unique=True)

    def history_key(self) -> tuple[str, int]:
        """Part of its person."""
        return ("person", self.person_id)

    def history_part(self) -> str | None:
        """One of the person's roles."""
        return f"role {self.id}"


class Link(StrEnum):
    """How two persons belong together. MAYBE_SAME never merges by itself."""

    CHILD = "child"
    PARENT = "parent"
    SPOUSE = "spouse"
    SIBLING = "sibling"
    COLLEAGUE = "colleague"
    MAYBE_SAME = "maybe-same"


class PersonLink(SQLModel, Recorded, table=True):
    """One person is `kind` of the other; or possibly the same as the other, with how sure and why."""

    __tablename__ = "person_link"
    noun: ClassVar[str] = "person"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    other_id: int = Field(foreign_key="person.id", index=True)
    kind: str = Field(max_length=20)
    certainty: str | None = Field(
        default=None, max_length=20
    )  # possible, likely; ruled-out after a person looked
    reason: str | None = Field(default=None, max_length=LONG)
    key: str | None = Field(default=None, max_length=200, unique=True)

    def history_key(self) -> tuple[str, int]:
        """Part of the first of the two."""
        return ("person", self.person_id)

    def history_part(self) -> str | None:
        """One of the person's links."""
        return f"link {self.id}"
