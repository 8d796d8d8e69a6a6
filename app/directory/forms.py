"""Forms of the directory: the filters, an addressee, a facility."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from app.characters import whole_number
from app.db import LONG, WORDS
from app.directory.rules import listed
from app.directory.vocabulary import CHECKS, FACILITY_KINDS, LETTER_LANGUAGES
from app.text import N_, _, marked
from app.web.form_fields import Line, LongLine, NeededLine, Number, clean, one_of
from app.web.forms import Asked, Form, Rules


def _slugs(options: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(slug for slug, _label in options)


def _searched(value: Any) -> str | None:
    printable = "".join(c if c.isprintable() else " " for c in str(value or ""))
    return " ".join(printable.split())[:80] or None


def _address_lines(value: Any) -> str | None:
    return clean(value, LONG, lines=True)


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


def _codes(value: Any) -> str | None:
    """Languages by name or by their two letters, kept as letters."""
    text = clean(value, 200, lines=False)
    names = {marked(label).casefold(): code for code, label in LETTER_LANGUAGES}
    found = [names.get(part.casefold(), part.casefold()) for part in listed(text)]
    wrong = next((part for part in found if not (len(part) == 2 and part.isascii() and part.isalpha())), None)
    if wrong is not None:
        raise ValueError(_("Give languages such as ru, kk: %(what)s is none") % {"what": wrong})
    return ", ".join(dict.fromkeys(found)) or None


def _countries(value: Any) -> str | None:
    found = [_country(part) or "" for part in listed(clean(value, 200, lines=False))]
    return ", ".join(dict.fromkeys(found)) or None


def _pages(value: Any) -> int | None:
    text = clean(value, 4, lines=False)
    if text is None:
        return None
    number = whole_number(text)
    if number is None or not 1 <= number <= 50:
        raise ValueError(_("Give a number of pages from 1 to 50"))
    return number


def _list(value: Any) -> str | None:
    """Parts separated by semicolons or lines."""
    text = clean(value, LONG, lines=True)
    return "; ".join(listed((text or "").replace(",", ";"))) or None


AddressLines = Annotated[str | None, BeforeValidator(_address_lines)]
Codes = Annotated[str | None, BeforeValidator(_codes)]
Parts = Annotated[str | None, BeforeValidator(_list)]


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
        AddressLines, Asked(N_("Postal address"), N_("As on the envelope, in Latin letters"), widget="words")
    ] = None
    email: Annotated[str | None, BeforeValidator(_email), Asked(N_("E-mail"))] = None
    city: Annotated[Line, Asked(N_("City"))] = None
    country: Annotated[
        str | None, BeforeValidator(_country), Asked(N_("Country"), N_("Two letters, such as KZ or GB"))
    ] = None
    address_local: Annotated[
        AddressLines,
        Asked(
            N_("Address in local script"),
            N_("In the script and order of that country"),
            more=True,
            widget="words",
        ),
    ] = None
    language: Annotated[
        Line,
        one_of(*_slugs(LETTER_LANGUAGES)),
        Asked(N_("Language of letters"), more=True, widget="choice", options=LETTER_LANGUAGES),
    ] = None
    languages: Annotated[Codes, Asked(N_("Reads also"), N_("Such as ru, kk"), more=True)] = None
    salutation: Annotated[Line, Asked(N_("Salutation"), N_("Such as: Dear Ambassador,"), more=True)] = None
    closing: Annotated[Line, Asked(N_("Closing"), N_("Such as: Yours faithfully,"), more=True)] = None
    copies_to: Annotated[
        LongLine,
        Asked(
            N_("Copies to"),
            N_("Offices of this directory, or the word embassy for the writer's own"),
            more=True,
        ),
    ] = None
    embassy_of: Annotated[
        str | None,
        BeforeValidator(_country),
        Asked(N_("Embassy of"), N_("Two letters, such as KZ"), more=True),
    ] = None
    accredited_for: Annotated[
        str | None,
        BeforeValidator(_countries),
        Asked(
            N_("Accredited also for"),
            N_("Countries without an embassy of their own, such as IE, IS"),
            more=True,
        ),
    ] = None
    note: Annotated[LongLine, Asked(N_("Note for the team"), more=True, widget="words")] = None
    version: Number = None


class WordsForm(Form):
    """How an office is addressed in one more language."""

    language: Annotated[Line, one_of(*_slugs(LETTER_LANGUAGES))] = None
    office: Line = None
    salutation: Line = None
    closing: Line = None

    def _rules(self) -> Rules:
        yield "language", lambda: self.language is None, _("Choose a language")


class FacilityForm(Form):
    """A prison or police detention: where it is."""

    name: Annotated[NeededLine, Asked(N_("Name"))]
    kind: Annotated[
        Line, one_of(*_slugs(FACILITY_KINDS)), Asked(N_("Kind"), widget="choice", options=FACILITY_KINDS)
    ] = None
    place_id: Annotated[Number, Asked(N_("Place"), widget="entry")] = None
    address: Annotated[
        AddressLines, Asked(N_("Postal address"), N_("As on the envelope, in Latin letters"), widget="words")
    ] = None
    address_local: Annotated[
        AddressLines,
        Asked(N_("Address in local script"), N_("In the script and order of that country"), widget="words"),
    ] = None
    name_local: Annotated[Line, Asked(N_("Name in local script"), more=True)] = None
    also: Annotated[
        LongLine, Asked(N_("Also called"), N_("Other names, separated by semicolons"), more=True)
    ] = None
    note: Annotated[LongLine, Asked(N_("Note for the team"), more=True, widget="words")] = None
    version: Number = None


class MailRulesForm(Form):
    """What a prison lets through."""

    languages: Annotated[Codes, Asked(N_("Languages it lets through"), N_("Such as ru, kk"))] = None
    page_limit: Annotated[
        int | None, BeforeValidator(_pages), Asked(N_("Most pages of a letter"), widget="number")
    ] = None
    forbidden: Annotated[
        Parts, Asked(N_("Things it refuses"), N_("Separated by semicolons, such as stamps; photographs"))
    ] = None
    forbidden_words: Annotated[
        Parts, Asked(N_("Words it refuses"), N_("Separated by semicolons; letters are checked for them"))
    ] = None
    who_may_write: Annotated[Line, Asked(N_("Who may write"), N_("Such as relatives only, or everybody"))] = (
        None
    )
    mail_rules: Annotated[
        str | None,
        BeforeValidator(lambda value: clean(value, WORDS, lines=True)),
        Asked(N_("What else to mind"), widget="words"),
    ] = None
    version: Number = None
