"""What stands in the way of kept letters: changed facts, words that block, old news, an action that is over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session

from app.cases.models import Case
from app.cases.queries.visible import hidden_entries
from app.consent.word_gate import Doubt
from app.db import number_of
from app.letters.briefing import Briefing
from app.letters.checks import check_letter
from app.letters.free_words import Heard, heard
from app.letters.lifecycle import UNSENT, WITHDRAWN
from app.letters.models import Letter
from app.letters.new_draft import Drafted, all_made, chosen, language_of, made_from, wanted_of, why_refused
from app.letters.queries.briefing_facts import Asked, briefings_for
from app.letters.queries.letter_actions import why_over
from app.letters.queries.letter_kinds import kind_for, words_for
from app.letters.queries.letters import also_about
from app.letters.queries.offices import offices_of_letters
from app.letters.staleness import Changed, changes_since
from app.text import _

Pairs = Sequence[tuple[Letter, Case]]


@dataclass(frozen=True, slots=True)
class Obstacles:
    """Why a kept letter must not go out now. `changes` are for redrafting, or confirming where words stay."""

    blocks: tuple[str, ...] = ()
    changes: tuple[Changed, ...] = ()
    age: str = ""
    over: str = ""  # why nothing is sent for its action any more
    doubts: tuple[Doubt, ...] = ()

    @property
    def clear(self) -> bool:
        """Whether nothing stands in the way."""
        return not (self.blocks or self.changes or self.age or self.over)

    @property
    def may_confirm(self) -> bool:
        """Whether a person who has looked may say that the words still hold."""
        held = bool(self.blocks or self.over)
        return not held and not self.clear and all(change.same_words for change in self.changes)

    def in_words(self) -> str:
        """One sentence for a refusal."""
        told = [self.over, *self.blocks, *(one.said for one in self.changes), self.age]
        return " ".join(part for part in told if part)

    @property
    def why(self) -> str:
        """The first thing that stands in the way, as a list has room for it."""
        changes = (f"{one.why}." for one in self.changes)
        return next((told for told in (self.over, *changes, *self.blocks, self.age) if told), "")

    def in_a_word(self, letter: Letter) -> str:
        """The tag of it in a list; "" where nothing stands in the way."""
        if self.over:
            return _("Action over")
        if letter.state not in UNSENT:
            return "" if self.clear else _("Not once more")
        if self.changes:
            return _("Facts changed")
        return "" if self.clear else _("Not to be sent")


def obstacles(session: Session, case: Case, letter: Letter, today: date, known_by: date | None) -> Obstacles:
    """What stands in the way of one letter; a sent one stays as it was, unless its action is over."""
    asked = Asked(lambda _case: today, known_by)
    return obstacles_of(session, [(letter, case)], asked)[number_of(letter)]


def once_more(session: Session, case: Case, letter: Letter, today: date, known_by: date | None) -> Obstacles:
    """What stands in the way of one letter's going out, for the first time or once more."""
    asked = Asked(lambda _case: today, known_by)
    return obstacles_of(session, [(letter, case)], asked, also_sent=True)[number_of(letter)]


def obstacles_of(
    session: Session, pairs: Pairs, asked: Asked, *, also_sent: bool = False
) -> dict[int, Obstacles]:
    """The same judgement for many letters at once; `also_sent` asks of sent ones whether they may go out once more."""
    over = why_over(session, pairs, asked)
    found = {number_of(letter): Obstacles(over=over.get(number_of(letter), "")) for letter, _case in pairs}
    judged = [(letter, case) for letter, case in pairs if also_sent or letter.state in UNSENT]
    return found | _judged(session, judged, asked, over)


def _judged(session: Session, pairs: Pairs, asked: Asked, over: Mapping[int, str]) -> dict[int, Obstacles]:
    """Each letter beside the one that would be written today."""
    more = also_about(session, [number_of(letter) for letter, _case in pairs])
    cases = list({number_of(case): case for _one, case in (*pairs, *more)}.values())
    briefings = briefings_for(session, cases, asked) if cases else {}
    offices = offices_of_letters(session, [letter for letter, _case in pairs])
    beside = []
    for letter, case in pairs:
        choice = chosen(letter, offices[number_of(letter)])
        kind = kind_for(session, case.campaign_id, letter.kind)
        words = words_for(session, case.campaign_id, letter.kind, language_of(choice))
        beside.append((choice, wanted_of(case, briefings[number_of(case)], (kind, words), choice)))
    said = heard(session, asked, [wanted for _choice, wanted in beside])
    found: dict[int, Obstacles] = {}
    for (letter, case), (choice, wanted), answer in zip(pairs, beside, said, strict=True):
        number = number_of(letter)
        now = made_from(wanted.briefing, wanted.kind, wanted.words, choice, answer)
        others = _of_others(briefings, [other for about, other in more if about == number])
        secret = now.briefing.stands_in_secret and bool(hidden_entries(session, number_of(case)))
        found[number] = replace(
            _beside(letter, now, answer, kept=secret, others=tuple(others)), over=over.get(number, "")
        )
    return found


def _beside(letter: Letter, now: Drafted, said: Heard, *, kept: bool, others: tuple[str, ...]) -> Obstacles:
    """What keeps one letter, from the one that would be written today."""
    checks = check_letter(letter.subject, letter.body, letter.own_line or "", now.kind.words, letter.language)
    blocks = (*now.draft.blocks, *others, *(f"{check.words}." for check in checks if check.blocks))
    changed = changes_since(letter.sentences, letter.basis, now.briefing, all_made(now, said), kept=kept)
    age = "" if _was_seen(letter, now.briefing, now.kind.fresh) else now.age
    told = tuple(
        replace(one, why=(why_refused(now, said, one.before) or one.why).rstrip(".")) for one in changed
    )
    return Obstacles(blocks, told, age, doubts=said.doubts)


def _of_others(briefings: Mapping[int, Briefing], cases: Sequence[Case]) -> Iterator[str]:
    """What keeps a letter that is also about these cases."""
    for case in cases:
        if why := briefings[number_of(case)].only_to_read.rstrip("."):
            yield _("%(ref)s: %(why)s.") % {"ref": case.reference, "why": why}


def _was_seen(letter: Letter, briefing: Briefing, fresh: int) -> bool:
    """Whether a person has looked again recently enough."""
    looked = letter.confirmed_on
    return looked is not None and briefing.today - looked <= timedelta(days=fresh)


class Mark(NamedTuple):
    """What a list says of a letter that stays: a tag, and why."""

    word: str
    why: str


Marks = Mapping[int, Mark]


def marks_of(session: Session, pairs: Pairs, asked: Asked) -> Marks:
    """What a list says of the letters that something keeps, also of sent ones: those do not go once more."""
    asked_of = [pair for pair in pairs if pair[0].state != WITHDRAWN]
    found = obstacles_of(session, asked_of, asked, also_sent=True)
    return {
        number: Mark(word, found[number].why)
        for number, letter in ((number_of(letter), letter) for letter, _case in asked_of)
        if (word := found[number].in_a_word(letter))
    }
