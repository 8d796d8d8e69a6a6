"""The forms of what courts do: charge, hearing, sentence, appeal."""

import re
from typing import Annotated

from app.cases import vocabulary as words
from app.cases.forms.entries import DATE_HINT, LENGTH_HINT, EntryForm, after, choice, range_alone, yes_no
from app.text import N_, _
from app.web import form_fields
from app.web.form_fields import ClockTime, FuzzyDay, Length, Line, LongLine, Number, Words, YesNo, one_of
from app.web.forms import Asked, Rules

AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,4})?")


class ChargeForm(EntryForm):
    """What somebody is accused of."""

    normalised: Annotated[Line, one_of(*words.slugs(words.CHARGES)), choice(N_("Charge"), words.CHARGES)] = (
        None
    )
    wording: Annotated[
        LongLine, Asked(N_("Wording as reported"), N_("Word for word, without quotation marks"))
    ] = None
    article: Annotated[
        Line, Asked(N_("Article of the law"), N_("Such as article 164 of the criminal code"))
    ] = None
    outcome: Annotated[
        Line, one_of(*words.slugs(words.CHARGE_OUTCOMES)), choice(N_("Outcome"), words.CHARGE_OUTCOMES)
    ] = None
    outcome_on: Annotated[FuzzyDay, Asked(N_("Date of the outcome"), more=True, widget="date")] = None
    maximum: Annotated[
        Length,
        Asked(N_("Possible maximum"), N_("What the law allows; not a sentence"), more=True, widget="length"),
    ] = None

    def _rules(self) -> Rules:
        """An outcome does not come before its charge."""
        yield from after(
            self, "outcome_on", _("The outcome cannot come before the charge; look at both dates")
        )


class HearingForm(EntryForm):
    """A sitting of a court, held or ahead."""

    stage: Annotated[Line, one_of(*words.slugs(words.STAGES)), choice(N_("What kind"), words.STAGES)] = None
    time: Annotated[
        ClockTime, Asked(N_("Time"), N_("On the clock of the place, such as 10:30"), widget="time")
    ] = None
    court: Annotated[Line, Asked(N_("Court"))] = None
    result: Annotated[Words, Asked(N_("Result"), N_("Leave empty while it lies ahead"), widget="words")] = (
        None
    )
    openness: Annotated[
        Line, one_of("open", "closed"), choice(N_("Open or closed"), words.OPENNESS, more=True)
    ] = None
    zone: Annotated[form_fields.Zone, Asked(N_("Time zone there"), N_("Such as Asia/Aqtau"), more=True)] = (
        None
    )
    until: Annotated[FuzzyDay, Asked(N_("Last day"), more=True, widget="date")] = None
    judge: Annotated[Line, Asked(N_("Judge"), more=True)] = None

    def _rules(self) -> Rules:
        """A time needs a day, and the end does not come first."""
        yield from after(self, "until", _("It cannot end before it began; look at both dates"))
        yield (
            "time",
            lambda: self.time and not (self.on and self.on.is_exact_day),
            _("A time needs an exact day; give the day, or leave the time empty"),
        )


