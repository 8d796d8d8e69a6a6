"""A case's next date as its row keeps it: with all that the one verdict on its lateness asks for."""

from dataclasses import dataclass
from datetime import date

from app.dates import Lateness, lateness, span_in_words
from app.text import _


@dataclass(frozen=True, slots=True)
class NextDue:
    """The soonest open date of a case: first and last possible day, from when it counts, until when it is put off."""

    due: date
    last: date | None
    late_after: date | None
    paused_until: date | None

    @property
    def when(self) -> str:
        """The day, or the span of a loose date."""
        return span_in_words(self.due, self.last or self.due)

    def late(self, today: date) -> Lateness:
        """How late it is; the same verdict as on the page of the date itself."""
        last = self.last or self.due
        return lateness(self.due, last, today, paused_until=self.paused_until, learnt=self.late_after)

    def in_words(self, today: date) -> str:
        """Both in one line."""
        return _("%(date)s · %(lateness)s") % {"date": self.when, "lateness": self.late(today).words}


def next_due_of(
    due: date | None, last: date | None, late_after: date | None, paused_until: date | None
) -> NextDue | None:
    """From the columns of a row; None where nothing is due."""
    return None if due is None else NextDue(due, last, late_after, paused_until)


def is_shown(due: NextDue | None, dormant_from: date | None, today: date) -> bool:
    """Whether a case's next date is told at all: of one that sleeps none that is long overdue, for it folds."""
    if due is None:
        return False
    sleeps = dormant_from is not None and dormant_from <= today
    return not (sleeps and due.late(today).is_long_overdue)
