"""Forms about people: the person, spellings, roles, links to others."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, model_validator

from app.cases import vocabulary as words
from app.cases.people_words import CERTAINTIES, GENDERS, KINSHIP, MAY_BE_WRITTEN, NAME_KINDS, ROLES, SCRIPTS
from app.text import N_, _, marked
from app.web.form_fields import FuzzyDay, FuzzyDayAhead, Line, LongLine, NeededLine, Number, Words, one_of
from app.web.forms import Asked, Form, Rules


def needed(options: words.Options, sentence: str) -> BeforeValidator:
    """An answer among the options; without one the form comes back with the sentence."""

    def check(value: Any) -> str:
        if value not in words.slugs(options):
            raise ValueError(marked(sentence))
        return str(value)

    return BeforeValidator(check)


class PersonForm(Form):
    """What is said of the person."""

    words_of_dates: ClassVar[str] = "born_note"

    name: Annotated[NeededLine, Asked(N_("Name to show"), N_("Other spellings are kept beside it"))]
    gender: Annotated[
        Line, one_of(*words.slugs(GENDERS)), Asked(N_("Woman or man"), widget="choice", options=GENDERS)
    ] = None
    born: Annotated[FuzzyDay, Asked(N_("Born"), widget="date")] = None
    born_note: Annotated[
        LongLine, Asked(N_("How that is known"), N_("Such as: aged 18 in September 2011"))
    ] = None
    note: Annotated[Words, Asked(N_("Note for the team"), widget="words")] = None
    nationalities: Annotated[Line, Asked(N_("Nationalities"), N_("All of them, with commas"), more=True)] = (
        None
    )
    birthplace: Annotated[Line, Asked(N_("Place of birth"), more=True)] = None
    occupation: Annotated[Line, Asked(N_("Occupation"), more=True)] = None
    languages_read: Annotated[
        Line, Asked(N_("Languages read"), N_("In which a letter to this person can be written"), more=True)
    ] = None
    dependants: Annotated[LongLine, Asked(N_("Who depends on this person"), more=True, widget="words")] = None
    interests: Annotated[
        LongLine, Asked(N_("Interests"), N_("For letters to this person"), more=True, widget="words")
    ] = None
    may_be_written: Annotated[
        Line,
        one_of("yes", "no"),
        Asked(N_("May be written to"), more=True, widget="choice", options=MAY_BE_WRITTEN),
    ] = None
    why_written: Annotated[LongLine, Asked(N_("Why, or why not"), more=True, widget="words")] = None
    mail_wishes: Annotated[
        LongLine,
        Asked(
            N_("Wishes about mail"),
            N_("Such as: no pictures, no mention of the case"),
            more=True,
            widget="words",
        ),
    ] = None
    version: Number = None

    def _rules(self) -> Rules:
        yield (
            "why_written",
            lambda: self.may_be_written is not None and self.why_written is None,
            _("Say who wants it so, or why"),
        )


class PartForm(Form):
    """What the forms of a person's parts share: the mark of what the form was shown."""

    seen: Line = None


class NameForm(PartForm):
    """One spelling of the name."""

    text: Annotated[NeededLine, Asked(N_("Name"), N_("Exactly as the source writes it"))]
    kind: Annotated[
        Line, one_of(*words.slugs(NAME_KINDS)), Asked(N_("Kind"), widget="choice", options=NAME_KINDS)
    ] = None
    script: Annotated[
        Line, one_of(*words.slugs(SCRIPTS)), Asked(N_("Script"), more=True, widget="choice", options=SCRIPTS)
    ] = None


class RoleForm(PartForm):
    """What the person was, and when."""

    words_of_dates: ClassVar[str] = "note"

    role: Annotated[
        str,
        needed(ROLES, N_("Choose what the person was")),
        Asked(N_("Role"), widget="choice", options=ROLES),
    ]
    organisation_id: Annotated[
        Number, Asked(N_("Where"), N_("The company, union or body"), widget="entry")
    ] = None
    since: Annotated[FuzzyDay, Asked(N_("Since"), widget="date")] = None
    until: Annotated[FuzzyDayAhead, Asked(N_("Until"), widget="date")] = None
    note: Annotated[LongLine, Asked(N_("Note"), more=True, widget="words")] = None

    @model_validator(mode="before")
    @classmethod
    def _has_role(cls, values: Any) -> Any:
        return {"role": None, **values}


class LinkForm(PartForm):
    """How this person belongs to another, or that the two may be one."""

    kind: Annotated[
        str,
        needed(KINSHIP, N_("Choose how the two belong together")),
        Asked(N_("This person is"), widget="choice", options=KINSHIP),
    ]
    other: Annotated[
        Line, Asked(N_("The other person"), N_("A name in the record in any spelling, or K-012"), needed=True)
    ] = None
    certainty: Annotated[
        Line,
        one_of(*words.slugs(CERTAINTIES)),
        Asked(N_("How sure"), N_("For two who may be one"), widget="choice", options=CERTAINTIES),
    ] = None
    reason: Annotated[LongLine, Asked(N_("Why"), N_("What speaks for it"), widget="words")] = None

    @model_validator(mode="before")
    @classmethod
    def _has_kind(cls, values: Any) -> Any:
        return {"kind": None, **values}

    def _rules(self) -> Rules:
        yield "other", lambda: self.other is None, _("Say who the other person is")
        yield (
            "reason",
            lambda: self.kind == "maybe-same" and self.reason is None,
            _("Say why the two may be one; a later reader needs it"),
        )


class RuleOutForm(Form):
    """Why two are not the same person."""

    reason: Annotated[
        NeededLine,
        Asked(N_("Why they are two people"), N_("Such as: one was free when the other stood trial")),
    ]
