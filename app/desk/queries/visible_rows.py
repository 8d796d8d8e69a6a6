"""Which rows of any table a viewer may see: each by a clause of its own, or with everything that it hangs on."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Table, and_, bindparam, or_, select, true
from sqlmodel import Session, SQLModel, col

from app.accounts.models import Campaign
from app.campaigning.queries.demands import DEMAND_IS_SEEN
from app.campaigning.queries.visible import ACTION_IS_SEEN
from app.cases.models import Case, Entry
from app.cases.queries.visible import (
    CASE_IS_SEEN,
    INCIDENT_IS_SEEN,
    PERSON_IS_SEEN,
    entry_is_seen_with,
    named_on,
    viewer_binds,
)
from app.cases.rules.visible import not_kept
from app.desk.queries.visible_sources import CITATION_IS_SEEN, SOURCE_IS_SEEN
from app.letters.queries.visible import LETTER_IS_SEEN
from app.reviews.models import Review
from app.web.viewer import Viewer

_CAMPAIGNS: BindParameter[Any] = bindparam("viewer_campaigns", expanding=True)
# What is seen for reasons of its own.
_OWN: dict[str, ColumnElement[bool]] = {
    "case": CASE_IS_SEEN,
    "entry": entry_is_seen_with(
        select(col(Case.id)).where(col(Case.id) == col(Entry.case_id), CASE_IS_SEEN).correlate(Entry).exists()
    ),
    "person": PERSON_IS_SEEN,
    "incident": INCIDENT_IS_SEEN,
    "action": ACTION_IS_SEEN,
    "demand": DEMAND_IS_SEEN,
    "citation": CITATION_IS_SEEN,
    "source": SOURCE_IS_SEEN,
}
# What is seen where all that it hangs on is, and its campaign is theirs, unless more is kept of it.
_BESIDES: dict[str, ColumnElement[bool]] = {
    "letter": LETTER_IS_SEEN,
    "review": not_kept(col(Review.kept_case_id).is_(None), named_on(col(Review.kept_case_id))),
}


def row_is_seen(table: Table) -> ColumnElement[bool]:
    """The clause on a row of this table, asked with `viewer_binds`."""
    return _OWN[table.name] if table.name in _OWN else _with_what_it_hangs_on(table)


def _with_what_it_hangs_on(table: Table) -> ColumnElement[bool]:
    clauses = [_BESIDES.get(table.name, true())]
    for key in sorted(table.foreign_keys, key=lambda one: one.parent.name):
        other = key.column.table
        if other.name == Campaign.__tablename__:
            clauses.append(or_(key.parent.is_(None), key.parent.in_(_CAMPAIGNS)))
        elif other is not table and _leads_to_kept(other):
            seen = select(key.column).where(key.column == key.parent, row_is_seen(other)).correlate(table)
            clauses.append(or_(key.parent.is_(None), seen.exists()))
    return and_(*clauses)


def _leads_to_kept(table: Table) -> bool:
    """Whether anything of it is kept from anybody; who works here, and places, are not."""
    others = (key.column.table for key in table.foreign_keys if key.column.table is not table)
    return table.name in _OWN or any(map(_leads_to_kept, others))


def seen_of_rows(session: Session, viewer: Viewer, name: str, numbers: Iterable[Any]) -> set[Any]:
    """Those of these rows of a table that the viewer may see."""
    table = SQLModel.metadata.tables[name]
    key = next(iter(table.primary_key.columns))
    wanted = select(key).where(key.in_(sorted(numbers)), row_is_seen(table))
    return set(session.connection().execute(wanted, viewer_binds(viewer)).scalars())
