"""The files about campaigning: reported actions, demands, and the offices that letters go to."""

from typing import Annotated, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from app.campaigning.vocabulary import ASKERS, KINDS, REPORTED
from app.cases.vocabulary import slugs
from app.directory.vocabulary import MISSING
from app.intake.schema.citations import Citation, Cited, Disputable, Strict
from app.intake.schema.incidents import Figure
from app.intake.schema.values import (
    ActorKey,
    AddresseeKey,
    CaseKey,
    ClockTime,
    Fuzzy,
    IncidentKey,
    Key,
    Line,
    Many,
    OrganisationKey,
    PersonKey,
    Qualifier,
    SiteKey,
    Text,
    one_of,
)
from app.text import _


class Donation(Cited):
    """Money given, as far as a text says how much."""

    donor: Line
    amount: int | None = None
    words: Line | None = None
    currency: Line
    qualifier: Qualifier | None = None


class Action(Disputable):
    """Something supporters did, called for, planned or were refused, as a text reports it."""

    key: Key
    kind: Annotated[str, one_of(*slugs(KINDS))]
    form: Line | None = None
    status: Annotated[str, one_of(*slugs(REPORTED))]
    title: Line
    on: Fuzzy
    on_note: Text | None = None
    until: Fuzzy | None = None
    time: ClockTime | None = None
    place: SiteKey | None = None
    places: Many[SiteKey]
    target: Line | None = None
    addressees: Many[AddresseeKey]
    organisers: Many[ActorKey]
    people: Many[PersonKey]
    summary: Text
    cases: Many[CaseKey]
    incidents: Many[IncidentKey]
    donations: Many[Donation]
    figures: Many[Figure]
    suggested_message: bool = False
    note: Text | None = None


class Demand(Cited):
    """What somebody asks for; ours only where the campaign itself asks."""

    key: Key
    by: Line
    organisation: ActorKey | None = None
    kind_of: Annotated[str, one_of(*slugs(ASKERS))]
    text: Text
    on: Fuzzy
    on_note: Text | None = None
    cases: Many[CaseKey]
    incidents: Many[IncidentKey]
    ours: bool
    note: Text | None = None


class Addressee(Strict):
    """An office that letters go to; what no text gives is listed as missing, never filled in.

    An office that no text speaks of says so: its city and country are common knowledge, and nothing else is told of it.
    """

    key: Key
    office: Line
    name_line: Line | None = None
    person: PersonKey | None = None
    organisation: OrganisationKey | None = None
    country: Line | None = None
    city: Line | None = None
    email: Line | None = None
    also_email: Many[Line]
    address: Line | None = None
    embassy_of: Line | None = None
    common_knowledge: bool = False
    language: Line | None = None
    salutation: Line | None = None
    closing: Line | None = None
    copies_to: Many[AddresseeKey]
    missing: Many[Annotated[str, one_of(*MISSING)]]
    cites: Many[Citation]
    note: Text | None = None

    @model_validator(mode="after")
    def says_who_knows_it(self) -> Self:
        """Its texts; or openly none, and then neither an address nor a name."""
        if bool(self.cites) == self.common_knowledge:
            raise PydanticCustomError(
                "addressee", _("an office either cites its texts or is common_knowledge")
            )
        told = self.email or self.address or self.name_line or self.person
        if self.common_knowledge and (told or not {"email", "address", "name"} <= set(self.missing)):
            raise PydanticCustomError(
                "addressee", _("of an office that no text tells, address, e-mail and name are missing")
            )
        return self
