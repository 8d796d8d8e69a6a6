"""Dates set by hand, and taken away again."""

from starlette.responses import Response

from app.cases.queries.visible import workable_case
from app.cases.routes.entry_screens import identity
from app.reviews.changes import must_be_open, set_by_hand, take_away
from app.reviews.forms import ByHandForm
from app.reviews.queries.review_row import review_row, workable_review
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@doors.get("/cases/{ref}/reviews/new", who=signed_in)
def by_hand_page(visit: Visit, ref: str) -> Response:
    """A date of one's own."""
    return _screen(visit, ref, blank())


@doors.post("/cases/{ref}/reviews/new", who=signed_in)
def add_by_hand(visit: Visit, ref: str) -> Response:
    """Keep it."""
    case = workable_case(visit.session, visit.me, ref)
    form = read_form(ByHandForm, visit.submitted)
    if isinstance(form, Rejected) or form.due is None:
        return _screen(visit, ref, form if isinstance(form, Rejected) else blank())
    set_by_hand(visit.session, case, form, form.due, visit.me.id)
    return see_other(f"/cases/{ref}#reviews", _("Saved: it will come up on its day."))


def _screen(visit: Visit, ref: str, form: FormState) -> Response:
    case = workable_case(visit.session, visit.me, ref)
    status = 422 if form.is_refused else 200
    return page(
        visit,
        "reviews/by_hand.html",
        status=status,
        form=form,
        identity=identity(visit, case),
        action=f"/cases/{ref}/reviews/new",
    )


@doors.post("/reviews/{review_id}/remove", who=signed_in)
def remove_by_hand(visit: Visit, review_id: RowId) -> Response:
    """It is no longer wanted."""
    review = workable_review(visit.session, visit.me, review_id)
    must_be_open(review, None)
    take_away(visit.session, review, _("taken away by %(name)s") % {"name": visit.me.name})
    row = review_row(visit.session, visit.me, review_id)
    return see_other(
        f"/cases/{row.reference}#reviews" if row.reference else "/my", _("Taken away. The history keeps it.")
    )
