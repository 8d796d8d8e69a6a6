"""What every entry form asks, whatever its kind."""

from typing import Annotated, Any

from app.cases import vocabulary as words
from app.dates import FuzzyDate
from app.text import N_, _
from app.web.form_fields import FuzzyDay, Line, LongLine, NeededLine, Number, Words, one_of
from app.web.forms import Asked, Form, Rules

LENGTH_HINT = N_("Such as 3 years, 1 year 6 months, 10 days, 200 hours")
DATE_HINT = N_("As well as it is known, such as 13 5 2012, about May 2012, 18 or 19 December 2011")
SUMMARY = N_("What happened, in one sentence")


class EntryForm(Form):
    """The common part. Each kind's form adds its own fields; what is left empty is not known yet."""

    on: Annotated[FuzzyDay, Asked(N_("Date"), DATE_HINT, widget="date")] = None
    summary: Annotated[Words, Asked(SUMMARY, widget="words")] = None
    place_text: Annotated[Line, Asked(N_("Place"), more=True)] = None
    on_note: Annotated[
        LongLine, Asked(N_("How the date was found"), N_("Such as: Monday before 5 June 2012"), more=True)
    ] = None
    note: Annotated[Words, Asked(N_("Note for the team"), more=True, widget="words")] = None
    visibility: Annotated[
        Line,
        one_of(*words.slugs(words.VISIBILITIES)),
        Asked(N_("Who may see it"), more=True, widget="choice", options=words.VISIBILITIES),
    ] = None
    version: Number = None


def choice(label: str, options: words.Options, *, more: bool = False) -> Asked:
    """A question answered by one of these, or not yet."""
    return Asked(label, more=more, widget="choice", options=options)


def yes_no(label: str, *, more: bool = False) -> Asked:
    """Yes, no, not known yet, or known but not recorded here."""
    return Asked(label, more=more, widget="yesno", options=words.YES_NO)


def range_alone(form: Any) -> Rules:
    """One exact length or a range."""
    yield (
        "length",
        lambda: form.length is not None and (form.length_min is not None or form.length_max is not None),
        _("Give either one exact length or a range, not both"),
    )


def after(form: EntryForm, name: str, sentence: str) -> Rules:
    """The end lies not before the entry itself."""
    yield name, lambda: begins_before(getattr(form, name), form.on), sentence


def begins_before(end: FuzzyDate | None, start: FuzzyDate | None) -> bool:
    """Whether what is given as an end lies certainly before its beginning."""
    return start is not None and end is not None and end.certainly_before(start)


class RemovalForm(Form):
    """Why an entry is taken out."""

    reason: NeededLine
    version: Number = None


class ChoiceForm(Form):
    """Which reported value counts, and why."""

    citation: Number = None
    reason: NeededLine
