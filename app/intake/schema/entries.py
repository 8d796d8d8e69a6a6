"""The entries of a case: what all kinds share, and the fields that each kind has of its own."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.intake.schema.citations import Dated
from app.intake.schema.values import (
    Answer,
    ClockTime,
    EntryKey,
    FacilityKey,
    Fuzzy,
    IncidentKey,
    Key,
    Length,
    Line,
    SiteKey,
    Text,
)
from app.text import _

Charged = Literal[
    "inciting-social-discord", "mass-disorder", "organising-mass-disorder", "use-of-force-against-authority",
    "exceeding-authority", "failure-to-act", "embezzlement", "corruption", "cyber-offence",
    "seizure-of-property", "mass-suicides", "disobedience", "criminal-group", "other",
]  # fmt: skip


class AnyEntry(Dated):
    """What every kind of entry has."""

    key: Key
    summary: Text
    place: SiteKey | None = None
    incident: IncidentKey | None = None
    note: Text | None = None


class Range(AnyEntry):
    """A length as a term, or as the two ends of a range; never both."""

    length: Length | None = None
    length_min: Length | None = None
    length_max: Length | None = None

    @model_validator(mode="after")
    def is_term_or_range(self) -> Self:
        """A term and a range together would say two things at once."""
        if self.length and (self.length_min or self.length_max):
            raise PydanticCustomError("length", _("write length, or length_min and length_max, not both"))
        return self


class Custody(Range):
    """Held, from a day on."""

    kind: Literal["custody"]
    form: Literal["arrest", "police-custody", "remand", "administrative-detention", "prison", "house-arrest"]
    by_whom: Line | None = None
    facility: FacilityKey | None = None
    until: Fuzzy | None = None
    ordered_until: Fuzzy | None = None
    court: Line | None = None
    reason: Text | None = None
    lawyer: Answer | None = None


class Charge(AnyEntry):
    """An accusation by the authorities, in the words of the text."""

    kind: Literal["charge"]
    article: Line | None = None
    wording: Line
    normalised: Charged
    outcome: Literal["pending", "convicted", "acquitted", "dropped", "withdrawn"] = "pending"
    outcome_on: Fuzzy | None = None
    maximum: Length | None = None


class Hearing(AnyEntry):
    """A day, or days, in court."""

    kind: Literal["hearing"]
    stage: Literal["remand", "trial", "verdict", "appeal", "cassation", "testimony", "other"]
    time: ClockTime | None = None
    zone: Line | None = None
    court: Line | None = None
    openness: Literal["open", "closed"] | None = None
    until: Fuzzy | None = None
    result: Text | None = None


class Sentence(Range):
    """What a court imposed."""

    kind: Literal["sentence"]
    form: Literal[
        "prison", "suspended", "conditional", "probation", "amnesty", "released-at-verdict",
        "community-service", "administrative-detention", "fine",
    ]  # fmt: skip
    statutory_maximum: Length | None = None
    regime: Line | None = None
    court: Line | None = None
    starts: Fuzzy | None = None
    credited_days: int | None = None
    credit_note: Text | None = None
    amount: int | None = None
    currency: Line | None = None
    part: Literal["main", "further"] | None = None
    supersedes: EntryKey | None = None
    relation: Literal["instead-of", "added-to", "served-beside", "not-known"] | None = None
    charge: EntryKey | None = None


class Appeal(AnyEntry):
    """An appeal to a court; `on` is the day it was decided, else lodged."""

    kind: Literal["appeal"]
    level: Literal["appeal", "cassation", "supervisory"]
    lodged: Fuzzy | None = None
    deadline: Fuzzy | None = None
    court: Line | None = None
    judge: Line | None = None
    grounds: Text | None = None
    outcome: Literal["pending", "rejected", "reduced", "quashed", "upheld", "withdrawn", "returned"]
    decided: Fuzzy | None = None
    resulting_sentence: EntryKey | None = None
    present: Answer | None = None


class HealthAlert(AnyEntry):
    """Illness, injury or hunger strike."""

    kind: Literal["health-alert"]
    condition: Text
    severity: Literal["hunger-strike", "critical", "serious", "watch"]
    care_asked: Text | None = None
    care_asked_on: Fuzzy | None = None
    care_refused: Answer | None = None
    refused_by: Line | None = None
    next_look: Fuzzy | None = None
    resolved: Fuzzy | None = None
    resolution: (
        Literal["treated", "recovered", "hunger-strike-ended", "transferred", "worsened", "died", "released"]
        | None
    ) = None


class IllTreatment(AnyEntry):
    """Torture or other ill-treatment, as somebody alleges it."""

    kind: Literal["ill-treatment"]
    method: Text
    alleged_actor: Line | None = None
    raised_in_court: Answer | None = None
    investigated: Answer | None = None
    during: Literal["interrogation", "pre-trial", "trial", "custody", "arrest", "demonstration"] | None = None


class Threat(AnyEntry):
    """What somebody was threatened with; not yet done."""

    kind: Literal["threat"]
    what: Text
    by_whom: Line | None = None
    threatened_charge: Line | None = None
    maximum: Length | None = None
    target: Line | None = None
    ended: Fuzzy | None = None
    ending: Literal["carried-out", "withdrawn", "came-to-nothing"] | None = None


class Release(AnyEntry):
    """Set free, on whatever terms."""

    kind: Literal["release"]
    form: Literal[
        "end-of-term", "early", "parole", "amnesty", "after-admission", "acquittal",
        "at-verdict", "end-of-detention", "pressure", "unknown",
    ]  # fmt: skip
    conditions: Text | None = None


class Death(AnyEntry):
    """A death, with the cause that is reported and the one on the certificate."""

    kind: Literal["death"]
    cause_reported: Text | None = None
    cause_recorded: Text | None = None
    in_custody: Answer | None = None
    circumstances: Text | None = None


class Contact(AnyEntry):
    """A visit, call, parcel or letter, had or refused."""

    kind: Literal["contact"]
    form: Literal["visit", "call", "parcel", "mail", "lawyer-visit", "observer-visit", "at-large"]
    who: Line | None = None
    refused: Answer | None = None
    refused_by: Line | None = None
    result: Text | None = None


class Note(AnyEntry):
    """A dated fact that is none of the other kinds; `value` is the answer where texts differ."""

    kind: Literal["note"]
    value: Line | None = None


Entry = Annotated[
    Custody | Charge | Hearing | Sentence | Appeal | HealthAlert | IllTreatment
    | Threat | Release | Death | Contact | Note,
    Field(discriminator="kind"),
]  # fmt: skip
