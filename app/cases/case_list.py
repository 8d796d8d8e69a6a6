"""The list of cases in words: rows, the filters in use as chips, and addresses that can be shared."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from app.cases import vocabulary as words
from app.cases.forms.cases import DUE, ME, NOBODY, SILENT, STATES, CaseFilters
from app.cases.next_due import is_shown, next_due_of
from app.cases.queries.case_list import MOST_COUNTED, CaseRow, Page, Teams, Wanted
from app.cases.reading_words import Stands, asleep_in_words
from app.characters import whole_number
from app.dates import LONG_OVERDUE_DAYS
from app.text import _, ngettext
from app.web.viewer import Viewer

REFERENCE = re.compile(r"k\s*-?\s*([0-9]{1,6})", re.IGNORECASE)
KEY = re.compile(r"(.*)_([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Line:
    """One case as the list prints it; every part in words."""

    ref: str
    name: str
    title: str
    stands: Stands
    where: str
    campaign: str
    next: str
    state: str
    word: str
    minder: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside the cases of one page, by their numbers."""

    minders: dict[int, list[str]]
    places: dict[int, str]


def wanted_cases(
    filters: CaseFilters, viewer: Viewer, teams: Teams, today: date, people: list[int]
) -> Wanted:
    """What the filters mean to the database. `people` are those whose name is like the text."""
    asked: dict[str, Any] = {}
    if filters.q:
        reference = reference_in(filters.q)
        asked |= {"reference": reference} if reference else {"people": people}
    if filters.standing:
        asked["standing"] = list(filters.standing)
    if filters.campaign:
        asked["campaign"] = campaign_number(teams, filters.campaign)
    asked |= _minder(filters.minder, viewer) | _due(filters.due, today)
    if filters.silent:
        asked["silent_since"] = today - timedelta(days=int(filters.silent))
    if filters.state != "all":
        asked[filters.state] = True
    return Wanted(asked, filters.sort, _key(filters.after, filters.sort), _key(filters.before, filters.sort))


def reference_in(text: str) -> str | None:
    """A reference typed loosely: K-12, k012, K 12."""
    found = REFERENCE.fullmatch(text.strip())
    return f"K-{int(found[1]):03d}" if found else None


def campaign_number(teams: Teams, slug: str) -> int:
    """The campaign's number; 0, which no campaign has, for one that is not the viewer's."""
    return next((number for number, (own, _name) in teams.campaigns.items() if own == slug), 0)


def _minder(minder: str | None, viewer: Viewer) -> dict[str, Any]:
    if minder == NOBODY:
        return {"nobody": True}
    if minder == ME:
        return {"minder": viewer.id}
    number = whole_number(minder)
    return {} if number is None else {"minder": number}


def _due(due: str | None, today: date) -> dict[str, Any]:
    if due is None:
        return {}
    if due == "none":
        return {"nothing_due": True}
    if due != "late":
        return {"due_by": today + timedelta(days=int(due))}
    long_before = today - timedelta(days=LONG_OVERDUE_DAYS)
    return {"late": {"late_by": today - timedelta(days=1), "late_on": today, "long_before": long_before}}


def _key(text: str | None, sort: str) -> tuple[Any, int] | None:
    """Where a page begins, from its address; what cannot be read begins at the start."""
    found = KEY.fullmatch(text or "")
    if not found:
        return None
    value, number = found[1], int(found[2])
    if sort in ("name", "reference"):
        return value, number
    try:
        return (date.fromisoformat(value) if value else None), number
    except ValueError:
        return None


def key_of(row: CaseRow, sort: str) -> str:
    """What an address says of the row at which a page ends."""
    value = {"due": row.next_due, "news": row.news_on, "name": row.name, "reference": row.reference}[sort]
    return f"{'' if value is None else value}_{row.id}"


