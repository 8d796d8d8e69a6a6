"""Forms about incidents: the filters, the incident itself, figures, groups, members and dated facts."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, model_validator

from app.cases import vocabulary as words
from app.cases.forms.cases import Sought
from app.cases.incident_words import INCIDENT_KINDS, MEASURES, QUALIFIERS
from app.characters import whole_number
from app.text import N_, _
from app.web.form_fields import FuzzyDay, FuzzyDayAhead, Line, LongLine, NeededLine, Number, Words, one_of
from app.web.forms import Asked, Form, Rules


class IncidentFilters(Form):
    """What the list of incidents is asked for. Nothing in an address makes it fail."""

    q: Sought = None
    kind: Annotated[
        str | None, BeforeValidator(lambda value: value if value in words.slugs(INCIDENT_KINDS) else None)
    ] = None
    after: Annotated[
        int | None,
        BeforeValidator(lambda value: whole_number(str(value))),
    ] = None


def _kind(value: Any) -> str:
    if value not in words.slugs(INCIDENT_KINDS):
        raise ValueError(_("Choose what kind of thing happened"))
    return str(value)


def _measure(value: Any) -> str:
    if value not in words.slugs(MEASURES):
        raise ValueError(_("Choose what is counted"))
    return str(value)


class IncidentForm(Form):
    """What happened to many."""

    words_of_dates: ClassVar[str] = "on_note"

    title: Annotated[NeededLine, Asked(N_("Title"), N_("Such as: trial of the thirty-seven"))]
    kind: Annotated[str, BeforeValidator(_kind), Asked(N_("Kind"), widget="choice", options=INCIDENT_KINDS)]
    on: Annotated[FuzzyDay, Asked(N_("Date"), widget="date")] = None
    until: Annotated[FuzzyDayAhead, Asked(N_("Until"), widget="date")] = None
    place_id: Annotated[Number, Asked(N_("Place"), widget="entry")] = None
    summary: Annotated[Words, Asked(N_("What happened"), N_("In your own words"), widget="words")] = None
    on_note: Annotated[LongLine, Asked(N_("How the date was found"), more=True)] = None
    note: Annotated[Words, Asked(N_("Note for the team"), more=True, widget="words")] = None
    version: Number = None
    campaign: Number = None

    @model_validator(mode="before")
    @classmethod
    def _has_kind(cls, values: Any) -> Any:
        return {"kind": None, **values}


class PartForm(Form):
    """What the forms of an incident's parts share: the mark of what the form was shown."""

    seen: Line = None


class FigureForm(PartForm):
    """A number somebody claims."""

    measure: Annotated[
        str, BeforeValidator(_measure), Asked(N_("What is counted"), widget="choice", options=MEASURES)
    ]
    qualifier: Annotated[
        Line, one_of(*words.slugs(QUALIFIERS)), Asked(N_("How exactly"), widget="choice", options=QUALIFIERS)
    ] = None
    value_min: Annotated[Number, Asked(N_("Number"), N_("As the source gives it"), widget="number")] = None
    value_max: Annotated[Number, Asked(N_("To"), N_("Only for a range"), widget="number")] = None
    words: Annotated[Line, Asked(N_("Words"), N_("Where no number is given, such as: hundreds"))] = None
    note: Annotated[LongLine, Asked(N_("Note"), more=True, widget="words")] = None

    @model_validator(mode="before")
    @classmethod
    def _has_measure(cls, values: Any) -> Any:
        return {"measure": None, **values}

    def _rules(self) -> Rules:
        yield (
            "value_min",
            lambda: self.value_min is None and self.value_max is None and self.words is None,
            _("Give the number, or the words the source uses instead"),
        )
        yield (
            "words",
            lambda: self.words is not None and self.value_min is not None,
            _("Give either a number or words"),
        )
        yield (
            "value_max",
            lambda: (
                self.value_min is not None and self.value_max is not None and self.value_max < self.value_min
            ),
            _("The end of a range is larger than its beginning"),
        )


class GroupForm(PartForm):
    """A sub-group with its number."""

    label: Annotated[NeededLine, Asked(N_("Who they are"), N_("Such as: sent to prison"))]
    count: Annotated[Number, Asked(N_("How many"), widget="number", needed=True)] = None
    parent_id: Annotated[
        Number, Asked(N_("Part of"), N_("The larger group they belong to"), widget="entry")
    ] = None
    outcome: Annotated[Line, Asked(N_("What became of them"))] = None
    partial: Annotated[
        Line,
        one_of("yes"),
        Asked(
            N_("Are all parts told of?"),
            more=True,
            widget="choice",
            options=(("yes", N_("No, some are not told")),),
        ),
    ] = None
    note: Annotated[LongLine, Asked(N_("Note"), more=True, widget="words")] = None

    def _rules(self) -> Rules:
        yield "count", lambda: self.count is None, _("Give how many they are; a group needs a number")


class MemberForm(PartForm):
    """A case, a person, or people without names."""

    who: Annotated[Line, Asked(N_("Case or person"), N_("K-012, or a name that is in the record"))] = None
    description: Annotated[
        LongLine, Asked(N_("Or people without names"), N_("Such as: five guards of the prison"))
    ] = None
    count: Annotated[Number, Asked(N_("How many of them"), widget="number")] = None
    count_qualifier: Annotated[
        Line, one_of(*words.slugs(QUALIFIERS)), Asked(N_("How exactly"), widget="choice", options=QUALIFIERS)
    ] = None
    part: Annotated[Line, Asked(N_("Their part in it"), N_("Such as: wounded, tried, witness"))] = None
    group_id: Annotated[Number, Asked(N_("Sub-group"), N_("For a case"), widget="entry")] = None
    note: Annotated[LongLine, Asked(N_("Note"), more=True, widget="words")] = None

    def _rules(self) -> Rules:
        yield (
            "who",
            lambda: (self.who is None) == (self.description is None),
            _("Give a case or a person, or describe people without names"),
        )


class FactForm(PartForm):
    """Something dated that concerns the whole."""

    words_of_dates: ClassVar[str] = "on_note"

    summary: Annotated[Words, Asked(N_("What happened, in one sentence"), widget="words", needed=True)] = None
    on: Annotated[FuzzyDay, Asked(N_("Date"), widget="date")] = None
    on_note: Annotated[LongLine, Asked(N_("How the date was found"), more=True)] = None
    note: Annotated[LongLine, Asked(N_("Note"), more=True, widget="words")] = None

    def _rules(self) -> Rules:
        yield "summary", lambda: self.summary is None, _("Say in one sentence what happened")
