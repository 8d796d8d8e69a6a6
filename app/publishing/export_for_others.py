"""What of each thing an export for others tells at all: what a public page would, nothing for the team. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from app.campaigning.models import Action, Gathering, Tally
from app.cases.kinds import KINDS, EntryKind
from app.cases.models import Case, ConflictChoice, Entry, Person, PersonLink, PersonRole, Plea, Theme
from app.cases.models.people import ABOUT
from app.publishing.export_scope import Record
from app.publishing.export_shape import Part
from app.sources.models import Citation, Source

# Reasons of the team, who is whose relative, who counted where, and what nobody has said may be public.
NEVER = (ConflictChoice, PersonLink, Tally, Plea, Theme)
OF_ENTRY = frozenset(
    {"key", "kind", "on", "summary", "visibility", "cites", "place", "facility", "place_text"}
)  # fmt: skip
PLACES = frozenset({"place", "facility", "place_text"})
FOR_THE_TEAM: dict[type, frozenset[str]] = {
    Person: frozenset({"born", "born_cites", *ABOUT}),
    Case: frozenset({"public_interest", "open_question", "closed", "closed_reason"}),
    Source: frozenset({"reliability", "begins", "ends", "file"}),
    Action: frozenset({"stopped_reason", "what_changed"}),
    Gathering: frozenset({"notice_to", "notice_given_on"}),
}
NOTES = "note"  # what is noted beside a fact, a date or a source is for the team


@dataclass(frozen=True, slots=True)
class Outward:
    """Whose place of detention, and whose case, may be told in public; persons by their keys."""

    places: Collection[str]
    cases: Collection[str]

    def trim(self, part: Part, item: Record, about: frozenset[str]) -> Record | None:
        """What of an item others are told; None: nothing."""
        if part.table in NEVER or (part.table is PersonRole and not about.intersection(self.cases)):
            return None
        kept = {name: value for name, value in item.items() if not _is_for_team(part, name)}
        if part.table is Entry:
            kind = KINDS[EntryKind(item["kind"])]
            told = OF_ENTRY.union(
                kind.public, kind.headline_fields, *(_without_id(pair) for pair in kind.bound)
            )
            hidden = frozenset[str]() if about.intersection(self.places) else PLACES
            kept = {name: value for name, value in kept.items() if name in told - hidden}
        return kept


def _is_for_team(part: Part, name: str) -> bool:
    if part.table is Citation and name == "value":
        return False
    return name.endswith(NOTES) or name in FOR_THE_TEAM.get(part.table, ())


def _without_id(names: tuple[str, str]) -> tuple[str, ...]:
    return tuple(name.removesuffix("_id") for name in names)
