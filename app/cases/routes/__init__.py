"""The case file's pages, split by noun."""

from app.cases.routes import case_changes, cases, entries, history, new_case

PAGES = (cases, new_case, case_changes, entries, history)
