"""Checks of a letter's words: what blocks it, and what a second look should weigh; pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.text import N_, _, marked

LONGEST_PAGE = 300
HOLE = re.compile(r"\{\{|\}\}|\{%|%\}|\[[^\]]*\]|\bNone\b|\bundefined\b")
ASKS = {
    "en": re.compile(r"\b(?:ask|request|urge|appeal|call on|call upon|thank|wish|hope)\w*\b", re.IGNORECASE),
    "ru": re.compile(r"прош|просим|призыва|просьб|благодар|жела|надеюсь", re.IGNORECASE),
    "de": re.compile(r"\b(?:bitt|ersuch|fordern|appellier|dank|wünsch|hoff)\w*", re.IGNORECASE),
}
SALUTATION = re.compile(r"[^.?]{2,100}[,!:]")  # a short first paragraph that ends as salutations do
INSULTS = re.compile(
    r"\b(?:regimes?|thugs?|butchers?|murderers?|criminals?|dictator\w*|tyran\w*|fascis\w*|barbari\w*|shame on|bandits?"
    r"|scum|torturers|liars?|corrupt\w*|режим\w*|палач\w*|преступник\w*|диктатор\w*|фашист\w*|позор\w*|бандит\w*"
    r"|regimes?|schergen|henker|mörder|verbrecher\w*|diktator\w*|faschist\w*|schande)\b",
    re.IGNORECASE,
)
ALLEGATIONS = re.compile(
    r"\b(?:tortur\w*|beat(?:en|ing)?|raped?|ill-treat\w*|abus\w*|пыта\w*|пытк\w*|избива\w*|избит\w*|gefolter\w*|folter\w*"
    r"|misshandel\w*|geschlagen)\b",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"report|alleg|according to|сообща|по словам|по данным|bericht|nach angaben|soll\b", re.IGNORECASE
)
CAPITALS = re.compile(r"\b[^\W\d_]{4,}\b")
POLITICS = re.compile(
    r"\b(?:overthrow|revolution|boycott|sanctions|свергн\w*|революци\w*|бойкот\w*|санкци\w*|sturz|boykott\w*|sanktionen)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: whether it blocks, the rule, the paragraph, and what to do."""

    blocks: bool
    rule: str
    line: int
    words: str


def check_letter(subject: str, body: str, own_line: str, most_words: int, language: str) -> list[Check]:
    """Every finding, those that block first."""
    lines = [subject, *body.split("\n\n")]
    found = [*_holes(lines), *_shape(lines, own_line, language), *_tone(lines), *_length(body, most_words)]
    return sorted(found, key=lambda check: (not check.blocks, check.line))


def _holes(lines: list[str]) -> Iterator[Check]:
    for number, line in enumerate(lines):
        if found := HOLE.search(line):
            yield Check(
                True, "placeholder", number, _("A placeholder is left: %(what)s") % {"what": found.group()}
            )


def _shape(lines: list[str], own_line: str, language: str) -> Iterator[Check]:
    text = "\n".join(line for line in lines[1:] if line != own_line)
    if language in ASKS and not ASKS[language].search(text):
        yield Check(True, "no-ask", 0, _("The letter asks for nothing"))
    if len(lines) < 2 or not SALUTATION.fullmatch(lines[1].strip()):
        yield Check(True, "no-salutation", 1, _("The letter does not begin with a salutation"))
    for number, line in enumerate(lines[2:], 2):
        if line.rstrip().endswith(":"):
            yield Check(True, "open-colon", number, _("A paragraph ends before it says what it announces"))


TONE = (
    ("insult", INSULTS, N_("Words an official will not read on: %(what)s")),
    ("politics", POLITICS, N_("A demand that belongs elsewhere: %(what)s")),
)


def _tone(lines: list[str]) -> Iterator[Check]:
    for number, line in enumerate(lines):
        capitals = [word for word in CAPITALS.findall(line) if word.isupper()]
        if capitals:
            yield Check(
                False, "capitals", number, _("All in capitals: %(what)s") % {"what": ", ".join(capitals[:3])}
            )
        if line.count("!") > (1 if number <= 1 else 0):
            yield Check(False, "exclamation", number, _("Exclamation marks make a letter weaker"))
        for rule, pattern, words in TONE:
            if found := pattern.search(line):
                yield Check(False, rule, number, marked(words) % {"what": found.group()})
        for sentence in re.split(r"(?<=[.!?])\s+", line):
            if (found := ALLEGATIONS.search(sentence)) and not REPORTED.search(sentence):
                yield Check(
                    False,
                    "allegation",
                    number,
                    _("Told as a fact, without who reports it: %(what)s") % {"what": found.group()},
                )


def _length(body: str, most_words: int) -> Iterator[Check]:
    words = len(body.split())
    if words > LONGEST_PAGE:
        yield Check(
            False,
            "too-long",
            0,
            _("%(count)s words; one page holds %(most)s") % {"count": words, "most": LONGEST_PAGE},
        )
    elif words > most_words:
        yield Check(
            False,
            "long",
            0,
            _("%(count)s words; this kind reads best below %(most)s") % {"count": words, "most": most_words},
        )
