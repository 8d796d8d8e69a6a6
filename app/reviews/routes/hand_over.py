"""Handing a review over: offered, accepted, declined."""

from starlette.responses import Response

from app.reviews.changes import accept, decline, must_be_open, offer
from app.reviews.forms import HandOverForm
from app.reviews.models import Review
from app.reviews.queries.review_row import takers, workable_review
from app.reviews.routes.review_page import act_page
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@doors.get("/reviews/{review_id}/hand-over", who=signed_in)
def hand_over_page(visit: Visit, review_id: RowId) -> Response:
    """Ask to whom."""
    review = workable_review(visit.session, visit.me, review_id)
    must_be_open(review, None)
    return _screen(visit, review, blank(version=str(review.version)))


@doors.post("/reviews/{review_id}/hand-over", who=signed_in)
def hand_over(visit: Visit, review_id: RowId) -> Response:
    """Offer it. It counts when it is accepted."""
    review = workable_review(visit.session, visit.me, review_id)
    form = read_form(HandOverForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, review, form)
    must_be_open(review, form.version)
    known = {str(number): number for number, _name in takers(visit.session, review) if number != visit.me.id}
    if form.to not in known:
        return _screen(
            visit,
            review,
            Rejected(values={"to": form.to or ""}, errors={"to": _("Choose who shall take it")}),
        )
    offer(visit.session, review, known[form.to], visit.me.id)
    return see_other("/my", _("Offered. It stays yours until it is accepted, and comes back after 72 hours."))


def _screen(visit: Visit, review: Review, form: FormState) -> Response:
    others = [(str(number), name) for number, name in takers(visit.session, review) if number != visit.me.id]
    return act_page(visit, "reviews/hand_over.html", review.id or 0, form, others=others)


@doors.post("/reviews/{review_id}/accept", who=signed_in)
def take_over(visit: Visit, review_id: RowId) -> Response:
    """Yes: it is mine from now on."""
    review = workable_review(visit.session, visit.me, review_id)
    must_be_open(review, None)
    accept(review, visit.me.id, visit.now)
    return see_other("/my", _("Accepted: it is yours now."))


@doors.post("/reviews/{review_id}/decline", who=signed_in)
def say_no(visit: Visit, review_id: RowId) -> Response:
    """No; or the sender takes the offer back."""
    review = workable_review(visit.session, visit.me, review_id)
    must_be_open(review, None)
    decline(review, visit.me.id)
    return see_other("/my", _("Said no: it is with the one who offered it."))
