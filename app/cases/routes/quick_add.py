"""Quick add: what is new about anybody, from every page; and what was saved, with how its date was read."""

from starlette.responses import Response

from app.cases.changes.cases import add_person, cite_name, open_case
from app.cases.changes.entries import record_entry
from app.cases.entry_words import headline, kind_in_words
from app.cases.forms.cases import CaseWords
from app.cases.forms.quick_add import OF_EVERY_KIND, QuickForm, WhoForm
from app.cases.kinds import FORMS, EntryKind
from app.cases.models import Case
from app.cases.queries.entries import editable_entry
from app.cases.queries.people import cases_to_name
from app.cases.routes.entry_screens import both, date_read, identity, present_fact
from app.cases.routes.who_is_meant import Meant, own_campaigns, who_is_meant
from app.dates import in_words
from app.sources.citation_form import CitationForm, DatedCitationForm, read_citation
from app.sources.offered_sources import source_options
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in, worker
from app.web.visit import Visit

doors = Doors()


@doors.get("/add", who=worker)
def quick_add(visit: Visit) -> Response:
    """The form; of a case where its reference comes along."""
    whose = visit.request.query_params.get("whose", "")[:20]
    return _screen(visit, blank(whose=whose or None))


@doors.post("/add", who=worker)
def save_news(visit: Visit) -> Response:
    """Record it; or ask who is meant, or for what must be mended, with every word kept."""
    form = read_form(QuickForm, visit.submitted)
    who = read_form(WhoForm, visit.submitted)
    meant = Meant() if isinstance(who, Rejected) or not who.whose else who_is_meant(visit, who)
    kind = None if isinstance(form, Rejected) else EntryKind(form.kind)
    entry = read_form(FORMS[kind], _of_every_kind(visit)) if kind else None
    citation = read_citation(visit, DatedCitationForm, entry)
    errors = (
        both(form, citation).errors | (entry.errors if isinstance(entry, Rejected) else {}) | meant.faults
    )
    state = FormState({name: given[0] for name, given in visit.submitted.values.items()}, errors)
    if isinstance(form, Rejected) or isinstance(entry, Rejected) or isinstance(citation, Rejected) or errors:
        return _screen(visit, state, meant)
    case = _case(visit, form, meant, citation)
    if case is None or kind is None or entry is None:
        return _screen(visit, state, meant)
    made = record_entry(visit.session, case, kind, entry, citation)
    if visit.submitted.one("then") == "another":
        said = _("Saved on %(ref)s: %(what)s. Add the next one.")
        told = said % {"ref": case.reference, "what": headline(present_fact(visit, made))}
        return see_other(f"/add?whose={case.reference}", date_read(told, entry))
    return see_other(f"/cases/{case.reference}/entries/{made.id}/saved")


def _of_every_kind(visit: Visit) -> dict[str, list[str]]:
    return {name: given for name, given in visit.submitted.values.items() if name in OF_EVERY_KIND}


def _case(visit: Visit, form: QuickForm, meant: Meant, citation: CitationForm) -> Case | None:
    if meant.case is not None or not meant.is_new_case:
        return meant.case
    if meant.person is None:
        person = add_person(visit.session, form.whose, citation)
    else:
        person = meant.person
        cite_name(visit.session, person, form.whose, citation)
    words = CaseWords(title=form.concern or kind_in_words(EntryKind(form.kind)))
    return open_case(visit.session, person, meant.campaign_id or 0, words, [visit.me.id])


def _screen(visit: Visit, form: FormState, meant: Meant | None = None) -> Response:
    options = meant.options if meant else []
    return page(
        visit,
        "cases/quick_add.html",
        status=422 if form.is_refused else 200,
        form=form,
        asked=asked(QuickForm),
        options=options,
        campaigns=own_campaigns(visit) if options else [],
        cases=cases_to_name(visit.session, visit.me),
        sources=source_options(visit),
    )


@doors.get("/cases/{ref}/entries/{entry_id}/saved", who=signed_in)
def saved(visit: Visit, ref: str, entry_id: RowId) -> Response:
    """What was saved, as it was understood, and what may be done next."""
    case, entry = editable_entry(visit.session, visit.me, ref, entry_id)
    fact = present_fact(visit, entry)
    return page(
        visit,
        "cases/saved.html",
        identity=identity(visit, case),
        fact=fact,
        title=headline(fact),
        form=blank(),
        date=in_words(fact.on) if fact.on else "",
        opened=case.opened_at == entry.recorded_at,
    )
