"""Silence, sources that differ, and facts without a source."""

from collections.abc import Iterator
from datetime import date

from app.cases.queries.timeline import Fact
from app.cases.rules.facts import heard, last_day
from app.cases.rules.health import STRIKE
from app.clock import recorded_day
from app.dates import in_words
from app.reviews.due_date import Due, Given, Urgency, base_line, earliest, of_entry, plus
from app.text import _, day_in_words, ngettext


def silence(given: Given) -> Iterator[Due]:
    """When nothing new and sourced has been heard for as long as the standing allows. Only news ends a silence."""
    told = [(news, fact) for fact in given.facts if fact.is_sourced and (news := heard(fact, given.today))]
    striking = any(alert.severity == STRIKE for alert in given.reading.alerts)
    days = given.periods.house("silence", STRIKE if striking else given.standing.value)
    if not told or days is None:
        return
    news, newest = max(told, key=lambda pair: (earliest(pair[0]), pair[1].id))
    base, looked = earliest(news), given.looked("silence", given.case)
    lines = [_("newest sourced fact: %(date)s") % {"date": base_line(news)}]
    heard_last = last_day(news, given.today)
    counted, counted_last = base, heard_last
    if looked is not None and looked > base:
        counted, counted_last = looked, max(looked, heard_last)
        lines.append(_("last asked about on %(day)s") % {"day": day_in_words(looked)})
    due = plus(counted, days)
    lines.append(_plus(days, due))
    yield Due(
        rule="silence",
        subject=given.case,
        due=due,
        last=plus(counted_last, days),
        title=_("Nothing new has been heard"),
        reason=_("The newest sourced fact is of %(date)s; ask again after %(days)s.")
        % {"date": in_words(news), "days": ngettext("%(n)s day", "%(n)s days", days) % {"n": days}},
        rests_on=(newest.id,),
        arithmetic=tuple(lines),
        urgency=Urgency.NEWS,
        recurs=True,
        counts_from=heard_last,
    )


def conflicts(given: Given) -> Iterator[Due]:
    """Every field for which sources differ and nobody has chosen."""
    days = given.periods.house("conflict") or 30
    for fact in given.facts:
        for found in fact.disagreements:
            if (fact.id, found.field) in given.decided:
                continue
            subject = f"{of_entry(fact.id)}.{found.field}"[:40]
            base = _appeared(fact, found.field)
            due, lines = _again(given, "conflict", subject, base, days)
            yield Due(
                rule="conflict",
                subject=subject,
                due=due,
                last=due,
                title=_("Sources differ: %(field)s") % {"field": found.field.replace("_", " ")},
                reason=_("Sources report %(n)s values and none is chosen yet.") % {"n": len(found.values)},
                rests_on=(fact.id,),
                arithmetic=tuple(lines),
                urgency=Urgency.HOUSE,
                recurs=True,
            )


def unsourced(given: Given) -> Iterator[Due]:
    """Facts nobody is named for, once for the whole case."""
    bare = [fact for fact in given.facts if not fact.is_sourced]
    if not bare:
        return
    days = given.periods.house("unsourced") or 7
    base = min(recorded_day(fact.recorded_at) for fact in bare)
    due, lines = _again(given, "unsourced", given.case, base, days)
    count = ngettext("%(n)s fact has no source", "%(n)s facts have no source", len(bare)) % {"n": len(bare)}
    yield Due(
        rule="unsourced",
        subject=given.case,
        due=due,
        last=due,
        title=count,
        reason=_("No letter may use a fact without a source."),
        rests_on=tuple(fact.id for fact in bare),
        arithmetic=tuple(lines),
        urgency=Urgency.HOUSE,
        recurs=True,
    )


def _appeared(fact: Fact, field: str) -> date:
    """The day on which the newest of the differing texts appeared; else when the fact was written down."""
    days = [earliest(cited.published) for cited in fact.cites if cited.field == field and cited.published]
    return max(days, default=recorded_day(fact.recorded_at))


def _again(given: Given, rule: str, subject: str, base: date, days: int) -> tuple[date, list[str]]:
    looked = given.looked(rule, subject)
    lines = [_("since %(day)s") % {"day": day_in_words(base)}]
    if looked is not None and looked > base:
        base = looked
        lines.append(_("last looked at on %(day)s") % {"day": day_in_words(looked)})
    due = plus(base, days)
    return due, [*lines, _plus(days, due)]


def _plus(days: int, due: date) -> str:
    return ngettext("plus %(n)s day = %(day)s", "plus %(n)s days = %(day)s", days) % {
        "n": days,
        "day": day_in_words(due),
    }
