"""Forms about cases: the filters of the list, a new case, editing, closing, minders and named members."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from app.cases import vocabulary as words
from app.characters import whole_number
from app.text import N_, _
from app.web.form_fields import Line, NeededLine, NeededWords, Number, Words, one_of
from app.web.forms import Asked, Form, Rules

DUE: words.Options = (
    ("late", N_("Late")),
    ("0", N_("Today or late")),
    ("7", N_("Within 7 days")),
    ("30", N_("Within 30 days")),
    ("none", N_("Nothing is due")),
)
SILENT: words.Options = (
    ("30", N_("30 days or longer")),
    ("90", N_("90 days or longer")),
    ("180", N_("180 days or longer")),
    ("365", N_("A year or longer")),
)
STATES: words.Options = (("open", N_("Open")), ("closed", N_("Closed")), ("all", N_("Open and closed")))
SORTS: words.Options = (
    ("due", N_("Next date first")),
    ("news", N_("Newest news first")),
    ("name", N_("Name")),
    ("reference", N_("Reference")),
)
NOBODY, ME = "none", "me"


def _known(options: words.Options, otherwise: str | None = None) -> BeforeValidator:
    """One of the options; anything else in an address counts as not asked for."""
    slugs = words.slugs(options)
    return BeforeValidator(lambda value: value if value in slugs else otherwise)


def _standings(value: Any) -> tuple[str, ...]:
    known = words.slugs(words.STANDINGS)
    return tuple(slug for slug in known if slug in value) if isinstance(value, list) else ()


def _searched(value: Any) -> str | None:
    """Any text is something to look for: what no name can hold is dropped."""
    printable = "".join(c if c.isprintable() else " " for c in str(value or ""))
    return " ".join(printable.split())[:80] or None


Sought = Annotated[str | None, BeforeValidator(_searched)]
Slug = Annotated[str | None, BeforeValidator(_searched)]


class CaseFilters(Form):
    """What the list of cases is asked for. Nothing in an address makes it fail."""

    q: Sought = None
    standing: Annotated[tuple[str, ...], BeforeValidator(_standings)] = ()
    campaign: Slug = None
    minder: Slug = None
    due: Annotated[str | None, _known(DUE)] = None
    silent: Annotated[str | None, _known(SILENT)] = None
    state: Annotated[str, _known(STATES, "open")] = "open"
    sort: Annotated[str, _known(SORTS, "due")] = "due"
    after: Slug = None
    before: Slug = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.q or self.standing or self.campaign or self.minder or self.due or self.silent)


class CaseWords(Form):
    """What a case says of itself."""

    title: Annotated[NeededLine, Asked(N_("Concern"), N_("In few words, such as: striker in prison, ill"))]
    summary: Annotated[
        Words, Asked(N_("Summary"), N_("Two or three sentences in your own words"), widget="words")
    ] = None
    open_question: Annotated[
        Words,
        Asked(N_("What would settle it"), N_("The one question that is open"), more=True, widget="words"),
    ] = None
    visibility: Annotated[
        Line,
        one_of(*words.slugs(words.VISIBILITIES)),
        Asked(N_("Who may see it"), more=True, widget="choice", options=words.VISIBILITIES),
    ] = None


class NewCaseForm(CaseWords):
    """A new case, of somebody in the record or of a new person."""

    name: NeededLine
    person: Line = None  # a person's number, or "new"
    shown: Line = None  # the name for which the likely people were shown
    campaign: Number = None
    minder: tuple[str, ...] = ()

    def _rules(self) -> Rules:
        yield (
            "person",
            lambda: self.person is None,
            _("Say whether it is one of these people or somebody new"),
        )
        yield (
            "person",
            lambda: self.person != "new" and whole_number(self.person) is None,
            _("Choose one of the people shown, or a new person"),
        )


class EditCaseForm(CaseWords):
    """A case's own words, with the version they were read at."""

    version: Number = None


class CloseForm(Form):
    """Why a case is closed."""

    reason: NeededWords
    version: Number = None


class ColleagueForm(Form):
    """One volunteer, to be added or taken off."""

    volunteer: Number = None

    def _rules(self) -> Rules:
        yield "volunteer", lambda: self.volunteer is None, _("Choose a volunteer from the list")


class MergeForm(Form):
    """Into which case or person another one is merged, and why."""

    into: NeededLine
    reason: NeededLine
    sure: Line = None
