"""Whether words point at where somebody is held, by any known spelling of the place or the prison. Pure."""

import re
from collections.abc import Iterable, Iterator

from app.consent.name_tokens import tokens_of
from app.consent.named_people import is_form_of
from app.name_likeness import name_parts

SHORTEST = 4
WORD = re.compile(r"[^\W\d_]+")
# What many prisons and towns share says nothing of which one it is.
COMMON = frozenset(
    name_parts(
        "prison prisons colony penal womens women mens juvenile remand detention centre center pretrial trial police"
        " station department jail camp isolator investigation correctional institution facility hospital court house"
        " city town village region province district oblast republic street avenue square number strict general"
        " regime security north south east west northern southern eastern western state national central"
        " колония колонии исправительная женская мужская тюрьма сизо изолятор следственный учреждение город города"
        " область области района район улица отдел полиции республика"
        " gefängnis strafkolonie frauenstrafkolonie haftanstalt untersuchungshaft gebiet stadt"
    )
)


class Places:
    """The words by which some places are known, but for those that everybody hears anyhow, as in a campaign's name."""

    def __init__(self, names: Iterable[str], *, heard: str = "") -> None:
        words = {part for name in names for part in _parts_in(name)} - COMMON - set(_parts_in(heard))
        self.words = frozenset(word for word in words if len(word) >= SHORTEST)

    def in_text(self, text: str) -> bool:
        """Whether one of them is said, also declined or in another script."""
        if not self.words:
            return False
        said = (form for token in tokens_of(text) for form in token.forms)
        return any(_is_said_by(part, word) for part in said for word in self.words)


def _parts_in(name: str) -> Iterator[str]:
    for word in WORD.findall(name):
        if not word[0].islower():
            yield from name_parts(word)


def _is_said_by(part: str, word: str) -> bool:
    """As itself, declined, or as the beginning of an adjective."""
    return is_form_of(part, word) or (len(word) > SHORTEST and part.startswith(word))
