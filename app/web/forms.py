"""Forms: one Pydantic class per HTML form, messages for people, and the state a template shows again.

A field's type says how its text is read (`Line`, `Words`, `FuzzyDay`, `Length`, `YesNo`, `one_of(...)`); its
`Asked` says how the page asks for it. An empty text is None: "not known yet" is an answer.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from app.dates import FuzzyDate
from app.db import LONG
from app.text import _, sentence_of_unfit
from app.web.doubtful_dates import Dated, dated_fields, in_chosen_calendar, is_right, question_about
from app.web.form_body import Submitted

F = TypeVar("F", bound="Form")


Rules = Iterable[tuple[str, Callable[[], object], str]]  # the field to mend, when, and how


class Unread(Exception):
    """A rule asked for a field that cannot be read: it has nothing to say until the field is mended."""


class Form(BaseModel):
    """The base of every form: unknown fields are ignored, nothing is coerced behind a person's back.

    What must hold between fields are its `_rules`. All of them are asked, each by itself and also where other
    fields cannot be read, so that whoever sends a form hears of everything at once.
    """

    model_config = ConfigDict(
        extra="ignore", frozen=True, arbitrary_types_allowed=True, populate_by_name=True, defer_build=True
    )

    words_of_dates: ClassVar[str] = ""  # the field that keeps what a source said of a date beyond the date

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name in type(self).model_fields:
                raise Unread(name)
            return super().__getattr__(name)

    def _rules(self) -> Rules:
        return ()

    def faults(self, of_the_record: Callable[[Self], Rules] | None = None) -> dict[str, str]:
        """What does not fit together, or not into the record: a sentence for each field to mend."""
        found: dict[str, str] = {}
        for rules in (self._rules(), of_the_record(self) if of_the_record else ()):
            with suppress(Unread):
                for name, is_wrong, sentence in rules:
                    with suppress(Unread):
                        if is_wrong():
                            found.setdefault(name, sentence)
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """How the page asks for one field. Label and hint are msgids, translated when shown."""

    label: str
    hint: str | None = None
    more: bool = False  # under "More"
    needed: bool = False  # the label says so; a field without a default is needed without being told
    widget: str = "line"  # line, words, date, length, choice, yesno, number, day, time, entry
    options: tuple[tuple[str, str], ...] = ()  # (value, label msgid)


@dataclass(slots=True)
class FormState:
    """What the template shows: typed values, errors, and after an edit conflict what is stored now."""

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    stored: dict[str, str] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        """Whether anything must be mended before it can be saved."""
        return bool(self.errors)


@dataclass(slots=True)
class Rejected(FormState, Generic[F]):
    """A form that cannot be accepted as it is."""


def read_form(
    form: type[F],
    submitted: Submitted | Mapping[str, list[str]],
    of_the_record: Callable[[F], Rules] | None = None,
) -> F | Rejected[F]:
    """The form, or what was typed with a sentence per field that must be mended.

    Rules that need the record (is there such an office?) are handed in, and heard together with the form's own.
    """
    values = submitted.values if isinstance(submitted, Submitted) else submitted
    lists = _list_fields(form)
    typed: dict[str, Any] = {
        name: (values[name] if name in lists else values[name][0])
        for name in form.model_fields
        if values.get(name)
    }
    dates = dict(dated_fields(form.model_fields))
    typed |= {name: in_chosen_calendar(values, name) for name in dates if name in typed}
    unread: dict[str, str] = {}
    try:
        made = form.model_validate(typed)
    except ValidationError as refused:
        for error in refused.errors(include_url=False):
            unread.setdefault(str(error["loc"][0] if error["loc"] else ""), sentence_of(error))
        made = _as_far_as_read(form, typed, unread)
    errors = _doubts(made, values, dates) | made.faults(of_the_record) | _unfit(made) | unread
    if not errors:
        return _with_words_kept(made, dates)
    in_order = {name: errors[name] for name in (*form.model_fields, *errors) if name in errors}
    return Rejected(values={name: _shown(name, values, lists) for name in values}, errors=in_order)


def _doubts(made: Form, values: Mapping[str, list[str]], dates: Mapping[str, Dated]) -> dict[str, str]:
    """A question for each date that nobody believes at first sight and nobody has called right."""
    found: dict[str, str] = {}
    for name, mark in dates.items():
        value = made.__dict__.get(name)
        fuzzy = FuzzyDate.on(value) if isinstance(value, date) else value
        if fuzzy is None or is_right(values, name) or not values.get(name):
            continue
        if question := question_about(mark, fuzzy, values[name][0]):
            found[name] = question
    return found


def _with_words_kept(made: F, dates: Iterable[str]) -> F:
    """An hour, or a date of another calendar, stays in the source's words where the form has a place for them."""
    said = [
        value.said for name in dates if isinstance(value := getattr(made, name), FuzzyDate) and value.said
    ]
    if not (made.words_of_dates and said):
        return made
    note = getattr(made, made.words_of_dates) or ""
    kept = "; ".join([*filter(None, [note]), *(words for words in said if words not in note)])
    return made.model_copy(update={made.words_of_dates: kept[:LONG]})


def _as_far_as_read(form: type[F], typed: Mapping[str, Any], unread: Mapping[str, str]) -> F:
    readers = _readers(form)
    read = {name: readers[name].validate_python(typed[name]) for name in typed if name not in unread}
    made = form.model_construct(**read)
    for name in unread:
        made.__dict__.pop(name, None)
    return made


@lru_cache(maxsize=128)
def _readers(form: type[Form]) -> dict[str, TypeAdapter[Any]]:
    return {
        name: TypeAdapter(info.rebuild_annotation(), config=ConfigDict(arbitrary_types_allowed=True))
        for name, info in form.model_fields.items()
    }


def _unfit(made: Form) -> dict[str, str]:
    """What came through the fields' own checks and could still not be written to a file. Passphrases never are."""
    errors = {}
    for name, value in made.__dict__.items():
        for text in value if isinstance(value, list | tuple) else (value,):
            if isinstance(text, str) and "password" not in name and (fault := sentence_of_unfit(text)):
                errors[name] = fault
    return errors


def _shown(name: str, values: Mapping[str, list[str]], lists: frozenset[str]) -> str | list[str]:
    return values[name] if name in lists else values[name][0]


def sentence_of(error: Mapping[str, Any]) -> str:
    """Our own sentence for a fault; the library's messages are not fit for people."""
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, ValueError):
        return str(cause)
    if error["type"] == "missing":
        return _("Fill this in")
    if error["type"] == "string_too_long":
        return _("Shorten this to %(count)s characters or fewer") % {"count": error["ctx"]["max_length"]}
    return _("Check this: it cannot be read as it stands")


@lru_cache(maxsize=128)
def _list_fields(form: type[Form]) -> frozenset[str]:
    return frozenset(
        name
        for name, info in form.model_fields.items()
        if "list[" in str(info.annotation) or "tuple[" in str(info.annotation)
    )


def asked(form: type[Form]) -> dict[str, Asked]:
    """How each field of a form is asked for, in order."""
    return _asked(form)


@lru_cache(maxsize=128)
def _asked(form: type[Form]) -> dict[str, Asked]:
    found: dict[str, Asked] = {}
    for name, info in form.model_fields.items():
        for mark in info.metadata:
            if isinstance(mark, Asked):
                found[name] = replace(mark, needed=mark.needed or info.is_required())
    return found


def blank(**values: Any) -> FormState:
    """A form not yet sent, with what may be filled in beforehand."""
    return FormState(values={name: value for name, value in values.items() if value is not None})
