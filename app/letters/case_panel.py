"""A case's letters on the case page, and what may be said in them in one line."""

from dataclasses import dataclass
from typing import Any

from app.cases.models import Case
from app.cases.rules.reading import Reading
from app.consent.models import FieldGroup, Use
from app.consent.queries.consents import consents_of
from app.consent.rules import may_leave
from app.letters import lifecycle
from app.letters.fitting_kind import Fitting, fitting
from app.letters.letter_screens import asked_in
from app.letters.obstacles import Mark, marks_of
from app.letters.queries.letter_kinds import kinds_of
from app.letters.queries.letters import LetterRow, newest_of_case, with_cases
from app.letters.recall_list import in_words_of, left_in
from app.text import marked
from app.web.visit import Visit

MOST = 5


@dataclass(frozen=True, slots=True)
class Panel:
    """The newest letters, and whether letters may name this person."""

    rows: tuple[dict[str, Any], ...]
    consent: str
    may: bool
    href: str
    left: str = ""  # how many have left, or may have
    fitting: Fitting | None = None  # the letter that is worth most now


def letters_of(visit: Visit, case: Case, reading: Reading[Any], gender: str) -> Panel:
    """The newest letters of a case, and the one to write now."""
    rows = newest_of_case(visit.session, visit.me, case.reference, MOST)
    asked = asked_in(visit)
    marks = marks_of(visit.session, with_cases(visit.session, rows), asked) if rows else {}
    kinds = kinds_of(visit.session, case.campaign_id) if rows else {}
    titles = {slug: kind.title for slug, kind in kinds.items()}
    known = consents_of(visit.session, case.person_id, visit.settings.today)
    answer = may_leave(known, FieldGroup.NAME, Use.LETTER, asked.day_of(case))
    return Panel(
        tuple(_shown(row, titles, marks.get(row.id)) for row in rows),
        answer.reason,
        answer.yes,
        f"/cases/{case.reference}",
        in_words_of(left) if rows and (left := left_in(visit, case)) else "",
        fitting(reading, gender, known),
    )


def _shown(row: LetterRow, titles: dict[str, str], mark: Mark | None) -> dict[str, Any]:
    tag, word = lifecycle.STATES[row.state]
    return {
        "href": f"/letters/{row.id}", "kind": titles.get(row.kind, row.kind), "to": row.to, "tag": tag,
        "word": marked(word), "mark": mark,
    }  # fmt: skip
