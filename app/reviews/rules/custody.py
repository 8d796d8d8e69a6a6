"""The end of administrative detention and of remand orders."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.cases.models import EntryKind
from app.cases.queries.timeline import Fact
from app.cases.rules.standing import is_continued
from app.clock import recorded_day
from app.dates import Duration, NoExpectedEnd, expected_end
from app.reviews.due_date import Due, Given, Urgency, base_line, earliest, latest, of_entry
from app.reviews.rules.after_fact import freed_after, happened_since, of_kind
from app.text import N_, _, marked

ADMINISTRATIVE = "administrative-detention"
BEFORE_TRIAL = ("arrest", "police-custody", "remand", "house-arrest")


@dataclass(frozen=True, slots=True)
class End:
    """The first and last possible last day of an order, and the arithmetic."""

    first: date
    last: date
    lines: tuple[str, ...]


def detention_ends(given: Given) -> Iterator[Due]:
    """The last day of an administrative detention, until a release is recorded."""
    for fact in of_kind(given.facts, EntryKind.CUSTODY, EntryKind.SENTENCE):
        if fact.detail.form != ADMINISTRATIVE or not (end := order_end(fact)) or _over(given, fact):
            continue
        if not is_continued(fact, end.last, given.facts):
            yield _due(
                given,
                fact,
                end,
                "detention-end",
                (N_("Administrative detention ends"), N_("Administrative detention")),
            )


def remand_ends(given: Given) -> Iterator[Due]:
    """The last day of an order to hold before trial, until it is prolonged or a sentence or release follows."""
    for fact in of_kind(given.facts, EntryKind.CUSTODY):
        if fact.detail.form not in BEFORE_TRIAL or not (end := order_end(fact)) or _over(given, fact):
            continue
        if is_continued(fact, end.last, given.facts) or happened_since(
            given.facts, fact, (EntryKind.SENTENCE,), given.today
        ):
            continue
        yield _due(
            given,
            fact,
            end,
            "remand-end",
            (N_("Order to hold before trial ends"), N_("The order to hold before trial")),
        )


def order_end(fact: Fact) -> End | None:
    """When the order ends: as recorded, else its start plus its length; a range of lengths gives a range."""
    ordered = (fact.fuzzy("ordered_until") if fact.kind is EntryKind.CUSTODY else None) or (
        fact.fuzzy("until") if fact.kind is EntryKind.CUSTODY else None
    )
    if ordered is not None:
        return End(
            earliest(ordered), latest(ordered), (_("as ordered: %(date)s") % {"date": base_line(ordered)},)
        )
    start = (fact.fuzzy("starts") if fact.kind is EntryKind.SENTENCE else None) or fact.on
    lengths = [text for text in (fact.detail.length, fact.detail.length_min, fact.detail.length_max) if text]
    if start is None or not lengths:
        return None
    try:
        ends = [
            expected_end(start, Duration.parse(text), getattr(fact.detail, "credited_days", None) or 0)
            for text in lengths
        ]
    except NoExpectedEnd:
        return None
    lines = [line for end in ends for line in end.arithmetic]
    return End(min(end.first for end in ends), max(end.last for end in ends), tuple(dict.fromkeys(lines)))


def _over(given: Given, fact: Fact) -> bool:
    """Whether it is recorded to have ended already."""
    until = fact.fuzzy("until") if fact.kind is EntryKind.CUSTODY else None
    return (until is not None and latest(until) < given.today) or freed_after(given.facts, fact.on)


def doubts(given: Given) -> Iterator[Due]:
    """News of somebody at large who is still down as held or threatened: a person has to say what became of it."""
    facts = [fact for fact in given.facts if fact.id in given.reading.doubts]
    if not facts:
        return
    newest = facts[-1]
    base = earliest(newest.known) if newest.known else recorded_day(newest.recorded_at)
    yield Due(
        rule="doubt",
        subject=given.case,
        due=base,
        last=base,
        title=_("Seen free: does the standing still hold?"),
        reason=_("Somebody saw or heard the person free, and no release or end of the threat is recorded."),
        rests_on=tuple(fact.id for fact in facts),
        arithmetic=(_("seen free: %(date)s") % {"date": base_line(newest.known)},) if newest.known else (),
        urgency=Urgency.FREEDOM,
        recurs=True,
    )


def _due(given: Given, fact: Fact, end: End, rule: str, words: tuple[str, str]) -> Due:
    passed = end.last < given.today
    reason = (
        _("%(what)s ran out and nothing is recorded since: is the person free?")
        if passed
        else _("%(what)s ends; what follows must be recorded: release, prolonging or a sentence.")
    )
    return Due(
        rule=rule,
        subject=of_entry(fact.id),
        due=end.first,
        last=end.last,
        title=marked(words[0]),
        reason=reason % {"what": marked(words[1])},
        rests_on=(fact.id,),
        arithmetic=end.lines,
        urgency=Urgency.LAW,
        hard=True,
    )
