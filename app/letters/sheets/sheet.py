"""A letter laid out, from which every way out is made; pure."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from anyascii import anyascii

from app.campaigning.timezones import country_in_words
from app.characters import fit
from app.dates import FuzzyDate
from app.letters.models import Letter
from app.letters.new_draft import Drafted
from app.letters.queries.offices import Copy, Office
from app.letters.sentences.languages import tongue
from app.letters.sheets.formats import USUAL, Format

ON_ENVELOPES = {"GB": "United Kingdom"}  # where a post office knows a country by another name than our table


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter laid out: to whom, about what, its paragraphs of pieces with the numbers of their sentences.

    `heading` says that it must not be sent, and why. Who signs, where an answer goes (`sender`), place and date are
    given when it leaves, and kept nowhere.
    """

    office: Office
    subject: str
    paragraphs: list[list[tuple[str, int | None]]] = field(default_factory=list)
    language: str = "en"
    own_line: str = ""
    body: str = ""
    reader: str = ""
    heading: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    dateline: str = ""
    format: Format = USUAL

    def __post_init__(self) -> None:
        """Its words as any file can hold them, also those stored before that was asked for."""
        for name in ("subject", "own_line", "body", "reader", "dateline"):
            object.__setattr__(self, name, fit(getattr(self, name)))
        object.__setattr__(self, "subject", " ".join(self.subject.splitlines()))  # a header has one line
        for name in ("heading", "signature", "sender"):
            object.__setattr__(self, name, tuple(map(fit, getattr(self, name))))

    @classmethod
    def of_draft(cls, made: Drafted) -> "Sheet":
        """From a draft not kept yet."""
        pieces = [list(paragraph) for paragraph in made.draft.paragraphs]
        return cls(made.office, made.draft.subject, pieces, made.language, "", made.draft.body)

    @classmethod
    def of_letter(cls, letter: Letter, office: Office) -> "Sheet":
        """From a kept one."""
        pieces: list[Any] = [[tuple(piece) for piece in paragraph] for paragraph in letter.paragraphs]
        return cls(office, letter.subject, pieces, letter.language, letter.own_line or "", letter.body)

    def signed(self, signature: str | None) -> "Sheet":
        """With the lines of somebody who signs it."""
        return replace(self, signature=_lines(signature))

    def sent_from(self, place: str | None, day: date, sender: str | None, form: Format) -> "Sheet":
        """With place and date as its language writes them, the sender's lines, and the sheet for their envelopes."""
        told = tongue(self.language).day(FuzzyDate.on(day))
        return replace(
            self, dateline=f"{place}, {told}" if place else told, sender=_lines(sender), format=form
        )

    def headed(self, *lines: str) -> "Sheet":
        """With a heading that keeps it from being sent."""
        return replace(self, heading=lines)

    def handed_to(self, reader: str) -> "Sheet":
        """To be handed to somebody who is held there."""
        return replace(self, reader=reader)

    @property
    def address(self) -> list[str]:
        """The lines of the envelope, those in the script of the country first, one in Latin letters last."""
        return list(_envelope(self))

    @property
    def above(self) -> list[str]:
        """What stands beside the envelope's window: the sender, then place and date."""
        return [line for line in (*self.sender, self.dateline) if line]

    @property
    def copies(self) -> tuple[Copy, ...]:
        """The offices that get a copy, as far as the record knows their names."""
        return tuple(copy for copy in self.office.copies if copy.is_named)

    @property
    def copied_to(self) -> str:
        """The line that says so, in the letter's language; "" where nobody gets one."""
        names = ", ".join(fit(copy.name) for copy in self.copies)
        return f"{tongue(self.language).copy_to} {names}" if names else ""

    @property
    def parts(self) -> list[str]:
        """The paragraphs of the letter as plain words."""
        return self.body.split("\n\n")

    @property
    def words(self) -> int:
        """The length of the letter."""
        return len(self.body.split())


def _lines(typed: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (typed or "").splitlines() if line.strip())


def _envelope(sheet: Sheet) -> Iterator[str]:
    office = sheet.office
    own_address = office.address_local or office.address or office.city
    named = office.name_local or office.office
    own = [sheet.reader, office.name_line, named, *own_address.splitlines()]
    own = [line for line in (fit(line).strip() for line in own) if line]
    yield from own
    is_told = _is_latin(office.city) and any(office.city in line for line in own)
    twin = office.address.splitlines() if office.address_local else []
    city = "" if is_told or any(office.city in line for line in twin) else anyascii(office.city)
    country = ON_ENVELOPES.get(office.country) or country_in_words(office.country)
    if latin := ", ".join(part for part in (*map(str.strip, twin), city, country) if part):
        yield fit(latin)


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in text if letter.isalpha())
