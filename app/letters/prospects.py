"""What would become of each kind of letter today, told before one is chosen: who gets it, and what keeps it here."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.campaigning.timezones import country_of
from app.cases.kinds import EntryKind
from app.cases.models import Case
from app.cases.queries.timeline import Fact
from app.db import number_of
from app.letters.briefing import LeftOut
from app.letters.free_words import Heard, Wanted, heard
from app.letters.letter_kinds import Kind, shipped_words
from app.letters.liquid_text import BadWords
from app.letters.new_draft import Choice, language_of, made_from, wanted_of
from app.letters.queries.briefing_facts import Asked, briefings_for
from app.letters.queries.letter_kinds import newest_words
from app.letters.queries.offices import FACILITY, Office
from app.text import _

TO_PRISONS = frozenset({"medical-care", "visits", "to-prisoner", "birthday"})


@dataclass(frozen=True, slots=True)
class Prospect:
    """One kind: the office it usually goes to, and why it could not be sent today, "" where it could."""

    kind: Kind
    office: Office
    why_not: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """Every kind, those that could be sent first; and what no letter may say, whichever is chosen."""

    prospects: tuple[Prospect, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def some_stay(self) -> bool:
        """Whether some kind could not be sent."""
        return any(one.why_not for one in self.prospects)


def outlook(session: Session, case: Case, kinds: Sequence[Kind], usual: "Usual", asked: Asked) -> Outlook:
    """The same drafting and the same gate as the draft itself, so that no later page says otherwise."""
    briefing = briefings_for(session, [case], asked)[number_of(case)]
    edited = newest_words(session, case.campaign_id)
    found: list[Prospect] = []
    wanted: list[tuple[Choice, Wanted]] = []
    for kind in kinds:
        choice = Choice(kind.slug, usual.office(kind.slug))
        own = edited.get((kind.slug, language_of(choice)))
        words = own.words if own else shipped_words(kind.slug, language_of(choice))
        if words is None:
            found.append(Prospect(kind, choice.office, _("It has no words in the language of this office.")))
        else:
            wanted.append((choice, wanted_of(case, briefing, (kind, words), choice)))
    said = heard(session, asked, [one for _choice, one in wanted])
    found += [_judged(*pair, answer) for pair, answer in zip(wanted, said, strict=True)]
    return Outlook(
        tuple(sorted(found, key=lambda one: bool(one.why_not))),
        tuple(one for one in briefing.left_out if not one.is_kept),
    )


def _judged(choice: Choice, one: Wanted, answer: Heard) -> Prospect:
    try:
        made = made_from(one.briefing, one.kind, one.words, choice, answer)
    except BadWords:
        return Prospect(one.kind, choice.office, _("Its words cannot be used."))
    return Prospect(one.kind, choice.office, " ".join(filter(None, (*made.draft.blocks, made.age))))


@dataclass(frozen=True, slots=True)
class Usual:
    """To whom a kind usually goes: the place where somebody is held, or the embassy in the writer's country."""

    prisons: tuple[Office, ...]
    offices: tuple[Office, ...]
    held_at: str
    country: str | None

    @classmethod
    def of(cls, offices: Sequence[Office], facts: Sequence[Fact], zone: str) -> "Usual":
        """Of all offices there are, by the newest place of the case and the time zone that the writer has chosen."""
        held = (fact.facility for fact in reversed(facts) if fact.kind is EntryKind.CUSTODY and fact.facility)
        return cls(
            tuple(one for one in offices if one.key.startswith(FACILITY)),
            tuple(one for one in offices if not one.key.startswith(FACILITY)),
            next(held, ""),
            country_of(zone),
        )

    def office(self, slug: str) -> Office:
        """The office for a kind; any where none fits, an empty one where there is none at all."""
        if slug in TO_PRISONS and self.prisons:
            return next((one for one in self.prisons if one.office == self.held_at), self.prisons[0])
        embassies = [one for one in self.offices if one.embassy_of and one.country]
        near = [one for one in embassies if one.country == self.country]
        return next(iter((*near, *embassies, *self.offices, *self.prisons)), Office("", ""))
