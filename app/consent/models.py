"""Tables of consents and of second persons' approvals."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, WORDS, UtcDateTime
from app.history.recorded_columns import Recorded

TO_LOOK = "to_look"  # where a session keeps whom its viewer may not know of, for those who may


class Use(StrEnum):
    """What something may be used for outside the team."""

    LETTER = "letter"
    DIGEST = "digest"
    PUBLIC = "public"
    PROCEDURE = "procedure"  # complaints and submissions: the State learns the name
    DATA = "data"  # tables that anybody may copy


class FieldGroup(StrEnum):
    """Groups of facts that consent is given for."""

    NAME = "name"
    CASE = "case"  # custody, charges, hearings, sentences, appeals
    HEALTH = "health"
    ILL_TREATMENT = "ill-treatment"
    FAMILY = "family"
    PLACE = "place"
    PHOTO = "photo"


class Basis(StrEnum):
    """On whose word."""

    GIVEN = "given"  # by the person or the family
    PUBLIC_CALL = "public-call"  # a cited source itself calls for it in public
    REFUSED = "refused"  # the person or the family asks to stop


ALL = "all"  # the group and the use of a refusal


class Consent(SQLModel, Recorded, table=True):
    """What may be used of one person, for what, until when, and on whose word. No row means no.

    A row on the basis of a refusal says that nothing may be used at all, until it is withdrawn.
    """

    noun: ClassVar[str] = "consent"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=160, unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    field_group: str = Field(max_length=20)
    use: str = Field(max_length=12)
    basis: str = Field(max_length=20)  # see Basis
    given_by: str | None = Field(default=None, max_length=LINE)
    given_how: str | None = Field(default=None, max_length=LINE)
    given_on: date | None = None
    until: date | None = None
    note: str | None = Field(default=None, max_length=LONG)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_reason: str | None = Field(default=None, max_length=LONG)


class Approval(SQLModel, Recorded, table=True):
    """Something that waits for, or has had, a second person's yes."""

    noun: ClassVar[str] = "approval"

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(max_length=30)  # entry (a release or a death), letter, action, page, lifting, plea
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)
    letter_id: int | None = Field(default=None, foreign_key="letter.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)
    snapshot_id: int | None = Field(default=None, foreign_key="public_snapshot.id", index=True)
    consent_id: int | None = Field(default=None, foreign_key="consent.id", index=True)  # a request to stop
    plea_id: int | None = Field(default=None, foreign_key="plea.id", index=True)  # what is asked for somebody
    why: str | None = Field(default=None, max_length=LONG)  # why it should be lifted
    asked_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    asked_at: datetime = Field(sa_type=UtcDateTime)
    decided_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decision: str | None = Field(default=None, max_length=12)  # approved, refused, by-one
    read_sentences: int | None = None  # how many were ticked as read, of words with this digest
    read_digest: str | None = Field(default=None, max_length=64)
    reason: str | None = Field(default=None, max_length=LONG)


class Namesake(SQLModel, Recorded, table=True):
    """Somebody says that words which hold a name mean somebody else; it counts once a second person has seen it.

    It holds for these passages alone, of one action or of what is told about one person.
    """

    noun: ClassVar[str] = "action"

    id: int | None = Field(default=None, primary_key=True)
    action_id: int | None = Field(default=None, foreign_key="action.id", index=True)  # whose words they are
    about_id: int | None = Field(default=None, foreign_key="person.id", index=True)  # or about whom
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)  # in whose history it stands
    words: str = Field(default="", max_length=WORDS)  # the passages, a line each
    person_id: int = Field(foreign_key="person.id", index=True)  # whom they do not mean
    reason: str = Field(max_length=LONG)
    said_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    said_at: datetime = Field(sa_type=UtcDateTime)
    seen_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    def history_key(self) -> tuple[str, int]:
        """Part of what the words belong to; of somebody kept to a few, of their case."""
        return ("action", self.action_id or 0) if self.case_id is None else ("case", self.case_id)

    def history_case(self) -> int | None:
        """The case, where it stands in the history of one."""
        return self.case_id

    def history_part(self) -> str | None:
        """One of those who are not meant."""
        return f"namesake {self.id}"
