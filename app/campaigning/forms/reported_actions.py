"""The form of an action that a source reports."""

from typing import Annotated

from app.campaigning import vocabulary as words
from app.campaigning.forms.text_fields import CaseReferences, IncidentReferences
from app.cases.vocabulary import slugs
from app.text import N_, _
from app.web.form_fields import ClockTime, FuzzyDayAhead, Line, LongLine, NeededLine, Number, Words, one_of
from app.web.forms import Asked, Form, Rules

DATE_HINT = N_("As well as it is known, such as 8 4 2013 or March 2013")


class ReportedForm(Form):
    """What others did, called for, planned or were refused, as a source tells it."""

    kind: Annotated[
        Line,
        one_of(*slugs(words.KINDS)),
        Asked(N_("Kind"), widget="choice", options=words.KINDS, needed=True),
    ] = None
    state: Annotated[
        Line,
        one_of(*slugs(words.REPORTED)),
        Asked(N_("State"), widget="choice", options=words.REPORTED, needed=True),
    ] = None
    title: Annotated[NeededLine, Asked(N_("Title"))]
    on: Annotated[FuzzyDayAhead, Asked(N_("Date"), DATE_HINT, widget="date")] = None
    place_text: Annotated[LongLine, Asked(N_("City or place"))] = None
    summary: Annotated[Words, Asked(N_("What happened, in one sentence"), widget="words")] = None
    target: Annotated[LongLine, Asked(N_("Addressed to"), more=True)] = None
    organiser: Annotated[LongLine, Asked(N_("Organised by"), more=True)] = None
    cases: Annotated[
        CaseReferences, Asked(N_("Cases it is for"), N_("References, such as K-001, K-012"), more=True)
    ] = ()
    incidents: Annotated[
        IncidentReferences, Asked(N_("Incidents it is for"), N_("References, such as I-001"), more=True)
    ] = ()
    form: Annotated[
        Line, Asked(N_("More exactly"), N_("Such as: boycott, speech, street collection"), more=True)
    ] = None
    ended: Annotated[FuzzyDayAhead, Asked(N_("Until"), DATE_HINT, more=True, widget="date")] = None
    time: Annotated[
        ClockTime, Asked(N_("Hour"), N_("Local time, such as 12:30"), more=True, widget="time")
    ] = None
    on_note: Annotated[
        LongLine, Asked(N_("How the date was found"), N_("Such as: the Monday before 5 June 2012"), more=True)
    ] = None
    note: Annotated[Words, Asked(N_("Note for the team"), more=True, widget="words")] = None
    version: Number = None

    def _rules(self) -> Rules:
        yield "kind", lambda: self.kind is None, _("Choose what kind of action it was")
        yield (
            "state",
            lambda: self.state is None,
            _("Choose whether it was done, called for, planned or refused"),
        )
