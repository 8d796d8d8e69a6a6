"""The forms of reviews."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from app.reviews.period_values import read_length_or_fraction
from app.text import N_, _
from app.web.form_fields import ExactDay, Line, LongLine, NeededLine, NeededWords, Number, Words, one_of
from app.web.forms import Asked, Form, Rules

LengthOrPart = Annotated[str | None, BeforeValidator(read_length_or_fraction)]


class DoneForm(Form):
    """What was found; `next` is "entry" where it shall also become an entry."""

    found: NeededWords
    next: Line = None
    version: Number = None


class SnoozeForm(Form):
    """Look again later. `for_days` is a choice such as 3; `until` an own day."""

    for_days: Line = None
    until: ExactDay = None
    reason: NeededLine
    version: Number = None


class AbsenceForm(Form):
    """To whom all one's cases go, and the last day."""

    to: Line = None
    until: ExactDay = None

    def _rules(self) -> Rules:
        yield "to", lambda: not self.to, _("Choose who shall look after them")
        yield "until", lambda: self.until is None, _("Give the last day, such as 31 5 2013")


class SeveralForm(Form):
    """Dates as `number:version`, what is done with all of them, and the one reason."""

    dates: tuple[str, ...] = ()
    act: Annotated[Line, one_of("done", "later")] = None
    words: NeededLine
    for_days: Line = None
    until: ExactDay = None
    case: Line = None

    def _rules(self) -> Rules:
        return (("dates", lambda: not self.dates, _("Tick at least one date")),)


class HandOverForm(Form):
    """Who shall take it over."""

    to: Line = None
    version: Number = None


class ConfirmForm(Form):
    """The day as a person has checked it."""

    due: ExactDay = None
    version: Number = None


class ByHandForm(Form):
    """A date somebody sets."""

    title: Annotated[NeededLine, Asked(N_("What must be looked at"))]
    due: Annotated[ExactDay, Asked(N_("On which day"))] = None
    reason: Annotated[LongLine, Asked(N_("Why"))] = None

    def _rules(self) -> Rules:
        yield "due", lambda: self.due is None, _("Give the day, such as 13 5 2012")


class ListForm(Form):
    """What /reviews is narrowed to."""

    kind: Line = None
    minder: Line = None
    case: Line = None
    when: Line = None
    page: Number = None


class PeriodForm(Form):
    """A length of time as a law or this house sets it."""

    value: LengthOrPart = None
    counting: Annotated[Line, one_of("calendar", "working")] = None
    rolls: Annotated[Line, one_of("yes")] = None
    since: ExactDay = None
    until: ExactDay = None
    source: LongLine = None
    article: Line = None
    url: LongLine = None
    note: Words = None
    version: Number = None

    def _rules(self) -> Rules:
        yield (
            "url",
            lambda: self.url and not self.url.startswith(("http://", "https://")),
            _("Begin the address with http:// or https://"),
        )


class FeedForm(Form):
    """Which dates, and how much their titles say."""

    scope: Line = None
    case: Line = None
    says_what: Line = None


def page_day(text: str | None) -> date | None:
    """A day in an address; None when it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
