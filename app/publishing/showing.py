"""What of an approved page may be seen now: consent, visibility and sources are asked anew for every request. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.consent.models import FieldGroup, Use
from app.consent.rules import Consented, may_leave
from app.dates import DayCount, FuzzyDate, Period, sum_periods
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
    photo: Content | None = None

    @property
    def title(self) -> str:
        """The name where it may be told, else the heading chosen instead."""
        return str(self.page.content["name"] or self.page.content["heading"])

    @property
    def standing(self) -> str:
        """Where the case stood when it was approved; unknown once the fact that says so is gone."""
        says = self.page.content["standing_entry"]
        told = any(fact["id"] == says for fact in self.facts)
        return str(self.page.content["standing"]) if told else "unknown"


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
    return Shown(page, lead, ask, tuple(kept), narrowed, photo)


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


def as_of(facts: Sequence[Content], today: date) -> FuzzyDate | None:
    """The newest date for which these facts know anything."""
    known = [FuzzyDate.parse(fact["known"]) for fact in facts if fact["known"]]
    past = [one for one in known if one.first is None or one.first <= today]
    return max(past, key=lambda one: (one.earliest_plausible, one.last or today), default=None)


def custody(facts: Sequence[Content], today: date) -> tuple[DayCount, bool] | None:
    """The days in custody that these facts tell of, and whether it goes on; None where they tell of none."""
    held = [fact["held"] for fact in facts if fact.get("held")]
    if not held:
        return None
    periods = [Period(FuzzyDate.parse(start), FuzzyDate.parse(end) if end else None) for start, end in held]
    goes_on = any(
        period.end is None or period.end.last is None or period.end.last >= today for period in periods
    )
    return sum_periods(periods, today), goes_on
