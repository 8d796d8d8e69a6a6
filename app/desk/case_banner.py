"""The head of a case page: what is so now, since when, when last heard, who looks after it, what to do; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from app.cases import vocabulary as words
from app.cases.entry_words import headline
from app.cases.kinds.health_alert import SEVERITIES
from app.cases.queries.case_heads import Head
from app.cases.queries.timeline import Fact
from app.cases.reading_words import (
    age_in_words,
    alert_in_words,
    asleep_in_words,
    custody_in_words,
    heard_in_words,
)
from app.cases.rules.facts import last_day
from app.cases.rules.health import LIFE_IN_DANGER, STRIKE, Alert
from app.cases.rules.reading import Reading
from app.dates import in_words
from app.letters.case_panel import Panel
from app.letters.fitting_kind import Fitting
from app.text import _
from app.web.viewer import Right, Viewer


class Line(NamedTuple):
    """What is so now of one thing; `state` colours a tag where it needs looking at."""

    label: str
    value: str
    tag: str = ""
    state: str = "plain"


@dataclass(frozen=True, slots=True)
class Button:
    """Something to do: a link, or a form of one press."""

    label: str
    href: str
    posts: bool = False


@dataclass(frozen=True, slots=True)
class Banner:
    """What the head of the page prints beside the identity; every part in words."""

    lines: tuple[Line, ...]
    asleep: str
    buttons: tuple[Button, ...]
    why_no_letter: str = ""


class May(NamedTuple):
    """What whoever looks may do in the campaign of the case."""

    work: bool
    write: bool


def may_of(me: Viewer, campaign_id: int) -> May:
    """What this viewer may do about a case of the campaign."""
    return May(me.may(Right.WORK, campaign_id), me.may(Right.WRITE, campaign_id))


def banner_of(head: Head, reading: Reading[Fact], letters: Panel, may: May) -> Banner:
    """The head of the page by the reading of whoever looks; no button leads to a refusal."""
    fits = letters.fitting if may.write and head.pleadable and not (head.stopped or head.closed) else None
    heard = last_day(reading.news, reading.today) if reading.news is not None else None
    return Banner(
        lines=tuple(_lines(head, reading)),
        asleep=asleep_in_words(heard, reading.today) if reading.is_dormant else "",
        buttons=tuple(_buttons(head, fits)) if may.work else (),
        why_no_letter=_why_no_letter(fits) if fits else "",
    )


def _lines(head: Head, reading: Reading[Fact]) -> Iterator[Line]:
    if not reading.is_dormant:
        for alert in _grave_alerts(reading):
            yield _alert_line(alert, reading)
    since = next((fact.on for fact in reading.facts if fact.id == reading.standing_entry_id), None)
    if since is not None:
        yield Line(_("Since"), in_words(since))
    if said := custody_in_words(reading):
        yield Line(_("In custody"), said)
    if reading.news is not None:
        yield Line(_("Last heard of"), heard_in_words(reading.news, reading.today))
    minders = ", ".join(name for _id, name in head.minders)
    yield Line(_("Looked after by"), minders or _("Nobody yet"))


def _grave_alerts(reading: Reading[Fact]) -> list[Alert[Fact]]:
    """What threatens a life, the newest news first; else the newest alert of any kind."""
    grave = [alert for alert in reading.alerts if alert.severity in LIFE_IN_DANGER]
    return grave or list(reading.alerts[:1])


def _alert_line(alert: Alert[Fact], reading: Reading[Fact]) -> Line:
    if alert.severity == STRIKE and (days := alert_in_words(alert, reading.today)):
        return Line(words.word(SEVERITIES, STRIKE), days, _("No end known"), "today")
    told = {"what": headline(alert.fact).rstrip("."), "age": age_in_words(alert.heard, reading.today)}
    return Line(_("Health"), _("%(what)s, %(age)s") % told, _("No end known"), "today")


def _why_no_letter(fits: Fitting) -> str:
    if fits.why_not:
        return _("No letter can be sent yet. %(why)s.") % {"why": fits.why_not}
    return _("No letter can be sent before there is newer news.") if fits.is_old else ""


def _buttons(head: Head, fits: Fitting | None) -> Iterator[Button]:
    base = f"/cases/{head.reference}"
    yield Button(_("Add what is new"), f"{base}/add")
    if head.closed:
        yield Button(_("Open it again"), f"{base}/close")
    if head.stopped:
        yield Button(_("What was silenced"), f"{base}/stop")
    elif fits is not None:
        if fits.why_not:
            yield Button(_("Record consent to write"), f"{base}/consent")
        elif not fits.is_old:
            yield Button(fits.label, f"{base}/letters/new?kind={fits.kind}")
    if not head.minders:
        yield Button(_("Look after this case"), f"{base}/look-after", posts=True)
    elif not head.stopped and not head.closed:
        yield Button(_("Add an action"), f"/actions/new?case={head.reference}")
