"""The form of a kind, made from its declaration, and what every kind's form asks."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import create_model

from app.cases.kinds.columns import Sort, written
from app.cases.kinds.declaration import Kind, Question
from app.cases.vocabulary import VISIBILITIES, slugs
from app.dates import FuzzyDate
from app.db import LINE, LONG, WORDS
from app.text import N_, _
from app.web.form_fields import FuzzyDay, FuzzyDayAhead, Number, one_of
from app.web.forms import Asked, Form, Rules

AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,4})?")
LENGTH_HINT = N_("Such as 3 years, 1 year 6 months, 10 days, 200 hours")
DATE_HINT = N_("As well as it is known, such as 13 5 2012, about May 2012, 18 or 19 December 2011")
SUMMARY = N_("What happened, in one sentence")
OF_EVERY_ENTRY = {
    "on": Sort("date", FuzzyDay, "date"),
    "summary": written(WORDS, lines=True),
    "place_text": written(LINE),
    "on_note": written(LONG),
    "note": written(WORDS, lines=True),
    "visibility": Sort("choice", Annotated[str | None, one_of(*slugs(VISIBILITIES))], "choice", VISIBILITIES),
}


class EntryForm(Form):
    """What every kind's form has; those of the kinds are made from it. What is left empty is not known yet."""

    if TYPE_CHECKING:  # asked in an order of the kind's own
        on: FuzzyDate | None
        visibility: str | None

    words_of_dates: ClassVar[str] = "on_note"
    between: ClassVar[Callable[[Any], Rules]]
    version: Number = None

    def _rules(self) -> Rules:
        return type(self).between(self)


COMMON = (
    Question("on", N_("Date"), DATE_HINT),
    Question("summary", SUMMARY),
)
COMMON_MORE = (
    Question("place_text", N_("Place")),
    Question("on_note", N_("How the date was found"), N_("Such as: Monday before 5 June 2012")),
    Question("note", N_("Note for the team")),
    Question("visibility", N_("Who may see it")),
)


def form_of(kind: Kind) -> type[EntryForm]:
    """The kind's form: the date first, its own questions, the sentence last; the rest under More."""
    own = {question.name: question for question in (*kind.questions, *kind.more)}
    first, last = (own.get(question.name, question) for question in COMMON)
    asked = [
        first,
        *(question for question in kind.questions if question not in (first, last)),
        last,
        *kind.more,
        *(question for question in COMMON_MORE if question.name not in own),
    ]
    hidden = {question.name for question in (*kind.more, *COMMON_MORE)} - {one.name for one in kind.questions}
    fields: dict[str, Any] = {one.name: _field(kind, one, more=one.name in hidden) for one in asked}
    made = create_model(
        f"{kind.table.__name__ if kind.table else kind.slug.title()}Form",
        __base__=EntryForm,
        __doc__=kind.hint,
        __module__=f"{__package__}.{kind.slug.replace('-', '_')}",
        **fields,
    )
    made.between = kind.rules
    return made


def _field(kind: Kind, question: Question, *, more: bool) -> tuple[Any, None]:
    sort = OF_EVERY_ENTRY.get(question.name) or kind.sorts[question.name]
    if question.name == kind.ahead[0] == "on":  # what is announced before it happens
        sort = replace(sort, reads=FuzzyDayAhead)
    return (
        Annotated[
            sort.reads,
            Asked(question.label, question.hint, more, question.needed, sort.widget, sort.options),
        ],
        None,
    )


def range_alone(form: Any) -> Rules:
    """One exact length or a range."""
    yield (
        "length",
        lambda: form.length is not None and (form.length_min is not None or form.length_max is not None),
        _("Give either one exact length or a range, not both"),
    )


def sum_of_money(form: Any) -> Rules:
    """An amount has digits, and a currency."""
    yield (
        "amount",
        lambda: form.amount and not AMOUNT.fullmatch(form.amount),
        _("Write the amount in digits, such as 150000 or 99.50"),
    )
    yield (
        "currency",
        lambda: (form.amount or form.currency) and not re.fullmatch(r"[A-Za-z]{3}", form.currency or ""),
        _("Name the currency by its three letters, such as KZT"),
    )


def not_before_it_began(form: Any, name: str) -> Rules:
    """The end lies not before the entry itself."""
    yield from after(form, name, _("It cannot end before it began; look at both dates"))


def after(form: Any, name: str, sentence: str) -> Rules:
    """The day lies not before the entry itself."""
    yield name, lambda: begins_before(getattr(form, name), form.on), sentence


def begins_before(end: FuzzyDate | None, start: FuzzyDate | None) -> bool:
    """Whether what is given as an end lies certainly before its beginning."""
    return start is not None and end is not None and end.certainly_before(start)
