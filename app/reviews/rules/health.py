"""Looking again at an open health alert, the more often the graver it is."""

from collections.abc import Iterator
from datetime import date

from app.cases.kinds.health_alert import SEVERITIES
from app.cases.queries.timeline import Fact
from app.cases.reading_words import strike_in_words
from app.cases.rules.facts import last_day
from app.cases.rules.health import Alert
from app.cases.vocabulary import word
from app.clock import recorded_day
from app.dates import in_words
from app.reviews.due_date import Due, Given, Urgency, base_line, earliest, of_entry, plus
from app.text import _, day_in_words, ngettext

URGENCIES = {"hunger-strike": Urgency.STRIKE, "critical": Urgency.CRITICAL}


def health_looks(given: Given) -> Iterator[Due]:
    """The next look at each open alert: a period after the last one, or the day somebody chose."""
    for alert in given.reading.alerts:
        fact = alert.fact
        severity = fact.detail.severity or "watch"
        days = given.periods.house("health", severity) or 30
        due, last, lines = _next(given, fact, days)
        yield Due(
            rule="health",
            subject=of_entry(fact.id),
            due=due,
            last=last,
            title=_title(alert, word(SEVERITIES, severity)),
            reason=_reason(fact, days),
            rests_on=(fact.id,),
            arithmetic=tuple(lines),
            urgency=URGENCIES.get(severity, Urgency.HEALTH),
            recurs=True,
        )


def _title(alert: Alert[Fact], name: str) -> str:
    """What to look at again; of a hunger strike the day it had reached by its last news."""
    reached = strike_in_words(alert)
    if reached:
        return _("%(what)s, %(reached)s: ask how things are now") % {"what": name, "reached": reached}
    return _("%(what)s: ask how things are now") % {"what": name}


def _next(given: Given, fact: Fact, days: int) -> tuple[date, date, list[str]]:
    """The first and last possible day of the next look, and the arithmetic."""
    known, looked = fact.known, given.looked("health", of_entry(fact.id))
    base = earliest(known) if known else recorded_day(fact.recorded_at)
    base_last = max(base, last_day(known, given.today)) if known else base
    chosen: date | None = fact.detail.next_look
    if chosen is not None and (looked is None or looked < chosen):
        day = max(chosen, base)
        return day, day, [_("somebody chose this day: %(day)s") % {"day": day_in_words(day)}]
    lines = [
        _("known as of %(date)s") % {"date": base_line(known)}
        if known
        else _("written down on %(day)s") % {"day": day_in_words(base)}
    ]
    if looked is not None and looked > base:
        base, base_last = looked, max(looked, base_last)
        lines.append(_("last looked at on %(day)s") % {"day": day_in_words(looked)})
    due = plus(base, days)
    added = ngettext("plus %(n)s day = %(day)s", "plus %(n)s days = %(day)s", days)
    return due, plus(base_last, days), [*lines, added % {"n": days, "day": day_in_words(due)}]


def _reason(fact: Fact, days: int) -> str:
    often = ngettext(
        "Looked at again every day until how it ended is recorded.",
        "Looked at again every %(n)s days until how it ended is recorded.",
        days,
    ) % {"n": days}
    if fact.on is None:
        return often
    return _("%(often)s It began: %(date)s.") % {"often": often, "date": in_words(fact.on)}
