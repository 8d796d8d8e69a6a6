"""A new case: first the name, to see who is in the record already; then the case."""

from starlette.responses import Response

from app.cases.changes.cases import add_person, cite_name, open_case
from app.cases.forms.cases import CaseWords, NewCaseForm
from app.cases.queries.case_list import Teams, teams_of
from app.cases.queries.people import Candidate, people_like
from app.cases.queries.visible import person_for
from app.cases.routes.entry_screens import both
from app.sources.citation_form import CitationForm, read_citation
from app.sources.offered_sources import source_options
from app.text import _
from app.web.door import Doors
from app.web.form_fields import clean
from app.web.forms import FormState, Rejected, Rules, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import worker
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/cases/new", who=worker)
def new_case(visit: Visit) -> Response:
    """Ask for the name; with a name, show who may be meant and the rest of the form."""
    typed = visit.request.query_params.get("name", "")
    try:
        name = clean(typed, 200, lines=False)
    except ValueError as error:
        return page(
            visit, "cases/new_name.html", form=FormState({"name": typed}, {"name": str(error)}), status=422
        )
    if name is None:
        return page(visit, "cases/new_name.html", form=blank())
    return _form_page(visit, name, blank(name=name, shown=name, minder=[str(visit.me.id)]))


@doors.post("/cases/new", who=worker)
def add_case(visit: Visit) -> Response:
    """Open the case, of somebody known or of a new person."""
    teams = teams_of(visit.session, visit.me)
    form = read_form(NewCaseForm, visit.submitted, lambda form: _of_the_record(visit, teams, form))
    source = read_citation(visit, CitationForm)
    if isinstance(form, Rejected) or isinstance(source, Rejected):
        name = visit.submitted.one("name").strip()
        return _form_page(visit, name, FormState(_typed(visit), both(form, source).errors))
    campaign_id = _campaign(visit, teams, form.campaign)
    if form.person == "new":
        person = add_person(visit.session, form.name, source)
    else:
        person = person_for(visit.session, visit.me, int(form.person or 0))
        cite_name(visit.session, person, form.name, source)
    minders = [number for number in teams.members.get(campaign_id or 0, {}) if str(number) in form.minder]
    case = open_case(visit.session, person, campaign_id or 0, form, minders)
    return see_other(
        f"/cases/{case.reference}", _("The case is open. Add what is known, one fact at a time.")
    )


def _campaign(visit: Visit, teams: Teams, chosen: int | None) -> int | None:
    mine = [number for number in teams.campaigns if visit.me.may(Right.WORK, number)]
    if chosen is None:
        return mine[0] if len(mine) == 1 else None
    return chosen if chosen in mine else None


def _of_the_record(visit: Visit, teams: Teams, form: NewCaseForm) -> Rules:
    yield (
        "person",
        lambda: (
            form.person == "new"
            and form.shown != form.name
            and people_like(visit.session, visit.me, form.name)
        ),
        _("People with such a name are in the record: say whether it is one of them"),
    )
    yield (
        "campaign",
        lambda: _campaign(visit, teams, form.campaign) is None,
        _("Choose the campaign that watches the case"),
    )


def _typed(visit: Visit) -> dict[str, object]:
    values = visit.submitted.values
    return {name: given if name == "minder" else given[0] for name, given in values.items()}


def _form_page(visit: Visit, name: str, form: FormState) -> Response:
    people = people_like(visit.session, visit.me, name) if name else []
    teams = teams_of(visit.session, visit.me)
    mine = [(str(n), name) for n, (_slug, name) in teams.campaigns.items() if visit.me.may(Right.WORK, n)]
    return page(
        visit,
        "cases/new.html",
        status=422 if form.is_refused else 200,
        form=form,
        name=name,
        people=[_person_option(one) for one in people] + [("new", _("Nobody of these: a new person"))],
        known=bool(people),
        asked=asked(CaseWords),
        campaigns=mine,
        members=[(str(number), who) for number, who in teams.everybody.items()],
        sources=source_options(visit),
    )


def _person_option(one: Candidate) -> tuple[str, str, str]:
    cases = "; ".join(f"{case.reference} {case.title}" for case in one.cases) or _("no case here yet")
    also = _("also written %(name)s") % {"name": one.spelling} if one.spelling != one.name else ""
    return str(one.id), one.name, ", ".join(filter(None, (cases, also)))
