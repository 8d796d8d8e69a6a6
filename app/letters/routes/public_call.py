"""A letter for a public call, written by anybody: no account, and nothing that is typed is kept."""

from typing import Any

from starlette.responses import Response

from app.campaigning.public_gate import Gone, as_anybody, as_of, newest, not_sent, public_action
from app.campaigning.queries.public_actions import Open, open_actions
from app.campaigning.timezones import country_in_words
from app.campaigning.vocabulary import CHANNELS
from app.cases.vocabulary import translated
from app.dates import in_words
from app.directory.rules import listed
from app.letters.call_letter import asks_in
from app.letters.forms import ComposeForm
from app.letters.public_call import Desk, Wish, composed, desk_of, settle, witnesses
from app.letters.queries.letter_actions import LETTER_CALL
from app.letters.queries.offices import Office
from app.letters.sheets.eml import mailto
from app.letters.sheets.formats import USUAL
from app.letters.sheets.plain_text import plain_text
from app.letters.sheets.sheet import Sheet
from app.refusal import NotFound
from app.text import _
from app.web.door import Doors
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.visit import Visit

doors = Doors()


def _call(visit: Visit, ref: str) -> Open:
    """A public call for letters about somebody; NotFound for everything else."""
    found = public_action(visit, ref)
    if found.row.kind != LETTER_CALL or not found.behind:
        raise NotFound
    return found


@doors.get("/a/{ref}/letter", who=as_anybody)
def compose(visit: Visit, ref: str) -> Response:
    """The draft beside the choice of office and language."""
    found = _call(visit, ref)
    if later := newest(visit, ref):
        return see_other(f"/a/{later}/letter")
    if why := not_sent(visit, found):
        return _over(visit, found, why)
    form = read_form(ComposeForm, visit.query)
    given = ComposeForm() if isinstance(form, Rejected) else form
    desk = desk_of(visit, found)
    wish = settle(desk, _wish(visit, given))
    return _draft_page(visit, desk, wish, blank(own_line=given.own_line))


@doors.post("/a/{ref}/letter", who=as_anybody, knows=_call, writes=False)
def ready(visit: Visit, ref: str) -> Response:
    """The letter with the writer's own line and signature, to copy, mail or print. Nothing of it is kept."""
    found = _call(visit, ref)
    if why := not_sent(visit, found):
        return _over(visit, found, why)
    desk = desk_of(visit, found)
    form = read_form(ComposeForm, visit.submitted)
    if isinstance(form, Rejected):
        typed = {name: str(value) for name, value in form.values.items() if isinstance(value, str)}
        wish = settle(desk, Wish(typed.get("about", ""), typed.get("to", ""), typed.get("language", "")))
        return _draft_page(visit, desk, wish, form)
    wish = settle(desk, _wish(visit, form))
    made = composed(visit, desk, wish)
    sheet = Sheet.of_draft(made).signed(form.signature).sent_from(None, visit.today(), None, USUAL)
    return page(
        visit,
        "letters/composed.html",
        row=found.row,
        sheet=sheet,
        text=plain_text(sheet),
        mail=mailto(sheet),
        office=made.office,
        copies=[copy.line for copy in made.office.copies],
        channels=translated(CHANNELS[:3]),
        form=blank(),
        back=f"/a/{ref}/letter",
    )


def _wish(visit: Visit, form: ComposeForm) -> Wish:
    """What was chosen; the wording varies by itself, for many equal letters count as one."""
    variant = visit.now.second % 3 if form.variant is None else form.variant % 3
    return Wish(form.about or "", form.to or "", form.language or "", variant, form.own_line or "")


def _over(visit: Visit, found: Open, why: str) -> Response:
    """Nothing can be sent any more, and which other call runs."""
    others = [
        (one.row.reference, one.row.title)
        for one in open_actions(visit.session, as_of(visit))
        if one.row.kind == LETTER_CALL
        and one.row.id != found.row.id
        and one.behind
        and not not_sent(visit, one)
    ]
    return page(
        visit, "letters/call_over.html", status=Gone.status, row=found.row, why=why, others=others[:5]
    )


def _draft_page(visit: Visit, desk: Desk, wish: Wish, form: FormState) -> Response:
    made = composed(visit, desk, wish)
    row = desk.call.row
    return page(
        visit,
        "letters/compose.html",
        status=422 if form.is_refused else 200,
        row=row,
        form=FormState(form.values | _chosen(wish), form.errors),
        wish=wish,
        sheet=Sheet.of_draft(made),
        witnesses=witnesses(visit, desk, wish, made),
        people=[(one.reference, one.name) for one in desk.call.behind],
        offices=[(one.key, _named(one)) for one in desk.offices],
        languages=desk.languages,
        office=made.office,
        untranslated=bool(row.asks) and not asks_in(wish.language, row.asks, row.languages),
        newest=in_words(made.briefing.as_of) if made.briefing.as_of else "",
        action=f"/a/{row.reference}/letter",
    )


def _chosen(wish: Wish) -> dict[str, Any]:
    return {"about": wish.about, "to": wish.to, "language": wish.language, "variant": str(wish.variant)}


def _named(office: Office) -> str:
    also = [country_in_words(code) for code in listed(office.accredited_for)]
    more = _(" (also for %(countries)s)") % {"countries": ", ".join(also)} if also else ""
    return f"{office.named}{more}"
