"""The languages letters can be written in."""

from app.letters.sentences.de import German
from app.letters.sentences.en import English
from app.letters.sentences.ru import Russian
from app.letters.sentences.tongue import Tongue
from app.text import N_

TONGUES: dict[str, Tongue] = {"en": English(), "ru": Russian(), "de": German()}
LANGUAGES = (("en", N_("English")), ("ru", N_("Russian")), ("de", N_("German")))


def tongue(code: str) -> Tongue:
    """The language, or English where letters have no words of its own."""
    return TONGUES.get(code, TONGUES["en"])
