"""The form of a demand: what is asked for, and by whom."""

from typing import Annotated

from app.campaigning import vocabulary as words
from app.campaigning.forms.text_fields import CaseReferences, IncidentReferences
from app.cases.vocabulary import slugs
from app.text import N_, _
from app.web.form_fields import FuzzyDay, Line, LongLine, NeededLine, one_of
from app.web.forms import Asked, Form, Rules


class DemandForm(Form):
    """One demand. It belongs to whoever asks, so that is asked first."""

    by: Annotated[NeededLine, Asked(N_("Who asks"), N_("Such as: the strikers, or Human Rights Watch"))]
    by_kind: Annotated[
        Line,
        one_of(*slugs(words.ASKERS)),
        Asked(N_("Who that is"), widget="choice", options=words.ASKERS, needed=True),
    ] = None
    text: Annotated[LongLine, Asked(N_("What is asked for"), N_("In your own words"), needed=True)] = None
    on: Annotated[
        FuzzyDay,
        Asked(N_("When"), N_("As well as it is known, such as 8 4 2013 or March 2013"), widget="date"),
    ] = None
    cases: Annotated[
        CaseReferences, Asked(N_("Cases it is about"), N_("References, such as K-001, K-012"))
    ] = ()
    incidents: Annotated[
        IncidentReferences, Asked(N_("Incidents it is about"), N_("References, such as I-001"))
    ] = ()

    def _rules(self) -> Rules:
        yield "by_kind", lambda: self.by_kind is None, _("Choose who that is")
        yield "text", lambda: self.text is None, _("Say what is asked for")
        yield (
            "cases",
            lambda: not (self.cases or self.incidents),
            _("Give a case or an incident it is about, such as K-001"),
        )
