"""Many at once: one case to many offices; and who has never been written about or to."""

from typing import Annotated

from pydantic import BeforeValidator
from starlette.responses import Response

from app.cases import vocabulary as words
from app.cases.models import Case
from app.cases.queries.visible import workable_case
from app.db import number_of
from app.letters.changes import keep_draft
from app.letters.forms import OwnLine
from app.letters.liquid_text import BadWords
from app.letters.making import Choice, drafted
from app.letters.queries.coverage import offices_written_to, people_written_about
from app.letters.queries.kinds import kinds_of
from app.letters.queries.offices import office_by_key, offices_to_choose
from app.letters.screens import identity_in, today_in
from app.letters.sentences.languages import LANGUAGES, TONGUES
from app.text import _, ngettext
from app.web.door import Doors
from app.web.fields import Line
from app.web.forms import Form, FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()
MOST = 30


def _several(value: object) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(str(one) for one in value)) if isinstance(value, list) else ()
    if not chosen:
        raise ValueError(_("Tick at least one office"))
    if len(chosen) > MOST:
        raise ValueError(_("Tick %(most)s offices or fewer at once") % {"most": MOST})
    return chosen


class ManyForm(Form):
    """One kind of letter to many offices."""

    kind: Line = None
    language: Line = None
    own_line: OwnLine = None
    offices: Annotated[tuple[str, ...], BeforeValidator(_several)]


@doors.get("/cases/{ref}/letters/many", who=signed_in)
def choose_many(visit: Visit, ref: str) -> Response:
    """The offices to tick."""
    return _screen(visit, workable_case(visit.session, visit.me, ref), blank())


@doors.post("/cases/{ref}/letters/many", who=signed_in)
def keep_many(visit: Visit, ref: str) -> Response:
    """One draft for each office, worded differently in turn; every one waits for its own approval."""
    case = workable_case(visit.session, visit.me, ref)
    form = read_form(ManyForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, case, form)
    kept = _keep(visit, case, form)
    if isinstance(kept, FormState):
        return _screen(visit, case, kept)
    told = ngettext("%(n)s draft kept.", "%(n)s drafts kept.", kept) % {"n": kept}
    return see_other(f"/letters?case={ref}", told)


def _keep(visit: Visit, case: Case, form: ManyForm) -> int | FormState:
    state = FormState(
        values={name: list(v) if name == "offices" else v[0] for name, v in visit.submitted.values.items()}
    )
    if (form.kind or "") not in kinds_of(visit.session, case.campaign_id):
        state.errors["kind"] = _("Choose a kind from the list")
        return state
    today = today_in(visit, case)
    for variant, key in enumerate(form.offices):
        office = office_by_key(visit.session, key)
        if office is None:
            state.errors["offices"] = _("Choose offices from the list")
            return state
        language = form.language if form.language in TONGUES else ""
        choice = Choice(form.kind or "", office, language or "", variant % 3, form.own_line or "")
        try:
            made = drafted(visit.session, case, choice, today, visit.settings.today)
        except BadWords as fault:
            state.errors["kind"] = _("The words of this kind cannot be used. %(why)s") % {"why": fault}
            return state
        keep_draft(visit.session, case, choice, made)
    return len(form.offices)


def _screen(visit: Visit, case: Case, form: FormState) -> Response:
    kinds = kinds_of(visit.session, case.campaign_id).values()
    offices = offices_to_choose(visit.session, number_of(case))
    return page(
        visit,
        "letters/many.html",
        status=422 if form.is_refused else 200,
        identity=identity_in(visit, case),
        form=form,
        kinds=[(kind.slug, _(kind.title)) for kind in kinds],
        languages=[(code, _(name)) for code, name in LANGUAGES],
        offices=[(one.key, one.named) for one in offices],
        action=f"/cases/{case.reference}/letters/many",
    )


@doors.get("/letters/unwritten", who=signed_in)
def unwritten(visit: Visit) -> Response:
    """Whom nobody has written about or to, and who has had the most letters."""
    people = people_written_about(visit.session, visit.me)
    return page(
        visit,
        "letters/unwritten.html",
        people=[(one, words.word(words.STANDINGS, one.standing)) for one in people],
        offices=offices_written_to(visit.session, visit.me),
    )