def lines(rows: list[CaseRow], around: Around, teams: Teams, day_in: Callable[[int], date]) -> Iterator[Line]:
    """The rows in words."""
    several = len(teams.campaigns) > 1
    for row in rows:
        today = day_in(row.campaign_id)
        yield Line(
            ref=row.reference,
            name=row.name,
            title=row.title,
            stands=row.stood.on(today),
            where=around.places.get(row.id, ""),
            campaign=teams.campaigns[row.campaign_id][1] if several else "",
            **_next(row, today),
            minder=", ".join(around.minders.get(row.id, [])),
            closed=row.closed,
        )


def _next(row: CaseRow, today: date) -> dict[str, str]:
    """The date that matters most now, with its lateness; of a case that sleeps the one thing that is to be done."""
    soonest = next_due_of(row.next_due, row.next_due_last, row.next_late_after, row.next_paused_until)
    gravest = next_due_of(row.grave_due, row.grave_due_last, row.grave_late_after, row.grave_paused_until)
    due = gravest or soonest
    if due is not None and is_shown(due, row.dormant_from, today):
        late = due.late(today)
        return {"next": due.when, "state": late.state, "word": late.words}
    if row.dormant_from is not None and row.dormant_from <= today:
        return {"next": asleep_in_words(row.heard, today), "state": "dormant", "word": ""}
    return {"next": "", "state": "", "word": ""}


def address(filters: CaseFilters, **changed: Any) -> str:
    """The list with other filters; what is at its default is left out, and paging starts anew."""
    fields: list[tuple[str, str]] = []
    given = {
        name: getattr(filters, name) for name in CaseFilters.model_fields if name not in ("after", "before")
    }
    for name, value in {**given, **changed}.items():
        default = CaseFilters.model_fields[name].default
        if value == default or value is None:
            continue
        fields += [(name, one) for one in value] if isinstance(value, tuple) else [(name, str(value))]
    return "/cases" + (f"?{urlencode(fields)}" if fields else "")


def chips(filters: CaseFilters, teams: Teams) -> list[tuple[str, str]]:
    """The filters in use, each with the address of the list without it."""
    found = [(_("Name: %(text)s") % {"text": filters.q}, address(filters, q=None))] if filters.q else []
    for slug in filters.standing:
        label = _("Standing: %(word)s") % {"word": words.word(words.STANDINGS, slug).lower()}
        found.append((label, address(filters, standing=tuple(s for s in filters.standing if s != slug))))
    if filters.campaign:
        names = dict(teams.campaigns.values())
        label = _("Campaign: %(name)s") % {"name": names.get(filters.campaign, filters.campaign)}
        found.append((label, address(filters, campaign=None)))
    if filters.minder:
        label = _("Looked after by: %(name)s") % {"name": _minder_name(filters.minder, teams)}
        found.append((label, address(filters, minder=None)))
    if filters.due:
        found.append(
            (_("Due: %(word)s") % {"word": words.word(DUE, filters.due).lower()}, address(filters, due=None))
        )
    if filters.silent:
        label = _("Silent for %(word)s") % {"word": words.word(SILENT, filters.silent).lower()}
        found.append((label, address(filters, silent=None)))
    if filters.state != "open":
        found.append((words.word(STATES, filters.state), address(filters, state="open")))
    return found


def _minder_name(minder: str, teams: Teams) -> str:
    if minder in (ME, NOBODY):
        return _("me") if minder == ME else _("nobody")
    number = whole_number(minder)
    return minder if number is None else teams.everybody.get(number, minder)


def pages(filters: CaseFilters, page: Page) -> tuple[str | None, str | None]:
    """The addresses of the page before and the page after."""
    if not page.rows:
        return (address(filters) if page.has_previous else None), None
    first, last = key_of(page.rows[0], filters.sort), key_of(page.rows[-1], filters.sort)
    previous = address(filters, before=first) if page.has_previous else None
    return previous, (address(filters, after=last) if page.has_next else None)


def count_in_words(count: int) -> str:
    """How many, up to where counting stops."""
    if count > MOST_COUNTED:
        return _("more than %(n)s") % {"n": f"{MOST_COUNTED:,}"}
    return ngettext("%(n)s case", "%(n)s cases", count) % {"n": f"{count:,}"}
