"""What the world reads of our actions, part by part: its free words for the gate of words, and which parts a second
person has read.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, or_, select
from sqlmodel import Session, col

from app.campaigning.models import (
    GATED,
    Action,
    ActionLink,
    ActionShown,
    Donation,
    Fund,
    Gathering,
    Petition,
    Tally,
)
from app.cases.models import Case, Person
from app.characters import whole_number
from app.consent.models import Approval
from app.consent.queries.spellings import Near
from app.consent.split_sentences import sentences
from app.consent.word_gate import Said, Speech, Spoken, Verdict
from app.directory.models import Addressee, Facility, Place
from app.sources.models import Citation, Source
from app.text import N_, _, marked

# Every free text of an action that stands on its public page, in its lists, feeds, calendar files or letter.
WORDS: tuple[tuple[Any, str], ...] = (
    (col(Action.title), N_("Title")),
    (col(Action.summary), N_("Summary")),
    (col(Action.asks), N_("What is asked")),
    (col(Action.form), N_("Form")),
    (col(Action.target), N_("Addressed to")),
    (col(Action.organiser), N_("Organised by")),
    (col(Action.languages), N_("Languages")),
    (col(Action.place_text), N_("Place")),
    (col(Action.report), N_("What came of it")),
    (col(Gathering.city), N_("City")),
    (col(Gathering.reach), N_("How to reach it")),
    (col(Gathering.bring), N_("What to bring")),
    (col(Gathering.handed_to), N_("Handed to")),
    (col(Petition.wording), N_("Wording")),
    (col(Petition.hand_to), N_("To be handed to")),
    (col(Fund.holder), N_("Who holds the money")),
    (col(Fund.purpose), N_("What it is for")),
    (col(Fund.how), N_("How to give")),
)
# What is no free text and may be written down after the approval.
NUMBERS: tuple[tuple[Any, str], ...] = (
    (col(Gathering.came), N_("How many came")),
    (col(Petition.handed_in_on), N_("Handed in")),
)
FIELDS = (*WORDS, *NUMBERS)
# Names of the directory that stand beside them. They change with it, so the gate asks them and nobody reads them anew.
OFFICE = ((col(Addressee.office), N_("Addressed to")), (col(Addressee.city), N_("City")))
DIRECTORY = (*OFFICE, (col(Place.name), N_("Place")), (col(Facility.name), N_("Place")))
COUNTED = {"letters": N_("Letters"), "signatures": N_("Signatures")}
SOURCE, CASE, GIVEN = N_("Source"), N_("For"), N_("What was given")
_OF_ACTIONS: BindParameter[Any] = bindparam("action_ids", expanding=True)
_fields = (
    select(
        col(Action.id),
        col(Action.campaign_id),
        col(Action.published_at),
        *(column for column, _label in (*FIELDS, *DIRECTORY)),
    )
    .outerjoin(Gathering, col(Gathering.action_id) == col(Action.id))
    .outerjoin(Petition, col(Petition.action_id) == col(Action.id))
    .outerjoin(Fund, col(Fund.action_id) == col(Action.id))
    .outerjoin(Addressee, col(Addressee.id) == col(Action.addressee_id))
    .outerjoin(Place, col(Place.id) == col(Action.place_id))
    .outerjoin(Facility, col(Facility.id) == col(Action.facility_id))
    .where(col(Action.id).in_(_OF_ACTIONS))
)
_offices = (
    select(col(ActionLink.action_id), *(column for column, _label in OFFICE))
    .join(Addressee, col(Addressee.id) == col(ActionLink.addressee_id))
    .where(col(ActionLink.action_id).in_(_OF_ACTIONS), col(ActionLink.part) == "addressee")
)
_sources = (
    select(
        col(Citation.action_id), col(Citation.id), col(Source.title), col(Source.author), col(Source.publisher),
        col(Source.url),
    )
    .join(Source, col(Source.id) == col(Citation.source_id))
    .where(col(Citation.action_id).in_(_OF_ACTIONS))
    .order_by(col(Citation.id))
)  # fmt: skip
_about = (
    select(
        col(ActionLink.action_id),
        col(ActionLink.part),
        col(Case.id),
        col(Case.reference),
        col(Person.name),
        col(Case.person_id),
        col(Case.campaign_id),
    )
    .join(Case, col(Case.id) == col(ActionLink.case_id))
    .join(Person, col(Person.id) == col(Case.person_id))
    .where(col(ActionLink.action_id).in_(_OF_ACTIONS), col(ActionLink.part).in_(GATED))
)
_gifts = (
    select(col(Donation.action_id), col(Donation.amount), col(Donation.currency), col(Donation.qualifier))
    .where(col(Donation.action_id).in_(_OF_ACTIONS))
    .order_by(col(Donation.id))
)
_totals = (
    select(col(Tally.action_id), col(Tally.what), func.sum(col(Tally.count)))
    .where(col(Tally.action_id).in_(_OF_ACTIONS))
    .group_by(col(Tally.action_id), col(Tally.what))
)
_shown = select(col(ActionShown.action_id), col(ActionShown.part), col(ActionShown.digest)).where(
    col(ActionShown.action_id).in_(_OF_ACTIONS)
)


@dataclass(slots=True)
class Piece:
    """One part as it stands now: what it is, its words, and their digest."""

    label: str
    texts: tuple[str, ...]
    is_free: bool = True  # somebody's own words, for the gate of words
    person: int | None = None  # whose case it is

    @property
    def digest(self) -> str:
        """By which it is known that a second person has read just this."""
        return digest_of(self.texts)


@dataclass(slots=True)
class Printed:
    """All parts of one action, and what decides how they are asked."""

    pieces: dict[str, Piece] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)
    campaigns: set[int] = field(default_factory=set)
    number: int = 0
    directory: list[Spoken] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)  # letters and signatures counted
    read: dict[str, str] = field(default_factory=dict)  # what a second person has read
    is_public: bool = False

    @property
    def held(self) -> frozenset[str]:
        """What was written since a second person read it; of what never was public, nothing."""
        if not self.is_public:
            return frozenset()
        words = {part for part, piece in self.pieces.items() if self.read.get(part) != piece.digest}
        return frozenset(words | {what for what, total in self.totals.items() if total != self._number(what)})

    @property
    def counted(self) -> dict[str, int]:
        """The counts as the world may read them: neither more nor less than a second person has read."""
        return {what: self._number(what) for what in self.totals}

    @property
    def digests(self) -> dict[str, str]:
        """Everything as it stands now, to be kept as read."""
        words = {part: piece.digest for part, piece in self.pieces.items()}
        return words | {what: str(total) for what, total in self.totals.items()}

    def _number(self, what: str) -> int:
        return whole_number(self.read.get(what, "")) or 0

    def speech(self, without: frozenset[str] = frozenset()) -> Speech:
        """The free words for the gate."""
        spoken = [
            Spoken(piece.label, text)
            for part, piece in self.pieces.items()
            if piece.is_free and part not in without
            for text in piece.texts
        ]
        near = Near(frozenset(self.people), frozenset(self.campaigns))
        return Speech([*spoken, *self.directory], near, self.number)

    def to_read(self, parts: Collection[str], verdict: Verdict) -> Iterator[Said]:
        """What of these parts a second person reads: each sentence as the gate heard it, and what is no free text."""
        heard = {(one.where, one.sentence): one for one in verdict.said}
        for part, piece in self.pieces.items():
            if part not in parts:
                continue
            if piece.is_free:
                yield from (heard[piece.label, one] for text in piece.texts for one in sentences(text))
            elif piece.person is None or piece.person in verdict.names:
                yield _as_said(piece.label, *piece.texts)
            else:
                yield _as_said(piece.label, _("A case that you may not see"))
        for what in sorted(self.totals.keys() & parts):
            yield _as_said(marked(COUNTED[what]), str(self.totals[what]))


def _as_said(label: str, *texts: str) -> Said:
    return Said(label, " · ".join(texts), frozenset(), frozenset())


def printed(session: Session, action_ids: Sequence[int]) -> Mapping[int, Printed]:
    """What is printed of each action, eight statements however many there are."""
    found = {number: Printed(number=number) for number in action_ids}

    def rows(wanted: Any) -> Any:
        return session.connection().execute(wanted, {"action_ids": list(action_ids)})

    for action_id, campaign_id, published_at, *values in rows(_fields):
        _keep_fields(found[action_id], campaign_id, values[: len(FIELDS)])
        found[action_id].directory += _spoken(DIRECTORY, values[len(FIELDS) :])
        found[action_id].is_public = published_at is not None
    for action_id, *values in rows(_offices):
        found[action_id].directory += _spoken(OFFICE, values)
    for action_id, part, *about in rows(_about):
        _keep_case(found[action_id], *about, is_now=part == "for")
    for action_id, number, *texts in rows(_sources):
        found[action_id].pieces[f"source {number}"] = Piece(marked(SOURCE), tuple(filter(None, texts)))
    for action_id, *gift in rows(_gifts):
        piece = found[action_id].pieces.setdefault("gifts", Piece(marked(GIVEN), (), is_free=False))
        piece.texts = (*piece.texts, " ".join(filter(None, gift)))
    for action_id, what, total in rows(_totals):
        found[action_id].totals[what] = int(total)
    for action_id, part, digest in rows(_shown):
        found[action_id].read[part] = digest
    return found


def _spoken(columns: Sequence[tuple[Any, str]], values: Sequence[Any]) -> list[Spoken]:
    return [
        Spoken(marked(label), value) for (_column, label), value in zip(columns, values, strict=True) if value
    ]


def _keep_fields(one: Printed, campaign_id: int, values: Sequence[Any]) -> None:
    one.campaigns.add(campaign_id)
    for at, ((column, label), value) in enumerate(zip(FIELDS, values, strict=True)):
        if value not in (None, ""):
            one.pieces[column.key] = Piece(marked(label), (str(value),), is_free=at < len(WORDS))


def _keep_case(one: Printed, case_id: int, *told: Any, is_now: bool) -> None:
    reference, name, person_id, campaign_id = told
    one.people.add(person_id)
    one.campaigns.add(campaign_id)
    if is_now:
        one.pieces[f"case {case_id}"] = Piece(marked(CASE), (reference, name), False, person_id)


def digest_of(texts: Sequence[str]) -> str:
    """The SHA-256 of these texts."""
    return sha256("\0".join(texts).encode()).hexdigest()


def public_actions_touched(session: Session, actions: Sequence[int], sources: Sequence[int]) -> list[Action]:
    """Those of these actions, and of those that cite these sources, that have a public page."""
    if not actions and not sources:
        return []
    citing = select(col(Citation.action_id)).where(col(Citation.source_id).in_(sources))
    wanted = select(Action).where(
        or_(col(Action.id).in_(actions), col(Action.id).in_(citing)), col(Action.published_at).is_not(None)
    )
    return list(session.scalars(wanted.order_by(col(Action.id))))


def questions_of_words(session: Session, action_id: int) -> list[Approval]:
    """What waits for a second person to read what was written since."""
    wanted = select(Approval).where(
        col(Approval.action_id) == action_id,
        col(Approval.subject) == "words",
        col(Approval.decision).is_(None),
    )
    return list(session.scalars(wanted.order_by(col(Approval.id))))


def open_doubt(
    session: Session, action_id: int, *, pointing: str | None = None, approval_id: int | None = None
) -> Approval | None:
    """The open question whether the gate is wrong: about this namesake or link, or with this number."""
    wanted = select(Approval).where(
        col(Approval.action_id) == action_id,
        col(Approval.subject).in_(("namesake", "link")),
        col(Approval.decision).is_(None),
        col(Approval.why) == pointing if pointing is not None else col(Approval.id) == approval_id,
    )
    return session.scalars(wanted).first()
