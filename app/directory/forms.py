"""Forms of the directory: the filters, an addressee, a facility."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from app.directory.vocabulary import CHECKS, FACILITY_KINDS, LETTER_LANGUAGES
from app.text import N_, _
from app.web.fields import Line, LongLine, NeededLine, Number, Words, clean, one_of
from app.web.forms import Asked, Form


def _slugs(options: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(slug for slug, _label in options)


def _searched(value: Any) -> str | None:
    printable = "".join(c if c.isprintable() else " " for c in str(value or ""))
    return " ".join(printable.split())[:80] or None


def _address_lines(value: Any) -> str | None:
    return clean(value, 1000, lines=True)


def _email(value: Any) -> str | None:
    text = clean(value, 254, lines=False)
    if text is None:
        return None
    local, at, domain = text.rpartition("@")
    if not (at and local and "." in domain) or any(c.isspace() or c in '<>(),;:"[]\\' for c in text):
        raise ValueError(_("Write an e-mail address such as office@example.org"))
    return text


def _country(value: Any) -> str | None:
    text = clean(value, 2, lines=False)
    if text is not None and not (len(text) == 2 and text.isascii() and text.isalpha()):
        raise ValueError(_("Give the two letters of the country, such as KZ or GB"))
    return text.upper() if text else None


class DirectoryFilters(Form):
    """What a list of the directory is asked for. Nothing in an address makes it fail."""

    q: Annotated[str | None, BeforeValidator(_searched)] = None
    check: Annotated[str | None, BeforeValidator(lambda v: v if v in _slugs(CHECKS) else None)] = None
    after: Annotated[str | None, BeforeValidator(_searched)] = None


class AddresseeForm(Form):
    """The office a letter goes to."""

    office: Annotated[NeededLine, Asked(N_("Office"), N_("Such as: Embassy of Kazakhstan"))]
    name_line: Annotated[
        Line, Asked(N_("Name line"), N_("The person's name and title, if letters carry one"))
    ] = None
    address: Annotated[
        str | None,
        BeforeValidator(_address_lines),
        Asked(N_("Postal address"), N_("As on the envelope"), widget="words"),
    ] = None
    email: Annotated[str | None, BeforeValidator(_email), Asked(N_("E-mail"))] = None
    city: Annotated[Line, Asked(N_("City"))] = None
    country: Annotated[
        str | None, BeforeValidator(_country), Asked(N_("Country"), N_("Two letters, such as KZ or GB"))
    ] = None
    language: Annotated[
        Line,
        one_of(*_slugs(LETTER_LANGUAGES)),
        Asked(N_("Language of letters"), more=True, widget="choice", options=LETTER_LANGUAGES),
    ] = None
    salutation: Annotated[Line, Asked(N_("Salutation"), N_("Such as: Dear Ambassador"), more=True)] = None
    closing: Annotated[Line, Asked(N_("Closing"), N_("Such as: Yours faithfully"), more=True)] = None
    copies_to: Annotated[LongLine, Asked(N_("Copies to"), more=True)] = None
    note: Annotated[LongLine, Asked(N_("Note for the team"), more=True, widget="words")] = None
    version: Number = None


class FacilityForm(Form):
    """A prison or police detention, with its mail rules."""

    name: Annotated[NeededLine, Asked(N_("Name"))]
    kind: Annotated[
        Line, one_of(*_slugs(FACILITY_KINDS)), Asked(N_("Kind"), widget="choice", options=FACILITY_KINDS)
    ] = None
    place_id: Annotated[Number, Asked(N_("Place"), widget="entry")] = None
    address: Annotated[
        str | None,
        BeforeValidator(_address_lines),
        Asked(N_("Postal address"), N_("As on the envelope"), widget="words"),
    ] = None
    mail_rules: Annotated[
        Words, Asked(N_("Mail rules"), N_("Languages, pages, what is refused, who may write"), widget="words")
    ] = None
    also: Annotated[
        LongLine, Asked(N_("Also called"), N_("Other names, separated by semicolons"), more=True)
    ] = None
    note: Annotated[LongLine, Asked(N_("Note for the team"), more=True, widget="words")] = None
    version: Number = None
