"""What words.py needs of a language: the names of its months and its way of saying each English form."""

from collections.abc import Callable
from dataclasses import dataclass

from app.dates.single import Single
from app.text import MONTHS, N_, _

_SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    months: tuple[str, ...]
    say: Callable[[str], str]

    def month(self, one: Single) -> str:
        return self.say(self.months[one.month - 1])


_WORDINGS = {"en": Wording(MONTHS, _)}
_SHORT_WORDINGS = {"en": Wording(_SHORT_MONTHS, _)}


def wording(language: str) -> Wording:
    """English is what the catalogue translates; a language without words of its own is a KeyError."""
    return _WORDINGS[language]


def short_wording(language: str) -> Wording:
    return _SHORT_WORDINGS[language]
