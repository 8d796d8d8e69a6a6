"""What every entry form asks: when, in one sentence, who says so and where, for which date it was known."""

from typing import Annotated, Self

from pydantic import model_validator

from app.cases import vocabulary as words
from app.text import N_, _
from app.web.fields import FuzzyDay, Line, LongLine, Number, Words, one_of
from app.web.forms import Asked, FieldFault, Form

DATE_HINT = N_("As well as it is known, such as 13 5 2012, about May 2012, 18 or 19 December 2011")


class EntryForm(Form):
    """The common part. Each kind's form adds its own fields; what is left empty is not known yet."""

    on: Annotated[FuzzyDay, Asked(N_("Date"), DATE_HINT, widget="date")] = None
    summary: Annotated[Words, Asked(N_("In one sentence, in your own words"), widget="words")] = None
    place_text: Annotated[Line, Asked(N_("Place"), more=True)] = None
    on_note: Annotated[LongLine, Asked(N_("How the date was found"), N_("Such as: Monday before 5 June 2012"), more=True)] = None
    note: Annotated[Words, Asked(N_("Note for the team"), more=True, widget="words")] = None
    visibility: Annotated[
        Line,
        one_of(*words.slugs(words.VISIBILITIES)),
        Asked(N_("Who may see it"), more=True, widget="choice", options=words.VISIBILITIES),
    ] = None
    version: Number = None

    def check(self) -> None:
        """What must hold between fields; raise FieldFault."""

    @model_validator(mode="after")
    def _between_fields(self) -> Self:
        self.check()
        return self


class SourceForm(Form):
    """Who says so: a source already kept, a new one, or none yet."""

    source: Line = None  # a source's number, "new", or nothing
    source_title: LongLine = None
    source_publisher: Line = None
    source_published: FuzzyDay = None
    source_url: LongLine = None
    locator: Line = None
    claimant: LongLine = None
    as_of: FuzzyDay = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.source == "new" and not self.source_title:
            raise FieldFault("source_title", _("Give the new source a title, or choose one from the list"))
        if self.source_url and not self.source_url.startswith(("http://", "https://")):
            raise FieldFault("source_url", _("Begin the address with http:// or https://"))
        if self.source not in (None, "new") and not self.source.isdigit():
            raise FieldFault("source", _("Choose a source from the list"))
        return self
