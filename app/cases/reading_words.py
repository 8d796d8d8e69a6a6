"""A reading in words: a standing never without its age, a count never beyond the last news; for every surface alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.cases import vocabulary as words
from app.cases.models.cases import Standing
from app.cases.rules.custody import Custody
from app.cases.rules.facts import last_day
from app.cases.rules.health import STRIKE, Alert
from app.cases.rules.reading import Reading
from app.dates import FuzzyDate, count_in_words, in_words
from app.text import _, day_in_words, ngettext

OLD_AFTER_DAYS = 60


@dataclass(frozen=True, slots=True)
class Stands:
    """Where somebody stands and how old that is, in one value: a template prints it whole or not at all."""

    standing: Standing
    text: str
    is_old: bool

    def __str__(self) -> str:
        return self.text


def stands(reading: Reading[Any]) -> Stands:
    """The standing of a reading."""
    return stands_as(reading.standing, reading.as_of, reading.today, reading.carried_until)


def stands_as(standing: str, as_of: FuzzyDate | None, today: date, carried_until: date | None) -> Stands:
    """The standing as a list keeps it; past its carry period it is told as it was, when last heard of."""
    word = words.word(words.STANDINGS, standing)
    is_old = as_of is not None and age_in_days(as_of, today) > OLD_AFTER_DAYS
    if as_of is None:
        return Stands(Standing(standing), _("%(standing)s, no dated fact yet") % {"standing": word}, is_old)
    if standing == Standing.MISSING:
        told = {"standing": word, "heard": heard_in_words(as_of, today)}
        return Stands(Standing.MISSING, _("%(standing)s, not seen since %(heard)s") % told, is_old)
    aged = {"standing": word, "age": age_in_words(as_of, today), "heard": heard_in_words(as_of, today)}
    if carried_until is not None and today > carried_until:
        return Stands(Standing(standing), _("%(standing)s when last heard of, %(heard)s") % aged, is_old)
    return Stands(Standing(standing), _("%(standing)s, %(age)s") % aged, is_old)


def age_in_days(as_of: FuzzyDate, today: date) -> int:
    """Days since the last possible day for which something is known; at least 0."""
    return max((today - last_day(as_of, today)).days, 0)


def age_in_words(as_of: FuzzyDate | None, today: date) -> str:
    """How old the news is: as of 24 April 2013, 2 days ago; as known by 17 May 2012; in years once it is old."""
    if as_of is None:
        return _("no dated fact yet")
    is_span = "/" in as_of.edtf or ".." in as_of.edtf  # its words begin with by, between or since
    said = _("as known %(date)s") if is_span else _("as of %(date)s")
    return said % {"date": heard_in_words(as_of, today)}


def heard_in_words(as_of: FuzzyDate, today: date) -> str:
    """The day of a piece of news and how long ago it is: 24 April 2013, 13 years ago."""
    days = age_in_days(as_of, today)
    if days == 0:
        return in_words(as_of)
    return _("%(date)s, %(ago)s") % {"date": in_words(as_of), "ago": ago_in_words(days)}


def ago_in_words(days: int) -> str:
    """How long ago, in the unit a person would use."""
    if days < 60:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    if days < 730:
        months = days * 12 // 365
        return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}
    years = days * 4 // 1461
    return ngettext("%(n)s year ago", "%(n)s years ago", years) % {"n": years}


def asleep_in_words(heard: date | None, today: date) -> str:
    """The one line of a case of which nothing was heard since a day, the last possible one of its newest news."""
    if heard is None:
        return _("Find out what became of the person")
    return _("Last heard of %(ago)s: find out what became of the person") % {
        "ago": ago_in_words((today - heard).days)
    }


def custody_in_words(reading: Reading[Any]) -> str:
    """The days in custody, as far as anybody told of them; "" where no dated custody is known."""
    custody = reading.custody
    if custody is None:
        return ""
    named = {"days": count_in_words(custody.count), "day": _last_heard(custody, reading.today)}
    if custody.by_length:
        return _("%(days)s, over by its stated length") % named
    if not reading.was_held_last:
        return _("%(days)s, ended") % named
    if custody.heard is None or last_day(custody.heard, reading.today) == reading.today:
        return count_in_words(custody.count)
    return (
        _("%(days)s by %(day)s") if reading.is_held else _("%(days)s when last heard of, %(day)s")
    ) % named


def _last_heard(custody: Custody, today: date) -> str:
    if custody.heard is None:
        return ""
    return (
        day_in_words(last_day(custody.heard, today))
        if custody.heard.is_exact_day
        else in_words(custody.heard)
    )


def strike_in_words(alert: Alert[Any]) -> str:
    """The day that a hunger strike had reached by its last news, true on every later day; "" for other alerts."""
    if alert.severity != STRIKE or alert.count is None or alert.heard is None:
        return ""
    return _("day %(n)s on %(day)s") % {"n": f"{alert.count.days:,}", "day": in_words(alert.heard)}


def alert_in_words(alert: Alert[Any], today: date) -> str:
    """How long a hunger strike had gone on by its last news; "" for other alerts."""
    if alert.severity != STRIKE or alert.count is None or alert.heard is None:
        return ""
    named = {"n": f"{alert.count.days:,}", "day": in_words(alert.heard)}
    if last_day(alert.heard, today) == today:
        return _("day %(n)s") % named
    return (
        _("day %(n)s by %(day)s") if alert.carried else _("day %(n)s when last heard of, %(day)s")
    ) % named
