"""The weekly edition, made from one reader's news: sections, caps, the reason for every item. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from app.digest.edition_words import kind_words, need_words, outcome_words, why_words
from app.digest.news_items import About, Ahead, Call, Moved, Need, News, Outcome, WriteTo
from app.reviews.review_words import due_in_words
from app.text import _, ngettext, weekday_in_words

NEEDS, MOVED, AHEAD, OUTCOMES, LATE = 5, 3, 3, 3, 3
QUIET_WEEKS_BEFORE_NOTE = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an edition with what stands below it and where it leads."""

    words: str
    below: str
    about: About

    @property
    def path(self) -> str:
        """Where it leads."""
        return self.about.path


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its items, and how many more there are."""

    title: str
    items: tuple[Item, ...]
    more: int = 0
    more_path: str = ""
    numbered: bool = False

    @property
    def more_words(self) -> str:
        """What is not shown."""
        return _("and %(count)s more") % {"count": self.more} if self.more else ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What the reader gets; both twins are made from it, so that they say and link the same."""

    first_line: str
    sections: tuple[Section, ...]
    quiet_note: tuple[str, ...]
    reason: str
    preferences: str
    base_url: str
    need_count: int
    moved_count: int

    @property
    def says_something(self) -> bool:
        """Whether a mail goes out at all."""
        return bool(self.sections or self.quiet_note)


SUBJECT = "Your weekly summary"  # constant: the lock screen shows it


def compose(news: News) -> Edition:
    """The edition; empty sections vanish.

    Readers of urgent matters only get nothing but what is about life or a legal date.
    """
    if news.frequency == "urgent":
        news = _urgent_of(news)
    sections = _urgent_sections(news) if news.frequency == "urgent" else _weekly_sections(news)
    told = tuple(section for section in sections if section.items)
    if not _is_worth_a_mail(news):
        told = ()
    return Edition(
        first_line=_first_line(news) if told else _("All is quiet."),
        sections=told,
        quiet_note=() if told else _quiet_note(news),
        reason=_reason(news),
        preferences=news.preferences,
        base_url=news.base_url,
        need_count=len(news.needs_now),
        moved_count=len(news.moved),
    )


def _is_worth_a_mail(news: News) -> bool:
    """Somebody to write to there always is; that alone makes no edition."""
    return bool(news.needs or news.calls or news.moved or news.ahead or news.outcomes)


def _weekly_sections(news: News) -> tuple[Section, ...]:
    moved = sorted(news.moved, key=lambda item: (item.gravity, -item.on.toordinal(), item.about.code))
    ahead = sorted(news.ahead, key=lambda item: (item.on, item.gravity, item.about.code))
    return (
        _needs(news.needs_now),
        _section(_("This week's call"), news.calls[:1], 1, _call, "/actions"),
        _section(_("What moved"), moved, MOVED, _moved, "/my"),
        _section(_("Dates ahead"), ahead, AHEAD, _ahead, "/calendar"),
        _section(_("What came of it"), news.outcomes, OUTCOMES, _outcome, "/actions"),
        _section(_("Write to"), news.write_to[:1], 1, _write_to, "/cases"),
        _section(_("Late for more than two months"), news.needs_long, LATE, _need, "/reviews?when=long"),
    )


def _urgent_of(news: News) -> News:
    """What of it is about life, a legal date, or a call that ends: nothing else is told, nor counted."""
    needs = tuple(need for need in news.needs if need.is_urgent)
    ending = tuple(call for call in news.calls if call.until is not None and call.until < news.next_on)
    return replace(news, needs=needs, calls=ending, moved=(), ahead=(), outcomes=(), last_week=None)


def _urgent_sections(news: News) -> tuple[Section, ...]:
    return (
        _needs(news.needs),
        _section(_("This week's call"), news.calls[:1], 1, _call, "/actions"),
    )


def _section(
    title: str, found: Sequence[T], most: int, item: Callable[[T], Item], more_path: str
) -> Section:  # fmt: skip
    shown = tuple(item(thing) for thing in found[:most])
    return Section(title, shown, max(0, len(found) - most), more_path)


def _needs(found: Sequence[Need]) -> Section:
    """What waits for the reader; it is numbered, so that it can be counted off."""
    needs = sorted(found, key=lambda need: need.rank)
    return replace(_section(_("Needs you"), needs, NEEDS, _need, "/my"), numbered=True)


def _need(need: Need) -> Item:
    words = _("%(task)s, %(code)s") % {"task": need_words(need), "code": _code(need.about)}
    below = _("%(due)s: %(why)s") % {"due": due_in_words(need.row, need.today), "why": why_words(need.why)}
    return Item(words, below, need.about)


