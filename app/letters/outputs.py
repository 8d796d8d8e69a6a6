"""Ways out: every one carries the same words. Pure."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from app.campaigning.zones import country_in_words
from app.letters.making import Drafted
from app.letters.models import Letter
from app.letters.queries.offices import Office

MAILTO_LENGTH = 1800
ON_ENVELOPES = {"GB": "United Kingdom"}  # where a post office knows a country by another name than our table


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter laid out: to whom, about what, its paragraphs of pieces with the numbers of their sentences."""

    office: Office
    subject: str
    paragraphs: list[list[tuple[str, int | None]]] = field(default_factory=list)
    language: str = "en"
    own_line: str = ""
    body: str = ""

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

    @property
    def address(self) -> list[str]:
        """The lines of the envelope: name, office, address as kept, country in Latin letters last."""
        lines = [self.office.name_line, self.office.office, *self.office.address.splitlines()]
        if not self.office.address:
            lines += [self.office.city]
        country = ON_ENVELOPES.get(self.office.country) or country_in_words(self.office.country)
        return [line.strip() for line in (*lines, country) if line.strip()]

    @property
    def words(self) -> int:
        """The length of the letter."""
        return len(self.body.split())


def plain_text(sheet: Sheet) -> str:
    """The letter as text to copy."""
    return "\n".join([*sheet.address, "", sheet.subject, "", sheet.body, ""])


def mailto(sheet: Sheet) -> str:
    """An address that opens the reader's own mail program; "" where it would be too long or no e-mail is known."""
    if not sheet.office.email:
        return ""
    body = quote(sheet.body.replace("\n", "\r\n"))
    made = f"mailto:{quote(sheet.office.email, safe='@')}?subject={quote(sheet.subject)}&body={body}"
    return made if len(made) <= MAILTO_LENGTH else ""
