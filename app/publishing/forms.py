"""The forms of public pages: what is proposed, what is decided, what ends; and requests to correct."""

from typing import Annotated

from pydantic import BeforeValidator

from app.characters import whole_number
from app.consent.forms import ReadForm
from app.text import N_, _
from app.web.form_fields import Line, LongLine, NeededLine, clean, one_of
from app.web.forms import Form, Rules

LEAD_LENGTH, ASK_LENGTH, WORDS_LENGTH = 900, 300, 2000
DECISIONS = (
    ("corrected", N_("Corrected")),
    ("removed", N_("Removed")),
    ("refused", N_("Left as it is, with a reason")),
)


def _words(most: int) -> BeforeValidator:
    def check(value: object) -> str | None:
        return clean(value, most, lines=True)

    return BeforeValidator(check)


def _numbers(value: object) -> tuple[int, ...]:
    given = [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []
    numbers = [number for one in given if (number := whole_number(one)) is not None]
    if len(numbers) < len(given):
        raise ValueError(_("Choose from the list"))
    return tuple(dict.fromkeys(numbers))


def _file(value: object) -> int | None:
    chosen = _numbers(value)
    return chosen[0] if chosen else None


class ProposalForm(Form):
    """What the page shall say in its own words, which photograph it shall show, and which facts it shall tell."""

    heading: Line = None
    lead: Annotated[str | None, _words(LEAD_LENGTH)] = None
    ask: Annotated[str | None, _words(ASK_LENGTH)] = None
    photo: Annotated[int | None, BeforeValidator(_file)] = None
    facts: Annotated[tuple[int, ...], BeforeValidator(_numbers)] = ()

    def _rules(self) -> Rules:
        yield "lead", lambda: not self.lead, _("Say in a few sentences who this is and what happened")
        yield (
            "facts",
            lambda: not self.facts,
            _("Tick at least one fact: a page without facts helps nobody"),
        )


class VerdictForm(ReadForm):
    """A second person's answer to exactly these words."""

    digest: Line = None
    reason: LongLine = None


class UnpublishForm(Form):
    """Why a page ends."""

    reason: LongLine = None


class CorrectionForm(Form):
    """What somebody outside asks for. Nobody needs an account, an address or a name."""

    page: Line = None
    words: Annotated[str | None, _words(WORDS_LENGTH)] = None
    reply_to: Line = None

    def _rules(self) -> Rules:
        yield "words", lambda: not self.words, _("Say what is wrong, or what shall be removed")


class OpenDataForm(Form):
    """Under which licence the tables of a campaign are open."""

    licence: NeededLine


class AnswerForm(Form):
    """What came of a request."""

    decision: Annotated[str | None, one_of(*(slug for slug, _label in DECISIONS))] = None
    answer: LongLine = None

    def _rules(self) -> Rules:
        yield "decision", lambda: self.decision is None, _("Choose one of the answers")
        yield (
            "answer",
            lambda: self.decision == "refused" and not self.answer,
            _("Say why it stays as it is"),
        )
