"""Many at once: one case to many offices; and who has never been written about or to."""

from starlette.responses import Response

from app.cases.models import Case
from app.cases.queries.visible import workable_case
from app.consent.refuse_stopped import refuse_stopped
from app.db import number_of
from app.letters.batches import ask_for
from app.letters.letter_screens import identity_in
from app.letters.lifecycle import LATELY, months_before, too_often
from app.letters.queries.coverage import offices_written_to, people_written_about
from app.letters.queries.letter_kinds import kinds_of
from app.letters.queries.offices import offices_to_choose
from app.letters.routes.batches import ManyForm, batch_of
from app.letters.sentences.languages import LANGUAGES
from app.text import _, marked
from app.web.door import Doors
from app.web.forms import FormState, Rejected, Rules, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/cases/{ref}/letters/many", who=signed_in)
def choose_many(visit: Visit, ref: str) -> Response:
    """The offices to tick."""
    case = workable_case(visit.session, visit.me, ref, Right.WRITE)
    refuse_stopped(visit.session, [case.person_id])
    return _screen(visit, case, blank())


@doors.post("/cases/{ref}/letters/many", who=signed_in)
def keep_many(visit: Visit, ref: str) -> Response:
    """One draft for each office, worded differently in turn; every one waits for its own approval."""
    case = workable_case(visit.session, visit.me, ref, Right.WRITE)
    refuse_stopped(visit.session, [case.person_id])
    kinds = kinds_of(visit.session, case.campaign_id)
    known = {one.key for one in offices_to_choose(visit.session, number_of(case))}

    def on_the_lists(form: ManyForm) -> Rules:
        yield "kind", lambda: form.kind not in kinds, _("Choose a kind from the list")
        yield "offices", lambda: not set(form.offices) <= known, _("Choose offices from the list")

    form = read_form(ManyForm, visit.submitted, on_the_lists)
    if isinstance(form, Rejected):
        return _screen(visit, case, form)
    wanted = [(number_of(case), key) for key in form.offices]
    batch = ask_for(visit.session, batch_of(visit, case.campaign_id, form), wanted, visit.settings)
    return see_other(f"/letters/many/{number_of(batch)}")


def _screen(visit: Visit, case: Case, form: FormState) -> Response:
    kinds = kinds_of(visit.session, case.campaign_id).values()
    offices = offices_to_choose(visit.session, number_of(case))
    return page(
        visit,
        "letters/many.html",
        status=422 if form.is_refused else 200,
        identity=identity_in(visit, case),
        form=form,
        kinds=[(kind.slug, kind.title) for kind in kinds],
        languages=[(code, marked(name)) for code, name in LANGUAGES],
        offices=[(one.key, one.named) for one in offices],
        action=f"/cases/{case.reference}/letters/many",
    )


@doors.get("/letters/unwritten", who=signed_in)
def unwritten(visit: Visit) -> Response:
    """Whom nobody has written about or to, and who has had the most letters."""
    since = months_before(visit.today(), LATELY)
    people = people_written_about(visit.session, visit.me, since)
    offices = offices_written_to(visit.session, visit.me, since)
    lately, to_offices = [one.recent for one in people], [one.recent for one in offices]
    return page(
        visit,
        "letters/unwritten.html",
        people=[(one, one.beside.on(visit.today()), too_often(one.recent, lately)) for one in people],
        offices=[(one, too_often(one.recent, to_offices)) for one in offices],
    )
