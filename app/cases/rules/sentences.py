"""The operative sentence and when it is expected to end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.cases.models.kinds import EntryKind
from app.cases.rules.standing import Dated
from app.dates import Duration, ExpectedEnd, FuzzyDate, NoExpectedEnd, expected_end, in_words
from app.text import _

SERVED_IN_TIME = frozenset({"prison", "suspended", "conditional", "probation", "administrative-detention"})


@dataclass(frozen=True, slots=True)
class Term:
    """A sentence's expected end: the first and last possible last day, the arithmetic, the entries it rests on."""

    first: date
    last: date
    arithmetic: tuple[str, ...]
    rests_on: tuple[int, ...]
    days: int

    @property
    def is_range(self) -> bool:
        """Whether it can only be said as a range."""
        return self.first != self.last


def operative(facts: Sequence[Dated]) -> list[Dated]:
    """The sentences that count now: those that no other supersedes, newest first."""
    sentences = [fact for fact in facts if fact.kind is EntryKind.SENTENCE]
    superseded = {getattr(fact.detail, "supersedes_id", None) for fact in sentences}
    counting = [fact for fact in sentences if fact.id not in superseded]
    return sorted(
        counting,
        key=lambda fact: (fact.on.earliest_plausible if fact.on else date.min, fact.id),
        reverse=True,
    )


def term_of(sentence: Dated, facts: Sequence[Dated]) -> Term | None:
    """When this sentence is expected to end; None when it has no exact length in time or nothing dates it.

    It counts from the recorded start; else from the arrest of the same run; else from the sentence itself. Which
    of these was taken is the first line of the arithmetic.
    """
    detail = sentence.detail
    length = getattr(detail, "length", None)
    if not length or getattr(detail, "form", None) not in SERVED_IN_TIME:
        return None
    start, basis, rests_on = _start(sentence, facts)
    if start is None:
        return None
    try:
        end: ExpectedEnd = expected_end(
            start, Duration.parse(length), getattr(detail, "credited_days", None) or 0
        )
    except NoExpectedEnd:
        return None
    days = (end.first - start.earliest_plausible).days + 1
    return Term(end.first, end.last, (basis, *end.arithmetic), rests_on, days)


def _start(sentence: Dated, facts: Sequence[Dated]) -> tuple[FuzzyDate | None, str, tuple[int, ...]]:
    recorded = sentence.fuzzy("starts")
    if recorded is not None:
        return (
            recorded,
            _("The sentence counts from %(date)s, as recorded.") % {"date": in_words(recorded)},
            (sentence.id,),
        )
    arrest = _arrest_before(sentence, facts)
    if arrest is not None and arrest.on is not None:
        basis = _("No start is recorded; counted from the custody that began %(date)s.") % {
            "date": in_words(arrest.on)
        }
        return arrest.on, basis, (sentence.id, arrest.id)
    if sentence.on is None:
        return None, "", ()
    return (
        sentence.on,
        _("No start and no arrest is recorded; counted from the sentence itself."),
        (sentence.id,),
    )


def _arrest_before(sentence: Dated, facts: Sequence[Dated]) -> Dated | None:
    """The first custody of the run that led to this sentence, or to the one it changed."""
    if getattr(sentence.detail, "form", None) not in ("prison", "administrative-detention"):
        return None
    freed = [
        f.on
        for f in facts
        if f.kind is EntryKind.RELEASE and f.on and sentence.on and f.on.certainly_before(sentence.on)
    ]
    held = [
        fact
        for fact in facts
        if fact.kind is EntryKind.CUSTODY
        and fact.on is not None
        and not (sentence.on is not None and sentence.on.certainly_before(fact.on))
        and not any(fact.on.certainly_before(day) for day in freed)
        and fact.fuzzy("until") is None
    ]
    return min(held, key=lambda fact: fact.on.sort_key if fact.on else (date.max, date.max, ""), default=None)
