"""The forms of consent and of second persons' decisions."""

from typing import Annotated, Self

from pydantic import BeforeValidator

from app.consent.models import FieldGroup, Use
from app.text import _
from app.web.form_fields import ExactDay, Line, LongLine, NeededLine, Number, PastDay, Words, one_of
from app.web.forms import Form, Rejected, Rules


def _several(*options: str) -> BeforeValidator:
    def check(value: object) -> tuple[str, ...]:
        chosen = value if isinstance(value, list) else [value] if value else []
        if not chosen:
            raise ValueError(_("Tick at least one"))
        if any(one not in options for one in chosen):
            raise ValueError(_("Choose from the list"))
        return tuple(dict.fromkeys(str(one) for one in chosen))

    return BeforeValidator(check)


class ConsentForm(Form):
    """Who allows what, for which use, how it was given, and until when."""

    groups: Annotated[tuple[str, ...], _several(*FieldGroup)] = ()
    uses: Annotated[tuple[str, ...], _several(*Use)] = ()
    given_by: NeededLine
    given_how: NeededLine
    given_on: PastDay = None
    until: ExactDay = None
    note: LongLine = None

    def _rules(self) -> Rules:
        yield "groups", lambda: not self.groups, _("Tick at least one")
        yield "uses", lambda: not self.uses, _("Tick at least one")
        yield (
            "until",
            lambda: self.until and self.given_on and self.until < self.given_on,
            _("The end lies before the day on which it was given"),
        )


class WithdrawalForm(Form):
    """Why a consent ends at once."""

    reason: Line = None


class StopForm(Form):
    """Who asks to stop, and how they said so."""

    given_by: NeededLine
    given_how: Line = None
    given_on: PastDay = None  # when they asked; the day of saving where nothing is said


class LiftingForm(Form):
    """Why a request to stop should hold no longer."""

    why: NeededLine


class DecisionForm(Form):
    """A second person's yes or no."""

    decision: Annotated[str | None, one_of("approved", "refused")] = None
    reason: Line = None

    def _rules(self) -> Rules:
        yield "decision", lambda: self.decision is None, _("Choose one of the answers")
        yield (
            "reason",
            lambda: self.decision == "refused" and not self.reason,
            _("Say what speaks against it"),
        )


class SomebodyElseForm(Form):
    """Whom words do not mean, and why; which words, and where to go back to, where no thing of ours holds them."""

    person: Number = None
    reason: NeededLine
    words: Words = None
    back: Line = None


def _ticked(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()


class ReadForm(DecisionForm):
    """A yes or no to free words, with a tick at every sentence that was read, and the digest of these words."""

    read: Annotated[tuple[str, ...], BeforeValidator(_ticked)] = ()
    words: Line = None

    def kept(self, sentence: str, field: str = "read") -> Rejected[Self]:
        """What was typed and ticked, with what has to be mended."""
        typed = {"decision": self.decision or "", "reason": self.reason or "", "read": list(self.read)}
        return Rejected(values=typed, errors={field: sentence})
