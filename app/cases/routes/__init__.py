"""The case file's pages, split by noun."""

from app.cases.routes import (
    case_changes,
    cases,
    entries,
    history,
    incident_conflicts,
    incident_parts,
    incidents,
    merging,
    new_case,
    people,
    person_parts,
)

PAGES = (
    cases, new_case, case_changes, merging, entries, history, incidents, incident_parts, incident_conflicts, people,
    person_parts,
)  # fmt: skip
