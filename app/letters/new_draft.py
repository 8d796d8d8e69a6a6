"""From a choice of kind, office and language to a draft."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.cases.models import Case
from app.consent.word_gate import Doubt
from app.db import number_of
from app.letters.briefing import Briefing
from app.letters.corrections import WRONG, is_quote, quoted
from app.letters.drafting import Draft, Plan, age_block, draft
from app.letters.free_words import Heard, Wanted, heard
from app.letters.letter_kinds import Kind
from app.letters.models import Letter
from app.letters.queries.briefing_facts import Asked, briefings_for
from app.letters.queries.letter_kinds import kind_for, words_for
from app.letters.queries.offices import Office, offices_of_letters
from app.letters.sentence_plan import sentences
from app.letters.sentences.languages import TONGUES, tongue
from app.letters.traced_sentence import Made, Telling
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
    action_id: int | None = None
    asks: str = ""
    wrong: tuple[Made, ...] = ()  # what an earlier letter told and this one corrects
    sent: str = ""  # the month of that letter
    corrects_id: int | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with the briefing it rests on. `age` is what only a second look can lift."""

    kind: Kind
    language: str
    office: Office
    briefing: Briefing
    draft: Draft
    age: str
    doubts: tuple[Doubt, ...] = ()


class Stopped(Conflict):
    """Nothing is drafted about this person any more; the sentence says why."""

    @property
    def heading(self) -> str:  # type: ignore[override]
        """Whatever was asked for, it was no change."""
        return _("Nothing is written about this person")


def drafted(session: Session, case: Case, choice: Choice, today: date, known_by: date | None) -> Drafted:
    """The letter as it would be written today; raises Stopped, or Unacceptable for a kind that is not there."""
    made = _drafted(session, case, choice, Asked(lambda _case: today, known_by))
    if made.briefing.is_stopped:
        raise Stopped(_("Nothing is drafted here. %(why)s") % {"why": made.draft.blocks[0]})
    return made


def _drafted(session: Session, case: Case, choice: Choice, asked: Asked) -> Drafted:
    kind = kind_for(session, case.campaign_id, choice.kind)
    language = language_of(choice)
    words = words_for(session, case.campaign_id, choice.kind, language)
    wanted = wanted_of(case, briefings_for(session, [case], asked)[number_of(case)], (kind, words), choice)
    return made_from(wanted.briefing, wanted.kind, wanted.words, choice, heard(session, asked, [wanted])[0])


def wanted_of(case: Case, briefing: Briefing, kind: tuple[Kind | None, str | None], choice: Choice) -> Wanted:
    """What the gate of words is asked for; raises Unacceptable for a kind that is not there."""
    of, words = kind
    if of is None or words is None:
        raise Unacceptable(_("There is no such kind of letter in this language. Choose another one."))
    return Wanted(case, briefing, of, words, language_of(choice), choice.own_line, choice.wrong)


def language_of(choice: Choice) -> str:
    """The language chosen; else the one the office reads, else English."""
    return choice.language or (choice.office.language if choice.office.language in TONGUES else "en")


def made_from(briefing: Briefing, kind: Kind, words: str, choice: Choice, said: Heard) -> Drafted:
    """The letter that a briefing and a kind's words give, as far as the gate of words lets it."""
    language = language_of(choice)
    to = choice.office.to_in(language)
    plan = Plan(
        kind, words, to, tongue(language), choice.variant, choice.own_line, choice.asks, said.refused, said.blocks,
        choice.wrong, choice.sent,
    )  # fmt: skip
    made = draft(briefing, plan)
    return Drafted(kind, language, choice.office, briefing, made, age_block(briefing, kind), said.doubts)


def choice_of(session: Session, letter: Letter) -> Choice:
    """What a kept letter was made of."""
    return chosen(letter, offices_of_letters(session, [letter])[number_of(letter)])


def chosen(letter: Letter, office: Office) -> Choice:
    """The same, where the office is at hand."""
    wrong = tuple(quoted(one) for one in letter.sentences if is_quote(one))
    return Choice(
        letter.kind, office, letter.language, letter.variant, letter.own_line or "", letter.action_id,
        wrong=wrong, sent=letter.basis.get("sent", ""), corrects_id=letter.corrects_id,
    )  # fmt: skip


def all_made(now: Drafted, said: Heard) -> list[Made]:
    """Every sentence that could be said, also those the kind's words leave out."""
    made = sentences(Telling.of(now.briefing, tongue(now.language)))
    made += [one for one in now.draft.sentences if one.slot.startswith(WRONG)]
    return [one for one in made if one.text not in said.refused]


def why_refused(now: Drafted, said: Heard, words: str) -> str:
    """Why a sentence of a letter may not leave, in whichever way the letter says it; "" where it may."""
    if not said.refused or words in said.refused:
        return said.refused.get(words, "")
    made = sentences(Telling.of(now.briefing, tongue(now.language)))
    return next((said.refused[one.text] for one in made if one.text in said.refused and one.reads(words)), "")
