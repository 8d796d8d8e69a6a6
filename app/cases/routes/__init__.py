"""The case file's pages, split by noun."""

from app.cases.routes import (
    case_list,
    edit_case,
    entries,
    history,
    incident_conflicts,
    incident_parts,
    incidents,
    merging,
    new_case,
    people,
    person_parts,
    quick_add,
)

PAGES = (
    case_list, new_case, edit_case, merging, entries, history, incidents, incident_parts, incident_conflicts, people,
    person_parts, quick_add,
)  # fmt: skip
