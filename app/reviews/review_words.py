"""Reviews in words: state, lateness, what has gone on for how long, why it is yours."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.cases.reading_words import ago_in_words
from app.clock import recorded_day
from app.dates import LONG_OVERDUE_DAYS, Lateness, State, lateness, state_of
from app.reviews.date_events import hour_of, when_in_words
from app.reviews.vocabulary import rule_in_words
from app.text import _, day_in_words, ngettext, weekday_in_words

OFFER_STANDS = timedelta(hours=72)
LONG = timedelta(
    days=LONG_OVERDUE_DAYS
)  # what nobody has looked at for so long no longer shouts, and never vanishes
DORMANT = "dormant"


@dataclass(frozen=True, slots=True)
class Shown:
    """A review as pages print it; all in words."""

    id: int
    title: str
    href: str
    about: str
    ref: str
    date: str
    state: str
    word: str
    why: str
    rule: str
    so_far: str
    flag: str
    reason: str
    arithmetic: tuple[str, ...]
    case_href: str
    actionable: bool
    offer: str = ""  # "to-me", "by-me" or nothing
    hour: str = ""
    place: str = ""

    @property
    def read_aloud(self) -> str:
        """Thing and case, for buttons."""
        return f"{self.title}, {self.ref or self.about}"


def shown(row: Any, today: date, why: str = "", *, actionable: bool = True) -> Shown:
    """One row of a list."""
    state, word = state_in_words(row, today)
    gone_on = so_far(row.rule, row.counts_from, today) if row.done_at is None else ""
    return Shown(
        id=row.id,
        title=f"{row.title} · {gone_on}" if gone_on else row.title,
        href=f"/reviews/{row.id}",
        about=row.name or row.campaign,
        ref=row.reference or "",
        date="" if state == DORMANT else when_in_words(row),
        state=state,
        word=word,
        why=why,
        rule=" ".join((row.reason, "; ".join(row.arithmetic))).strip() if row.arithmetic else row.reason,
        so_far=gone_on,
        flag=flag_of(row),
        reason=row.reason,
        arithmetic=tuple(row.arithmetic),
        case_href=f"/cases/{row.reference}" if row.reference else row.href,
        actionable=actionable,
        hour=hour_of(row) or "",
        place=row.place if row.place and row.place not in row.title else "",
    )


@dataclass(frozen=True, slots=True)
class Folded:
    """What is long overdue of one case, in one line."""

    about: str
    ref: str
    case_href: str
    since: str
    word: str
    why: str
    dues: tuple[Shown, ...]


def horizon(today: date) -> date:
    """What was due before this day is long overdue."""
    return today - LONG


def lateness_of(row: Any, today: date) -> Lateness:
    """The one verdict on an open review, by its first and last possible day."""
    return lateness(row.due, row.due_last, today, paused_until=row.snoozed_until, learnt=row.late_after)


def is_long_overdue(row: Any, today: date) -> bool:
    """Late for more than two months and not put off; also the one date of a case that sleeps."""
    if row.done_at is not None:
        return False
    state = state_of(row.due, row.due_last, today, paused_until=row.snoozed_until, learnt=row.late_after)
    return state is State.LONG or _is_asleep(row, state)


def folded(pairs: Iterable[tuple[Any, Shown]], today: Callable[[str], date]) -> tuple[Folded, ...]:
    """One line for each case, or campaign, with its dates; the case with the oldest date first."""
    groups: dict[tuple[str, int], list[tuple[Any, Shown]]] = {}
    for row, item in sorted(pairs, key=lambda pair: (pair[0].due, pair[0].id)):
        key = ("case", row.case_id) if row.case_id is not None else ("campaign", row.campaign_id)
        groups.setdefault(key, []).append((row, item))
    return tuple(_fold(group, today) for group in groups.values())


def _fold(group: list[tuple[Any, Shown]], today: Callable[[str], date]) -> Folded:
    row, first = group[0]
    asleep = next((item for row, item in group if row.rule == DORMANT), None)
    if asleep is not None:
        count, since = asleep.word, ""
    else:
        count = ngettext("%(n)s date, long overdue", "%(n)s dates, long overdue", len(group)) % {
            "n": len(group)
        }
        since = _("for %(length)s") % {"length": length_of(row.late_after, today(row.zone))}
    dues = tuple(item for _row, item in group)
    href = first.case_href if row.reference else "/reviews"
    return Folded(first.about, first.ref, href, since, count, first.why, dues)


def state_in_words(row: Any, today: date) -> tuple[str, str]:
    """Waiting, soon, today, late, long overdue, paused or done, and how it reads."""
    if row.done_at is not None:
        return "done", _("done on %(day)s") % {"day": day_in_words(row.done_on or recorded_day(row.done_at))}
    late = lateness_of(row, today)
    return (DORMANT, _last_heard(row, today)) if _is_asleep(row, late.state) else (late.state, late.words)


def due_in_words(row: Any, today: date) -> str:
    """When it is due and the verdict, for one line of a mail or a chat; of a case that sleeps how long it has."""
    state, word = state_in_words(row, today)
    return word if state == DORMANT else _("%(when)s · %(late)s") % {"when": when_in_words(row), "late": word}


def _is_asleep(row: Any, state: State) -> bool:
    """The one date of a case of which nothing was heard for very long: it never counts days, and is never red."""
    return row.rule == DORMANT and state in (State.TODAY, State.LATE, State.LONG)


def _last_heard(row: Any, today: date) -> str:
    if row.counts_from is None:
        return _("nothing heard")
    return _("last heard of %(ago)s") % {"ago": ago_in_words((today - row.counts_from).days)}


def so_far(rule: str, since: date | None, today: date) -> str:
    """What has gone on for how long: "for 13 years", "it should have ended 2 years ago"."""
    if since is None or since >= today:
        return ""
    if rule == "silence":
        return _("for %(length)s") % {"length": length_of(since, today)}
    if rule in ("release-overdue", "sentence-end"):
        return _("it should have ended %(length)s ago") % {"length": length_of(since, today)}
    return ""


def length_of(since: date, today: date) -> str:
    """A stretch of time in the unit a person would use."""
    days = (today - since).days
    if days < 90:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    if days < 730:
        months = days * 12 // 365
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    years = days * 4 // 1461
    return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}


def flag_of(row: Any) -> str:
    """What is wrong with a confirmed date, or what is missing from an estimated one."""
    if row.done_at is not None:
        return ""
    if row.confirmed_by_id is not None:
        if row.derived is None:
            return _("confirmed, but no entry leads to it any more")
        if row.derived != row.due:
            return _("confirmed, but its entries now give %(day)s") % {"day": weekday_in_words(row.derived)}
        return ""
    return _("not confirmed") if row.estimated else ""


def needs_answer(row: Any) -> bool:
    """Whether a confirmed date no longer follows from its entries."""
    return row.done_at is None and row.confirmed_by_id is not None and row.derived != row.due


def offer_stands(row: Any, now: datetime) -> bool:
    """Whether somebody was asked to take it over and may still answer: 72 hours, then it is the sender's again."""
    return (
        row.offered_to_id is not None and row.offered_at is not None and now < row.offered_at + OFFER_STANDS
    )


def kind_of(row: Any) -> str:
    """The rule's name."""
    return rule_in_words(row.rule)
