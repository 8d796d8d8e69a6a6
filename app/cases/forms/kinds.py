"""One form per kind of entry: at most six fields, the rest under More."""

import re
from typing import Annotated

from app.cases import vocabulary as words
from app.cases.forms.entries import DATE_HINT, EntryForm
from app.cases.models.kinds import EntryKind
from app.text import N_, _
from app.web import fields
from app.web.fields import ClockTime, ExactDay, FuzzyDay, Length, Line, LongLine, Number, Words, YesNo, one_of
from app.web.forms import Asked, FieldFault

AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,4})?")
LENGTH_HINT = N_("Such as 3 years, 1 year 6 months, 10 days, 200 hours")


def choice(label: str, options: words.Options, *, more: bool = False) -> Asked:
    """A question answered by one of these, or not yet."""
    return Asked(label, more=more, widget="choice", options=options)


def yes_no(label: str, *, more: bool = False) -> Asked:
    """Yes, no, not known yet, or known but not recorded here."""
    return Asked(label, more=more, widget="yesno", options=words.YES_NO)


def _range_alone(form: "CustodyForm | SentenceForm") -> None:
    if form.length is not None and (form.length_min is not None or form.length_max is not None):
        raise FieldFault("length", _("Give either one exact length or a range, not both"))


def _after(form: EntryForm, name: str, sentence: str) -> None:
    end = getattr(form, name)
    if form.on is not None and end is not None and end.certainly_before(form.on):
        raise FieldFault(name, sentence)


class CustodyForm(EntryForm):
    """Arrested or held somewhere, from a date."""

    on: Annotated[FuzzyDay, Asked(N_("From"), DATE_HINT, widget="date")] = None
    form: Annotated[
        Line, one_of(*words.slugs(words.CUSTODY_FORMS)), choice(N_("What kind"), words.CUSTODY_FORMS)
    ] = None
    place_text: Annotated[Line, Asked(N_("Where"))] = None
    until: Annotated[FuzzyDay, Asked(N_("Until"), N_("Leave empty while it goes on"), widget="date")] = None
    ordered_until: Annotated[
        FuzzyDay, Asked(N_("Ordered until"), N_("The last day a court has ordered"), widget="date")
    ] = None
    by_whom: Annotated[Line, Asked(N_("By whom"), more=True)] = None
    reason: Annotated[LongLine, Asked(N_("For what, as reported"), more=True)] = None
    length: Annotated[Length, Asked(N_("Length ordered"), LENGTH_HINT, more=True, widget="length")] = None
    length_min: Annotated[Length, Asked(N_("Length: at least"), more=True, widget="length")] = None
    length_max: Annotated[Length, Asked(N_("Length: at most"), more=True, widget="length")] = None
    court: Annotated[Line, Asked(N_("Court"), more=True)] = None
    lawyer: Annotated[YesNo, yes_no(N_("Could see a lawyer"), more=True)] = None

    def check(self) -> None:
        """The end does not come before the beginning."""
        _range_alone(self)
        _after(self, "until", _("It cannot end before it began; look at both dates"))


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

    def check(self) -> None:
        """An outcome does not come before its charge."""
        _after(self, "outcome_on", _("The outcome cannot come before the charge; look at both dates"))


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
    zone: Annotated[fields.Zone, Asked(N_("Time zone there"), N_("Such as Asia/Aqtau"), more=True)] = None
    until: Annotated[FuzzyDay, Asked(N_("Last day"), more=True, widget="date")] = None
    judge: Annotated[Line, Asked(N_("Judge"), more=True)] = None

    def check(self) -> None:
        """A time needs a day, and the end does not come first."""
        _after(self, "until", _("It cannot end before it began; look at both dates"))
        if self.time and not (self.on and self.on.is_exact_day):
            raise FieldFault("time", _("A time needs an exact day; give the day, or leave the time empty"))


class SentenceForm(EntryForm):
    """A punishment imposed."""

    form: Annotated[
        Line, one_of(*words.slugs(words.SENTENCE_FORMS)), choice(N_("What kind"), words.SENTENCE_FORMS)
    ] = None
    length: Annotated[Length, Asked(N_("Length"), LENGTH_HINT, widget="length")] = None
    court: Annotated[Line, Asked(N_("Court"))] = None
    supersedes_id: Annotated[
        Number, Asked(N_("Takes the place of"), N_("An earlier sentence that it changes"), widget="entry")
    ] = None
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

    def check(self) -> None:
        """One length or a range; a fine has digits and a currency."""
        _range_alone(self)
        if self.amount and not AMOUNT.fullmatch(self.amount):
            raise FieldFault("amount", _("Write the amount in digits, such as 150000 or 99.50"))
        if (self.amount or self.currency) and not re.fullmatch(r"[A-Za-z]{3}", self.currency or ""):
            raise FieldFault("currency", _("Name the currency by its three letters, such as KZT"))


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

    def check(self) -> None:
        """A decision does not come before the appeal was lodged."""
        if self.lodged and self.decided and self.decided.certainly_before(self.lodged):
            raise FieldFault("decided", _("It cannot be decided before it was lodged; look at both dates"))


