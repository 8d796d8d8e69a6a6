"""A text cut into sentences, dumb and safe: where it is in doubt, two stay one. Pure."""

import re

from app.characters import whole_number

# Lines that belong to one paragraph stay together; an empty line, or the sign of a list, begins something new.
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•–]|[0-9]{1,2}[.)])\s)")
_END = re.compile(r"(?P<word>\w*)(?P<sign>[.!?…]+)[\"'»”’)\]]*(?P<space>\s+)(?=[\"'«„“(\[¿¡]*(?P<next>\w))")
# Letters: a shorter word before a full stop may be an abbreviation, with a capital also one of four.
_SHORT = 3
_YEAR = 4
_ABBREVIATED = frozenset(
    {"prof", "gov", "sen", "rep", "gen", "col", "sgt", "art", "nos", "etc", "bzw", "usw", "vgl", "abs",
     "approx", "str", "geb", "ред", "напр", "проф", "ген", "обл", "тов", "стр", "мин", "чел", "тыс", "млн"}
)  # fmt: skip


def sentences(text: str) -> list[str]:
    """The sentences in their order, without what stands around them."""
    found = [
        " ".join(piece.split())
        for paragraph in _PARAGRAPH.split(text.replace("\r\n", "\n"))
        for piece in _pieces(paragraph)
    ]
    return [one for one in found if one]


def _pieces(paragraph: str) -> list[str]:
    pieces, begin = [], 0
    for end in _END.finditer(paragraph):
        if _is_end(end["word"], end["sign"], end["next"]):
            pieces.append(paragraph[begin : end.start("space")])
            begin = end.end("space")
    return [*pieces, paragraph[begin:]]


def _is_end(word: str, sign: str, following: str) -> bool:
    if following.islower():
        return False
    if sign != ".":
        return True
    if whole_number(word) is not None:
        return len(word) == _YEAR
    return len(word) >= _SHORT + 2 * (not word.islower()) and word.lower() not in _ABBREVIATED
