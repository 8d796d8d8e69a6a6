"""What stands in the way of kept letters: changed facts, words that block, old news, an action that is over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from app.cases.models import Case
from app.db import number_of
from app.letters.briefing import Briefing
from app.letters.checks import check_letter
from app.letters.making import all_made, chosen, language_of, made_from
from app.letters.models import Letter
from app.letters.queries.actions import why_over
from app.letters.queries.kinds import kind_for, words_for
from app.letters.queries.knowing import Asked, briefings_for
from app.letters.queries.offices import offices_of_letters
from app.letters.rules import UNSENT
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
        told = [
            self.over,
            *self.blocks,
            *(_("Changed: %(what)s") % {"what": one.before} for one in self.changes),
            self.age,
        ]
        return " ".join(part for part in told if part)

    def in_a_word(self) -> str:
        """What a list says of it; "" where nothing stands in the way."""
        if self.over:
            return _("Action over")
        if self.changes:
            return _("Facts changed")
        return "" if self.clear else _("Not to be sent")


def obstacles(session: Session, case: Case, letter: Letter, today: date, known_by: date | None) -> Obstacles:
    """What stands in the way of one letter; a sent one stays as it was, unless its action is over."""
    asked = Asked(lambda _case: today, known_by)
    return obstacles_of(session, [(letter, case)], asked)[number_of(letter)]


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
    cases = list({number_of(case): case for _letter, case in pairs}.values())
    briefings = briefings_for(session, cases, asked) if cases else {}
    offices = offices_of_letters(session, [letter for letter, _case in pairs])
    found: dict[int, Obstacles] = {}
    for letter, case in pairs:
        number = number_of(letter)
        choice = chosen(letter, offices[number])
        kind = kind_for(session, case.campaign_id, letter.kind)
        words = words_for(session, case.campaign_id, letter.kind, language_of(choice))
        now = made_from(briefings[number_of(case)], kind, words, choice)
        checks = check_letter(
            letter.subject, letter.body, letter.own_line or "", now.kind.words, letter.language
        )
        blocks = (*now.draft.blocks, *(f"{check.words}." for check in checks if check.blocks))
        changed = changes_since(letter.sentences, letter.basis, now.briefing, all_made(now))
        age = "" if _was_seen(letter, now.briefing, now.kind.fresh) else now.age
        found[number] = Obstacles(blocks, tuple(changed), age, over.get(number, ""))
    return found


def _was_seen(letter: Letter, briefing: Briefing, fresh: int) -> bool:
    """Whether a person has looked again recently enough."""
    looked = letter.confirmed_on
    return looked is not None and briefing.today - looked <= timedelta(days=fresh)


Marks = Mapping[int, str]


def marks_of(session: Session, pairs: Pairs, asked: Asked) -> Marks:
    """What a list says of each letter."""
    return {number: found.in_a_word() for number, found in obstacles_of(session, pairs, asked).items()}
