"""Which offices have a letter about somebody, for whoever has to recall it: no page can take back what has left."""

from dataclasses import dataclass

from app.cases.models import Case
from app.clock import recorded_day
from app.dates import FuzzyDate, in_words
from app.letters.lifecycle import ANSWERED, APPROVED, STATES
from app.letters.queries.letter_kinds import kinds_of
from app.letters.queries.recall_list import LeftRow, left_of_case
from app.text import _, day_in_words, marked, ngettext
from app.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Left:
    """One letter: where it is, whose hands it is in, and since when."""

    href: str
    kind: str
    to: str
    tag: tuple[str, str]
    since: tuple[str, ...]


def left_in(visit: Visit, case: Case) -> list[Left]:
    """The letters about a case that have left, or may have, the newest first."""
    rows = left_of_case(visit.session, visit.me, case.reference)
    kinds = kinds_of(visit.session, case.campaign_id) if rows else {}
    return [
        Left(
            f"/letters/{row.id}",
            kinds[row.kind].title if row.kind in kinds else row.kind,
            row.to,
            (STATES[row.state][0], marked(STATES[row.state][1])),
            tuple(_since(row)),
        )
        for row in rows
    ]


def _since(row: LeftRow) -> list[str]:
    told = [
        ngettext("Sent in %(month)s", "Sent %(n)s times in %(month)s", count)
        % {"n": count, "month": in_words(FuzzyDate.parse(month))}
        for month, count in row.sent
    ]
    if told or row.approved_at is None:
        return told
    day = {"day": day_in_words(recorded_day(row.approved_at))}
    if row.state in (APPROVED, ANSWERED):
        return [_("Approved on %(day)s: it may have been printed, copied or mailed since") % day]
    return [_("Approved on %(day)s and taken back later: it may have been printed or mailed before") % day]


def in_words_of(found: list[Left]) -> str:
    """How many there are."""
    return ngettext(
        "%(n)s letter has left, or may have: this office has it",
        "%(n)s letters have left, or may have: these offices have them",
        len(found),
    ) % {"n": len(found)}