class HealthAlertForm(EntryForm):
    """Illness, injury or hunger strike; open until how it ended is recorded."""

    on: Annotated[FuzzyDay, Asked(N_("Since"), DATE_HINT, widget="date")] = None
    severity: Annotated[
        Line, one_of(*words.slugs(words.SEVERITIES)), choice(N_("How grave"), words.SEVERITIES)
    ] = None
    condition: Annotated[LongLine, Asked(N_("What is wrong"), N_("Short, such as chronic liver disease"))] = (
        None
    )
    care_asked: Annotated[LongLine, Asked(N_("Care asked for"))] = None
    care_refused: Annotated[YesNo, yes_no(N_("Care refused"))] = None
    care_asked_on: Annotated[FuzzyDay, Asked(N_("Care asked for on"), more=True, widget="date")] = None
    refused_by: Annotated[Line, Asked(N_("Refused by"), more=True)] = None
    next_look: Annotated[
        ExactDay,
        Asked(
            N_("Look again on"), N_("An exact day; empty means by the usual rule"), more=True, widget="day"
        ),
    ] = None
    resolved: Annotated[FuzzyDay, Asked(N_("Ended on"), more=True, widget="date")] = None
    resolution: Annotated[
        Line,
        one_of(*words.slugs(words.RESOLUTIONS)),
        choice(N_("How it ended"), words.RESOLUTIONS, more=True),
    ] = None

    def check(self) -> None:
        """An alert never closes by itself: an end needs an outcome."""
        _after(self, "resolved", _("It cannot end before it began; look at both dates"))
        if self.resolved and not self.resolution:
            raise FieldFault("resolution", _("Say how it ended; an alert is closed only with an outcome"))


class IllTreatmentForm(EntryForm):
    """Torture or other ill-treatment as somebody reports it."""

    method: Annotated[Words, Asked(N_("What was done, as reported"), widget="words")] = None
    alleged_actor: Annotated[LongLine, Asked(N_("Who is said to have done it"))] = None
    during: Annotated[
        Line, one_of(*words.slugs(words.DURING)), choice(N_("On what occasion"), words.DURING)
    ] = None
    raised_in_court: Annotated[YesNo, yes_no(N_("Raised in court"))] = None
    investigated: Annotated[YesNo, yes_no(N_("Investigated"), more=True)] = None


class ThreatForm(EntryForm):
    """Something threatened, not yet done."""

    what: Annotated[Words, Asked(N_("What is threatened"), widget="words")] = None
    by_whom: Annotated[LongLine, Asked(N_("By whom"))] = None
    target: Annotated[LongLine, Asked(N_("Against whom"), N_("Empty means the person of this case"))] = None
    threatened_charge: Annotated[LongLine, Asked(N_("Charge threatened"), more=True)] = None
    maximum: Annotated[Length, Asked(N_("Possible maximum"), more=True, widget="length")] = None


class ReleaseForm(EntryForm):
    """Set free."""

    form: Annotated[
        Line, one_of(*words.slugs(words.RELEASE_FORMS)), choice(N_("How"), words.RELEASE_FORMS)
    ] = None
    conditions: Annotated[
        Words, Asked(N_("Conditions"), N_("Such as reporting to the police every week"), widget="words")
    ] = None


class DeathForm(EntryForm):
    """A death."""

    cause_reported: Annotated[LongLine, Asked(N_("Cause as reported"))] = None
    cause_recorded: Annotated[LongLine, Asked(N_("Cause on the certificate, where it differs"))] = None
    in_custody: Annotated[YesNo, yes_no(N_("In custody"))] = None
    circumstances: Annotated[Words, Asked(N_("Circumstances"), more=True, widget="words")] = None


class ContactForm(EntryForm):
    """A visit, call, parcel or letter."""

    form: Annotated[
        Line, one_of(*words.slugs(words.CONTACT_FORMS)), choice(N_("What kind"), words.CONTACT_FORMS)
    ] = None
    who: Annotated[Line, Asked(N_("With whom"))] = None
    refused: Annotated[YesNo, yes_no(N_("Refused"))] = None
    result: Annotated[LongLine, Asked(N_("What came of it"))] = None
    refused_by: Annotated[Line, Asked(N_("Refused by"), more=True)] = None


class NoteForm(EntryForm):
    """Anything else worth keeping."""

    def check(self) -> None:
        """A note without words says nothing."""
        if not self.summary:
            raise FieldFault("summary", _("Write what is worth keeping"))


FORMS: dict[EntryKind, type[EntryForm]] = {
    EntryKind.CUSTODY: CustodyForm,
    EntryKind.CHARGE: ChargeForm,
    EntryKind.HEARING: HearingForm,
    EntryKind.SENTENCE: SentenceForm,
    EntryKind.APPEAL: AppealForm,
    EntryKind.HEALTH_ALERT: HealthAlertForm,
    EntryKind.ILL_TREATMENT: IllTreatmentForm,
    EntryKind.THREAT: ThreatForm,
    EntryKind.RELEASE: ReleaseForm,
    EntryKind.DEATH: DeathForm,
    EntryKind.CONTACT: ContactForm,
    EntryKind.NOTE: NoteForm,
}
