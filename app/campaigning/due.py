"""Dates on which somebody must look at an action of ours; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.campaigning.rules import RUNNING, ForCase, State, pause_in_words, pauses
from app.dates import FuzzyDate
from app.reviews.due import Due, Urgency
from app.text import _, day_in_words

LONG_LIVE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Watched:
    """What a rule may look at."""

    id: int
    reference: str
    title: str
    kind: str
    state: str
    until: date | None
    live_on: date | None
    on: FuzzyDate | None
    came: int | None
    hand_in: date | None
    handed_in: bool
    behind: tuple[ForCase, ...]

    @property
    def subject(self) -> str:
        """What a review of it is about."""
        return f"action-{self.id}"


def dues_of(action: Watched, today: date) -> list[Due]:
    """Every date that follows from where it stands."""
    if State(action.state) not in RUNNING:
        return []
    return [*_paused(action, today), *_ended(action), *_long(action), *_gathered(action), *_handed_in(action)]


def _due(
    action: Watched, rule: str, days: tuple[date, date], words: tuple[str, str], arithmetic: Sequence[str]
) -> Due:
    title, reason = words
    return Due(
        rule=rule, subject=action.subject, due=days[0], last=days[1], title=title, reason=reason,
        arithmetic=tuple(arithmetic), urgency=Urgency.HOUSE, href=f"/actions/{action.reference}",
    )  # fmt: skip


def _paused(action: Watched, today: date) -> Iterator[Due]:
    reasons = pauses(action.behind)
    if reasons:
        said = [case.since for case, _why in reasons if case.since is not None]
        day = min(max([min(said, default=today), action.live_on or date.min]), today)
        why = " ".join(pause_in_words(case, pause) for case, pause in reasons)
        title = _("Close %(ref)s or take a case off it") % {"ref": action.reference}
        yield _due(action, "action-paused", (day, day), (title, why), [_("Due as soon as a case says so")])


def _ended(action: Watched) -> Iterator[Due]:
    if action.until is not None:
        day = action.until + timedelta(days=1)
        title = _("Close %(ref)s with an outcome") % {"ref": action.reference}
        reason = _("Its last day is %(day)s.") % {"day": day_in_words(action.until)}
        yield _due(action, "action-ended", (day, day), (title, reason), [_("The day after its last day")])


def _long(action: Watched) -> Iterator[Due]:
    if action.live_on is not None and action.until is None:
        day = action.live_on + LONG_LIVE
        title = _("Is %(ref)s still right?") % {"ref": action.reference}
        reason = _("It has been live since %(day)s and has no end.") % {"day": day_in_words(action.live_on)}
        yield _due(action, "action-long", (day, day), (title, reason), [_("90 days after it went live")])


def _gathered(action: Watched) -> Iterator[Due]:
    if action.kind == "gathering" and action.on is not None and action.came is None:
        first, last = (
            day + timedelta(days=1)
            for day in (action.on.earliest_plausible, action.on.last or action.on.earliest_plausible)
        )
        title = _("Say how %(ref)s went") % {"ref": action.reference}
        yield _due(
            action, "action-went", (first, last), (title, action.title), [_("The day after the gathering")]
        )


def _handed_in(action: Watched) -> Iterator[Due]:
    if action.hand_in is not None and not action.handed_in:
        title = _("Hand in the signatures of %(ref)s") % {"ref": action.reference}
        yield _due(
            action,
            "action-hand-in",
            (action.hand_in, action.hand_in),
            (title, action.title),
            [_("The day set for it")],
        )
