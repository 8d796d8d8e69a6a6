"""Many cases to one office, and how far many letters at once have got."""

from typing import Annotated

from pydantic import BeforeValidator
from starlette.responses import Response

from app.accounts.queries import campaigns
from app.db import number_of
from app.letters.batches import ask_for
from app.letters.forms import OwnLine
from app.letters.letter_screens import asked_in
from app.letters.models import LetterBatch
from app.letters.obstacles import marks_of
from app.letters.queries.batches import batch_for, cases_to_tick, items_of
from app.letters.queries.letter_kinds import kind_for, kinds_of
from app.letters.queries.letters import of_numbers
from app.letters.queries.offices import every_office, offices_named
from app.letters.sentences.languages import LANGUAGES, TONGUES
from app.refusal import Forbidden
from app.text import _, marked
from app.web.door import Doors, RowId
from app.web.form_fields import Line, Number
from app.web.forms import Form, FormState, Rejected, Rules, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
MOST_OFFICES, MOST_CASES = 30, 200
LOOK_AGAIN = 2  # seconds until the page of a batch that runs is loaded anew


def _ticked(value: object, most: int, none: str, many: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(str(one) for one in value)) if isinstance(value, list) else ()
    if not chosen:
        raise ValueError(none)
    if len(chosen) > most:
        raise ValueError(many % {"most": most})
    return chosen


def _offices(value: object) -> tuple[str, ...]:
    return _ticked(
        value, MOST_OFFICES, _("Tick at least one office"), _("Tick %(most)s offices or fewer at once")
    )


def _cases(value: object) -> tuple[str, ...]:
    return _ticked(value, MOST_CASES, _("Tick at least one case"), _("Tick %(most)s cases or fewer at once"))


class BatchForm(Form):
    """One kind of letter, many times."""

    kind: Line = None
    language: Line = None
    own_line: OwnLine = None


class ManyForm(BatchForm):
    """About one case, to many offices."""

    offices: Annotated[tuple[str, ...], BeforeValidator(_offices)]


class CasesForm(BatchForm):
    """About many cases, to one office."""

    campaign: Number = None
    to: Line = None
    cases: Annotated[tuple[str, ...], BeforeValidator(_cases)]


def batch_of(visit: Visit, campaign_id: int, form: BatchForm) -> LetterBatch:
    """What is asked for, not kept yet."""
    return LetterBatch(
        campaign_id=campaign_id,
        kind=form.kind or "",
        language=form.language if form.language in TONGUES else "",
        own_line=form.own_line,
        made_by_id=visit.me.id,
        made_at=visit.now,
    )


@doors.get("/letters/many", who=signed_in)
def choose_cases(visit: Visit) -> Response:
    """The cases to tick."""
    given = (visit.query.get("campaign") or [""])[0]
    own = _own_campaigns(visit)
    chosen = next((number for number, _name in own if str(number) == given), own[0][0])
    return _screen(visit, chosen, blank(to=(visit.query.get("to") or [""])[0]))


@doors.post("/letters/many", who=signed_in)
def keep_cases(visit: Visit) -> Response:
    """One draft for each case, worded differently in turn; every one waits for its own approval."""
    own = _own_campaigns(visit)
    given = visit.submitted.one("campaign")
    campaign_id = next((number for number, _name in own if str(number) == given), own[0][0])
    numbers = {one.reference: one.id for one in cases_to_tick(visit.session, visit.me, campaign_id)}
    kinds = kinds_of(visit.session, campaign_id)
    offices = {office.key for office in every_office(visit.session)}

    def on_the_lists(form: CasesForm) -> Rules:
        yield "kind", lambda: form.kind not in kinds, _("Choose a kind from the list")
        yield "to", lambda: form.to not in offices, _("Choose an office from the list")
        yield "cases", lambda: not set(form.cases) <= numbers.keys(), _("Choose cases from the list")

    form = read_form(CasesForm, visit.submitted, on_the_lists)
    if isinstance(form, Rejected):
        return _screen(visit, campaign_id, form)
    wanted = [(numbers[reference], form.to or "") for reference in form.cases]
    batch = ask_for(visit.session, batch_of(visit, campaign_id, form), wanted, visit.settings)
    return see_other(f"/letters/many/{number_of(batch)}")


def _own_campaigns(visit: Visit) -> list[tuple[int, str]]:
    """The campaigns in which one may work; Forbidden where there is none."""
    own = visit.me.campaigns_with(Right.WRITE)
    if not own:
        raise Forbidden(
            _("You may read letters. Writing them takes the role of a volunteer; ask a coordinator.")
        )
    return [(number_of(one), one.name) for one in campaigns(visit.session, own)]


def _screen(visit: Visit, campaign_id: int, form: FormState) -> Response:
    cases = cases_to_tick(visit.session, visit.me, campaign_id)
    own = _own_campaigns(visit)
    return page(
        visit,
        "letters/many_cases.html",
        status=422 if form.is_refused else 200,
        form=form,
        campaign_id=campaign_id,
        others=[one for one in own if one[0] != campaign_id],
        kinds=[(kind.slug, kind.title) for kind in kinds_of(visit.session, campaign_id).values()],
        languages=[(code, marked(name)) for code, name in LANGUAGES],
        offices=[(one.key, one.named) for one in every_office(visit.session)],
        cases=[
            (
                one.reference,
                _("%(name)s, %(ref)s: %(stands)s")
                % {"name": one.name, "ref": one.reference, "stands": one.stood.on(visit.today())},
            )
            for one in cases
        ],
    )


@doors.get("/letters/many/{batch_id}", who=signed_in)
def batch_page(visit: Visit, batch_id: RowId) -> Response:
    """How far it is, of the letters that the viewer may see; loads itself anew until all of those are done."""
    batch = batch_for(visit.session, visit.me, batch_id)
    items = items_of(visit.session, visit.me, batch_id)
    done, total = sum(one.is_done for one in items), len(items)
    runs = batch.ended_at is None and done < total
    kind = kind_for(visit.session, batch.campaign_id, batch.kind)
    names = offices_named(visit.session, {one.office for one in items})
    drafted = of_numbers(visit.session, [one.letter_id for one in items if one.letter_id is not None])
    answer = page(
        visit,
        "letters/batch.html",
        title=kind.title if kind else batch.kind,
        done=done,
        total=total,
        percent=done * 100 // max(total, 1),
        runs=runs,
        marks=marks_of(visit.session, drafted, asked_in(visit)),
        items=[(one, names.get(one.office, one.office)) for one in items],
    )
    if runs:
        answer.headers["Refresh"] = str(LOOK_AGAIN)
    return answer
