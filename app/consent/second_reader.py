"""What a second person reads: every sentence of free words, what it seems to touch, and a tick for each. Pure.

Lists of words and the index of names help and prove nothing; the person does. An approval keeps how many sentences were
ticked and the digest of the words, so that a yes to other words is no yes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from app.consent.forms import ReadForm
from app.consent.rules import GROUPS
from app.consent.touched_groups import heard_in
from app.consent.word_gate import Finding, Said, Verdict
from app.refusal import Unacceptable
from app.text import _, marked

MOST_TICKS, MOST_TOGETHER = 40, 6  # from there on one tick stands for so many sentences of one paragraph
KEY = 16


class NotRead(Unacceptable):
    """A yes without a tick at every sentence, or to words that have changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one tick stands for."""

    key: str
    words: str
    touches: str

    @property
    def option(self) -> tuple[str, str, str]:
        """As forms print it: what is sent, what is read, what was found."""
        return self.key, self.words, self.touches


@dataclass(frozen=True, slots=True)
class ReadThrough:
    """All that has to be read before a yes."""

    lines: tuple[Line, ...]
    sentences: int

    @property
    def digest(self) -> str:
        """By which two people know that they mean the same words."""
        return sha256("\n".join(line.key for line in self.lines).encode()).hexdigest()

    @property
    def is_by_paragraph(self) -> bool:
        """Whether a tick stands for more than a sentence."""
        return len(self.lines) < self.sentences

    def check(self, form: ReadForm) -> None:
        """Raise NotRead unless every line was ticked, and on these words."""
        if not self.lines:
            return
        missing = sum(line.key not in form.read for line in self.lines)
        if form.words != self.digest and form.words:
            raise NotRead(
                _(
                    "The words have changed since you opened this page. Read what has no tick, then answer again."
                )
            )
        if missing or form.words != self.digest:
            raise NotRead(
                _(
                    "Not everything is ticked yet: %(missing)s of %(all)s. Read each, tick it, then answer again."
                )
                % {"missing": missing, "all": len(self.lines)}
            )


def read_through(verdict: Verdict) -> ReadThrough:
    """The sentences of what was asked of the gate of words, as its viewer may see them."""
    together = MOST_TOGETHER if len(verdict.said) > MOST_TICKS else 1
    parts = [
        list(said[at : at + together])
        for _where, found in groupby(verdict.said, lambda one: one.where)
        for said in [list(found)]
        for at in range(0, len(said), together)
    ]
    lines: list[Line] = []
    known: set[str] = set()
    for said in parts:
        line = _line(verdict, said, known)
        known.add(line.key)
        lines.append(line)
    return ReadThrough(tuple(lines), len(verdict.said))


def _line(verdict: Verdict, said: Sequence[Said], known: set[str]) -> Line:
    words = " ".join(one.sentence for one in said)
    key = _key(said[0].where, words)
    while key in known:  # the same words twice are read twice
        key = _key(key, words)
    found = list(dict.fromkeys(one for each in said for one in _touches(verdict, each)))
    told = "; ".join(found) if found else _("nothing found")
    return Line(key, words, _("%(where)s: %(found)s") % {"where": said[0].where, "found": told})


def _key(where: str, words: str) -> str:
    return sha256(f"{where}\n{words}".encode()).hexdigest()[:KEY]


def _touches(verdict: Verdict, said: Said) -> Iterator[str]:
    named = sorted(verdict.names[person] for person in said.named if person in verdict.names)
    if named:
        yield _("names %(who)s") % {"who": ", ".join(named)}
    heard = heard_in(said.sentence)
    for group in sorted(said.touches):
        words = [f"“{one.words}”" for one in heard if one.group == group]
        yield _("%(group)s %(words)s") % {"group": marked(GROUPS[group]), "words": ", ".join(words)}
    yield from (one.why for one in verdict.findings if _is_of(one, said))


def _is_of(finding: Finding, said: Said) -> bool:
    return finding.person is not None and (finding.where, finding.sentence) == (said.where, said.sentence)
