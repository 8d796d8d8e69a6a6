"""How the case has moved on since its page was approved: field by field, before and after. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.cases import vocabulary as words
from app.cases.reading_words import custody_in_words, stands
from app.cases.rules.facts import superseded
from app.cases.rules.reading import Reading
from app.dates import FuzzyDate, in_words
from app.directory.periods import Periods
from app.publishing.approved import ApprovedFact, reading_of_page
from app.publishing.page_content import Content
from app.text import N_, _, marked

TOLD_OF_A_FACT = {
    "on": N_("date"),
    "title": N_("what happened"),
    "body": N_("sentence"),
    "place": N_("place"),
    "answers": N_("details"),
    "sources": N_("sources"),
}
PHOTO = ("file", "sha256", "alt", "credit")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the page and the case do not say alike."""

    what: str
    before: str
    after: str


def differences(approved: Content, fresh: Content, today: date, periods: Periods) -> list[Difference]:
    """What a new approval would change; the page's own words are not compared with anything."""
    derived = _derived(approved, fresh, today, periods)
    return [*_head(approved, fresh), *derived, *_facts(approved["facts"], fresh["facts"])]


def _derived(approved: Content, fresh: Content, today: date, periods: Periods) -> Iterator[Difference]:
    """What is read from the facts on this day; of a page that keeps only words, the standing it was approved with."""
    was, now = (reading_of_page(one["facts"], today, periods) for one in (approved, fresh))
    if now is None:
        return
    if was is None:
        if approved.get("standing") != now.standing:
            stood = words.word(words.STANDINGS, approved.get("standing"))
            yield Difference(_("Standing"), stood, str(stands(now)))
        return
    told = (
        (_("Standing"), str(stands(was)), str(stands(now))),
        (_("Days in custody"), custody_in_words(was), custody_in_words(now)),
        (_("Superseded"), _without_force(approved, was), _without_force(fresh, now)),
    )
    for what, before, after in told:
        if before != after:
            yield Difference(what, before or _("nothing"), after or _("nothing"))


def _without_force(content: Content, reading: Reading[ApprovedFact]) -> str:
    """The sentences in whose place another stands."""
    numbers = superseded(reading.facts)
    return "; ".join(one["title"] for one in content["facts"] if one["id"] in numbers)


def _head(approved: Content, fresh: Content) -> Iterator[Difference]:
    if (approved["name"] or "") != (fresh["name"] or ""):
        yield Difference(_("Name"), approved["name"] or _("not named"), fresh["name"] or _("not named"))
    before, after = approved.get("photo") or {}, fresh.get("photo") or {}
    if [before.get(name) for name in PHOTO] != [after.get(name) for name in PHOTO]:
        yield Difference(_("Photograph"), before.get("alt") or _("nothing"), after.get("alt") or _("nothing"))


def _facts(approved: list[Content], fresh: list[Content]) -> Iterator[Difference]:
    before, after = {one["id"]: one for one in approved}, {one["id"]: one for one in fresh}
    for number, fact in after.items():
        if number not in before:
            yield Difference(_("A fact that is not on the page"), "", in_short(fact))
            continue
        for name, label in TOLD_OF_A_FACT.items():
            old, new = before[number].get(name), fact.get(name)
            if old != new:
                what = _("%(fact)s: %(field)s") % {"fact": before[number]["title"], "field": marked(label)}
                yield Difference(what, _value(name, old), _value(name, new))
    for number, fact in before.items():
        if number not in after:
            yield Difference(_("A fact that may not leave any more"), in_short(fact), "")


def in_short(fact: Content) -> str:
    """A fact on one line."""
    when = in_words(FuzzyDate.parse(fact["on"])) if fact["on"] else _("date not known")
    return f"{when}: {fact['title']}"


def _value(name: str, value: Any) -> str:
    if not value:
        return _("nothing")
    if name == "on":
        return in_words(FuzzyDate.parse(value))
    if name == "answers":
        return "; ".join(f"{label}: {said}" for label, said in value)
    if name == "sources":
        return "; ".join(one["source"] for one in value)
    return str(value)
