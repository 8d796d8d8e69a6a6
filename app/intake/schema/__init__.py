"""The shape of the seed files: one strict model per noun; a key that is not listed here is refused."""

from app.intake.schema.campaigning import Action, Addressee, Demand, Donation
from app.intake.schema.cases import Case, Consent
from app.intake.schema.citations import Citation, Conflict
from app.intake.schema.directory import Campaign, Derivation, Facility, Organisation, Place, Source, Spelling
from app.intake.schema.entries import Entry
from app.intake.schema.incidents import Fact, Figure, Group, Incident, Member, Unnamed
from app.intake.schema.people import MaybeSame, Name, Person, Relation, Role

__all__ = [
    "Action",
    "Addressee",
    "Campaign",
    "Case",
    "Citation",
    "Conflict",
    "Consent",
    "Demand",
    "Derivation",
    "Donation",
    "Entry",
    "Facility",
    "Fact",
    "Figure",
    "Group",
    "Incident",
    "MaybeSame",
    "Member",
    "Name",
    "Organisation",
    "Person",
    "Place",
    "Relation",
    "Role",
    "Source",
    "Spelling",
    "Unnamed",
]
