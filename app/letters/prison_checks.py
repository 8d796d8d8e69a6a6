"""Checks of a letter against what a prison lets through, and against letters that were sent before; pure."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from app.directory.models import Facility
from app.directory.rules import languages_in_words, listed
from app.letters.checks import LONGEST_PAGE, Check
from app.text import _

ALIKE_FROM = 90.0  # of a hundred
COMPARED = 4_000  # characters of each letter; more would only take time


def check_prison(prison: Facility, lines: Sequence[str], language: str) -> Iterator[Check]:
    """What the mail rules of a prison say to a letter; line 0 is the subject."""
    allowed = listed(prison.languages)
    if allowed and language not in allowed:
        words = {"languages": languages_in_words(prison.languages)}
        yield Check(
            False, "prison-language", 0, _("This prison lets through letters in: %(languages)s") % words
        )
    count, pages = sum(len(line.split()) for line in lines[1:]), prison.page_limit
    if pages and count > pages * LONGEST_PAGE:
        words = {"count": str(count), "pages": str(pages)}
        yield Check(
            False, "prison-pages", 0, _("%(count)s words; this prison allows %(pages)s pages") % words
        )
    if prison.who_may_write:
        yield Check(
            False, "who-may-write", 0, _("Who may write there: %(who)s") % {"who": prison.who_may_write}
        )
    yield from _mentioned(
        lines, listed(prison.forbidden_words), "forbidden-word", _("This prison refuses the word: %(what)s")
    )
    yield from _mentioned(
        lines, listed(prison.forbidden), "forbidden-thing", _("This prison refuses this thing: %(what)s")
    )


def _mentioned(lines: Sequence[str], refused: Sequence[str], rule: str, sentence: str) -> Iterator[Check]:
    """Every paragraph with a refused word, also with another ending."""
    for word in refused:
        pattern = re.compile(rf"\b{re.escape(_stem(word))}\w*", re.IGNORECASE)
        for number, line in enumerate(lines):
            if found := pattern.search(line):
                yield Check(False, rule, number, sentence % {"what": found.group()})


def _stem(word: str) -> str:
    """A long word without its last letter, which grammar changes; a short one whole."""
    return word[:-1] if len(word) > 5 and " " not in word else word


def check_alike(body: str, sent: Sequence[tuple[int, str]]) -> Iterator[Check]:
    """Whether nearly the same letter went to the same office before; the most alike is named."""
    best, number = 0.0, 0
    for letter_id, before in sent:
        score = fuzz.ratio(body[:COMPARED], before[:COMPARED], score_cutoff=max(best, ALIKE_FROM))
        if score > best:
            best, number = score, letter_id
    if number:
        words = {"percent": f"{best:.0f}", "number": str(number)}
        yield Check(
            False,
            "alike",
            0,
            _("%(percent)s %% the same as letter %(number)s, sent to this office before; vary it") % words,
        )
