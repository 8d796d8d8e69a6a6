"""What a reader can do in two, ten and sixty minutes: our open actions by the time they take. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.text import N_, marked

MINUTES = (2, 10, 60)
TAKES = {
    "petition": 2, "fund": 2, "letter-call": 10, "statement": 10, "gathering": 60, "visit": 60, "press": 60,
}  # fmt: skip
BESIDES = {
    2: N_("Pass this page on to one person who does not know about it yet."),
    10: N_("Tell your union, your group or your newspaper, with the facts below and who says so."),
    60: N_("Bring it to the next meeting of your union or group, and decide there what you can do together."),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One open action."""

    kind: str
    title: str
    href: str
    hint: str


@dataclass(frozen=True, slots=True)
class Way:
    """What fits into so many minutes."""

    minutes: int
    offers: tuple[Offer, ...]
    besides: str


def ways(offers: Iterable[Offer]) -> list[Way]:
    """The three columns; what needs no action of ours stands in each."""
    known = list(offers)
    return [
        Way(
            minutes,
            tuple(one for one in known if TAKES.get(one.kind, 60) == minutes),
            marked(BESIDES[minutes]),
        )
        for minutes in MINUTES
    ]
