"""What a letter says of custody: in the present only while the news carries it, and never counted beyond it; pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.cases.models import EntryKind, Standing
from app.cases.models.cases import Gravity
from app.cases.queries.timeline import Fact
from app.cases.rules.custody import HOUSE_ARREST, tells_of_custody
from app.cases.rules.facts import heard, is_missing
from app.dates import FuzzyDate
from app.letters.briefing import Briefing
from app.letters.sentences.tongue import Count
from app.letters.traced_sentence import Made, Telling, source_of

DENIED = "denied"
LOOSE_DAYS = 60
TAKEN = frozenset({"arrest", "police-custody", "remand"})


def held(telling: Telling) -> Iterator[Made]:
    """Where somebody is held; past the carry period where that was when last heard of, and for how long by then."""
    brief, tongue = telling.briefing, telling.tongue
    kept = _holding(brief)
    if not kept:
        return
    at = next((fact for fact in reversed(kept) if fact.facility or fact.place), None)
    at = at if brief.may_say_place else None
    where, told = (at.facility or at.place or "") if at else "", at or kept[-1]
    if _is_held_now(brief):
        yield telling.say("held", tongue.held, told, where=where)
        return
    facts = (told, *_counted(brief))
    yield telling.say(
        "held", tongue.was_held, *facts, where=where, heard=_last_heard(brief), count=_count(brief)
    )


def missing(telling: Telling) -> Iterator[Made]:
    """That somebody was taken, and that whoever holds the person denies it or does not say where; never a place."""
    brief = telling.briefing
    if brief.standing is not Standing.MISSING or brief.whole.doubts:
        return
    facts = [fact for fact in brief.of(EntryKind.CUSTODY) if is_missing(fact)]
    if not facts:
        return
    newest = facts[-1]
    denied = newest.detail.whereabouts == DENIED
    source = source_of(newest, whereabouts=newest.detail.whereabouts)
    made = telling.say(
        "missing",
        telling.tongue.missing,
        newest,
        facts[0],
        since=brief.reading.as_of,
        source=source,
        denied=denied,
    )
    yield replace(made, gravity=Gravity.MISSING)


def _holding(brief: Briefing) -> list[Fact]:
    """The facts that say where somebody is held, as far as is known, the newest last; none where it has ended."""
    custody = brief.reading.custody
    if not brief.is_thought_held or brief.reading.doubts:
        return []
    if custody is None:
        undated = [
            fact for fact in brief.of(EntryKind.CUSTODY) if fact.on is None and fact.fuzzy("until") is None
        ]
        kept = [fact for fact in undated if fact.detail.form != HOUSE_ARREST]
        return kept if brief.reading.is_thought_held else []
    if not brief.reading.was_held_last or not (brief.whole.custody is None or brief.whole.was_held_last):
        return []
    facts = {fact.id: fact for fact in brief.facts}
    return [facts[stay.entry_id] for stay in custody.stays if stay.end is None]


def _is_held_now(brief: Briefing) -> bool:
    return brief.reading.is_held if brief.reading.custody else brief.reading.is_carried


def _last_heard(brief: Briefing) -> FuzzyDate | None:
    custody = brief.reading.custody
    return custody.heard if custody else brief.reading.as_of


def _counted(brief: Briefing) -> list[Fact]:
    """The facts by which days in custody are counted: the stays, and the news until which they are."""
    custody = brief.reading.custody
    if custody is None:
        return []
    stays = {stay.entry_id for stay in custody.stays}
    return [fact for fact in brief.facts if fact.id in stays or _is_news(fact, custody.heard, brief.today)]


def _is_news(fact: Fact, day: FuzzyDate | None, today: date) -> bool:
    return day is not None and tells_of_custody(fact) and heard(fact, today) == day


def _count(brief: Briefing) -> Count | None:
    """The days until the last news; None where they are doubtful, or say no more than that there was one."""
    custody = brief.reading.custody
    if custody is None or custody.heard is None or custody.count.doubtful:
        return None
    days, at_least = custody.count.days, custody.count.at_least
    return None if at_least and days <= 1 else Count(days, at_least, custody.heard)


def is_loose(on: FuzzyDate | None) -> bool:
    """Whether a date is too wide to open a letter with."""
    return on is None or on.first is None or on.last is None or (on.last - on.first).days > LOOSE_DAYS


def arrest(telling: Telling) -> Iterator[Made]:
    """When the custody that goes on, as far as is known, began with an arrest."""
    for fact in _holding(telling.briefing):
        if fact.on is not None and fact.detail.form in TAKEN:
            made = telling.say("arrest", telling.tongue.arrested, fact, on=fact.on)
            yield made if is_loose(fact.on) else replace(made, gravity=Gravity.DETENTION)
            return


def days(telling: Telling) -> Iterator[Made]:
    """How long somebody has been held, counted to the last news; past the carry period `held` tells it."""
    brief = telling.briefing
    count = _count(brief)
    if count is not None and _holding(brief) and _is_held_now(brief):
        yield telling.say("days", telling.tongue.held_for, *_counted(brief), count=count)
