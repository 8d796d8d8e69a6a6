"""The sources: the list, everything one text says, adding and editing one."""

from datetime import date
from typing import Any

from starlette.responses import Response

from app.characters import whole_number
from app.dates import FuzzyDate, in_words
from app.db import fuzzy_of, number_of
from app.desk.queries.source_statements import other_witnesses, sayings_of
from app.desk.queries.sources import Sought, contained_in, source_for, sources_count, sources_page
from app.desk.source_lists import key_of, list_address, list_chips, source_line
from app.desk.source_statements import grouped, one_witness
from app.history.edit_marks import hold, mark_of
from app.refusal import NotFound
from app.sources import changes
from app.sources.forms import SourceFilters, SourceForm
from app.sources.models import Source
from app.sources.queries import containers_to_choose, kin_of, source_to_cite
from app.sources.vocabulary import LANGUAGES, RELIABILITY, SOURCE_KINDS
from app.text import _, marked, ngettext
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in, worker
from app.web.visit import Visit

doors = Doors()


@doors.get("/sources", who=signed_in)
def source_list(visit: Visit) -> Response:
    """Texts, newest first; those of an archive page stand under it."""
    read = read_form(SourceFilters, visit.query)
    filters = SourceFilters() if isinstance(read, Rejected) else read
    sought = Sought(filters.q, filters.kind, filters.reliability, _key(filters.after), visit.settings.today)
    rows, more = sources_page(visit.session, visit.me, sought)
    inside = contained_in(visit.session, visit.me, [] if filters.is_filtered else [row.id for row in rows])
    count = sources_count(visit.session, visit.me, sought) + len(inside)
    return page(
        visit,
        "sources/list.html",
        count=ngettext("%(n)s text", "%(n)s texts", count) % {"n": f"{count:,}"},
        rows=[
            (source_line(row), [source_line(one) for one in inside if one.container_id == row.id])
            for row in rows
        ],
        form=blank(**filters.model_dump()),
        chips=list_chips(filters),
        following=list_address(filters, after=key_of(rows[-1])) if more else None,
        first=list_address(filters) if filters.after else None,
        kinds=[(slug, marked(label)) for slug, label in SOURCE_KINDS],
        reliabilities=[(slug, marked(label)) for slug, label in RELIABILITY],
    )


def _key(text: str | None) -> tuple[date | None, int] | None:
    day, _line, told = (text or "").rpartition("_")
    number = whole_number(told)
    if number is None:
        return None
    try:
        return (date.fromisoformat(day) if day else None), number
    except ValueError:
        return None


@doors.get("/sources/new", who=worker)
def new_source(visit: Visit) -> Response:
    """An empty form."""
    return _form_page(visit, blank())


@doors.post("/sources/new", who=worker)
def add_source(visit: Visit) -> Response:
    """Keep a new text."""
    form = read_form(SourceForm, visit.submitted)
    if isinstance(form, Rejected):
        return _form_page(visit, form)
    source = changes.add_source(visit.session, form)
    return see_other(f"/sources/{source.id}", _("Saved. Facts can cite this text now."))


@doors.get("/sources/{source_id}", who=signed_in)
def source_page(visit: Visit, source_id: RowId) -> Response:
    """Everything this text says."""
    source = source_for(visit.session, visit.me, source_id)
    if not is_known(source, visit.settings.today):
        raise NotFound
    kin = kin_of(visit.session, source_id)
    same = one_witness(source_id, kin)
    container = source_to_cite(visit.session, source.container_id) if source.container_id else None
    sayings = sayings_of(visit.session, visit.me, source_id)
    return page(
        visit,
        "sources/source.html",
        source=source,
        published=_in_words(fuzzy_of(source, "published")),
        written=_in_words(fuzzy_of(source, "written")),
        container=container,
        inside=[source_line(row) for row in contained_in(visit.session, visit.me, [source_id])],
        sections=grouped(sayings, other_witnesses(visit.session, visit.me, source_id), same),
        count=_count(len({(saying.noun, saying.number) for saying, _words in sayings})),
        kin=kin,
        words={"kind": dict(SOURCE_KINDS), "reliability": dict(RELIABILITY), "language": dict(LANGUAGES)},
    )


def is_known(source: Source, known_by: date | None) -> bool:
    """Whether the text had appeared on the pinned day, when there is one."""
    return known_by is None or source.published_first is None or source.published_first <= known_by


def _count(things: int) -> str:
    return ngettext("%(n)s thing", "%(n)s things", things) % {"n": things}


def _in_words(fuzzy: FuzzyDate | None) -> str:
    return in_words(fuzzy) if fuzzy else ""


@doors.get("/sources/{source_id}/edit", who=worker)
def edit_page(visit: Visit, source_id: RowId) -> Response:
    """What is said of the text now."""
    source = source_for(visit.session, visit.me, source_id)
    return _form_page(visit, blank(**_typed(source), seen=mark_of(source)), source)


@doors.post("/sources/{source_id}/edit", who=worker)
def save_source(visit: Visit, source_id: RowId) -> Response:
    """Save, or show what must be mended, or both versions when somebody else was faster."""
    source, form = source_for(visit.session, visit.me, source_id), read_form(SourceForm, visit.submitted)
    if isinstance(form, Rejected):
        return _form_page(visit, form, source)
    hold(visit.session, source)
    if form.seen != mark_of(source):
        return _form_page(visit, _both_versions(visit, source), source)
    changes.edit_source(visit.session, source, form)
    return see_other(f"/sources/{source_id}", _("Saved. What it said before is in the history."))


@doors.post("/sources/{source_id}/derivations/{from_id}/remove", who=worker)
def stand_alone(visit: Visit, source_id: RowId, from_id: RowId) -> Response:
    """The text is a witness of its own."""
    changes.stand_alone(visit.session, source_for(visit.session, visit.me, source_id), from_id)
    return see_other(f"/sources/{source_id}", _("Saved: the two count as two witnesses."))


def _typed(source: Source) -> dict[str, str]:
    values: dict[str, Any] = {name: getattr(source, name, None) for name in asked(SourceForm)}
    values["published"] = _in_words(fuzzy_of(source, "published")) or None
    values["published_inferred"] = "yes" if source.published_inferred else None
    return {name: str(value) for name, value in values.items() if value is not None}


def _both_versions(visit: Visit, source: Source) -> FormState:
    typed = {name: given[0] for name, given in visit.submitted.values.items()}
    now = _typed(source)
    stored = {
        name: now.get(name, "")
        for name in asked(SourceForm)
        if now.get(name, "") != typed.get(name, "").strip()
    }
    return FormState(values=typed | {"seen": mark_of(source)}, stored=stored or {"seen": ""})


def _form_page(visit: Visit, form: FormState, source: Source | None = None) -> Response:
    base = f"/sources/{number_of(source)}" if source else "/sources"
    texts = [one for one in containers_to_choose(visit.session) if source is None or one[0] != str(source.id)]
    return page(
        visit,
        "sources/form.html",
        status=409 if form.stored else 422 if form.is_refused else 200,
        form=form,
        heading=_("Edit a source") if source else _("Add a source"),
        action=f"{base}/edit" if source else "/sources/new",
        back=base,
        back_words=source.title if source else _("Sources"),
        asked=asked(SourceForm),
        texts=texts,
    )
