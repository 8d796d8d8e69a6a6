"""Sources as a list prints them: a line each, filters as chips, addresses that can be shared."""

from dataclasses import dataclass
from urllib.parse import urlencode

from app.dates import short_words
from app.desk.queries.sources import SourceRow
from app.sources.forms import SourceFilters
from app.sources.vocabulary import RELIABILITY, SOURCE_KINDS
from app.text import _, marked


@dataclass(frozen=True, slots=True)
class Line:
    """One source in words."""

    title: str
    href: str
    who: str
    published: str
    kind: str
    reliability: str
    citations: str
    cited_only: bool


def source_line(row: SourceRow) -> Line:
    """A row in words."""
    published = short_words(row.published) if row.published else ""
    return Line(
        title=row.title,
        href=f"/sources/{row.id}",
        who=row.publisher or row.author or "",
        published=_("%(date)s, worked out") % {"date": published}
        if published and row.inferred
        else published,
        kind=marked(dict(SOURCE_KINDS).get(row.kind, row.kind)),
        reliability=marked(dict(RELIABILITY)[row.reliability])
        if row.reliability in dict(RELIABILITY)
        else "",
        citations=f"{row.citations:,}",
        cited_only=row.cited_only,
    )


def key_of(row: SourceRow) -> str:
    """What an address says of the row at which a page ends."""
    return f"{row.published_first.isoformat() if row.published_first else ''}_{row.id}"


def list_address(filters: SourceFilters, **changed: str | None) -> str:
    """The list with other filters; paging starts anew unless it is given."""
    given = {"q": filters.q, "kind": filters.kind, "reliability": filters.reliability, **changed}
    fields = {name: value for name, value in given.items() if value}
    return "/sources" + (f"?{urlencode(fields)}" if fields else "")


def list_chips(filters: SourceFilters) -> list[tuple[str, str]]:
    """The filters in use, each with the address without it."""
    found = []
    if filters.q:
        found.append((_("Words: %(text)s") % {"text": filters.q}, list_address(filters, q=None)))
    if filters.kind:
        found.append((marked(dict(SOURCE_KINDS)[filters.kind]), list_address(filters, kind=None)))
    if filters.reliability:
        found.append(
            (marked(dict(RELIABILITY)[filters.reliability]), list_address(filters, reliability=None))
        )
    return found
