"""The file of incidents: what happened to many, with figures, groups and members named and unnamed."""

from typing import Annotated, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from app.cases.incident_words import INCIDENT_KINDS, MEASURES
from app.cases.vocabulary import slugs
from app.intake.schema.citations import Cited, Dated, Disputable, Strict
from app.intake.schema.plain_columns import shaped
from app.intake.schema.values import (
    CaseKey,
    Fuzzy,
    IncidentKey,
    IncidentReference,
    Key,
    Line,
    Many,
    PersonKey,
    Qualifier,
    SiteKey,
    Text,
    one_of,
)
from app.text import _


class Counted(Strict):
    """A number as it was claimed: a value, a range, or words where no number is given ("hundreds")."""

    value: int | None = None
    value_min: int | None = None
    value_max: int | None = None
    words: Line | None = None
    qualifier: Qualifier | None = None

    @model_validator(mode="after")
    def says_one_thing(self) -> Self:
        """Exactly one of: a value, a range, or words."""
        ranged = self.value_min is not None or self.value_max is not None
        if [self.value is not None, ranged, self.words is not None].count(True) != 1:
            raise PydanticCustomError("figure", _("write value, or value_min and value_max, or words"))
        return self


@shaped("incidents", "figures")
class Figure(Counted, Cited):
    """A number that somebody claims."""

    key: Key
    measure: Annotated[str, one_of(*slugs(MEASURES))]


@shaped("incidents", "members", left_out=("description", "count", "count_qualifier"))
class Member(Cited):
    """Somebody who belongs to the incident, by case, or by person where there is no case."""

    case: CaseKey | None = None
    person: PersonKey | None = None
    part: Line

    @model_validator(mode="after")
    def is_case_or_person(self) -> Self:
        """One member is one of the two."""
        if (self.case is None) == (self.person is None):
            raise PydanticCustomError("member", _("write either case or person"))
        return self


class Unnamed(Cited):
    """People whom the texts count or describe and do not name."""

    key: Key
    description: Text
    count: int | None = None
    count_qualifier: Qualifier | None = None


@shaped("incidents", "groups", needs=("label",), left_out=("told_in",))
class Group(Cited):
    """A part of the incident's people with one outcome; parts that are complete add up to their whole."""

    key: Key
    count: int
    parent: Key | None = None
    partial: bool = False
    incident: IncidentKey | None = None
    members: Many[CaseKey]


@shaped("incidents", "facts", needs=("summary",))
class Fact(Dated):
    """Something dated that concerns the incident as a whole; `value` is the answer where texts differ."""

    key: Key
    place: SiteKey | None = None


@shaped("incidents", needs=("title", "summary"), left_out=("campaign",))
class Incident(Disputable):
    """What happened to many."""

    key: Key
    reference: IncidentReference
    kind: Annotated[str, one_of(*slugs(INCIDENT_KINDS))]
    on: Fuzzy
    place: SiteKey | None = None
    members: Many[Member]
    unnamed: Many[Unnamed]
    figures: Many[Figure]
    groups: Many[Group]
    facts: Many[Fact]

    @model_validator(mode="after")
    def groups_add_up(self) -> Self:
        """The parts of a group make up the whole, unless it says that not all parts are told."""
        counts = {group.key: group.count for group in self.groups}
        for group in self.groups:
            if group.parent is not None and group.parent not in counts:
                raise PydanticCustomError("groups", _("a group's parent is no group of this incident"))
            parts = [part.count for part in self.groups if part.parent == group.key]
            over = sum(parts) > group.count
            if parts and (over or (sum(parts) != group.count and not group.partial)):
                sentence = _("the parts of %(group)s do not add up") % {"group": group.key}
                raise PydanticCustomError("groups", "{sentence}", {"sentence": sentence})
        return self
