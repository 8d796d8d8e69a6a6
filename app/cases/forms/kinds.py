"""One form per kind of entry: at most six fields, the rest under More."""

from typing import Annotated

from app.cases import vocabulary as words
from app.cases.forms.court import AppealForm, ChargeForm, HearingForm, SentenceForm
from app.cases.forms.entries import (
    DATE_HINT,
    LENGTH_HINT,
    SUMMARY,
    EntryForm,
    after,
    choice,
    range_alone,
    yes_no,
)
from app.cases.models.kinds import EntryKind
from app.text import N_, _
from app.web.form_fields import ExactDay, FuzzyDay, Length, Line, LongLine, Words, YesNo, one_of
from app.web.forms import Asked, Rules


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

    def _rules(self) -> Rules:
        """The end does not come before the beginning."""
        yield from range_alone(self)
        yield from after(self, "until", _("It cannot end before it began; look at both dates"))


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

    def _rules(self) -> Rules:
        """An alert never closes by itself: an end needs an outcome."""
        yield from after(self, "resolved", _("It cannot end before it began; look at both dates"))
        yield (
            "resolution",
            lambda: self.resolved and not self.resolution,
            _("Say how it ended; an alert is closed only with an outcome"),
        )


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
    ended: Annotated[FuzzyDay, Asked(N_("Ended on"), more=True, widget="date")] = None
    ending: Annotated[
        Line,
        one_of(*words.slugs(words.THREAT_ENDINGS)),
        choice(N_("How it ended"), words.THREAT_ENDINGS, more=True),
    ] = None

    def _rules(self) -> Rules:
        """A threat never ends by itself: an end needs an outcome."""
        yield from after(self, "ended", _("It cannot end before it began; look at both dates"))
        yield (
            "ending",
            lambda: self.ended and not self.ending,
            _("Say how it ended; a threat is over only with an outcome"),
        )


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

    summary: Annotated[Words, Asked(SUMMARY, widget="words", needed=True)] = None

    def _rules(self) -> Rules:
        """A note without words says nothing."""
        yield "summary", lambda: not self.summary, _("Write what is worth keeping")


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
