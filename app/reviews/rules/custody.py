"""The end of what was ordered (detention, remand, days in a cell), and the most that a law allows before trial."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.cases.models import EntryKind, Standing
from app.cases.queries.timeline import Fact
from app.cases.rules.custody import Stay
from app.cases.rules.standing import INSIDE
from app.cases.rules.stated_end import is_continued
from app.clock import recorded_day
from app.dates import Duration, ExpectedEnd, NoExpectedEnd, expected_end
from app.directory.periods import Period
from app.reviews.due_date import Due, Given, Urgency, base_line, earliest, latest, of_entry, plus
from app.reviews.rules.after_fact import freed_after, happened_since, of_kind
from app.text import N_, _, marked

ADMINISTRATIVE = "administrative-detention"
BEFORE_TRIAL = ("arrest", "police-custody", "remand", "house-arrest")
UNDER_ORDER = {
    **dict.fromkeys(
        BEFORE_TRIAL, (N_("Order to hold before trial ends"), N_("The order to hold before trial"))
    ),
    "psychiatric": (
        N_("Order to hold in psychiatric care ends"),
        N_("The order to hold in psychiatric care"),
    ),
    "immigration": (N_("Order of immigration detention ends"), N_("The order of immigration detention")),
    "military": (N_("Order of military custody ends"), N_("The order of military custody")),
}
UNTRIED = frozenset({Standing.DETAINED, Standing.CHARGED, Standing.ON_TRIAL})
NEAR_DAYS = 60  # a limit of the law is shown when it is no further ahead


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
    """The last day of an order to hold, until it is prolonged or a release follows; before trial also a sentence."""
    for fact in of_kind(given.facts, EntryKind.CUSTODY):
        if fact.detail.form not in UNDER_ORDER or not (end := order_end(fact)) or _over(given, fact):
            continue
        tried = fact.detail.form in BEFORE_TRIAL and happened_since(
            given.facts, fact, (EntryKind.SENTENCE,), given.today
        )
        if not tried and not is_continued(fact, end.last, given.facts):
            yield _due(given, fact, end, "remand-end", UNDER_ORDER[fact.detail.form])


def cell_ends(given: Given) -> Iterator[Due]:
    """The last day in a punishment cell, until how it ended or a later stay there is recorded."""
    for fact in of_kind(given.facts, EntryKind.CUSTODY):
        end = order_end(fact) if fact.detail.form in INSIDE else None
        if end is None or fact.fuzzy("until") or _over(given, fact):
            continue
        if not any(other.detail.form in INSIDE for other in _later(given, fact)):
            words = (N_("Days in a punishment cell end"), N_("The time in a punishment cell"))
            yield _due(given, fact, end, "cell-end", words)


def _later(given: Given, fact: Fact) -> list[Fact]:
    """The custody entries of a later day."""
    return [
        other
        for other in of_kind(given.facts, EntryKind.CUSTODY)
        if other.on and fact.on and earliest(other.on) > earliest(fact.on)
    ]


def remand_limits(given: Given) -> Iterator[Due]:
    """The longest that the country's law lets somebody be held before trial, once it is near."""
    custody = given.reading.custody
    if custody is None or not given.reading.was_held_last or given.standing not in UNTRIED:
        return
    held = [stay for stay in custody.stays if stay.form in BEFORE_TRIAL]
    if not held or custody.stays[-1] not in held:
        return
    first = _unbroken(held)
    for law in given.periods.of_law(given.country, "remand-limit", earliest(first.start)):
        if law.value is None or law.fraction is not None:
            continue
        end = expected_end(first.start, Duration.parse(law.value), 0)
        if end.first <= plus(given.today, NEAR_DAYS):
            yield _limit(given, first, law, end)


def _unbroken(held: Sequence[Stay]) -> Stay:
    """The stay by which this time before trial began: each of those since ended no day before the next began."""
    first = held[-1]
    for before in reversed(held[:-1]):
        if before.end is not None and earliest(first.start) > plus(latest(before.end), 1):
            break
        first = before
    return first


def _limit(given: Given, first: Stay, law: Period, end: ExpectedEnd) -> Due:
    return Due(
        rule="remand-limit",
        subject=f"{of_entry(first.entry_id)}.{law.label}"[:40],
        due=end.first,
        last=end.last,
        title=_("Limit of custody before trial: %(label)s") % {"label": law.label},
        reason=_("Reckoned by the law as it is kept here. Check it with a lawyer."),
        rests_on=(first.entry_id,),
        arithmetic=(*end.arithmetic, law.named),
        urgency=Urgency.LAW if given.today <= end.last else Urgency.HOUSE,
        hard=True,
        estimated=True,
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
