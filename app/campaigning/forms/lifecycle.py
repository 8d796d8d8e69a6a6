"""The forms of single steps: links, extending, what happened, closing, stopping, gifts, counts."""

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BeforeValidator

from app.campaigning import vocabulary as words
from app.campaigning.forms.text_fields import CaseReferences, Changes, IncidentReferences, Report
from app.campaigning.timezones import read_country
from app.cases.vocabulary import slugs
from app.consent.forms import ReadForm
from app.text import _
from app.web.form_fields import (
    ExactDay,
    FuzzyDay,
    Line,
    LongLine,
    NeededLine,
    Number,
    PastDay,
    Words,
    clean,
    one_of,
)
from app.web.forms import Form, Rules


def _amount(value: Any) -> str | None:
    """An exact decimal as people type it: 1500, 1 500.50, 1500,50."""
    text = clean(value, 30, lines=False)
    if text is None:
        return None
    plain = re.sub(r"[\s\u00a0\u202f']", "", text).replace(",", ".")
    try:
        amount = Decimal(plain) if re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,4})?", plain) else None
    except InvalidOperation:
        amount = None
    if amount is None or amount <= 0:
        raise ValueError(_("Give the sum in figures, such as 1500 or 1500.50"))
    return format(amount, "f")


def _currency(value: Any) -> str | None:
    text = clean(value, 10, lines=False)
    if text is None:
        return None
    if not re.fullmatch(r"[A-Za-z]{3}", text):
        raise ValueError(_("Give the currency by its three letters, such as EUR or KZT"))
    return text.upper()


class LinkForm(Form):
    """Cases and incidents to link an action to."""

    cases: CaseReferences = ()
    incidents: IncidentReferences = ()

    def _rules(self) -> Rules:
        yield "cases", lambda: not (self.cases or self.incidents), _("Give a reference, such as K-001")


class AttachForm(Form):
    """An action to link a case to, by its reference."""

    action: NeededLine


class NothingForm(Form):
    """A step that asks nothing."""


class ReasonForm(Form):
    """Why: a draft is sent back, an action is paused or stops at once."""

    reason: NeededLine


class YesForm(ReadForm):
    """A second person's yes to a step, with a tick at every sentence that they have read."""

    decision: Annotated[str | None, one_of("approved")] = "approved"


class ApproveForm(YesForm):
    """The same to a draft, and whether it gets a public page."""

    public: Annotated[Line, one_of("yes")] = None


class DeclineForm(Form):
    """Why a later end is not wanted, if somebody says so."""

    reason: Line = None


class ProposeForm(Form):
    """A later end, and why."""

    until: ExactDay = None
    reason: NeededLine

    def _rules(self) -> Rules:
        yield "until", lambda: self.until is None, _("Give the new last day, such as 31 5 2013")


class UpdateForm(Form):
    """What a new version changes, and whether the present one is still true."""

    what_changed: Changes = None
    untrue: Annotated[Line, one_of("yes")] = None

    def _rules(self) -> Rules:
        yield (
            "what_changed",
            lambda: self.what_changed is None,
            _("Say what changed, in one to three lines"),
        )


class AfterwardsForm(Form):
    """How a gathering went. Who came is not asked."""

    came: Number = None
    handed_to: LongLine = None
    captions: Words = None
    went: Words = None

    def _rules(self) -> Rules:
        yield (
            "came",
            lambda: self.came is None and not (self.handed_to or self.captions or self.went),
            _("Say how many came, or what happened"),
        )


class HandedInForm(Form):
    """When and to whom a petition was handed in."""

    handed_in_on: PastDay = None
    hand_to: LongLine = None

    def _rules(self) -> Rules:
        yield (
            "handed_in_on",
            lambda: self.handed_in_on is None,
            _("Give the day on which it was handed in, such as 16 5 2013"),
        )


class NoticeForm(Form):
    """That notice of a gathering was given: when and to whom."""

    notice_given_on: PastDay = None
    notice_to: LongLine = None

    def _rules(self) -> Rules:
        yield (
            "notice_given_on",
            lambda: self.notice_given_on is None,
            _("Give the day on which notice was given, such as 2 5 2013"),
        )


class CloseForm(Form):
    """What came of it."""

    outcome: Annotated[Line, one_of(*slugs(words.OUTCOMES))] = None
    report: Report = None

    def _rules(self) -> Rules:
        yield (
            "outcome",
            lambda: self.outcome is None,
            _("Choose what came of it; no change is an answer too"),
        )
        yield "report", lambda: self.report is None, _("Say in a few sentences what happened")


class DonationForm(Form):
    """One gift to a fund: who gave if that may be told, how much, when."""

    donor: Line = None
    amount: Annotated[str | None, BeforeValidator(_amount)] = None
    currency: Annotated[str | None, BeforeValidator(_currency)] = None
    qualifier: Annotated[Line, one_of(*slugs(words.QUALIFIERS))] = None
    on: FuzzyDay = None
    note: LongLine = None

    def _rules(self) -> Rules:
        yield "amount", lambda: self.amount is None, _("Give the sum in figures, such as 1500 or 1500.50")
        yield (
            "currency",
            lambda: self.currency is None,
            _("Give the currency by its three letters, such as EUR or KZT"),
        )


class CountForm(Form):
    """Letters or signatures that were counted: how many, by which channel, from where, in which month."""

    number: Number = None
    what: Annotated[Line, one_of(*slugs(words.COUNTED))] = None
    channel: Annotated[Line, one_of(*slugs(words.CHANNELS))] = None
    country: Annotated[str | None, BeforeValidator(read_country)] = None
    month: FuzzyDay = None
    off: Annotated[Line, one_of("yes")] = None

    def _rules(self) -> Rules:
        yield "number", lambda: not self.number or self.number > 1_000_000, _("Say how many, such as 12")
        yield "what", lambda: self.what is None, _("Choose letters or signatures")
        yield "channel", lambda: self.channel is None, _("Choose how they were sent or collected")
        yield (
            "month",
            lambda: (
                self.month is not None
                and (
                    self.month.first is None
                    or self.month.last is None
                    or self.month.first.replace(day=1) != self.month.last.replace(day=1)
                )
            ),
            _("Give one month, such as May 2013"),
        )


class SentForm(Form):
    """One letter sent by somebody whose name nobody keeps."""

    channel: Annotated[Line, one_of(*slugs(words.CHANNELS))] = None
    country: Annotated[str | None, BeforeValidator(read_country)] = None

    def _rules(self) -> Rules:
        yield "channel", lambda: self.channel is None, _("Choose how you sent it")


class ListForm(Form):
    """The filters of the list."""

    whose: Annotated[Line, one_of(*slugs(words.WHOSE))] = None
    kind: Annotated[Line, one_of(*slugs(words.KINDS))] = None
    state: Annotated[Line, one_of(*slugs(words.STATES))] = None
    city: LongLine = None
    target: LongLine = None
    case: Line = None
    before: Line = None