class SentenceForm(EntryForm):
    """A punishment imposed."""

    form: Annotated[
        Line, one_of(*words.slugs(words.SENTENCE_FORMS)), choice(N_("What kind"), words.SENTENCE_FORMS)
    ] = None
    length: Annotated[Length, Asked(N_("Length"), LENGTH_HINT, widget="length")] = None
    supersedes_id: Annotated[
        Number,
        Asked(
            N_("An earlier sentence it relates to"),
            N_("One that it changes, is added to or is served beside"),
            widget="entry",
        ),
    ] = None
    relation: Annotated[
        Line,
        one_of(*words.slugs(words.SENTENCE_RELATIONS)),
        choice(N_("How it relates to the earlier one"), words.SENTENCE_RELATIONS),
    ] = None
    part: Annotated[
        Line,
        one_of(*words.slugs(words.SENTENCE_PARTS)),
        choice(N_("Main or further penalty"), words.SENTENCE_PARTS, more=True),
    ] = None
    court: Annotated[Line, Asked(N_("Court"), more=True)] = None
    starts: Annotated[
        FuzzyDay, Asked(N_("Counts from"), N_("Often the day of the arrest"), more=True, widget="date")
    ] = None
    credited_days: Annotated[Number, Asked(N_("Days credited"), more=True, widget="number")] = None
    credit_note: Annotated[LongLine, Asked(N_("Why they are credited"), more=True)] = None
    length_min: Annotated[
        Length, Asked(N_("If only a range is known: at least"), more=True, widget="length")
    ] = None
    length_max: Annotated[
        Length, Asked(N_("If only a range is known: at most"), more=True, widget="length")
    ] = None
    statutory_maximum: Annotated[
        Length,
        Asked(
            N_("Maximum the law allows"), N_("Kept apart: it is not a sentence"), more=True, widget="length"
        ),
    ] = None
    regime: Annotated[Line, Asked(N_("Regime"), more=True)] = None
    judge: Annotated[Line, Asked(N_("Judge"), more=True)] = None
    amount: Annotated[Line, Asked(N_("Fine: amount"), N_("Such as 150000 or 99.50"), more=True)] = None
    currency: Annotated[Line, Asked(N_("Fine: currency"), N_("Three letters, such as KZT"), more=True)] = None

    def _rules(self) -> Rules:
        """One length or a range; a relation has both its ends; a fine has digits and a currency."""
        yield from range_alone(self)
        yield (
            "supersedes_id",
            lambda: self.relation and self.supersedes_id is None,
            _("Choose the earlier sentence that this one relates to"),
        )
        yield (
            "amount",
            lambda: self.amount and not AMOUNT.fullmatch(self.amount),
            _("Write the amount in digits, such as 150000 or 99.50"),
        )
        yield (
            "currency",
            lambda: (self.amount or self.currency) and not re.fullmatch(r"[A-Za-z]{3}", self.currency or ""),
            _("Name the currency by its three letters, such as KZT"),
        )


class AppealForm(EntryForm):
    """An appeal to a court."""

    on: Annotated[FuzzyDay, Asked(N_("Date of the decision, else of lodging"), DATE_HINT, widget="date")] = (
        None
    )
    level: Annotated[
        Line, one_of(*words.slugs(words.APPEAL_LEVELS)), choice(N_("Level"), words.APPEAL_LEVELS)
    ] = None
    court: Annotated[Line, Asked(N_("Court"))] = None
    outcome: Annotated[
        Line, one_of(*words.slugs(words.APPEAL_OUTCOMES)), choice(N_("Outcome"), words.APPEAL_OUTCOMES)
    ] = None
    deadline: Annotated[
        FuzzyDay, Asked(N_("Deadline"), N_("Last day on which it may be lodged"), widget="date")
    ] = None
    lodged: Annotated[FuzzyDay, Asked(N_("Lodged on"), more=True, widget="date")] = None
    decided: Annotated[FuzzyDay, Asked(N_("Decided on"), more=True, widget="date")] = None
    judge: Annotated[Line, Asked(N_("Judge"), more=True)] = None
    grounds: Annotated[Words, Asked(N_("Grounds"), more=True, widget="words")] = None
    resulting_sentence_id: Annotated[
        Number, Asked(N_("Sentence that came of it"), more=True, widget="entry")
    ] = None
    present: Annotated[YesNo, yes_no(N_("The person was in court"), more=True)] = None

    def _rules(self) -> Rules:
        """A decision does not come before the appeal was lodged."""
        yield (
            "decided",
            lambda: self.lodged and self.decided and self.decided.certainly_before(self.lodged),
            _("It cannot be decided before it was lodged; look at both dates"),
        )
