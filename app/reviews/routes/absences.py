"""All one's cases handed over for a time."""

from starlette.responses import Response

from app.characters import whole_number
from app.refusal import NotFound, Unacceptable
from app.reviews.absences import accept_all, end_absence, offer_all
from app.reviews.forms import AbsenceForm
from app.reviews.models import Absence
from app.reviews.queries.absences import absence_by_id, absence_of, cases_to_hand_over, stand_ins
from app.text import _, ngettext, weekday_in_words
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import worker
from app.web.visit import Visit

doors = Doors()


@doors.get("/my/hand-over", who=worker)
def hand_all_over_page(visit: Visit) -> Response:
    """To whom, and until when; or how it stands."""
    return _screen(visit, blank())


@doors.post("/my/hand-over", who=worker)
def hand_all_over(visit: Visit) -> Response:
    """Offer them all to somebody."""
    form = read_form(AbsenceForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, form)
    known = dict(stand_ins(visit.session, visit.me.id))
    to = whole_number(form.to)
    if to not in known or form.until is None:
        fault = {"to": _("Choose who shall look after them")}
        return _screen(visit, Rejected(values=form.model_dump(mode="json"), errors=fault))
    try:
        offer_all(visit.session, visit.me.id, to, form.until, visit.today())
    except Unacceptable as refused:
        values = {name: given[0] for name, given in visit.submitted.values.items()}
        return _screen(visit, Rejected(values=values, errors={"until": refused.sentence}))
    return see_other("/my", _("Offered. Your cases stay yours until %(name)s accepts.") % {"name": known[to]})


@doors.post("/my/hand-over/{number}/accept", who=worker)
def take_all_over(visit: Visit, number: RowId) -> Response:
    """Yes: they are mine until that day."""
    absence = _asked(visit, number, stand_in_only=True)
    count = accept_all(visit.session, absence)
    said = ngettext(
        "Accepted: you look after %(n)s more case until %(day)s.",
        "Accepted: you look after %(n)s more cases until %(day)s.",
        count,
    )
    return see_other("/my", said % {"n": count, "day": weekday_in_words(absence.until)})


@doors.post("/my/hand-over/{number}/end", who=worker)
def give_all_back(visit: Visit, number: RowId) -> Response:
    """No; or taken back, or given back, before the day."""
    end_absence(visit.session, _asked(visit, number))
    return see_other("/my", _("Ended: every case is with whoever had it before."))


def _asked(visit: Visit, number: int, *, stand_in_only: bool = False) -> Absence:
    absence = absence_by_id(visit.session, number)
    if absence is None or visit.me.id not in (
        absence.stand_in_id,
        None if stand_in_only else absence.away_id,
    ):
        raise NotFound
    return absence


def _screen(visit: Visit, form: FormState) -> Response:
    standing = absence_of(visit.session, visit.me.id, visit.now)
    return page(
        visit,
        "reviews/absence.html",
        status=422 if form.is_refused else 200,
        form=form,
        count=len(cases_to_hand_over(visit.session, visit.me.id)),
        others=[(str(number), name) for number, name in stand_ins(visit.session, visit.me.id)],
        absence=standing[0] if standing else None,
        name=standing[1] if standing else "",
        until=weekday_in_words(standing[0].until) if standing else "",
    )
