"""The forms of letters."""

import re
from datetime import date
from typing import Annotated, Self

from pydantic import BeforeValidator

from app.letters.lifecycle import CHANNELS
from app.letters.sheets.formats import FORMATS
from app.sources.vocabulary import RELIABILITY
from app.text import _
from app.web.form_fields import ExactDay, Line, LongLine, NeededWords, Number, PastDay, clean, one_of
from app.web.forms import Form, Rules

OWN_LINE, SIGNATURE, PLACE = 300, 240, 60
MOST_LINES = 4
MONTH = re.compile("([0-9]{4})[-/](0?[1-9]|1[0-2])")


def _own_line(value: object) -> str | None:
    return clean(value, OWN_LINE, lines=False)


def _month(value: object) -> str | None:
    text = clean(value, 10, lines=False)
    if text is None:
        return None
    read = MONTH.fullmatch(text)
    if not read:
        raise ValueError(_("Give year and month, such as 2013-04"))
    return f"{read[1]}-{int(read[2]):02d}"


def _few_lines(value: object) -> str | None:
    text = clean(value, SIGNATURE, lines=True)
    if text and len(text.splitlines()) > MOST_LINES:
        raise ValueError(_("Give %(most)s lines or fewer") % {"most": MOST_LINES})
    return text


FewLines = Annotated[str | None, BeforeValidator(_few_lines)]
OwnLine = Annotated[str | None, BeforeValidator(_own_line)]


class ChooseForm(Form):
    """Which kind, to whom, in which language: read from the address, so that a draft can be looked at first."""

    kind: Line = None
    to: Line = None
    language: Line = None
    variant: Number = None
    own_line: OwnLine = None
    action: Line = None  # the call for letters it answers

    @property
    def is_whole(self) -> bool:
        """Whether enough is chosen to draft."""
        return bool(self.kind and self.to)


class ComposeForm(Form):
    """A letter for a public call: what is chosen, and what is typed to be read once and kept nowhere."""

    about: Line = None
    to: Line = None
    language: Line = None
    variant: Number = None
    own_line: OwnLine = None
    signature: Annotated[str | None, BeforeValidator(lambda value: clean(value, SIGNATURE, lines=True))] = (
        None
    )


class TakeForm(Form):
    """What a sheet gets of whoever takes it out: put on what leaves, and kept nowhere."""

    signature: FewLines = None
    sender: FewLines = None
    place: Annotated[str | None, BeforeValidator(lambda value: clean(value, PLACE, lines=False))] = None
    envelope: Annotated[str | None, one_of(*FORMATS)] = None


class BarForm(Form):
    """The least reliable source whose word a campaign lets into letters."""

    worst: Annotated[str | None, one_of(*(slug for slug, _label in RELIABILITY))] = None

    def _rules(self) -> Rules:
        yield "worst", lambda: self.worst is None, _("Choose how reliable a source has to be")


class FilterForm(Form):
    """What a list of letters shows."""

    state: Line = None
    kind: Line = None
    case: Line = None
    before: Number = None


class EditForm(Form):
    """The one line of a letter that is the writer's own."""

    own_line: OwnLine = None
    version: Number = None


class SentForm(Form):
    """How a letter went out. There is no field for who sent it."""

    channel: Annotated[str | None, one_of(*(value for value, _label in CHANNELS))] = None
    country: Line = None
    month: Annotated[str | None, BeforeValidator(_month)] = None

    def _rules(self) -> Rules:
        yield "channel", lambda: self.channel is None, _("Say how it went out")
        yield (
            "country",
            lambda: (
                self.country
                and not (len(self.country) == 2 and self.country.isalpha() and self.country.isascii())
            ),
            _("Give the two letters of the country, such as GB"),
        )

    def in_month(self, today: date) -> Self:
        """With this month where none was given."""
        return self if self.month else self.model_copy(update={"month": month_of(today)})


class AnswerForm(Form):
    """What came back, and when to look again."""

    answer: NeededWords
    answered_on: PastDay = None
    look_again: ExactDay = None

    def _rules(self) -> Rules:
        yield (
            "look_again",
            lambda: self.answered_on and self.look_again and self.look_again < self.answered_on,
            _("Choose a day after the answer"),
        )


class WithdrawForm(Form):
    """Why a letter is not to be sent."""

    why: LongLine = None


def month_of(day: date) -> str:
    """The month a sending is counted in."""
    return f"{day.year}-{day.month:02d}"
