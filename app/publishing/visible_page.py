"""What of an approved page may be seen now: consent, visibility and sources are asked anew for every request. Pure.

What is derived is read anew too, from the facts that may still be seen. A page that the release of November 2026 or an
earlier one approved keeps no more of its facts than their words: of such a page the standing is the one approved then,
as old as the fact that says so, and nothing is counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from app.cases.models.cases import Standing
from app.cases.rules.facts import last_day, newest
from app.cases.rules.reading import AGES_NOT, SHIPPED, Reading
from app.cases.stored_standing import Stood
from app.consent.models import FieldGroup, Use
from app.consent.rules import Consented, may_leave
from app.dates import FuzzyDate
from app.directory.periods import Periods
from app.publishing.approved import ApprovedFact, reading_of_page
from app.publishing.page_content import Content
from app.publishing.page_free_words import FACT_LINE, HEAD, PHOTO, at
from app.text import _

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
    held: frozenset[tuple[int, str]] = frozenset()  # words that may not leave now: of which page, and where
    uses: tuple[Use, ...] = (Use.PUBLIC,)

    def may(self, person: int, group: str) -> bool:
        """The one question, for every use that is asked for."""
        said = self.consents.get(person, ())
        return all(may_leave(said, FieldGroup(group), use, self.today).yes for use in self.uses)


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it may be seen now; never more than was approved."""

    page: Published
    told: Content  # what of its content is left
    today: date
    periods: Periods = SHIPPED

    @property
    def narrowed(self) -> bool:
        """Whether something that was approved may not be seen any more."""
        return self.told != self.page.content

    @property
    def facts(self) -> Sequence[Content]:
        """Those that may still be told."""
        facts: Sequence[Content] = self.told["facts"]
        return facts

    @property
    def photo(self) -> Content | None:
        """The photograph, if one may be seen."""
        return self.told.get("photo")

    @property
    def title(self) -> str:
        """The name where it may be told, else the heading chosen instead, else words that say nothing."""
        return str(self.told["name"] or self.told["heading"] or _("A person who is not named here"))

    def read(self) -> Reading[ApprovedFact] | None:
        """The reading of what may be seen; None of a page that keeps only words."""
        return reading_of_page(self.facts, self.today, self.periods)

    @property
    def stood(self) -> Stood:
        """Where a page that keeps only words stands: as approved, until the day of the fact that says so."""
        said = next((one for one in self.facts if one["id"] == self.told.get("standing_entry")), None)
        standing = Standing(self.told["standing"]) if said is not None else Standing.UNKNOWN
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
    return Shown(page, _left(Asking(page, gate)), gate.today, gate.periods)


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of the parts of one page."""

    page: Published
    gate: Gate

    def may(self, *groups: str) -> bool:
        """Whether these groups of the person's facts may leave."""
        return all(self.gate.may(self.page.person_id, group) for group in groups)

    def agreed(self, people: Sequence[int]) -> bool:
        """Whether everybody may be named who was named when it was approved."""
        return all(self.gate.may(person, FieldGroup.NAME) for person in people)

    def lets(self, where: str) -> bool:
        """Whether the words that stand there may leave."""
        return (self.page.id, where) not in self.gate.held


def _left(asking: Asking) -> Content:
    """The content without what may not leave any more."""
    content = asking.page.content
    agreed = asking.agreed(content["named_people"])
    left: Content = {name: content[name] if asking.lets(name) else "" for name in HEAD}
    left |= {} if agreed else {"heading": "", "lead": "", "ask": ""}
    left["facts"] = [fact for one in content["facts"] if (fact := _fact(one, asking)) is not None]
    if "photo" in content:
        left["photo"] = _photo(content["photo"], asking)
    return content | left


def _photo(photo: Content | None, asking: Asking) -> Content | None:
    if photo is None or (photo["file"], photo["sha256"]) not in asking.gate.photographs:
        return None
    allowed = asking.may(FieldGroup.PHOTO, *photo["needs"]) and asking.agreed(photo["names"])
    return photo if allowed and asking.lets(PHOTO) else None


def _fact(fact: Content, asking: Asking) -> Content | None:
    stands = fact["id"] in asking.gate.standing_entries and asking.lets(at(fact, FACT_LINE))
    if not (stands and asking.may(*fact["needs"]) and asking.agreed(fact["names"])):
        return None
    return trimmed(fact, asking)


class Asks(Protocol):
    """Whoever is asked about the parts of a page."""

    def may(self, *groups: str) -> bool: ...
    def agreed(self, people: Sequence[int]) -> bool: ...
    def lets(self, where: str) -> bool: ...


def trimmed(fact: Content, asking: Asks) -> Content:
    """A fact without its sentence, its place or words of its sources where they may not leave; else itself."""
    hidden: Content = {}
    if fact["place"] and not (asking.may(FieldGroup.PLACE) and asking.lets(at(fact, "place"))):
        hidden["place"] = None
    if fact["body"] and not (asking.may(*fact["body_needs"]) and asking.lets(at(fact, "body"))):
        hidden["body"] = None
    sources = [_source(fact, number, asking) for number in range(len(fact["sources"]))]
    if sources != fact["sources"]:
        hidden["sources"] = sources
    return fact | hidden if hidden else fact


def _source(fact: Content, number: int, asking: Asks) -> Content:
    """One source; where its headline or address may not leave, it is told by publisher and day."""
    one: Content = fact["sources"][number]
    hidden: Content = {}
    if one["locator"] and not (asking.may(*one["needs"]) and asking.lets(at(fact, "locator", number))):
        hidden["locator"] = None
    if one["claimant"] and not asking.lets(at(fact, "claimant", number)):
        hidden["claimant"] = None
    publisher = one["publisher"] if asking.lets(at(fact, "publisher", number)) else _("a published text")
    if not asking.agreed(one["names"]) or not asking.lets(at(fact, "source", number)):
        hidden |= {"title": "", "url": "", "source": publisher}
    if publisher != one["publisher"]:
        hidden |= {"title": "", "url": "", "source": publisher, "publisher": publisher}
    return one | hidden if any(one[name] != value for name, value in hidden.items()) else one


def _past(fact: Content, today: date) -> FuzzyDate | None:
    """For when a fact is known, where that is not ahead."""
    known = FuzzyDate.parse(fact["known"]) if fact["known"] else None
    return known if known is not None and known.earliest_plausible <= today else None
