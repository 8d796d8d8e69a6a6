"""Hearings ahead, and those whose result nobody has recorded."""

from collections.abc import Iterator

from app.cases.describing import headline
from app.cases.models import EntryKind
from app.dates import in_words
from app.reviews.due import Due, Given, Urgency, base_line, earliest, latest, of_entry, plus
from app.reviews.rules.later import FREED, happened_since, of_kind
from app.text import _

STALE_DAYS = 60
SETTLING = (EntryKind.HEARING, EntryKind.SENTENCE, EntryKind.APPEAL, *FREED)


def hearings(given: Given) -> Iterator[Due]:
    """One for every hearing without a result, on its first possible day.

    While its day has not passed nothing but a result settles it; afterwards also what a court did later.
    """
    for fact in of_kind(given.facts, EntryKind.HEARING):
        if fact.on is None or fact.detail.result:
            continue
        until = fact.fuzzy("until")
        last = max(latest(fact.on), latest(until) if until else latest(fact.on))
        passed = last < given.today
        if passed and happened_since(given.facts, fact, SETTLING, given.today):
            continue
        reason = (
            _("It was to be on %(date)s, and no result is recorded.")
            if passed
            else _("A hearing stays here until its result is recorded: %(date)s.")
        )
        yield Due(
            rule="hearing",
            subject=of_entry(fact.id),
            due=earliest(fact.on),
            last=last,
            title=_("Hearing: %(what)s") % {"what": headline(fact)},
            reason=reason % {"date": in_words(fact.on)},
            rests_on=(fact.id,),
            arithmetic=(base_line(fact.on),),
            urgency=Urgency.LAW if given.today <= plus(last, STALE_DAYS) else Urgency.HOUSE,
            hard=True,
        )
