"""One table per kind of entry, keyed by the entry. The forms' labels say what fields mean; lengths are ISO 8601."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, WORDS
from app.history.recorded_columns import Recorded


class EntryKind(StrEnum):
    """The kinds of entries, by their slugs in addresses and files."""

    CUSTODY = "custody"
    CHARGE = "charge"
    HEARING = "hearing"
    SENTENCE = "sentence"
    APPEAL = "appeal"
    HEALTH_ALERT = "health-alert"
    ILL_TREATMENT = "ill-treatment"
    THREAT = "threat"
    RELEASE = "release"
    DEATH = "death"
    CONTACT = "contact"
    NOTE = "note"


class KindRow(SQLModel, Recorded):
    """What the kinds' tables share: the entry's number as their key."""

    noun: ClassVar[str] = "entry"
    told: ClassVar[bool] = True

    entry_id: int = Field(primary_key=True, foreign_key="entry.id")

    def history_key(self) -> tuple[str, int]:
        """The entry itself."""
        return ("entry", self.entry_id)


class Custody(KindRow, table=True):
    """Held somewhere, from the entry's date."""

    form: str | None = Field(default=None, max_length=30)
    by_whom: str | None = Field(default=None, max_length=LINE)
    until_edtf: str | None = Field(default=None, max_length=80)
    until_first: date | None = None
    until_last: date | None = None
    ordered_until_edtf: str | None = Field(default=None, max_length=80)
    ordered_until_first: date | None = None
    ordered_until_last: date | None = None
    length: str | None = Field(default=None, max_length=20)
    length_min: str | None = Field(default=None, max_length=20)
    length_max: str | None = Field(default=None, max_length=20)
    court: str | None = Field(default=None, max_length=LINE)
    reason: str | None = Field(default=None, max_length=LONG)
    lawyer: str | None = Field(default=None, max_length=10)


class Charge(KindRow, table=True):
    """What somebody is accused of: article, wording as reported, the neutral name, and how it ended."""

    article: str | None = Field(default=None, max_length=LINE)
    wording: str | None = Field(default=None, max_length=WORDS)
    normalised: str | None = Field(default=None, max_length=40)
    outcome: str | None = Field(default=None, max_length=20)
    outcome_on_edtf: str | None = Field(default=None, max_length=80)
    outcome_on_first: date | None = None
    outcome_on_last: date | None = None
    maximum: str | None = Field(default=None, max_length=20)


class Hearing(KindRow, table=True):
    """A sitting of a court, held or ahead. `time` is local, in `zone`."""

    stage: str | None = Field(default=None, max_length=20)
    time: str | None = Field(default=None, max_length=5)
    zone: str | None = Field(default=None, max_length=60)
    court: str | None = Field(default=None, max_length=LINE)
    judge: str | None = Field(default=None, max_length=LINE)
    openness: str | None = Field(default=None, max_length=10)
    until_edtf: str | None = Field(default=None, max_length=80)
    until_first: date | None = None
    until_last: date | None = None
    result: str | None = Field(default=None, max_length=WORDS)


class Sentence(KindRow, table=True):
    """A punishment imposed. An exact term, or a range; a statutory maximum is kept apart from both."""

    form: str | None = Field(default=None, max_length=30)
    length: str | None = Field(default=None, max_length=20)
    length_min: str | None = Field(default=None, max_length=20)
    length_max: str | None = Field(default=None, max_length=20)
    statutory_maximum: str | None = Field(default=None, max_length=20)
    regime: str | None = Field(default=None, max_length=LINE)
    court: str | None = Field(default=None, max_length=LINE)
    judge: str | None = Field(default=None, max_length=LINE)
    starts_edtf: str | None = Field(default=None, max_length=80)
    starts_first: date | None = None
    starts_last: date | None = None
    credited_days: int | None = None
    credit_note: str | None = Field(default=None, max_length=LONG)
    amount: str | None = Field(default=None, max_length=20)
    currency: str | None = Field(default=None, max_length=3)
    part: str | None = Field(
        default=None, max_length=10
    )  # main or further, where one judgment imposes several
    supersedes_id: int | None = Field(
        default=None, foreign_key="entry.id"
    )  # the earlier sentence it relates to
    relation: str | None = Field(default=None, max_length=20)  # how; empty means instead of it
    charge_id: int | None = Field(default=None, foreign_key="entry.id")


