"""The letter that fits where a case stands now, as a button names it, and what is missing for it; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.cases.models.cases import Standing
from app.cases.reading_words import age_in_days
from app.cases.rules.reading import Reading
from app.consent.models import FieldGroup, Use
from app.consent.rules import Consented, may_leave
from app.letters.letter_kinds import shipped
from app.text import N_, marked

IN_COURT = frozenset({Standing.DETAINED, Standing.CHARGED, Standing.ON_TRIAL})
FREED = frozenset({Standing.RELEASED, Standing.CLEARED, Standing.FREE_WITH_CONDITIONS})
LABELS = {
    ("medical-care", "female"): N_("Write about her health"),
    ("medical-care", "male"): N_("Write about his health"),
    ("medical-care", "unknown"): N_("Write about this person's health"),
    ("whereabouts", "female"): N_("Ask where she is"),
    ("whereabouts", "male"): N_("Ask where he is"),
    ("whereabouts", "unknown"): N_("Ask where this person is"),
    ("release", "female"): N_("Write for her release"),
    ("release", "male"): N_("Write for his release"),
    ("release", "unknown"): N_("Write for this person's release"),
    ("fair-trial", ""): N_("Write for a fair trial"),
    ("thanks", ""): N_("Write thanks for the release"),
    ("union-solidarity", ""): N_("Write as a trade union"),
}
OTHERWISE = {Standing.THREATENED: "union-solidarity", Standing.MISSING: "whereabouts"}
RESTS_ON = {"medical-care": FieldGroup.HEALTH}  # all others on the case itself


@dataclass(frozen=True, slots=True)
class Fitting:
    """A kind of letter, what its button says, and why it could not be sent as consent stands now, "" where it could."""

    kind: str
    label: str
    why_not: str
    is_old: bool  # what is known has to be looked at again first


def fitting(reading: Reading[Any], gender: str, known: Sequence[Consented]) -> Fitting | None:
    """The letter that is worth most now; None where none of ours fits: nothing is known, or it is too late."""
    kind = _kind(reading)
    if not kind:
        return None
    asked = (FieldGroup.NAME, RESTS_ON.get(kind, FieldGroup.CASE))
    answers = (may_leave(known, group, Use.LETTER, reading.today) for group in asked)
    label = LABELS.get((kind, gender)) or LABELS.get((kind, "")) or LABELS[kind, "unknown"]
    is_old = reading.as_of is None or age_in_days(reading.as_of, reading.today) > shipped()[kind].fresh
    return Fitting(kind, marked(label), next((one.reason for one in answers if not one.yes), ""), is_old)


def _kind(reading: Reading[Any]) -> str:
    if reading.is_dormant or (reading.standing is Standing.MISSING and reading.doubts):
        return ""
    if reading.is_thought_held and not reading.doubts:
        if reading.alerts:
            return "medical-care"
        return "fair-trial" if reading.standing in IN_COURT else "release"
    if reading.standing in IN_COURT:
        return "fair-trial"
    return "thanks" if reading.standing in FREED else OTHERWISE.get(reading.standing, "")
