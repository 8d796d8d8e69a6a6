"""What of an approved page may be seen now: consent, visibility and sources are asked anew for every request. Pure.

What is derived is read anew too, from the facts that may still be seen. A page that the release of November 2026 or an
earlier one approved keeps no more of its facts than their words: of such a page the standing is the one approved then,
as old as the fact that says so, and nothing is counted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.cases.models.cases import Standing
from app.cases.rules.dated import last_day, newest
from app.cases.rules.reading import AGES_NOT, SHIPPED, Reading
from app.cases.stood import Stood
from app.consent.models import FieldGroup, Use
from app.consent.rules import Consented, may_leave
from app.dates import FuzzyDate
from app.directory.periods import Periods
from app.publishing.approved import ApprovedFact, reading_of_page
from app.publishing.content import Content

Consents = Mapping[int, Sequence[Consented]]


@dataclass(frozen=True, slots=True)
class Published:
    """A public address with the approved content behind it, and what its case says of itself now."""

    id: int
    case_id: int
    reference: str
    campaign_id: int
    person_id: int
    slug: str
    named: bool
    published_at: datetime
    approved_at: datetime
    by_one: bool
    ended_at: datetime | None
    restricted: bool
    merged: bool
    digest: str
    content: Content

    @property
    def people(self) -> set[int]:
        """Everybody whose consent it rests on."""
        facts = self.content["facts"]
        others = {person for fact in facts for part in (fact, *fact["sources"]) for person in part["names"]}
        beside = (self.content.get("photo") or {}).get("names", ())
        return {self.person_id, *others, *self.content["named_people"], *beside}

    @property
    def entries(self) -> list[int]:
        """The entries it tells of."""
        return [fact["id"] for fact in self.content["facts"]]


@dataclass(frozen=True, slots=True)
class Gate:
    """What is asked for every page: everybody's consents, the entries that may still be told, and the day."""

    consents: Consents
    standing_entries: frozenset[int]  # marked public, not removed, with a source
    today: date
    periods: Periods = SHIPPED
    photographs: frozenset[tuple[int, str]] = frozenset()  # files that are here, with the hash of their bytes

    def may(self, person: int, group: str) -> bool:
        """The one question, for the public use."""
        said = self.consents.get(person, ())
        return may_leave(said, FieldGroup(group), Use.PUBLIC, self.today).yes


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it may be seen now; never more than was approved."""

    page: Published
    lead: str
    ask: str
    facts: tuple[Content, ...]
    narrowed: bool  # something that was approved may not be seen any more
    today: date
    periods: Periods = SHIPPED
    photo: Content | None = None

    @property
    def title(self) -> str:
        """The name where it may be told, else the heading chosen instead."""
        return str(self.page.content["name"] or self.page.content["heading"])

    def read(self) -> Reading[ApprovedFact] | None:
        """The reading of what may be seen; None of a page that keeps only words."""
        return reading_of_page(self.facts, self.today, self.periods)

    @property
    def stood(self) -> Stood:
        """Where a page that keeps only words stands: as approved, until the day of the fact that says so."""
        said = next((one for one in self.facts if one["id"] == self.page.content.get("standing_entry")), None)
        standing = Standing(self.page.content["standing"]) if said is not None else Standing.UNKNOWN
        as_of = newest(_past(one, self.today) for one in ([said] if said is not None else self.facts))
        ages = as_of is not None and standing not in (*AGES_NOT, Standing.UNKNOWN)
        return Stood(standing, as_of, last_day(as_of, self.today) if as_of is not None and ages else None)


def shown(page: Published, gate: Gate) -> Shown | None:
    """What may be seen of a page on this day; None when it is gone."""
    content, own = page.content, page.person_id
    if page.ended_at is not None or page.restricted or page.merged or not gate.may(own, FieldGroup.CASE):
        return None
    if (page.named or content["named"]) and not gate.may(own, FieldGroup.NAME):
        return None
    kept = [fact for one in content["facts"] if (fact := _fact(one, own, gate)) is not None]
    speaks = _all(gate, own, content["about"]) and _agreed(gate, content["named_people"])
    photo = _photo(content.get("photo"), own, gate)
    narrowed = not speaks or kept != content["facts"] or photo != content.get("photo")
    lead, ask = (content["lead"], content["ask"]) if speaks else ("", "")
    return Shown(page, lead, ask, tuple(kept), narrowed, gate.today, gate.periods, photo)


def _photo(photo: Content | None, own: int, gate: Gate) -> Content | None:
    if photo is None or (photo["file"], photo["sha256"]) not in gate.photographs:
        return None
    allowed = _all(gate, own, [FieldGroup.PHOTO, *photo["needs"]]) and _agreed(gate, photo["names"])
    return photo if allowed else None


def _fact(fact: Content, own: int, gate: Gate) -> Content | None:
    if (
        fact["id"] not in gate.standing_entries
        or not _all(gate, own, fact["needs"])
        or not _agreed(gate, fact["names"])
    ):
        return None
    return trimmed(fact, lambda group: gate.may(own, group), lambda people: _agreed(gate, people))


def trimmed(fact: Content, may: Callable[[str], bool], agreed: Callable[[Sequence[int]], bool]) -> Content:
    """A fact without its sentence, its place or words of its sources where they may not leave; else itself."""
    hidden: Content = {}
    if fact["place"] and not may(FieldGroup.PLACE):
        hidden["place"] = None
    if fact["body"] and not all(map(may, fact["body_needs"])):
        hidden["body"] = None
    sources = [_source(one, may, agreed) for one in fact["sources"]]
    if sources != fact["sources"]:
        hidden["sources"] = sources
    return fact | hidden if hidden else fact


def _source(one: Content, may: Callable[[str], bool], agreed: Callable[[Sequence[int]], bool]) -> Content:
    hidden: Content = {}
    if one["locator"] and not all(map(may, one["needs"])):
        hidden["locator"] = None
    if not agreed(one["names"]):
        hidden |= {"title": "", "url": "", "source": one["publisher"]}
    return one | hidden if any(one[name] != value for name, value in hidden.items()) else one


def _all(gate: Gate, person: int, groups: Sequence[str]) -> bool:
    return all(gate.may(person, group) for group in groups)


def _agreed(gate: Gate, people: Sequence[int]) -> bool:
    return all(gate.may(person, FieldGroup.NAME) for person in people)


def _past(fact: Content, today: date) -> FuzzyDate | None:
    """For when a fact is known, where that is not ahead."""
    known = FuzzyDate.parse(fact["known"]) if fact["known"] else None
    return known if known is not None and known.earliest_plausible <= today else None
