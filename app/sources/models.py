"""Tables of sources, of what they derive from, and of citations."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, WORDS
from app.history.recorded_columns import Recorded

CITED = ("entry_id", "figure_id", "name_id", "role_id", "link_id", "incident_id", "member_id", "group_id",
         "action_id", "demand_id", "addressee_id", "donation_id", "place_id", "organisation_id", "consent_id",
         "person_id", "facility_id", "fact_id", "cited_source_id", "plea_id", "theme_id")  # fmt: skip


class Source(SQLModel, Recorded, table=True):
    """One text. A text inside a container (an archive page) is a source of its own."""

    noun: ClassVar[str] = "source"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=80, unique=True)
    title: str = Field(max_length=LONG)
    author: str | None = Field(default=None, max_length=LINE)
    publisher: str | None = Field(default=None, max_length=LINE)
    published_edtf: str | None = Field(default=None, max_length=80)
    published_first: date | None = None
    published_last: date | None = None
    published_inferred: bool = False
    published_note: str | None = Field(default=None, max_length=LONG)
    written_edtf: str | None = Field(default=None, max_length=80)
    written_first: date | None = None
    written_last: date | None = None
    written_note: str | None = Field(default=None, max_length=LONG)
    url: str | None = Field(default=None, max_length=LONG)
    language: str | None = Field(default=None, max_length=20)
    kind: str = Field(default="article", max_length=40)
    container_id: int | None = Field(default=None, foreign_key="source.id")
    reliability: str | None = Field(default=None, max_length=1)
    cited_only: bool = False
    file: str | None = Field(default=None, max_length=40)
    begins: str | None = Field(
        default=None, max_length=200
    )  # where a text inside a file starts, in its own words
    ends: str | None = Field(default=None, max_length=200)
    note: str | None = Field(default=None, max_length=WORDS)


class SourceDerivation(SQLModel, Recorded, table=True):
    """One text rests on another, or both on the same third: together they are one witness."""

    told: ClassVar[bool] = True

    __tablename__ = "source_derivation"

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id", index=True)
    from_id: int = Field(foreign_key="source.id", index=True)
    note: str | None = Field(default=None, max_length=LONG)

    def history_key(self) -> tuple[str, int]:
        """Part of the text that derives from the other."""
        return ("source", self.source_id)

    def history_part(self) -> str | None:
        """Named by the text it rests on."""
        return f"derived from {self.from_id}"


class Citation(SQLModel, Recorded, table=True):
    """A source says so: links it to exactly one fact, with the place in the text and who claims it there.

    `field` and `value` are filled where sources report different values for one field of the fact.
    """

    told: ClassVar[bool] = True

    __table_args__ = (
        CheckConstraint(
            " + ".join(f"(CASE WHEN {c} IS NULL THEN 0 ELSE 1 END)" for c in CITED) + " = 1", name="one_fact"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id", index=True)
    locator: str | None = Field(default=None, max_length=200)
    claimant: str | None = Field(default=None, max_length=LONG)
    field: str | None = Field(default=None, max_length=40)
    value: str | None = Field(default=None, max_length=LONG)
    note: str | None = Field(default=None, max_length=LONG)
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)
    figure_id: int | None = Field(default=None, foreign_key="figure.id", index=True)
    name_id: int | None = Field(default=None, foreign_key="person_name.id", index=True)
    role_id: int | None = Field(default=None, foreign_key="person_role.id", index=True)
    link_id: int | None = Field(default=None, foreign_key="person_link.id", index=True)
    incident_id: int | None = Field(default=None, foreign_key="incident.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="incident_member.id", index=True)
    group_id: int | None = Field(default=None, foreign_key="incident_group.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    demand_id: int | None = Field(default=None, foreign_key="demand.id", index=True)
    addressee_id: int | None = Field(default=None, foreign_key="addressee.id", index=True)
    donation_id: int | None = Field(default=None, foreign_key="donation.id", index=True)
    place_id: int | None = Field(default=None, foreign_key="place.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    consent_id: int | None = Field(default=None, foreign_key="consent.id", index=True)
    person_id: int | None = Field(
        default=None, foreign_key="person.id", index=True
    )  # what is said of somebody, such as when they were born
    facility_id: int | None = Field(default=None, foreign_key="facility.id", index=True)
    fact_id: int | None = Field(default=None, foreign_key="incident_fact.id", index=True)
    cited_source_id: int | None = Field(
        default=None, foreign_key="source.id", index=True
    )  # a text known from others alone
    plea_id: int | None = Field(default=None, foreign_key="plea.id", index=True)
    theme_id: int | None = Field(default=None, foreign_key="theme.id", index=True)

    def history_key(self) -> tuple[str, int]:
        """A citation changes the fact it supports."""
        column = next(c for c in CITED if getattr(self, c) is not None)
        return (column.removesuffix("_id").removeprefix("cited_"), getattr(self, column))

    def history_part(self) -> str | None:
        """One of the fact's citations."""
        return f"citation {self.id}"
