"""The stale guard: what has changed under a kept letter since it was drafted, sentence by sentence; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.cases import vocabulary as words
from app.letters.briefing import Briefing
from app.letters.sentence_plan import slot_of
from app.letters.traced_sentence import Made
from app.text import _

Stored = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """One sentence of the letter, before and after. `after` is "" when nothing takes its place."""

    before: str
    after: str
    why: str
    kept: bool = False  # what it is now is not for everybody who may read the letter

    @property
    def same_words(self) -> bool:
        """Whether the letter would still read the same."""
        return self.before == self.after and not self.kept

    @property
    def said(self) -> str:
        """One sentence: what has changed, and why."""
        return _("Changed: %(what)s (%(why)s).") % {"what": self.before.rstrip("."), "why": self.why}


def basis_of(briefing: Briefing, made: Sequence[Made]) -> dict[str, Any]:
    """What is kept with a letter: the versions of its facts and where the case stood."""
    versions = {f"entry-{fact.id}": fact.version for fact in briefing.facts}
    grounds = dict.fromkeys(ground for one in made for ground in one.rests_on)
    return {
        "standing": briefing.standing.value,
        "versions": {ground: versions[ground] for ground in grounds if ground in versions},
    }


def kept(made: Made) -> dict[str, Any]:
    """A sentence as the letter keeps it, with its sources as they were."""
    return {
        "slot": made.slot,
        "text": made.text,
        "rests_on": list(made.rests_on),
        "cites": [
            {"source": c.source, "href": c.href, "locator": c.locator, "claimant": c.claimant, "id": c.id}
            for c in made.cites
        ],
    }


def changes_since(
    sentences: Sequence[Stored],
    basis: Stored,
    briefing: Briefing,
    made: Sequence[Made],
    *,
    kept: bool = False,
) -> list[Changed]:
    """Every sentence that reads differently now, has lost its ground, or whose facts were edited.

    `kept` says that where the case stands now is not for whoever asks.
    """
    found = [change for stored in sentences if (change := _change(stored, basis, briefing, made)) is not None]
    stood = basis.get("standing", briefing.standing.value)
    if stood != briefing.standing.value:
        before, now = (words.word(words.STANDINGS, one) for one in (stood, briefing.standing.value))
        why = _("A second person has to look") if kept else _("The case stands elsewhere now")
        found.insert(0, Changed(before, "" if kept else now, why, kept))
    return found


def _change(stored: Stored, basis: Stored, briefing: Briefing, made: Sequence[Made]) -> Changed | None:
    now = _successor(stored, made)
    if now is None:
        return Changed(stored["text"], "", _why_gone(stored, briefing))
    versions = basis.get("versions", {})
    current = {f"entry-{fact.id}": fact.version for fact in briefing.facts}
    is_edited = any(
        current.get(ground) != versions.get(ground) for ground in stored["rests_on"] if ground in versions
    )
    if not now.reads(stored["text"]):
        return Changed(stored["text"], now.text, _why_differs(stored, now, is_edited=is_edited))
    if is_edited:
        return Changed(stored["text"], stored["text"], _("A fact was edited; the sentence reads the same"))
    if {cited["id"] for cited in stored["cites"]} - {cited.id for cited in now.cites}:
        return Changed(
            stored["text"], stored["text"], _("A source was taken away; the sentence reads the same")
        )
    return None


def _why_differs(stored: Stored, now: Made, *, is_edited: bool) -> str:
    if not _shares(stored, now):
        return _("It rests on other facts now")
    if is_edited or not set(stored["rests_on"]) <= set(now.rests_on):
        return _("The facts read differently now")
    return _("Its news has grown older, or other facts have changed what it says")


def _successor(stored: Stored, made: Sequence[Made]) -> Made | None:
    """The sentence that says this now: on the same facts, else the only one in the same place of the letter."""
    alike = [one for one in made if one.slot == stored["slot"]]
    sharing = [one for one in alike if _shares(stored, one)]
    if sharing:
        return next((one for one in sharing if one.reads(stored["text"])), sharing[0])
    return alike[0] if len(alike) == 1 and not slot_of(stored["slot"]).several else None


def _shares(stored: Stored, made: Made) -> bool:
    return bool(set(stored["rests_on"]) & set(made.rests_on))


def _why_gone(stored: Stored, briefing: Briefing) -> str:
    grounds = set(stored["rests_on"])
    reason = next((left.reason for left in briefing.left_out if f"entry-{left.fact_id}" in grounds), "")
    return reason or briefing.only_to_read or _("The fact is no longer there, or has ended")
