"""The case file's pages, split by noun."""

from app.cases.routes import (
    case_changes,
    cases,
    entries,
    history,
    incident_conflicts,
    incident_parts,
    incidents,
    new_case,
)

PAGES = (cases, new_case, case_changes, entries, history, incidents, incident_parts, incident_conflicts)
