"""The two lists of the directory: offices that letters go to, and prisons with their mail rules."""

from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from app.characters import whole_number
from app.directory import queries as read
from app.directory.forms import DirectoryFilters
from app.directory.models import Facility
from app.directory.routes.shared import ADDRESSEES, FACILITIES, check_of
from app.directory.rules import CHECKED_FOR, languages_in_words, missing_in_words
from app.directory.vocabulary import CHECKS, FACILITY_KINDS
from app.text import _, marked, ngettext
from app.web.door import Doors
from app.web.forms import Rejected, blank, read_form
from app.web.pages import page
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@doors.get("/directory/addressees", who=signed_in)
def addressees(visit: Visit) -> Response:
    """Every office, with what is missing and whether it was checked."""
    filters, sought = _sought(visit)
    rows, more = read.addressees_page(visit.session, sought)
    count = read.addressees_count(visit.session, sought)
    last = f"{rows[-1].office}_{rows[-1].id}" if more else None
    return page(
        visit,
        "directory/addressees.html",
        count=ngettext("%(n)s office", "%(n)s offices", count) % {"n": f"{count:,}"},
        rows=[(row, missing_in_words(row), *check_of(visit, row)) for row in rows],
        **_list(ADDRESSEES, filters, last),
    )


@doors.get("/directory/facilities", who=signed_in)
def facilities(visit: Visit) -> Response:
    """Every prison, with its mail rules and whether its address was checked."""
    filters, sought = _sought(visit)
    rows, more = read.facilities_page(visit.session, sought)
    count = read.facilities_count(visit.session, sought)
    last = f"{rows[-1][0].name}_{rows[-1][0].id}" if more else None
    kinds = dict(FACILITY_KINDS)
    return page(
        visit,
        "directory/facilities.html",
        count=ngettext("%(n)s place where people are held", "%(n)s places where people are held", count)
        % {"n": f"{count:,}"},
        rows=[
            (row, place or "", marked(kinds.get(row.kind, row.kind)), _rules(row), *check_of(visit, row))
            for row, place in rows
        ],
        **_list(FACILITIES, filters, last),
    )


def _rules(row: Facility) -> str:
    """What a prison lets through, in the width of a column."""
    pages = row.page_limit
    told = (
        languages_in_words(row.languages),
        ngettext("%(n)s page", "%(n)s pages", pages) % {"n": pages} if pages else "",
        _("words are refused") if row.forbidden_words else "",
        _("more rules") if row.forbidden or row.who_may_write or row.mail_rules else "",
    )
    return "; ".join(part for part in told if part)


def _sought(visit: Visit) -> tuple[DirectoryFilters, read.Sought]:
    form = read_form(DirectoryFilters, visit.query)
    filters = DirectoryFilters() if isinstance(form, Rejected) else form
    name, _line, told = (filters.after or "").rpartition("_")
    key = None if (number := whole_number(told)) is None else (name, number)
    checked = None if filters.check is None else filters.check == "checked"
    return filters, read.Sought(filters.q, checked, visit.today() - CHECKED_FOR, key)


def _list(base: str, filters: DirectoryFilters, last: str | None) -> dict[str, Any]:
    def address(**changed: str | None) -> str:
        given = {"q": filters.q, "check": filters.check, **changed}
        fields = {name: value for name, value in given.items() if value}
        return base + (f"?{urlencode(fields)}" if fields else "")

    chips = [(_("Words: %(text)s") % {"text": filters.q}, address(q=None))] if filters.q else []
    if filters.check:
        chips.append((marked(dict(CHECKS)[filters.check]), address(check=None)))
    return {
        "form": blank(**filters.model_dump()),
        "chips": chips,
        "checks": [(slug, marked(label)) for slug, label in CHECKS],
        "following": address(after=last) if last else None,
        "first": address() if filters.after else None,
    }
