"""The list of letters, and one letter."""

from starlette.responses import Response

from app.letters import lifecycle
from app.letters.forms import FilterForm
from app.letters.letter_screens import asked_in, letter_screen, today_in
from app.letters.obstacles import marks_of, obstacles
from app.letters.queries.letter_kinds import kinds_of
from app.letters.queries.letters import PAGE, Wanted, count_letters, letter_for, letters_for, with_cases
from app.text import marked, ngettext
from app.web.door import Doors, RowId
from app.web.forms import Rejected, blank, read_form
from app.web.pages import page
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@doors.get("/letters", who=signed_in)
def all_letters(visit: Visit) -> Response:
    """Every letter on the cases one may see, newest first."""
    form = read_form(FilterForm, visit.query)
    given = FilterForm() if isinstance(form, Rejected) else form
    wanted = Wanted(given.state or "", given.kind or "", given.case or "", given.before)
    rows = letters_for(visit.session, visit.me, wanted)
    marks = marks_of(visit.session, with_cases(visit.session, rows[:PAGE]), asked_in(visit))
    count = count_letters(visit.session, visit.me, wanted)
    return page(
        visit,
        "letters/list.html",
        rows=rows[:PAGE],
        marks=marks,
        older=_older(wanted, rows[PAGE - 1].id) if len(rows) > PAGE else None,
        count=ngettext("%(n)s letter", "%(n)s letters", count) % {"n": f"{count:,}"},
        form=blank(state=wanted.state, kind=wanted.kind, case=wanted.reference),
        filtered=bool(wanted.state or wanted.kind or wanted.reference),
        states=[(state, marked(word)) for state, (_tag, word) in lifecycle.STATES.items()],
        tags={state: (tag, marked(word)) for state, (tag, word) in lifecycle.STATES.items()},
        kinds=_kinds(visit),
    )


def _older(wanted: Wanted, before: int) -> str:
    return f"/letters?state={wanted.state}&kind={wanted.kind}&case={wanted.reference}&before={before}"


def _kinds(visit: Visit) -> dict[str, str]:
    return {
        kind.slug: kind.title
        for campaign_id in visit.me.campaigns
        for kind in kinds_of(visit.session, campaign_id).values()
    }


@doors.get("/letters/{letter_id}", who=signed_in)
def one_letter(visit: Visit, letter_id: RowId) -> Response:
    """A letter beside its sources, what stands in its way, and what can be done next."""
    letter, case = letter_for(visit.session, visit.me, letter_id)
    found = obstacles(visit.session, case, letter, today_in(visit, case), visit.settings.today)
    return letter_screen(
        visit, case, letter, found, blank(own_line=letter.own_line, version=str(letter.version))
    )
