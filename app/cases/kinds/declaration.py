"""What a kind of entry says of itself, once; `app/cases/kinds/<kind>.py` holds one each.

Form, table, export, seed, words, consent, public page, letters and mails follow from it. What only a layer above knows
(a group of consent, a slot of a letter, a gravity) stands here as its plain name, and that layer proves its map whole
when it is imported.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar, Protocol

from sqlmodel import Field, SQLModel

from app.cases.kinds.columns import Sort
from app.history.recorded_columns import Recorded
from app.web.forms import Rules

OF_THE_ENTRY = frozenset({"", "on", "place", "facility"})  # what a kind may name besides columns of its own


class EntryKind(StrEnum):
    """The kinds of entries, by their slugs in addresses and files, in the order they are offered."""

    CUSTODY = "custody"
    CHARGE = "charge"
    HEARING = "hearing"
    SENTENCE = "sentence"
    APPEAL = "appeal"
    HEALTH_ALERT = "health-alert"
    ILL_TREATMENT = "ill-treatment"
    THREAT = "threat"
    RELEASE = "release"
    CONDITION = "condition"
    DEATH = "death"
    CONTACT = "contact"
    COMPLAINT = "complaint"
    SUBMISSION = "submission"
    RECOGNITION = "recognition"
    ADOPTION = "adoption"
    NOTE = "note"


class KindRow(SQLModel, Recorded):
    """What the kinds' tables share: the entry's number as their key."""

    noun: ClassVar[str] = "entry"
    told: ClassVar[bool] = True

    entry_id: int = Field(primary_key=True, foreign_key="entry.id")

    def history_key(self) -> tuple[str, int]:
        """The entry itself."""
        return ("entry", self.entry_id)


class Told(Protocol):
    """What a headline is made of: the kind's own row, and where it was."""

    @property
    def detail(self) -> Any: ...
    @property
    def place(self) -> str | None: ...
    @property
    def facility(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Question:
    """One field of the form, by its column; label and hint are msgids."""

    name: str
    label: str
    hint: str | None = None
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Awaited:
    """What has to come or to be done, until an answer says that it did: on a day, or some time after one."""

    since: tuple[str, ...]  # the day that counts: the first of these dates that is known
    over: tuple[str, ...]  # the answers that settle it
    title: str  # both msgids
    reason: str
    unless: tuple[str, ...] = ()  # the answers that make it needless once they are known, be they ahead
    before: bool = False  # due so long before that day, not after it
    period: str = ""  # the days of the house that it waits; "": due on the day itself


def nothing_between(_form: Any) -> Rules:
    """No two answers of this kind have to fit together."""
    return ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Kind:
    """A kind of entry. What has no default has to be decided for every kind."""

    slug: EntryKind
    label: str
    hint: str  # where the kind is chosen
    table: type[KindRow] | None  # None: nothing but its sentence
    questions: tuple[Question, ...]
    more: tuple[Question, ...] = ()  # those under "More"
    rules: Callable[[Any], Rules] = nothing_between  # what must hold between the answers
    bound: tuple[tuple[str, str], ...] = ()  # an answer that names an entry, and one that would tell of it

    headline: Callable[[Told], str]  # "" where its fields are silent
    headline_fields: tuple[str, ...]  # whoever is named beside the headline must have said one of them
    needs_name: bool = False  # a headline such as "5 years" says little without the kind beside it
    public: tuple[str, ...]  # the answers a public page tells: not who guarded, judged, visited or defended
    consent: str  # the group of facts that consent has to cover: see consent.models.FieldGroup
    relatives: str = ""  # the words that make it the family's matter where they name relatives
    two_persons: bool = False  # reported until a second person confirms it

    letters: tuple[str, ...] | None  # the sentences of a letter it may stand in; None: it is for the team
    fades: bool = False  # changes soon: no letter tells it when there is much newer news
    mail: str  # how a mail names it, as msgid; "" where it may not even say the kind
    discreet: bool  # whether a mail that tells no details may name it

    gravity: (
        str  # how grave fresh or near news of it makes a case, by cases.models.cases.Gravity; "": not at all
    )
    ahead: tuple[str, str] = (
        "",
        "",
    )  # the date that counts while it is near, and the answer that says it is over
    tells_held: bool  # whether news of it tells that somebody is still held
    read: tuple[str, ...]  # what the rules read of it, dates by their base; an approved page keeps these
    is_news: bool = True  # whether it tells how the person is; what others do for them ends no silence
    awaited: tuple[Awaited, ...] = ()
    endings: tuple[str, ...] = ()  # how it went on or ended: these days are news of it too

    # What the next one takes over from the one before it, where they come in a row; it begins when that one ends.
    renews: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()  # the first of these dates that is known is that end

    seed_needs: tuple[str, ...]  # what no file of the seed may leave out
    seed_assumes: tuple[tuple[str, str], ...] = ()
    seed_only: tuple[str, ...] = ()  # answers that only citations give

    def __post_init__(self) -> None:
        """A name that is no column of the kind is a fault of the program."""
        asked = {question.name for question in (*self.questions, *self.more)}
        named = {
            *self.headline_fields, *self.read, *self.endings, *self.ahead, *self.seed_needs, *self.renews, *self.ends,
            self.relatives,
            *(name for one in self.awaited for name in (*one.since, *one.over, *one.unless)),
            *(name for pair in self.bound for name in pair), *(name for name, _value in self.seed_assumes),
        }  # fmt: skip
        strange = (named - OF_THE_ENTRY - self.sorts.keys()) | (set(self.public) - asked)
        if strange:
            raise TypeError(f"{self.slug} has no {sorted(strange)}")

    @cached_property
    def sorts(self) -> dict[str, Sort]:
        """What sort of answer each of its columns keeps, dates by their base."""
        columns = self.table.__table__.columns if self.table else ()  # type: ignore[attr-defined]
        return {
            column.name.removesuffix("_edtf"): column.info["sort"]
            for column in columns
            if "sort" in column.info
        }

    @cached_property
    def dates(self) -> frozenset[str]:
        """Its answers that are dates as well as they are known."""
        return frozenset(name for name, sort in self.sorts.items() if sort.name == "date")
