"""Which things and words an export leaves out, asked of the gates as everybody's consents stand now."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

from sqlmodel import Session

from app.campaigning.queries.linked_cases import AsOf as ActionDay
from app.campaigning.queries.public_actions import published
from app.cases.models import EntryKind, Visibility
from app.cases.people_words import IN_OFFICE
from app.consent.models import FieldGroup, Use
from app.consent.queries.consents import AsOf, consents_of_people
from app.consent.queries.spellings import Near, people_kept_to_few
from app.consent.rules import Consented, is_withdrawn, may_leave
from app.consent.word_gate import Speech, Spoken, Verdict, asked_each
from app.publishing.export_for_others import Outward
from app.publishing.export_scope import Name, Record
from app.publishing.redact_export import Refuses, Rule, Trim, as_it_is, cut

Refused = Callable[[Verdict], bool]


@dataclass(frozen=True)
class Asking:
    """Of what is asked: the whole record, and what its keys stand for in the database."""

    session: Session
    whole: Record
    campaign_id: int
    persons: Mapping[str, int]  # numbers by key
    apart: frozenset[Name]  # what is other campaigns', and what no second person has read or has refused
    as_of: AsOf


def working_rule(asking: Asking) -> Rule:
    """For work elsewhere: without what is kept to a few or unread, and those who have asked to stop or to go."""
    said = consents_of_people(asking.session, sorted(asking.persons.values()), asking.as_of.known_by)
    closed = _closed(asking, said)
    hidden = asking.apart | frozenset(_kept_back(asking, closed))
    numbers = frozenset(asking.persons[key] for key in closed)

    def names_closed(verdict: Verdict) -> bool:
        return any(one.named & numbers for one in verdict.said)

    return Rule(hidden, _refusing(asking, hidden, as_it_is, names_closed))


def rule_for_others(asking: Asking) -> Rule:
    """For the world: only what consent for public use stands for, and no fact without a source."""
    said = consents_of_people(asking.session, sorted(asking.persons.values()), asking.as_of.known_by)
    allowed = {
        group: frozenset(
            key for key, number in asking.persons.items() if _may(said[number], group, asking.as_of)
        )
        for group in FieldGroup
    }
    may_be_named = (allowed[FieldGroup.NAME] | _in_office(asking.whole)) - _closed(asking, said)
    not_named = frozenset(asking.persons) - may_be_named
    hidden = asking.apart | frozenset(_kept_back(asking, not_named))
    hidden |= frozenset(_untold(asking, allowed, said))
    trim = Outward(allowed[FieldGroup.PLACE], allowed[FieldGroup.CASE]).trim
    return Rule(hidden, _refusing(asking, hidden, trim, lambda verdict: not verdict.yes), trim, sourced=True)


def _may(said: list[Consented], group: FieldGroup, as_of: AsOf) -> bool:
    return may_leave(said, group, Use.PUBLIC, as_of.today).yes


def _closed(asking: Asking, said: Mapping[int, list[Consented]]) -> frozenset[str]:
    """Whoever has asked to stop or took back the consent to be named, and those whose every case is restricted."""
    kept = people_kept_to_few(asking.session, asking.persons.values())
    return frozenset(
        key
        for key, number in asking.persons.items()
        if number in kept or is_withdrawn(said[number], Use.PUBLIC, asking.as_of.today)
    )


def _kept_back(asking: Asking, people: frozenset[str]) -> Iterator[Name]:
    """These persons with their cases, and whatever is restricted."""
    yield from (("person", key) for key in people)
    for case in asking.whole["cases"]:
        if case["person"] in people or case.get("visibility") == Visibility.RESTRICTED:
            yield ("case", case["key"])
        for entry in case.get("entries", ()):
            if entry.get("visibility") == Visibility.RESTRICTED:
                yield ("entry", entry["key"])


def _in_office(whole: Record) -> frozenset[str]:
    """Whoever acts for a state or a company, and is not held."""
    held = {case["person"] for case in whole["cases"]}
    return frozenset(
        one["key"]
        for one in whole["people"]
        if one["key"] not in held and any(role["role"] in IN_OFFICE for role in one.get("roles", ()))
    )


def _untold(
    asking: Asking, allowed: Mapping[FieldGroup, frozenset[str]], said: Mapping[int, list[Consented]]
) -> Iterator[Name]:
    """Cases, facts and actions of ours that may not be told in public."""
    day = ActionDay(asking.as_of.today, asking.as_of.known_by)
    for case in asking.whole["cases"]:
        if case["person"] not in allowed[FieldGroup.CASE]:
            yield ("case", case["key"])
        for entry in case.get("entries", ()):
            if not may_leave(
                said[asking.persons[case["person"]]], _fact(entry), Use.PUBLIC, asking.as_of.today
            ).yes:
                yield ("entry", entry["key"])
    for action in asking.whole["actions"]:
        if action.get("ours"):
            seen = published(asking.session, action["reference"], day)
            if seen is None or not seen.is_open or seen.gate.held:  # held: not all of it was read by two
                yield ("action", action["key"])


def _fact(entry: Record) -> SimpleNamespace:
    """An entry as the gate asks of it."""
    return SimpleNamespace(
        kind=EntryKind(entry["kind"]), visibility=entry.get("visibility", Visibility.TEAM),
        detail=SimpleNamespace(target=entry.get("target")), cites=entry.get("cites", ()),
    )  # fmt: skip


def _refusing(asking: Asking, hidden: frozenset[Name], trim: Trim, refused: Refused) -> Refuses:
    """All words of the record are asked at once; the answers serve for cutting."""
    spoken: dict[tuple[str, frozenset[str]], None] = {}

    def collect(words: str, about: frozenset[str]) -> bool:
        spoken[words, about] = None
        return False

    cut(asking.whole, Rule(hidden, collect, trim))
    campaigns = frozenset({asking.campaign_id})
    speeches = [
        Speech((Spoken("", words),), Near(frozenset(asking.persons[key] for key in about), campaigns))
        for words, about in spoken
    ]
    verdicts = asked_each(asking.session, speeches, Use.PUBLIC, asking.as_of)
    no = {one for one, verdict in zip(spoken, verdicts, strict=True) if refused(verdict)}
    return lambda words, about: (words, about) in no
