"""The case file's pages, split by noun."""

from app.cases.routes import cases, entries, history

PAGES = (cases, entries, history)
