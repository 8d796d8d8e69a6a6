"""The page of what the documents leave open: the last known standing of everybody, its age, and what to ask."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from starlette.responses import Response

from app.cases.models import Standing
from app.cases.queries.open_questions import (
    MOST,
    OpenCase,
    Undecided,
    count_open_cases,
    open_cases,
    undecided,
)
from app.cases.reading_words import Stands
from app.text import N_, marked
from app.web.door import Doors
from app.web.pages import page
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()

GROUPS: tuple[tuple[str, frozenset[Standing]], ...] = (
    (N_("Missing"), frozenset({Standing.MISSING})),
    (N_("In custody or sentenced when last heard of"), frozenset({
        Standing.DETAINED, Standing.SENTENCED, Standing.APPEALING})),
    (N_("Charged or on trial when last heard of"), frozenset({Standing.CHARGED, Standing.ON_TRIAL})),
    (N_("Threatened when last heard of"), frozenset({Standing.THREATENED})),
    (N_("Free when last heard of"), frozenset({Standing.FREE_WITH_CONDITIONS, Standing.RELEASED, Standing.CLEARED})),
    (N_("Dead"), frozenset({Standing.DEAD})),
    (N_("No entry says where they stand"), frozenset({Standing.UNKNOWN})),
)  # fmt: skip

# Asked where nobody has written a better question for the case.
QUESTIONS = {
    Standing.THREATENED: N_("Was the threat carried out?"),
    Standing.MISSING: N_("Where is the person, and who holds them?"),
    Standing.DETAINED: N_("Still held, and where?"),
    Standing.CHARGED: N_("Was there a trial?"),
    Standing.ON_TRIAL: N_("How did the trial end?"),
    Standing.SENTENCED: N_("Still in prison, and until when?"),
    Standing.APPEALING: N_("How was the appeal decided?"),
    Standing.FREE_WITH_CONDITIONS: N_("When do the conditions end?"),
    Standing.RELEASED: N_("Left in peace since?"),
    Standing.CLEARED: N_("Left in peace since?"),
    Standing.DEAD: N_("Was anybody called to account?"),
    Standing.UNKNOWN: N_("What happened?"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One case as the page prints it, in words."""

    ref: str
    name: str
    title: str
    stands: Stands
    question: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """One undecided conflict as the page prints it."""

    ref: str
    href: str
    about: str
    field: str
    reason: str


@doors.get("/open-questions", who=signed_in)
def open_questions_page(visit: Visit) -> Response:
    """Everybody, longest silence first."""
    cases, today = open_cases(visit.session, visit.me), visit.today()
    count = len(cases) if len(cases) < MOST else count_open_cases(visit.session, visit.me)
    return page(
        visit,
        "desk/open_questions.html",
        groups=[
            (marked(label), found)
            for label, standings in GROUPS
            if (found := list(_rows(cases, standings, today)))
        ],
        shown=len(cases),
        count=count,
        doubts=[_doubt(found) for found in undecided(visit.session, visit.me, visit.settings.today)],
    )


def _rows(cases: Iterable[OpenCase], standings: frozenset[Standing], today: date) -> Iterator[Row]:
    for case in cases:
        if case.stood.standing not in standings:
            continue
        yield Row(
            ref=case.reference,
            name=case.name,
            title=case.title,
            stands=case.stood.on(today),
            question=case.question or marked(QUESTIONS[case.stood.standing]),
        )


def _doubt(found: Undecided) -> Doubt:
    base = f"/incidents/{found.reference}" if found.is_incident else f"/cases/{found.reference}"
    return Doubt(
        ref=found.reference,
        href=f"{base}/entries/{found.entry_id}/conflicts/{found.field}" if found.entry_id else base,
        about=found.about,
        field=found.field.replace("_", " "),
        reason=found.reason,
    )