class CourtAppeal(KindRow, table=True):
    """An appeal to a court, with its outcome for this person."""

    __tablename__ = "court_appeal"

    level: str | None = Field(default=None, max_length=20)
    lodged_edtf: str | None = Field(default=None, max_length=80)
    lodged_first: date | None = None
    lodged_last: date | None = None
    deadline_edtf: str | None = Field(default=None, max_length=80)
    deadline_first: date | None = None
    deadline_last: date | None = None
    decided_edtf: str | None = Field(default=None, max_length=80)
    decided_first: date | None = None
    decided_last: date | None = None
    court: str | None = Field(default=None, max_length=LINE)
    judge: str | None = Field(default=None, max_length=LINE)
    grounds: str | None = Field(default=None, max_length=WORDS)
    outcome: str | None = Field(default=None, max_length=20)
    resulting_sentence_id: int | None = Field(default=None, foreign_key="entry.id")
    present: str | None = Field(default=None, max_length=10)


class HealthAlert(KindRow, table=True):
    """An illness, injury or hunger strike; open until somebody records how it ended."""

    __tablename__ = "health_alert"

    condition: str | None = Field(default=None, max_length=LONG)
    severity: str | None = Field(default=None, max_length=20)
    care_asked: str | None = Field(default=None, max_length=LONG)
    care_asked_on_edtf: str | None = Field(default=None, max_length=80)
    care_asked_on_first: date | None = None
    care_asked_on_last: date | None = None
    care_refused: str | None = Field(default=None, max_length=10)
    refused_by: str | None = Field(default=None, max_length=LINE)
    next_look: date | None = None
    resolved_edtf: str | None = Field(default=None, max_length=80)
    resolved_first: date | None = None
    resolved_last: date | None = None
    resolution: str | None = Field(default=None, max_length=30)


class IllTreatment(KindRow, table=True):
    """Torture or other ill-treatment as somebody reports it."""

    __tablename__ = "ill_treatment"

    method: str | None = Field(default=None, max_length=WORDS)
    alleged_actor: str | None = Field(default=None, max_length=LONG)
    during: str | None = Field(default=None, max_length=20)
    raised_in_court: str | None = Field(default=None, max_length=10)
    investigated: str | None = Field(default=None, max_length=10)


class Threat(KindRow, table=True):
    """A threat: of arrest, of a charge, to a family. Not a charge."""

    what: str | None = Field(default=None, max_length=WORDS)
    by_whom: str | None = Field(default=None, max_length=LONG)
    threatened_charge: str | None = Field(default=None, max_length=LONG)
    maximum: str | None = Field(default=None, max_length=20)
    target: str | None = Field(default=None, max_length=LONG)
    ended_edtf: str | None = Field(default=None, max_length=80)
    ended_first: date | None = None
    ended_last: date | None = None
    ending: str | None = Field(default=None, max_length=20)  # open until somebody records how it ended


class Release(KindRow, table=True):
    """Set free, with or without conditions. Reported until a second person confirms."""

    form: str | None = Field(default=None, max_length=20)
    conditions: str | None = Field(default=None, max_length=WORDS)


class Death(KindRow, table=True):
    """A death: the cause as reported, and the cause on record where it differs."""

    cause_reported: str | None = Field(default=None, max_length=LONG)
    cause_recorded: str | None = Field(default=None, max_length=LONG)
    in_custody: str | None = Field(default=None, max_length=10)
    circumstances: str | None = Field(default=None, max_length=WORDS)


class Contact(KindRow, table=True):
    """A visit, call, parcel or letter that got through or did not."""

    form: str | None = Field(default=None, max_length=20)
    who: str | None = Field(default=None, max_length=LINE)
    refused: str | None = Field(default=None, max_length=10)
    refused_by: str | None = Field(default=None, max_length=LINE)
    result: str | None = Field(default=None, max_length=LONG)


KIND_TABLES: dict[EntryKind, type[KindRow]] = {
    EntryKind.CUSTODY: Custody,
    EntryKind.CHARGE: Charge,
    EntryKind.HEARING: Hearing,
    EntryKind.SENTENCE: Sentence,
    EntryKind.APPEAL: CourtAppeal,
    EntryKind.HEALTH_ALERT: HealthAlert,
    EntryKind.ILL_TREATMENT: IllTreatment,
    EntryKind.THREAT: Threat,
    EntryKind.RELEASE: Release,
    EntryKind.DEATH: Death,
    EntryKind.CONTACT: Contact,
}
