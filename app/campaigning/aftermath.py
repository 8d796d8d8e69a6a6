"""Actions and what followed them on one timeline, without claiming that one led to the other; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.campaigning.action_words import Shown
from app.campaigning.queries.action_rows import Told
from app.campaigning.queries.of_case import day_of
from app.cases.entry_words import headline, kind_in_words
from app.cases.queries.timeline import Fact
from app.dates import in_words


@dataclass(frozen=True, slots=True)
class Followed:
    """One line of the timeline of actions and facts."""

    day: date
    is_action: bool
    when: str
    words: str
    kind: str
    href: str
    action: Shown | None = None


def followed_by(actions: Iterable[tuple[Told, Shown]], facts: Sequence[Fact]) -> list[Followed]:
    """Actions and dated facts on one timeline, newest first. What stands after something need not follow from it."""
    lines = [
        Followed(day_of(one.row), True, shown.date, shown.title, shown.kind, shown.href, shown)
        for one, shown in actions
    ]
    lines += [
        Followed(
            fact.on.earliest_plausible, False, in_words(fact.on), headline(fact), kind_in_words(fact.kind),
            f"#entry-{fact.id}",
        )
        for fact in facts
        if fact.on is not None
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.day, line.is_action), reverse=True)
