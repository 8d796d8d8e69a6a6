"""Forms: one Pydantic class per HTML form, messages for people, and the state a template shows again.

A field's type says how its text is read (`Line`, `Words`, `FuzzyDay`, `Length`, `YesNo`, `one_of(...)`); its
`Asked` says how the page asks for it. An empty text is None: "not known yet" is an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from app.text import _, sentence_of_unfit
from app.web.form_body import Submitted

F = TypeVar("F", bound="Form")


class FieldFault(ValueError):
    """A fault between fields: which field to mend, and how. Raised by a form's own checks."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class Form(BaseModel):
    """The base of every form: unknown fields are ignored, nothing is coerced behind a person's back."""

    model_config = ConfigDict(
        extra="ignore", frozen=True, arbitrary_types_allowed=True, populate_by_name=True
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """How the page asks for one field. Label and hint are msgids, translated when shown."""

    label: str
    hint: str | None = None
    more: bool = False  # under "More"
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


def read_form(form: type[F], submitted: Submitted | Mapping[str, list[str]]) -> F | Rejected[F]:
    """The form, or what was typed with a sentence per field that must be mended."""
    values = submitted.values if isinstance(submitted, Submitted) else submitted
    lists = _list_fields(form)
    typed = {
        name: (values[name] if name in lists else values[name][0])
        for name in form.model_fields
        if values.get(name)
    }
    try:
        made = form.model_validate(typed)
        if not (errors := _unfit(made)):
            return made
    except ValidationError as refused:
        errors = {}
        for error in refused.errors(include_url=False):
            fault = error.get("ctx", {}).get("error")
            name = (
                fault.field if isinstance(fault, FieldFault) else str(error["loc"][0] if error["loc"] else "")
            )
            errors.setdefault(name, sentence_of(error))
    return Rejected(values={name: _shown(name, values, lists) for name in values}, errors=errors)


def _unfit(made: Form) -> dict[str, str]:
    """What came through the fields' own checks and could still not be written to a file. Passphrases never are."""
    errors = {}
    for name in type(made).model_fields:
        value = getattr(made, name)
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
                found[name] = mark
    return found


def blank(**values: Any) -> FormState:
    """A form not yet sent, with what may be filled in beforehand."""
    return FormState(values={name: value for name, value in values.items() if value is not None})
