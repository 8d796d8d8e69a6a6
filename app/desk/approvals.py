"""What waits for a second person: actions, letters, public pages, pleas, erasures, requests to stop that somebody wants
to lift, and reported releases and deaths.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from app.campaigning.queries.waiting_actions import ActionWaiting, actions_waiting
from app.cases.entry_words import kind_in_words
from app.cases.kinds import EntryKind
from app.clock import recorded_day
from app.consent.lift_stop import LiftingWaiting, liftings_waiting
from app.consent.namesakes import NAMESAKE
from app.consent.pleas_in_words import waiting_in_words
from app.consent.propose_plea import PLEA
from app.consent.queries.approvals import Waiting, others_who_may_decide, waiting_for
from app.consent.queries.namesakes import Said, namesakes_said
from app.desk.erasure_pages import ErasureWaiting, erasures_waiting
from app.letters.queries.letters import letters_seen
from app.text import N_, _, day_in_words, marked
from app.web.door import Doors
from app.web.forms import blank
from app.web.pages import page
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
ABOUT_ACTIONS = {
    "action": N_("An action"),
    "extension": N_("A later end"),
    "facts": N_("Facts that may hold again"),
    "words": N_("Something new on a public action"),
    "namesake": N_("Somebody else of that name"),
    "link": N_("A link that was wrong"),
}


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
    told: str = ""  # what is to be decided, where no other page says it


@doors.get("/approvals", who=signed_in)
def approvals(visit: Visit) -> Response:
    """Oldest first; one's own are shown too, without a decision unless nobody else could decide."""
    coordinates = visit.me.may_somewhere(Right.DECIDE)
    return page(visit, "desk/approvals.html", rows=rows_waiting(visit), form=blank(), coordinates=coordinates)


def rows_waiting(visit: Visit) -> list[Row]:
    """Everything that waits for a second person and that this viewer may see."""
    session, me = visit.session, visit.me
    waiting: list[Waiting | ActionWaiting] = [
        *_seen(visit, waiting_for(session, me)),
        *actions_waiting(session, me),
    ]
    rows = sorted(waiting, key=lambda one: one.asked_at)
    liftings = map(_lifting_row, liftings_waiting(visit))
    return [*_rows(visit, rows), *liftings, *map(_erasure_row, erasures_waiting(visit))]


def _seen(visit: Visit, waiting: Sequence[Waiting]) -> list[Waiting]:
    """Without letters whose page is not there for this viewer: another of their cases, or a fact, is kept to a few."""
    letters = letters_seen(visit.session, visit.me, {one.letter_id for one in waiting if one.letter_id})
    return [one for one in waiting if one.letter_id is None or one.letter_id in letters]


def _lifting_row(one: LiftingWaiting) -> Row:
    """It is decided beside what was said."""
    asked = day_in_words(recorded_day(one.asked_at))
    title = _("Lift a request to stop")
    return Row(one.id, title, one.href, one.name, "", asked, one.own, one.alone, one.may, in_place=False)


def _erasure_row(one: ErasureWaiting) -> Row:
    """It is decided on the page that says what would go."""
    href, asked = f"/people/{one.person_id}/erase", day_in_words(recorded_day(one.asked_at))
    may = not one.own or one.alone
    return Row(
        one.id, _("Erase for good"), href, one.name, "", asked, one.own, one.alone, may, in_place=False
    )


def _rows(visit: Visit, waiting: Sequence[Waiting | ActionWaiting]) -> list[Row]:
    own = {one.campaign_id for one in waiting if one.asked_by_id == visit.me.id}
    others = {number: others_who_may_decide(visit.session, number, visit.me.id) for number in sorted(own)}
    said = namesakes_said(visit.session, [one.id for one in waiting if one.subject == NAMESAKE])
    asked = waiting_in_words(visit.session, [one.plea_id for one in waiting if isinstance(one, Waiting)])
    return [
        replace(
            _row(visit, one, others), told=asked.get(getattr(one, "plea_id", None)) or _told(said.get(one.id))
        )
        for one in waiting
    ]


def _told(said: Said | None) -> str:
    """Which words are said to mean somebody else than the one whose name they hold."""
    if said is None:
        return ""
    words = {"words": said.words.replace("\n", " … "), "name": said.name, "why": said.reason}
    if said.reason:
        return _("“%(words)s” is said to mean somebody else than %(name)s: %(why)s") % words
    return _("“%(words)s” may go out. Confirm where it means somebody else than %(name)s.") % words


def _row(visit: Visit, one: Waiting | ActionWaiting, others: dict[int, int]) -> Row:
    own = one.asked_by_id == visit.me.id
    alone = own and not others[one.campaign_id]
    if isinstance(one, ActionWaiting):
        title, href, about, in_place = (
            marked(ABOUT_ACTIONS.get(one.subject, ABOUT_ACTIONS["action"])),
            one.href,
            one.title,
            False,
        )
    else:
        (title, href), about, in_place = (
            _heading(one),
            one.name,
            bool(one.entry_id) or one.subject in (NAMESAKE, PLEA),
        )
    asked = _("%(who)s, %(day)s") % {
        "who": one.asked_by or _("somebody"),
        "day": day_in_words(recorded_day(one.asked_at)),
    }
    may = visit.me.may(Right.WORK, one.campaign_id) and (not own or alone)
    return Row(one.id, title, href, about, one.reference, asked, own, alone, may, in_place)


def _heading(one: Waiting) -> tuple[str, str]:
    """What waits, and where it is read."""
    if one.subject == NAMESAKE:
        return _("Somebody else of that name"), f"/cases/{one.reference}"
    if one.subject == PLEA:
        return _("What is asked"), f"/cases/{one.reference}/aims"
    if one.letter_id is not None:
        return _("A letter"), f"/letters/{one.letter_id}"
    if one.snapshot_id is not None:
        return _("A public page"), f"/cases/{one.reference}/public/proposal"
    kind = kind_in_words(EntryKind(one.entry_kind)) if one.entry_kind else ""
    return _("%(kind)s, reported") % {"kind": kind}, f"/cases/{one.reference}#entry-{one.entry_id}"
