"""Letters that told something which later proved not to be so, and what a correction says of it. Pure.

Asked is what the letter would have said on its own day, had everything been known that is known now; whoever agreed
to what does not matter for that, and news of later days makes nothing false.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.cases.models import Visibility
from app.cases.queries.timeline import Fact
from app.cases.rules.reading import read_case
from app.consent.models import FieldGroup
from app.letters.briefing import Briefing, Known, brief
from app.letters.letter_kinds import SHIPPED, Kind
from app.letters.sentence_plan import sentences, slot_of
from app.letters.sentences.languages import tongue
from app.letters.traced_sentence import Made, Telling
from app.sources.citation_rows import Cited
from app.text import N_, _

CORRECTION = Kind("correction", N_("Correction"), "", words=200, fresh=3650)
WRONG = "wrong:"  # before the slot in which the sentence stood

Stored = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Untrue:
    """A sentence of a letter that does not hold, and why."""

    stored: Stored
    why: str

    @property
    def text(self) -> str:
        """The sentence as the letter told it."""
        return str(self.stored["text"])


def correction_words(language: str) -> str:
    """The text of a correction in one of the languages of letters."""
    return (SHIPPED / f"correction.{language}.liquid").read_text(encoding="utf-8")


def untrue_in(told: Sequence[Stored], basis: Stored, language: str, known: Known, day: date) -> list[Untrue]:
    """The sentences of a letter of that day which do not hold by what is known now."""
    then = _briefing_of(known, day)
    made = sentences(Telling.of(then, tongue(language)))
    return list(_untrue(told, basis, then, made))


def _briefing_of(known: Known, day: date) -> Briefing:
    """What a letter of that day could have said; nobody is asked, for nothing of it leaves."""
    facts = [fact for fact in known.facts if _had_begun(fact, day)]
    reading = read_case(facts, day, known.periods)
    return brief(
        replace(known, facts=facts, reading=reading, consents=(), closed=False, restricted=False), day
    )


def _had_begun(fact: Fact, day: date) -> bool:
    return fact.on is None or fact.on.first is None or fact.on.first <= day


def _untrue(told: Sequence[Stored], basis: Stored, then: Briefing, made: Sequence[Made]) -> Iterator[Untrue]:
    facts = {f"entry-{fact.id}": fact for fact in then.whole.facts}
    lost = {f"entry-{left.fact_id}": left.reason for left in then.left_out}
    for stored in told:
        grounds = [ground for ground in stored["rests_on"] if ground.startswith("entry-")]
        if not grounds or is_quote(stored):
            continue
        if any(ground in facts and facts[ground].visibility == Visibility.RESTRICTED for ground in grounds):
            continue  # it may still be so; that few may see it is another matter
        if all(ground not in facts for ground in grounds):
            yield Untrue(stored, _("The fact was taken out"))
        elif all(ground not in facts or not facts[ground].cites for ground in grounds):
            yield Untrue(stored, _("No source says so any more"))
        elif not slot_of(stored["slot"]).goes_on:
            now = [one for one in made if one.slot == stored["slot"] and set(one.rests_on) & set(grounds)]
            differs = not now or _changed(basis, then, grounds)
            if differs and not any(one.reads(stored["text"]) for one in now):
                why = next((lost[ground] for ground in grounds if ground in lost), "")
                yield Untrue(stored, why or _("The fact reads differently now"))


def _changed(basis: Stored, then: Briefing, grounds: Sequence[str]) -> bool:
    """Whether a ground was edited since, or somebody chose between its sources."""
    versions = basis.get("versions", {})
    chosen = {f"entry-{number}" for (number, _field), value in then.choices.items() if value is not None}
    current = {f"entry-{fact.id}": fact.version for fact in then.whole.facts}
    return any(current.get(one) != versions.get(one) or one in chosen for one in grounds if one in current)


def is_quote(stored: Stored) -> bool:
    """Whether a sentence is quoted from the letter that this one corrects."""
    return str(stored["slot"]).startswith(WRONG)


def quoted(untrue: Stored) -> Made:
    """A sentence that does not hold, to be quoted in the correction."""
    slot = str(untrue["slot"])
    slot = slot if slot.startswith(WRONG) else f"{WRONG}{slot}"
    cites = tuple(_cited(one) for one in untrue["cites"])
    return Made(slot, str(untrue["text"]), tuple(untrue["rests_on"]), cites)


def _cited(kept: Stored) -> Cited:
    """A citation as the letter kept it."""
    source_id = int(str(kept["href"]).rpartition("/")[2] or 0)
    return Cited(
        kept["id"], source_id, "", kept["source"], None, None, None, False, None, kept["locator"],
        kept["claimant"], None, None, None,
    )  # fmt: skip


def may_quote(one: Made, groups: frozenset[FieldGroup]) -> bool:
    """Whether a sentence that does not hold may be repeated at all."""
    return slot_of(one.slot.removeprefix(WRONG)).group in groups
