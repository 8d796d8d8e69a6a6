"""Whether kept letters may leave now, and as what; every way out asks here, also for a letter sent before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.accounts.demonstration import is_demonstration
from app.cases.models import Case, Person, Visibility
from app.cases.queries.timeline import timeline
from app.cases.rules.custody import prisoner_number
from app.db import number_of
from app.letters import lifecycle
from app.letters.models import Letter
from app.letters.obstacles import obstacles_of
from app.letters.queries.batches import batch_for, items_of
from app.letters.queries.briefing_facts import Asked
from app.letters.queries.letter_kinds import kind_for
from app.letters.queries.letters import PAGE, Wanted, letter_for, letters_for, with_cases
from app.letters.queries.offices import Office, offices_of_letters
from app.letters.sheets.eml import mailto
from app.letters.sheets.plain_text import plain_text
from app.letters.sheets.sheet import Sheet
from app.text import _
from app.web.visit import Visit

OUT = frozenset({lifecycle.APPROVED, lifecycle.SENT, lifecycle.ANSWERED})


@dataclass(frozen=True, slots=True)
class Leaving:
    """A letter at the door: its sheet, and what keeps it here, "" when it may leave."""

    letter: Letter
    case: Case
    sheet: Sheet
    why_not: str

    @property
    def mailto(self) -> str:
        """An address for the reader's own mail program, where it is short enough."""
        return mailto(self.sheet)

    @property
    def text(self) -> str:
        """The words to copy."""
        return plain_text(self.sheet)


def leaving(visit: Visit, asked: Asked, letter_id: int) -> Leaving:
    """A letter that this viewer may see, asked whether it may leave today; NotFound otherwise."""
    return at_the_door(visit, asked, [letter_for(visit.session, visit.me, letter_id)])[0]


def together(visit: Visit, asked: Asked, wanted: Wanted, batch_id: int | None) -> list[Leaving]:
    """A page of the letters of a batch, or of the approved ones of the list, each asked by itself."""
    if batch_id is not None:
        return at_the_door(visit, asked, _of_batch(visit, batch_id, wanted.before))
    rows = letters_for(visit.session, visit.me, replace(wanted, state=lifecycle.APPROVED))[:PAGE]
    pairs = {number_of(letter): (letter, case) for letter, case in with_cases(visit.session, rows)}
    return at_the_door(visit, asked, [pairs[number] for number in sorted(pairs, reverse=True)])


def _of_batch(visit: Visit, batch_id: int, before: int | None) -> list[tuple[Letter, Case]]:
    batch_for(visit.session, visit.me, batch_id)
    drafted = {item.letter_id for item in items_of(visit.session, visit.me, batch_id) if item.letter_id}
    numbers = sorted((number for number in drafted if before is None or number < before), reverse=True)
    return [letter_for(visit.session, visit.me, number) for number in numbers[:PAGE]]


def at_the_door(visit: Visit, asked: Asked, pairs: Sequence[tuple[Letter, Case]]) -> list[Leaving]:
    """Letters that the viewer may see, each with its case."""
    found = obstacles_of(visit.session, pairs, asked, also_sent=True)
    offices = offices_of_letters(visit.session, [letter for letter, _case in pairs])
    return [
        Leaving(
            letter,
            case,
            _sheet(visit, letter, case, offices[number_of(letter)]),
            _unapproved(letter) or found[number_of(letter)].in_words(),
        )
        for letter, case in pairs
    ]


def _unapproved(letter: Letter) -> str:
    if letter.state == lifecycle.WITHDRAWN:
        return _("It was withdrawn.")
    return "" if letter.state in OUT else _("Nobody has approved this letter yet.")


def _sheet(visit: Visit, letter: Letter, case: Case, office: Office) -> Sheet:
    """The letter laid out; one to a prisoner has name and number on its envelope."""
    made = Sheet.of_letter(letter, office)
    if is_demonstration(visit.session, letter.campaign_id):
        made = made.headed(_("DEMONSTRATION, NOT TO BE SENT"))
    kind = kind_for(visit.session, letter.campaign_id, letter.kind)
    if kind is None or kind.about_case:
        return made
    facts = timeline(visit.session, number_of(case), visit.settings.today)
    number = prisoner_number([fact for fact in facts if fact.visibility != Visibility.RESTRICTED])
    name = visit.session.get_one(Person, case.person_id).name
    return made.handed_to(f"{name}, {number}" if number else name)
