"""The shape of an export: which tables make up a document, what is left out, and what a thing consists of.

A document is one campaign's record: a list per noun, each item with its key, its table's columns under the same
names, and its parts. Keys stand where the database has numbers, fuzzy dates are EDTF, lengths ISO 8601. What is
not known, and what is always so unless said otherwise, is left out. The loader of the seed reads the same shape.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from sqlmodel import SQLModel

from app.accounts.models import Campaign
from app.campaigning.models import (
    Action,
    ActionLink,
    Demand,
    DemandLink,
    Donation,
    Fund,
    Gathering,
    Petition,
    Tally,
)
from app.cases.models import (
    KIND_TABLES,
    Case,
    ConflictChoice,
    Entry,
    Figure,
    GroupMember,
    Incident,
    IncidentFact,
    IncidentGroup,
    IncidentMember,
    Person,
    PersonLink,
    PersonName,
    PersonRole,
    Plea,
    Theme,
)
from app.cases.models.cases import DERIVED, NEXT_DUES
from app.consent.models import Consent
from app.directory.models import Addressee, AddresseeWords, Facility, Organisation, Place
from app.publishing.export_columns import Field, fields_of, table_of
from app.sources.models import CITED, Citation, Source, SourceDerivation

FORMAT = "vigil-campaign"
VERSION = 1
UNTOLD = frozenset({"key", "version", "position"})


@dataclass(frozen=True, eq=False)
class Part:
    """A list of rows inside a thing. `same` are the fields by which an item is known again where it has no key."""

    name: str
    table: type[SQLModel]
    parent: str  # the column with the number of the thing it is part of
    same: tuple[str, ...] = ()
    key: str = ""  # the column of its key, when it has one
    own: bool = False  # history files its changes under itself
    left_out: frozenset[str] = frozenset()
    renamed: dict[str, str] = field(default_factory=dict)
    parts: tuple["Part", ...] = ()

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """What an item says of itself."""
        others = CITED if self.table is Citation else SIDES if self.table is ConflictChoice else ()
        return fields_of(self.table, {*UNTOLD, self.parent, self.key, *others, *self.left_out}, self.renamed)

    @property
    def shares_number(self) -> bool:
        """Whether it is a further table of the same thing: its rows are numbered as what they are part of."""
        return bool(self.parent) and self.parent in table_of(self.table).primary_key.columns

    @property
    def is_placed(self) -> bool:
        """Whether the order of its items is kept."""
        return "position" in self.table.model_fields


@dataclass(frozen=True, eq=False)
class Noun(Part):
    """A list at the top of a document."""

    noun: str = ""
    parent: str = ""
    own: bool = True


SIDES = ("entry_id", "person_id", "incident_id", "fact_id", "action_id")


def cites(column: str, name: str = "cites") -> Part:
    """The citations of a fact."""
    return Part(
        name, Citation, parent=column, same=("source", "at", "claimant", "field"), renamed={"locator": "at"}
    )


def conflicts(column: str) -> Part:
    """The conflicts about a fact; the chosen citation is named by its source and place."""
    return Part(
        "conflicts", ConflictChoice, parent=column, same=("field",), left_out=frozenset({"citation_id"})
    )


def figures(column: str) -> Part:
    """Numbers that somebody claims, of an incident or an action."""
    other = frozenset({"incident_id", "action_id"})
    return Part("figures", Figure, parent=column, key="key", left_out=other, parts=(cites("figure_id"),))


KINDS = {kind: Part("detail", table, parent="entry_id", parts=()) for kind, table in KIND_TABLES.items()}
ENTRIES = Part(
    "entries", Entry, parent="case_id", key="key", own=True,
    left_out=frozenset({"known_on", "recorded_at", "edited_at", "removed_at", "removed_reason"}),
    parts=(cites("entry_id"), conflicts("entry_id")),
)  # fmt: skip
# What only the installation that runs an action needs, and who asked for it.
UNTOLD_OF_ACTIONS = frozenset({
    "made_at", "edited_at", "live_at", "ended_at", "published_at", "proposed_until", "asked_for_by",
    "paused_at", "paused_reason"})  # fmt: skip
OWN_OF_CAMPAIGNS = frozenset({"is_demonstration", "own_day", "ended_at"})  # how this installation reads it
LINKS = ("case", "incident", "place", "facility", "addressee", "person", "organisation")

NOUNS = (
    Noun("campaigns", Campaign, key="slug", noun="campaign", left_out=OWN_OF_CAMPAIGNS),
    Noun("sources", Source, key="key", noun="source", parts=(
        Part("derived_from", SourceDerivation, parent="source_id", same=("source",), renamed={"from": "source"}),
        cites("cited_source_id"),
    )),
    Noun("places", Place, key="key", noun="place", parts=(cites("place_id"),)),
    Noun("facilities", Facility, key="key", noun="facility", parts=(cites("facility_id"),)),
    Noun("organisations", Organisation, key="key", noun="organisation", parts=(cites("organisation_id"),)),
    Noun("people", Person, key="key", noun="person", parts=(
        Part("names", PersonName, parent="person_id", same=("text",), parts=(cites("name_id"),)),
        Part("roles", PersonRole, parent="person_id", same=("role", "organisation", "since"),
             parts=(cites("role_id"),)),
        Part("links", PersonLink, parent="person_id", same=("other", "kind"), parts=(cites("link_id"),)),
        Part("consents", Consent, parent="person_id", own=True,
             same=("use", "field_group", "basis", "given_on", "given_how"), parts=(cites("consent_id"),)),
        cites("person_id", "born_cites"),
        conflicts("person_id"),
    )),
    Noun("cases", Case, key="key", noun="case", parts=(
        ENTRIES,
        Part("pleas", Plea, parent="case_id", same=("asks", "asked_by"), left_out=frozenset({"state"}),
             parts=(cites("plea_id"),)),
        Part("themes", Theme, parent="case_id", same=("theme", "category"), parts=(cites("theme_id"),)),
        ),
         left_out=frozenset({"opened_at", *DERIVED, *NEXT_DUES})),
    Noun("incidents", Incident, key="key", noun="incident", parts=(
        Part("members", IncidentMember, parent="incident_id", same=("case", "person", "description", "part"),
             parts=(cites("member_id"),)),
        figures("incident_id"),
        Part("groups", IncidentGroup, parent="incident_id", key="key", parts=(
            Part("members", GroupMember, parent="group_id", same=("case",)), cites("group_id"))),
        Part("facts", IncidentFact, parent="incident_id", key="key",
             parts=(cites("fact_id"), conflicts("fact_id"))),
        cites("incident_id"),
        conflicts("incident_id"),
    )),
    Noun("addressees", Addressee, key="slug", noun="addressee", parts=(
        Part("words", AddresseeWords, parent="addressee_id", same=("language",)), cites("addressee_id"))),
    Noun("actions", Action, key="key", noun="action", left_out=UNTOLD_OF_ACTIONS, parts=(
        Part("links", ActionLink, parent="action_id", same=("part", *LINKS)),
        Part("gathering", Gathering, parent="action_id"),
        Part("petition", Petition, parent="action_id"),
        Part("fund", Fund, parent="action_id"),
        Part("tallies", Tally, parent="action_id", same=("what", "channel", "country", "month")),
        Part("donations", Donation, parent="action_id", same=("donor", "amount", "words"),
             parts=(cites("donation_id"),)),
        figures("action_id"),
        cites("action_id"),
        conflicts("action_id"),
    )),
    Noun("demands", Demand, key="key", noun="demand", parts=(
        Part("links", DemandLink, parent="demand_id", same=("case", "incident")), cites("demand_id"))),
)  # fmt: skip


def every_part(parts: tuple[Part, ...] = NOUNS) -> Iterator[Part]:
    """All of them, from the top down."""
    for part in parts:
        yield part
        yield from every_part(part.parts)


BY_TABLE = {table_of(part.table).name: part for part in every_part() if part.key}
