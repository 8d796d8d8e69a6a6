"""Dates on which somebody must look at an action of ours; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.campaigning.lifecycle import RUNNING, ForCase, State, pause_in_words, pauses
from app.campaigning.police_notice import Notice
from app.dates import FuzzyDate
from app.reviews.due_date import Due, Urgency
from app.text import _, day_in_words, marked

PAUSED = "action-paused"
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
    last_day: date | None = None
    paused_on: date | None = None
    paused_reason: str = ""
    notice: Notice | None = None
    notice_given: bool = False

    @property
    def subject(self) -> str:
        """What a review of it is about."""
        return subject_of(self.id)


def subject_of(action_id: int) -> str:
    """What a review of an action is about."""
    return f"action-{action_id}"


def dues_of(action: Watched, today: date) -> list[Due]:
    """Every date that follows from where it stands."""
    if State(action.state) not in RUNNING:
        return []
    rules = (_ended, _long, _noticed, _gathered, _handed_in)
    return [*_paused(action, today), *_untrue(action), *(due for rule in rules for due in rule(action))]


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
        yield _due(action, PAUSED, (day, day), (title, why), [_("Due as soon as a case says so")])


def _untrue(action: Watched) -> Iterator[Due]:
    if action.paused_on is not None:
        title = _("Write %(ref)s anew, or say that its facts hold again") % {"ref": action.reference}
        days = (action.paused_on, action.paused_on)
        yield _due(action, "action-untrue", days, (title, action.paused_reason), [_("The day it was paused")])


def _ended(action: Watched) -> Iterator[Due]:
    # Of a gathering first how it went is asked, then what came of it.
    went = action.kind != "gathering" or action.came is not None or action.until is not None
    last = action.until or action.last_day
    if last is not None and went:
        day = last + timedelta(days=1)
        title = _("Close %(ref)s with an outcome") % {"ref": action.reference}
        reason = _("Its last day is %(day)s.") % {"day": day_in_words(last)}
        yield _due(action, "action-ended", (day, day), (title, reason), [_("The day after its last day")])


def _long(action: Watched) -> Iterator[Due]:
    if action.live_on is not None and action.until is None and action.last_day is None:
        day = action.live_on + LONG_LIVE
        title = _("Is %(ref)s still right?") % {"ref": action.reference}
        reason = _("It has been live since %(day)s and has no end.") % {"day": day_in_words(action.live_on)}
        yield _due(action, "action-long", (day, day), (title, reason), [_("90 days after it went live")])


def _noticed(action: Watched) -> Iterator[Due]:
    day = action.on.first if action.on is not None and action.on.is_exact_day else None
    if action.notice is not None and day is not None and not action.notice_given:
        title = _("Give notice of %(ref)s") % {"ref": action.reference}
        by = action.notice.by(day)
        words = (title, marked(action.notice.says))
        yield _due(action, "action-notice", (by, by), words, [action.notice.arithmetic(day)])


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
