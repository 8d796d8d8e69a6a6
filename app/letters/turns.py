"""How letters differ by their seed: what opens one, in which order and which way sentences stand; pure."""

from collections.abc import Mapping, Sequence

from app.letters.sentence_plan import SLOTS
from app.letters.sentences.tongue import WAYS
from app.letters.traced_sentence import Made, Voice

FIRST = Voice(leads=True)
TOGETHER = {  # placeholders for several slots, whose groups take turns; what follows in time stays in one group
    "who": ("role", "held", "sentence appeal"),
    "story": ("role", "held days", "arrest charge sentence appeal"),
    "reports": ("health care", "ill_treatment", "threat contact"),
}


def leading(made: Sequence[Made], seed: int) -> Made | None:
    """The gravest of what may open a letter, equals by turns; None where nothing may."""
    may = [one for one in made if one.gravity is not None and one.spoken(FIRST)]
    least = min((one.gravity or 0 for one in may), default=0)
    gravest = [one for one in may if one.gravity == least]
    return gravest[seed % len(gravest)] if gravest else None


def in_turn(groups: Sequence[str], slots: Mapping[str, str], seed: int) -> str:
    """Sentences that belong together, each group as one, in another order for every letter."""
    order = [*groups[1:]] if seed // 2 % 2 == 0 else [*groups[:0:-1]]
    order.insert(seed % len(groups), groups[0])
    return " ".join(slots[slot] for group in order for slot in group.split() if slots[slot])


def way_of(one: Made, seed: int, number: int, *, again: bool, is_named: bool) -> int:
    """In which of the language's ways a sentence is said, so that letters with other seeds differ."""
    if one.credit is None:
        return seed // 4 + (list(SLOTS).index(one.slot) if seed // 8 % 2 else 0)
    if again:
        return (seed + seed // WAYS + number) % WAYS
    return 1 + seed % (WAYS - 1) if is_named else seed % WAYS
