"""How the texts of an action are read: few words, few asks, references of cases and incidents."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from app.db import LONG, WORDS
from app.text import _
from app.web.form_fields import clean

SUMMARY_WORDS, REPORT_WORDS, MOST_ASKS, MOST_CHANGES = 60, 120, 3, 3
MOST_REFERENCES = 100


def words_at_most(most: int) -> BeforeValidator:
    """A text of at most so many words; a longer one is refused with its count."""

    def check(value: Any) -> str | None:
        text = clean(value, WORDS, lines=True)
        count = len(text.split()) if text else 0
        if count > most:
            told = {"most": most, "count": count}
            raise ValueError(_("Shorten this to %(most)s words or fewer; it has %(count)s") % told)
        return text

    return BeforeValidator(check)


def lines_at_most(most: int) -> BeforeValidator:
    """A few lines, one thing on each; empty ones are dropped."""

    def check(value: Any) -> str | None:
        text = clean(value, LONG, lines=True)
        lines = [line.strip() for line in (text or "").split("\n") if line.strip()]
        if len(lines) > most:
            told = {"most": most, "count": len(lines)}
            raise ValueError(_("Keep it to %(most)s lines or fewer; there are %(count)s") % told)
        return "\n".join(lines) or None

    return BeforeValidator(check)


def references(letter: str, example: str) -> BeforeValidator:
    """References such as K-001, K-012, however they are set apart."""

    def check(value: Any) -> tuple[str, ...]:
        typed = " ".join(value) if isinstance(value, list) else value  # a field read as tuple comes as a list
        text = clean(typed, 2000, lines=True)
        found = [part.upper() for part in re.split(r"[\s,;]+", text or "") if part]
        for part in found:
            if not re.fullmatch(rf"{letter}-[0-9]{{1,8}}", part):
                told = {"part": part, "example": example}
                raise ValueError(_("%(part)s is no reference; write them like %(example)s") % told)
        if len(found) > MOST_REFERENCES:
            raise ValueError(_("Give at most 100 references"))
        return tuple(dict.fromkeys(found))

    return BeforeValidator(check)


Summary = Annotated[str | None, words_at_most(SUMMARY_WORDS)]
Report = Annotated[str | None, words_at_most(REPORT_WORDS)]
Asks = Annotated[str | None, lines_at_most(MOST_ASKS)]
Changes = Annotated[str | None, lines_at_most(MOST_CHANGES)]
CaseReferences = Annotated[tuple[str, ...], references("K", "K-001, K-012")]
IncidentReferences = Annotated[tuple[str, ...], references("I", "I-001, I-003")]
