"""What is grave and has nobody: shown to all who may work, taken with one button, given back with another."""

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from app.cases.changes.cases import add_minder, remove_minder
from app.cases.models.cases import Gravity
from app.cases.queries.case_heads import Head, head_of
from app.cases.queries.visible import case_for, workable_case
from app.refusal import NotFound
from app.reviews.queries.unminded_cases import GraveCase, grave_and_unminded, gravest_dates
from app.reviews.review_words import state_in_words
from app.text import N_, _, marked
from app.web.door import Doors
from app.web.pages import see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()
SHOWN = 5
GRAVE = {
    Gravity.DEATH_SENTENCE: N_("Facing death"),
    Gravity.LIFE: N_("Life in danger"),
    Gravity.MISSING: N_("Missing"),
    Gravity.ILL_TREATMENT: N_("Ill-treated lately"),
    Gravity.NEAR: N_("Decided within days"),
}
TAKING = {
    "female": N_("I will look after her"),
    "male": N_("I will look after him"),
    "unknown": N_("I will look after this case"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case as a row of my day; all in words. `title` and `rule` are of the date that matters most now."""

    id: int
    title: str
    href: str
    about: str
    case_href: str
    ref: str
    date: str
    state: str
    word: str
    why: str
    rule: str
    take: str


@dataclass(frozen=True, slots=True)
class Unminded:
    """The gravest of the cases that nobody looks after, and how many there are."""

    cases: tuple[Waiting, ...] = ()
    total: int = 0

    @property
    def numbers(self) -> frozenset[int]:
        """Of the cases shown: what is due of them stands there, and not once more among the dates."""
        return frozenset(case.id for case in self.cases)


def unminded_of(visit: Visit) -> Unminded:
    """Two statements, the second only where there is any."""
    found = grave_and_unminded(visit.session, visit.me, SHOWN)
    if not found:
        return Unminded()
    dates = gravest_dates(visit.session, visit.me, [case.id for case in found], visit.today())
    return Unminded(tuple(_row(visit, case, dates.get(case.id)) for case in found), found[0].total)


def _row(visit: Visit, case: GraveCase, due: Any) -> Waiting:
    href = f"/cases/{case.reference}"
    lateness = state_in_words(due, visit.today(due.zone))[1] if due is not None else ""
    return Waiting(
        id=case.id,
        title=due.title if due is not None else case.name,
        href=f"/reviews/{due.id}" if due is not None else href,
        about=case.name,
        case_href=href,
        ref=case.reference,
        date=marked(GRAVE[Gravity(case.gravity)]),
        state="late" if case.gravity <= Gravity.LIFE else "today",
        word=lateness or marked(GRAVE[Gravity(case.gravity)]),
        why=case.stood.on(visit.today()).text,
        rule=due.reason if due is not None else "",
        take=marked(TAKING.get(case.gender, TAKING["unknown"])),
    )


def taken(visit: Visit) -> Head | None:
    """The case that this viewer has just begun to look after, so that it can be undone beside the word that it was."""
    ref = visit.request.query_params.get("taken", "")
    if not ref:
        return None
    try:
        head = head_of(visit.session, case_for(visit.session, visit.me, ref))
    except NotFound:
        return None
    return head if visit.me.id in {number for number, _name in head.minders} else None


@doors.post("/cases/{ref}/look-after", who=signed_in)
def look_after(visit: Visit, ref: str) -> Response:
    """From now on it is on this volunteer's day."""
    add_minder(visit.session, workable_case(visit.session, visit.me, ref), visit.me.id)
    return see_other(f"/my?taken={ref}")


@doors.post("/cases/{ref}/look-after/undo", who=signed_in)
def look_after_no_more(visit: Visit, ref: str) -> Response:
    """It was a mistake, or somebody else does it."""
    remove_minder(visit.session, workable_case(visit.session, visit.me, ref), visit.me.id)
    return see_other("/my", _("Undone: you do not look after this case."))
