"""Tables of the case file, split by noun."""

from app.cases.models.attachments import Attachment, Erasure, VaultNote, VaultReader
from app.cases.models.cases import Case, CaseMember, Minder, Standing, Visibility
from app.cases.models.conflicts import ConflictChoice
from app.cases.models.entries import Entry
from app.cases.models.incidents import (
    Figure,
    GroupMember,
    Incident,
    IncidentFact,
    IncidentGroup,
    IncidentMember,
)
from app.cases.models.kinds import (
    KIND_TABLES,
    Charge,
    Contact,
    CourtAppeal,
    Custody,
    Death,
    EntryKind,
    HealthAlert,
    Hearing,
    IllTreatment,
    KindRow,
    Release,
    Sentence,
    Threat,
)
from app.cases.models.merges import Merge
from app.cases.models.people import Person, PersonLink, PersonName, PersonRole

__all__ = [
    "KIND_TABLES",
    "Attachment",
    "Case",
    "CaseMember",
    "Charge",
    "ConflictChoice",
    "Contact",
    "CourtAppeal",
    "Custody",
    "Death",
    "Entry",
    "EntryKind",
    "Erasure",
    "Figure",
    "GroupMember",
    "HealthAlert",
    "Hearing",
    "IllTreatment",
    "Incident",
    "IncidentFact",
    "IncidentGroup",
    "IncidentMember",
    "KindRow",
    "Merge",
    "Minder",
    "Person",
    "PersonLink",
    "PersonName",
    "PersonRole",
    "Release",
    "Sentence",
    "Standing",
    "Threat",
    "VaultNote",
    "VaultReader",
    "Visibility",
]
