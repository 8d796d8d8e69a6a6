"""Tables of the case file, split by noun; those of the kinds of entries stand in `app.cases.kinds`."""

from app.cases.kinds import KIND_TABLES, EntryKind, KindRow
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
from app.cases.models.merges import Merge
from app.cases.models.people import Person, PersonLink, PersonName, PersonRole
from app.cases.models.pleas import Asks, Plea, PleaState, Theme

__all__ = [
    "KIND_TABLES",
    "Asks",
    "Attachment",
    "Case",
    "CaseMember",
    "ConflictChoice",
    "Entry",
    "EntryKind",
    "Erasure",
    "Figure",
    "GroupMember",
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
    "Plea",
    "PleaState",
    "Standing",
    "Theme",
    "VaultNote",
    "VaultReader",
    "Visibility",
]
