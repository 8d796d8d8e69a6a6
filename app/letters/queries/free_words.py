"""The free words of a letter, for the gate of words and for a second person to read."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlmodel import Session, col

from app.cases.models import Case
from app.consent.queries.spellings import Near
from app.consent.word_gate import Speech, Spoken
from app.db import number_of
from app.letters.models import Letter, LetterCase
from app.text import _


def speech_of(session: Session, letter: Letter) -> Speech:
    """Its subject and its paragraphs, about the persons of its cases."""
    about = (
        select(col(Case.person_id))
        .join(LetterCase, col(LetterCase.case_id) == col(Case.id))
        .where(col(LetterCase.letter_id) == number_of(letter))
    )
    people = frozenset(session.connection().execute(about).scalars())
    return Speech(list(_spoken(letter)), Near(people, frozenset({letter.campaign_id})))


def _spoken(letter: Letter) -> Iterator[Spoken]:
    yield Spoken(_("Subject"), letter.subject)
    for number, paragraph in enumerate(letter.body.split("\n\n"), start=1):
        yield Spoken(_("Paragraph %(number)s") % {"number": number}, paragraph)
