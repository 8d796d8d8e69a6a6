"""What waits for a second person: letters, public pages, and reported releases and deaths."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from app.cases import vocabulary as words
from app.consent.queries import Waiting, others_who_may_decide, waiting_for
from app.text import _, day_in_words
from app.web.door import Doors
from app.web.forms import blank
from app.web.pages import page
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits."""

    id: int
    title: str
    href: str
    about: str
    reference: str
    asked: str
    own: bool
    alone: bool
    may: bool
    in_place: bool  # decided on this page; a letter or a public page is decided beside its words


@doors.get("/approvals", who=signed_in)
def approvals(visit: Visit) -> Response:
    """Oldest first; one's own are shown too, without a decision unless nobody else could decide."""
    rows = waiting_for(visit.session, visit.me)
    coordinates = "coordinator" in visit.me.roles.values()
    return page(visit, "desk/approvals.html", rows=_rows(visit, rows), form=blank(), coordinates=coordinates)


def _rows(visit: Visit, waiting: Sequence[Waiting]) -> list[Row]:
    own = {one.campaign_id for one in waiting if one.asked_by_id == visit.me.id}
    others = {number: others_who_may_decide(visit.session, number, visit.me.id) for number in sorted(own)}
    return [_row(visit, one, others) for one in waiting]


def _row(visit: Visit, one: Waiting, others: dict[int, int]) -> Row:
    own = one.asked_by_id == visit.me.id
    alone = own and not others[one.campaign_id]
    if one.letter_id is not None:
        title, href = _("A letter"), f"/letters/{one.letter_id}"
    elif one.snapshot_id is not None:
        title, href = _("A public page"), f"/cases/{one.reference}/public/proposal"
    else:
        kind = words.word(words.KINDS, one.entry_kind)
        title, href = _("%(kind)s, reported") % {"kind": kind}, f"/cases/{one.reference}#entry-{one.entry_id}"
    asked = _("%(who)s, %(day)s") % {
        "who": one.asked_by or _("somebody"),
        "day": day_in_words(one.asked_at.date()),
    }
    may = visit.me.may_work_in(one.campaign_id) and (not own or alone)
    return Row(one.id, title, href, one.name, one.reference, asked, own, alone, may, one.entry_id is not None)
