"""From a choice of kind, office and language to a draft; and what stands in the way of a kept letter."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from app.cases.models import Case
from app.letters.briefing import Briefing
from app.letters.checks import check_letter
from app.letters.drafting import Draft, Plan, age_block, draft
from app.letters.kinds import Kind
from app.letters.models import Letter
from app.letters.queries.kinds import kind_for, words_for
from app.letters.queries.knowing import briefing_for
from app.letters.queries.offices import Office, office_of_letter
from app.letters.rules import UNSENT
from app.letters.sentences.languages import TONGUES, tongue
from app.letters.staleness import Changed, changes_since
from app.letters.telling import Made, Telling, sentences
from app.refusal import Conflict, Unacceptable
from app.text import _


@dataclass(frozen=True, slots=True)
class Choice:
    """What a draft is made of, beside the case."""

    kind: str
    office: Office
    language: str = ""
    variant: int = 0
    own_line: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with the briefing it rests on. `age` is what only a second look can lift."""

    kind: Kind
    language: str
    office: Office
    briefing: Briefing
    draft: Draft
    age: str


@dataclass(frozen=True, slots=True)
class Obstacles:
    """Why a kept letter must not go out now. `changes` are for redrafting, or confirming where words stay."""

    blocks: tuple[str, ...]
    changes: tuple[Changed, ...]
    age: str

    @property
    def clear(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.blocks and not self.changes and not self.age

    @property
    def may_confirm(self) -> bool:
        """Whether a person who has looked may say that the words still hold."""
        return not self.blocks and not self.clear and all(change.same_words for change in self.changes)

    def in_words(self) -> str:
        """One sentence for a refusal."""
        told = [
            *self.blocks,
            *(_("Changed: %(what)s") % {"what": one.before} for one in self.changes),
            self.age,
        ]
        return " ".join(part for part in told if part)


class Stopped(Conflict):
    """Nothing is drafted about this person any more; the sentence says why."""


def drafted(session: Session, case: Case, choice: Choice, today: date, known_by: date | None) -> Drafted:
    """The letter as it would be written today; raises Stopped, or Unacceptable for a kind that is not there."""
    made = _drafted(session, case, choice, today, known_by)
    if made.briefing.is_stopped:
        raise Stopped(_("Nothing is drafted here. %(why)s") % {"why": made.draft.blocks[0]})
    return made


def _drafted(session: Session, case: Case, choice: Choice, today: date, known_by: date | None) -> Drafted:
    kind = kind_for(session, case.campaign_id, choice.kind)
    language = choice.language or (choice.office.language if choice.office.language in TONGUES else "en")
    words = words_for(session, case.campaign_id, choice.kind, language)
    if kind is None or words is None:
        raise Unacceptable(_("There is no such kind of letter in this language. Choose another one."))
    briefing = briefing_for(session, case, today, known_by)
    plan = Plan(kind, words, choice.office.to, tongue(language), choice.variant % 3, choice.own_line)
    return Drafted(kind, language, choice.office, briefing, draft(briefing, plan), age_block(briefing, kind))


def choice_of(session: Session, letter: Letter) -> Choice:
    """What a kept letter was made of."""
    office = office_of_letter(session, letter.addressee_id, letter.facility_id)
    return Choice(letter.kind, office, letter.language, letter.variant, letter.own_line or "")


def obstacles(session: Session, case: Case, letter: Letter, today: date, known_by: date | None) -> Obstacles:
    """What stands in the way of a letter that is not sent yet; a sent one stays as it was."""
    if letter.state not in UNSENT:
        return Obstacles((), (), "")
    return in_the_way(session, case, letter, today, known_by)


def in_the_way(session: Session, case: Case, letter: Letter, today: date, known_by: date | None) -> Obstacles:
    """What keeps a letter from going out on this day, also once more after it was sent."""
    now = _drafted(session, case, choice_of(session, letter), today, known_by)
    found = check_letter(letter.subject, letter.body, letter.own_line or "", now.kind.words, letter.language)
    blocks = (*now.draft.blocks, *(f"{check.words}." for check in found if check.blocks))
    changed = changes_since(letter.sentences, letter.basis, now.briefing, _all_made(now))
    looked = letter.confirmed_on
    seen = looked is not None and today - looked <= timedelta(days=now.kind.fresh)
    return Obstacles(blocks, tuple(changed), "" if seen else now.age)


def _all_made(now: Drafted) -> list[Made]:
    """Every sentence that could be said, also those the kind's words leave out."""
    return sentences(Telling.of(now.briefing, tongue(now.language)))
