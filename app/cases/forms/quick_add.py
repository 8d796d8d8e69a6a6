"""The form that takes what is new about anybody, from every page."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from app.cases.kinds import KINDS
from app.cases.kinds.form import DATE_HINT, SUMMARY
from app.cases.vocabulary import VISIBILITIES, slugs
from app.text import N_, _
from app.web.form_fields import FuzzyDayAhead, Line, NeededLine, Number, Words, one_of
from app.web.forms import Asked, Form

OF_EVERY_KIND = frozenset({"on", "calendar_on", "right_on", "summary", "note", "visibility"})


def _kind(value: Any) -> str:
    if value not in list(KINDS):
        raise ValueError(_("Choose what happened"))
    return str(value)


class QuickForm(Form):
    """Whose case, what happened and when; the kind's own form reads the same answers, and asks the rest later."""

    whose: Annotated[
        NeededLine,
        Asked(N_("About whom"), N_("A name in any spelling, or K-012; somebody new is welcome")),
    ]
    kind: Annotated[
        str,
        BeforeValidator(_kind),
        Asked(
            N_("What happened"),
            widget="choice",
            options=tuple((slug, kind.label) for slug, kind in KINDS.items()),
        ),
    ]
    on: Annotated[FuzzyDayAhead, Asked(N_("When"), DATE_HINT, widget="date")] = None
    summary: Annotated[Words, Asked(SUMMARY, widget="words")] = None
    note: Annotated[Words, Asked(N_("Note for the team"), widget="words")] = None
    visibility: Annotated[
        Line,
        one_of(*slugs(VISIBILITIES)),
        Asked(N_("Who may see it"), widget="choice", options=VISIBILITIES),
    ] = None
    concern: Line = None


class WhoForm(Form):
    """Which of those with such a name is meant, asked as soon as there is a name."""

    whose: Line = None
    meant: Line = None  # a case's reference, a person's number, or "new"
    shown: Line = None  # the name for which these were shown
    campaign: Number = None

    @property
    def chosen(self) -> str | None:
        """The answer, "" where one is due; None while the name is not yet the one that was asked about."""
        return (self.meant or "") if self.shown == self.whose else None
