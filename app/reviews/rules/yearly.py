"""Birthdays, anniversaries of arrest, consents that run out, and places not checked for long."""

from calendar import isleap
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.cases.models import EntryKind
from app.dates import FuzzyDate, in_words
from app.reviews.due_date import Consented, Due, Given, Urgency, base_line, earliest, latest, of_entry, plus
from app.reviews.rules.after_fact import freed_after, of_kind
from app.text import _, day_in_words, ngettext

LEAP_DAY = (2, 29)
VAGUE_DAYS = 31
CONSENT_NOTICE = 14


def birthday(given: Given) -> Iterator[Due]:
    """The next birthday of somebody who is held, where the day is known."""
    if given.born is None or not given.born.is_exact_day or not given.reading.was_held_last:
        return
    if earliest(given.born) > given.today:
        return
    day = _next_time(earliest(given.born), given, "birthday")
    yield Due(
        rule="birthday",
        subject=given.case,
        due=day,
        last=day,
        title=_("Birthday"),
        reason=_("A card needs time on its way: see the prison's rules for mail."),
        arithmetic=(_("born on %(date)s") % {"date": in_words(given.born)}, *_leap_line(given.born, day)),
        urgency=Urgency.KIND,
        recurs=True,
    )


def anniversary(given: Given) -> Iterator[Due]:
    """The next anniversary of the arrest while the person is held; left out where the date is too loose for a day."""
    arrests = [
        fact
        for fact in of_kind(given.facts, EntryKind.CUSTODY)
        if fact.on and fact.fuzzy("until") is None and not freed_after(given.facts, fact.on)
    ]
    if not arrests or not given.reading.was_held_last:
        return
    first = min(
        arrests, key=lambda fact: (fact.on.sort_key if fact.on else (date.max, date.max, ""), fact.id)
    )
    if first.on is None or (latest(first.on) - earliest(first.on)).days > VAGUE_DAYS:
        return
    base = earliest(first.on)
    day = _next_time(base, given, "anniversary", first.id)
    if not given.reading.is_held_on(day):  # nobody knows whether the person will still be held then
        return
    years = day.year - base.year
    yield Due(
        rule="anniversary",
        subject=of_entry(first.id),
        due=day,
        last=day,
        title=ngettext("%(n)s year in custody", "%(n)s years in custody", years) % {"n": years},
        reason=_("The anniversary of the arrest: a day on which others may speak up."),
        rests_on=(first.id,),
        arithmetic=(base_line(first.on), *_leap_line(first.on, day)),
        urgency=Urgency.KIND,
        recurs=True,
    )


def _next_time(base: date, given: Given, rule: str, entry_id: int | None = None) -> date:
    """The first anniversary that is not past and that nobody has seen to yet."""
    looked = given.looked(rule, given.case if entry_id is None else of_entry(entry_id))
    year = max(given.today.year, base.year + 1)
    day = _in_year(base, year)
    while day < given.today or (looked is not None and day <= looked):
        year += 1
        day = _in_year(base, year)
    if looked is not None and (day - looked).days < VAGUE_DAYS:  # seen to ahead of the day
        day = _in_year(base, year + 1)
    return day


def _in_year(base: date, year: int) -> date:
    if (base.month, base.day) == LEAP_DAY and not isleap(year):
        return date(year, 2, 28)
    return base.replace(year=year)


def _leap_line(base: FuzzyDate, day: date) -> tuple[str, ...]:
    if (earliest(base).month, earliest(base).day) == LEAP_DAY and day.day != LEAP_DAY[1]:
        return (_("%(year)s has no 29 February, so the 28th") % {"year": day.year},)
    return ()


def consent_ends(given: Given) -> Iterator[Due]:
    """The day on which a consent runs out: ask again before it does."""
    for consent in given.consents:
        due = end_of(consent, "" if consent.of_other is None else _("somebody close to the case"))
        # Somebody may be close to many cases of one campaign, and each of their minders is told.
        yield due if consent.of_other is None else replace(due, subject=f"{due.subject}-{given.case}")


def end_of(consent: Consented, whose: str) -> Due:
    """One consent that runs out; whose it is without the name, for a due date outlives the person's record."""
    title = _("A consent runs out: %(whose)s") % {"whose": whose} if whose else _("A consent runs out")
    return Due(
        rule="consent-end",
        subject=f"consent-{consent.id}",
        due=max(consent.until - timedelta(days=CONSENT_NOTICE), consent.given),
        last=consent.until,
        title=title,
        reason=_("After %(day)s nothing may be used on this consent. Ask for it again in time.")
        % {"day": day_in_words(consent.until)},
        arithmetic=(
            _("given until %(day)s") % {"day": day_in_words(consent.until)},
            _("minus %(n)s days, to have time to ask") % {"n": CONSENT_NOTICE},
        ),
        urgency=Urgency.HOUSE,
        hard=True,
        href=f"/people/{consent.of_other}/consent" if consent.of_other is not None else "",
    )


def place_check(given: Given) -> Iterator[Due]:
    """The address and mail rules of the place where somebody is held, checked once in a while."""
    held = given.held
    if held is None or not given.reading.was_held_last:
        return
    days = given.periods.house("place-check") or 180
    looked = given.looked("place-check", given.case)
    seen = max((day for day in (held.checked_on, looked) if day), default=None)
    since = min(
        (earliest(f.on) for f in of_kind(given.facts, EntryKind.CUSTODY) if f.on), default=given.today
    )
    due = plus(seen or since, days)
    line = _("last checked on %(day)s") if seen else _("never checked; held since %(day)s")
    added = ngettext("plus %(n)s day = %(day)s", "plus %(n)s days = %(day)s", days)
    yield Due(
        rule="place-check",
        subject=given.case,
        due=due,
        last=due,
        rests_on=tuple(fact.id for fact in of_kind(given.facts, EntryKind.CUSTODY)),
        title=_("Check the address and mail rules"),
        reason=_("%(place)s: nobody has checked them for %(days)s days.")
        % {"place": held.name, "days": days},
        arithmetic=(
            line % {"day": day_in_words(seen or since)},
            added % {"n": days, "day": day_in_words(due)},
        ),
        urgency=Urgency.HOUSE,
        recurs=True,
    )
