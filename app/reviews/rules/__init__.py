"""The rules: each a pure function from what is given of a case to due dates."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from app.cases.models import Standing
from app.cases.rules.reading import READ as READ_BY_READING
from app.clock import recorded_day
from app.reviews.due_date import Due, Given
from app.reviews.rules.appeals import appeal_deadlines
from app.reviews.rules.awaited import AWAITED, awaited
from app.reviews.rules.custody import cell_ends, detention_ends, doubts, remand_ends, remand_limits
from app.reviews.rules.dormancy import folded_while_asleep
from app.reviews.rules.health import health_looks
from app.reviews.rules.hearings import hearings
from app.reviews.rules.sentences import death_looks, parole, sentence_ends
from app.reviews.rules.silence import conflicts, silence, unsourced
from app.reviews.rules.yearly import anniversary, birthday, consent_ends, place_check

Rule = Callable[[Given], Iterator[Due]]
Reads = frozenset[str]
WHERE: Reads = frozenset({"place_id", "facility_id", "place_text"})

# Each rule with the columns of entries that it reads beyond the reading of a case. A change that touches no column
# any of them reads derives nothing, so a rule that read another one would go by what stood there before.
OF_THE_LIVING: dict[Rule, Reads] = {
    hearings: WHERE | {"time", "zone", "court"},
    appeal_deadlines: WHERE | {"resulting_sentence_id"},
    detention_ends: Reads(),
    remand_ends: Reads(),
    cell_ends: Reads(),
    remand_limits: WHERE,
    parole: WHERE,
    sentence_ends: WHERE,
    death_looks: Reads(),
    health_looks: Reads({"next_look"}),
    awaited: AWAITED,
    silence: Reads(),
    doubts: Reads(),
    place_check: WHERE,
    birthday: Reads(),
    anniversary: Reads(),
    consent_ends: Reads(),
}
OF_THE_RECORD: dict[Rule, Reads] = {conflicts: Reads(), unsourced: Reads()}
READ: Reads = READ_BY_READING.union(*OF_THE_LIVING.values(), *OF_THE_RECORD.values())


def dues_of(given: Given, rules: Iterable[Rule] | None = None) -> list[Due]:
    """What the rules give, each identity once. For the dead only the record itself is still looked after; while a
    case sleeps everything folds under one date.
    """
    if rules is None:
        rules = OF_THE_RECORD if given.standing is Standing.DEAD else (*OF_THE_LIVING, *OF_THE_RECORD)
    found: dict[tuple[str, str], Due] = {}
    for rule in rules:
        for due in rule(given):
            found.setdefault(due.identity, due)
    dues = [replace(due, learnt=_learnt(due, given)) for due in found.values()]
    return list(folded_while_asleep(given, dues)) if given.reading.is_dormant else dues


def _learnt(due: Due, given: Given) -> date | None:
    """The first day on which anybody could know of all that a date rests on; None where it rests on no entry."""
    days = [
        fact.known_on or recorded_day(fact.recorded_at) for fact in given.facts if fact.id in due.rests_on
    ]
    return max(days, default=None)