def _call(call: Call) -> Item:
    words = _("Write for action %(code)s") % {"code": _code(call.about)}
    if call.until:
        words = _("%(words)s, by %(day)s") % {"words": words, "day": weekday_in_words(call.until)}
    letters = ngettext("%(count)s letter", "%(count)s letters", call.sent) % {"count": call.sent}
    lately = _("%(letters)s so far, %(lately)s this week") % {
        "letters": letters,
        "lately": f"+{call.sent_lately}",
    }
    below = why_words(call.why) if not call.sent else f"{lately}: {why_words(call.why)}"
    return Item(words, below, call.about)


def _moved(moved: Moved) -> Item:
    named = {
        "code": _code(moved.about),
        "kind": kind_words(moved.kind),
        "before": moved.before,
        "after": moved.after,
    }
    if moved.verb == "added":
        words = _("%(code)s: %(kind)s added") % named
        words = _("%(words)s, %(after)s") % {"words": words, "after": moved.after} if moved.after else words
    elif moved.verb == "removed":
        words = _("%(code)s: %(kind)s taken out") % named
    elif moved.before and moved.after:
        words = _("%(code)s: %(kind)s moved from %(before)s to %(after)s") % named
    elif moved.after:
        words = _("%(code)s: %(kind)s now %(after)s") % named
    else:
        words = _("%(code)s: %(kind)s changed") % named
    why = why_words(moved.why)
    below = _("source: %(source)s; %(why)s") % {"source": moved.source, "why": why} if moved.source else why
    return Item(words, _standing(moved.about, below), moved.about)


def _ahead(ahead: Ahead) -> Item:
    named = {"when": ahead.words, "kind": kind_words(ahead.kind), "code": _code(ahead.about)}
    return Item(_("%(when)s: %(kind)s, %(code)s") % named, why_words(ahead.why), ahead.about)


def _outcome(outcome: Outcome) -> Item:
    named = {"code": _code(outcome.about), "outcome": outcome_words(outcome.outcome)}
    return Item(_("%(code)s: %(outcome)s") % named, why_words(outcome.why), outcome.about)


def _write_to(one: WriteTo) -> Item:
    words = _("Write to the person of %(code)s") % {"code": _code(one.about)}
    count = ngettext("%(count)s letter so far", "%(count)s letters so far", one.letters) % {
        "count": one.letters
    }
    return Item(words, _standing(one.about, f"{count}: {why_words(one.why)}"), one.about)


def _standing(about: About, below: str) -> str:
    """Where the case stands and how old that is, before the rest, where a mail may say it."""
    return _("%(stands)s; %(rest)s") % {"stands": about.stands, "rest": below} if about.stands else below


def _code(about: About) -> str:
    return f"{about.name} ({about.code})" if about.name else about.code


def _first_line(news: News) -> str:
    count = len(news.needs_now)
    needs = ngettext("%(count)s thing needs you", "%(count)s things need you", count) % {"count": count}
    if news.frequency == "urgent":
        return _("%(needs)s.") % {"needs": needs} if news.needs else _("A call ends soon.")
    moved = ngettext("%(count)s case moved", "%(count)s cases moved", len(news.moved)) % {
        "count": len(news.moved)
    }
    line = _("%(needs)s, %(moved)s.") % {"needs": needs, "moved": moved}
    if news.last_week is None:
        return line
    before = _("Last week: %(needs)s and %(moved)s.") % {
        "needs": news.last_week[0],
        "moved": news.last_week[1],
    }
    return f"{line} {before}"


def _quiet_note(news: News) -> tuple[str, ...]:
    """After three quiet weeks three lines, so that silence is not taken for a fault."""
    if news.frequency == "urgent" or news.quiet_weeks < QUIET_WEEKS_BEFORE_NOTE:
        return ()
    since = weekday_in_words(news.quiet_since) if news.quiet_since else _("the beginning")
    return (
        _("No dates and no changes since %(day)s.") % {"day": since},
        _("Everything works; there was nothing to tell you."),
        _("Next check: %(day)s.") % {"day": weekday_in_words(news.next_on)},
    )


DAYS = (
    lambda: _("every Monday"), lambda: _("every Tuesday"), lambda: _("every Wednesday"), lambda: _("every Thursday"),
    lambda: _("every Friday"), lambda: _("every Saturday"), lambda: _("every Sunday"),
)  # fmt: skip


def _reason(news: News) -> str:
    if news.frequency == "urgent":
        return _("You get this when something urgent is due, because you asked for that.")
    when = DAYS[news.day - 1]()
    return _("You get this %(when)s because you belong to a campaign. A week without news is skipped.") % {
        "when": when
    }
