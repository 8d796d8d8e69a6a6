"""Sources as a viewer sees them: the list, one of them, and the texts inside a container."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session, col

from app.cases.models import Case, Entry, Visibility
from app.cases.queries.visible import ENTRY_IS_SEEN, found_or_404, viewer_binds
from app.cases.sensitive_access import case_is_shown, entries_are_shown
from app.dates import FuzzyDate
from app.db import number_of
from app.desk.queries.visible_sources import CITATION_IS_SEEN, SOURCE_IS_SEEN
from app.sources.models import Citation, Source
from app.web.viewer import Viewer

PAGE = 50


def source_for(session: Session, viewer: Viewer, source_id: int) -> Source:
    """The source with this number; raise NotFound when there is none that they may see."""
    wanted = select(Source).where(col(Source.id) == source_id, SOURCE_IS_SEEN)
    source = found_or_404(session.scalars(wanted, viewer_binds(viewer)).first())
    _kept_is_shown(session, viewer, source_id)
    return source


def _kept_is_shown(session: Session, viewer: Viewer, source_id: int) -> None:
    """A text cited for what only few may see tells of it, on whichever of its pages."""
    wanted = (
        select(Case, col(Entry.id), col(Entry.visibility) == Visibility.RESTRICTED)
        .join(Entry, col(Entry.case_id) == col(Case.id))
        .join(Citation, col(Citation.entry_id) == col(Entry.id))
        .where(
            col(Citation.source_id) == source_id, ENTRY_IS_SEEN,
            or_(col(Entry.visibility) == Visibility.RESTRICTED, col(Case.visibility) == Visibility.RESTRICTED),
        )
    )  # fmt: skip
    for case, number, kept in session.execute(wanted, viewer_binds(viewer)):
        case_is_shown(session, case)
        entries_are_shown(session, number_of(case), [number] if kept else [])


class SourceRow(NamedTuple):
    """A source as a list shows it."""

    id: int
    title: str
    author: str | None
    publisher: str | None
    published_edtf: str | None
    published_first: date | None
    published_last: date | None
    inferred: bool
    kind: str
    reliability: str | None
    cited_only: bool
    container_id: int | None
    citations: int

    @property
    def published(self) -> FuzzyDate | None:
        """When it appeared, as well as it is known."""
        if self.published_edtf is None:
            return None
        return FuzzyDate.stored(self.published_edtf, self.published_first, self.published_last)


_count_of = (
    select(func.count(col(Citation.id)))
    .where(col(Citation.source_id) == col(Source.id), CITATION_IS_SEEN)
    .correlate(Source)
    .scalar_subquery()
)
_rows = select(
    col(Source.id), col(Source.title), col(Source.author), col(Source.publisher), col(Source.published_edtf),
    col(Source.published_first), col(Source.published_last), col(Source.published_inferred), col(Source.kind),
    col(Source.reliability), col(Source.cited_only), col(Source.container_id), _count_of,
).where(SOURCE_IS_SEEN)  # fmt: skip
_newest: tuple[Any, ...] = (col(Source.published_first).desc().nulls_last(), col(Source.id).desc())


@dataclass(frozen=True, slots=True)
class Sought:
    """Which sources: words in title, author or publisher, kind, reliability; after which one."""

    q: str | None = None
    kind: str | None = None
    reliability: str | None = None
    after: tuple[date | None, int] | None = None
    known_by: date | None = None

    def clauses(self) -> list[ColumnElement[bool]]:
        """What they must satisfy."""
        found: list[ColumnElement[bool]] = []
        for word in (self.q or "").split()[:6]:
            texts = (col(Source.title), col(Source.author), col(Source.publisher), col(Source.url))
            found.append(or_(*(text.icontains(word, autoescape=True) for text in texts)))
        if self.kind:
            found.append(col(Source.kind) == self.kind)
        if self.reliability:
            found.append(col(Source.reliability) == self.reliability)
        if not found:
            found.append(col(Source.container_id).is_(None))
        if self.known_by is not None:
            found.append(
                or_(col(Source.published_first).is_(None), col(Source.published_first) <= self.known_by)
            )
        return found


def sources_page(session: Session, viewer: Viewer, sought: Sought) -> tuple[list[SourceRow], bool]:
    """One page, newest first, and whether there are more."""
    clauses = sought.clauses()
    if sought.after is not None:
        clauses.append(_beyond(*sought.after))
    wanted = _rows.where(*clauses).order_by(*_newest).limit(PAGE + 1)
    found = [SourceRow(*row) for row in session.execute(wanted, viewer_binds(viewer))]
    return found[:PAGE], len(found) > PAGE


def _beyond(published: date | None, number: int) -> ColumnElement[bool]:
    column: Any = col(Source.published_first)
    older_number = col(Source.id) < number
    if published is None:
        return and_(column.is_(None), older_number)
    return or_(column < published, and_(column == published, older_number), column.is_(None))


def sources_count(session: Session, viewer: Viewer, sought: Sought) -> int:
    """How many there are."""
    wanted = select(func.count()).select_from(
        select(col(Source.id)).where(SOURCE_IS_SEEN, *sought.clauses()).subquery()
    )
    count: int = session.execute(wanted, viewer_binds(viewer)).scalar_one()
    return count


def contained_in(session: Session, viewer: Viewer, containers: list[int]) -> list[SourceRow]:
    """The texts inside these containers, newest first."""
    wanted = _rows.where(col(Source.container_id).in_(containers)).order_by(*_newest)
    return [SourceRow(*row) for row in session.execute(wanted, viewer_binds(viewer))]
