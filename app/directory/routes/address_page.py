"""The page of an office or a prison, and the small steps on it: checked, came back, words in a language."""

from typing import Any

from starlette.responses import Response

from app.characters import whole_number
from app.directory import changes
from app.directory import queries as read
from app.directory.forms import WordsForm
from app.directory.models import Addressee, Facility
from app.directory.routes.shared import ADDRESSEES, check_of, href_of
from app.directory.rules import (
    bounce_in_words,
    is_reachable,
    languages_in_words,
    listed,
    mail_rules_in_words,
    missing_in_words,
)
from app.directory.vocabulary import FACILITY_KINDS, LETTER_LANGUAGES, WRITERS_EMBASSY
from app.history.change_words import change_in_words
from app.history.queries import latest_of
from app.text import _, marked
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in, worker
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/directory/addressees/{slug}", who=signed_in)
def addressee_page(visit: Visit, slug: str) -> Response:
    """One office: its address, what is missing, who changed it."""
    return _addressee_page(visit, read.addressee_for(visit.session, slug), blank())


def _addressee_page(visit: Visit, row: Addressee, form: FormState) -> Response:
    names = {code: marked(label) for code, label in LETTER_LANGUAGES}
    return page(
        visit,
        "directory/addressee.html",
        status=422 if form.is_refused else 200,
        missing=missing_in_words(row),
        language=names.get(row.language, row.language),
        languages_too=languages_in_words(row.languages),
        copies=_copies(visit, row),
        words=[
            (names.get(one.language, one.language), one) for one in read.words_of(visit.session, row.id or 0)
        ],
        languages=list(names.items()),
        form=form,
        **_view(visit, row),
    )


def _copies(visit: Visit, row: Addressee) -> list[tuple[str, str]]:
    """Who gets a copy: words and, for an office of the directory, its page."""
    parts = listed(row.copies_to)
    known = read.addressees_by_slug(visit.session, parts)
    embassy = _("the embassy in the writer's country")
    return [
        (known[part].office, f"{ADDRESSEES}/{part}")
        if part in known
        else (embassy if part.casefold() == WRITERS_EMBASSY else part, "")
        for part in parts
    ]


@doors.get("/directory/facilities/{facility_id}", who=signed_in)
def facility_page(visit: Visit, facility_id: RowId) -> Response:
    """One prison: its address, its mail rules, who changed it."""
    row = read.facility_for(visit.session, facility_id)
    kind = marked(dict(FACILITY_KINDS).get(row.kind, row.kind))
    places = dict(read.place_names(visit.session))
    return page(
        visit,
        "directory/facility.html",
        kind=kind,
        place=places.get(str(row.place_id), ""),
        rules=mail_rules_in_words(row),
        **_view(visit, row),
    )


def _view(visit: Visit, row: Addressee | Facility) -> dict[str, Any]:
    said, stale = check_of(visit, row)
    changed = latest_of(visit.session, row.noun, row.id or 0)
    return {
        "row": row,
        "href": href_of(row),
        "check": said,
        "bounced": bounce_in_words(row.bounced_on),
        "to_be_checked": stale,
        "reachable": is_reachable(row),
        "changes": [(change_in_words(change), change) for change in changed],
        "may_work": visit.me.may_somewhere(Right.WORK),
    }


@doors.post("/directory/addressees/{slug}/words", who=worker)
def save_words(visit: Visit, slug: str) -> Response:
    """How the office is addressed in one more language."""
    row = read.addressee_for(visit.session, slug)
    form = read_form(WordsForm, visit.submitted)
    if isinstance(form, Rejected):
        return _addressee_page(visit, row, form)
    changes.set_words(visit.session, row, form)
    return see_other(href_of(row), _("Saved. Letters in this language use it from now on."))


@doors.post("/directory/addressees/{slug}/checked", who=worker)
def check_addressee(visit: Visit, slug: str) -> Response:
    """The address holds today."""
    return _checked(visit, read.addressee_for(visit.session, slug))


@doors.post("/directory/facilities/{facility_id}/checked", who=worker)
def check_facility(visit: Visit, facility_id: RowId) -> Response:
    """The address holds today."""
    return _checked(visit, read.facility_for(visit.session, facility_id))


@doors.post("/directory/addressees/{slug}/bounced", who=worker)
def bounce_addressee(visit: Visit, slug: str) -> Response:
    """Mail to this office came back."""
    return _bounced(visit, read.addressee_for(visit.session, slug))


@doors.post("/directory/facilities/{facility_id}/bounced", who=worker)
def bounce_facility(visit: Visit, facility_id: RowId) -> Response:
    """Mail to this prison came back."""
    return _bounced(visit, read.facility_for(visit.session, facility_id))


def _checked(visit: Visit, row: Addressee | Facility) -> Response:
    changes.mark_checked(row, _version(visit), visit.today())
    return see_other(href_of(row), _("Saved: the address was checked today."))


def _bounced(visit: Visit, row: Addressee | Facility) -> Response:
    changes.mark_bounced(row, _version(visit), visit.today())
    return see_other(href_of(row), _("Saved: mail came back, so the address has to be checked."))


def _version(visit: Visit) -> int | None:
    return whole_number(visit.submitted.one("version"))
