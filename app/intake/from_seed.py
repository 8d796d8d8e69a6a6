"""The seed's files as one document in the shape of an export."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from app.cases.kinds import KINDS
from app.dates import FuzzyDate, in_words
from app.intake.countries import country_code
from app.intake.seed_files import Seed
from app.publishing.export_shape import FORMAT, VERSION
from app.text import _

Item = dict[str, Any]

FIELD_GROUPS = {slug.value: kind.consent for slug, kind in KINDS.items()}
USES = {"letters": "letter"}
NOT_TOLD = "not told"
RENAMED_OF_ACTIONS = {"status": "state", "until": "ended"}


def document_of(seed: Seed) -> Item:
    """Everything the files hold. Incidents, actions and demands belong to the first campaign."""
    facilities = {facility.key for facility in seed.facilities}
    own = {"campaign": seed.campaigns[0].key} if seed.campaigns else {}
    consents = _consents(seed)
    people = {person.key: person.name for person in seed.people}
    names = people | {organisation.key: organisation.name for organisation in seed.organisations}
    return {
        "format": FORMAT,
        "version": VERSION,
        "campaigns": _plain(seed.campaigns),
        "sources": _plain(seed.sources),
        "places": [_spelled(place) for place in _plain(seed.places)],
        "facilities": [_spelled(facility) for facility in _plain(seed.facilities)],
        "organisations": [_spelled(organisation) for organisation in _plain(seed.organisations)],
        "people": [_person(person, consents) for person in _plain(seed.people)],
        "cases": [_case(case, facilities) for case in _plain(seed.cases)],
        "incidents": [own | _incident(incident, facilities) for incident in _plain(seed.incidents)],
        "addressees": [_addressee(addressee) for addressee in _plain(seed.addressees)],
        "actions": [own | _action(action, facilities, set(people), names) for action in _plain(seed.actions)],
        "demands": [own | _demand(demand, set(people)) for demand in _plain(seed.demands)],
    }


def _plain(models: Iterable[BaseModel]) -> list[Item]:
    return [_without_nothing(model.model_dump(exclude_none=True)) for model in models]


def _without_nothing(value: Any) -> Any:
    """Without empty lists; what is not there is left out."""
    if isinstance(value, dict):
        return {name: _without_nothing(inner) for name, inner in value.items() if inner != []}
    return [_without_nothing(inner) for inner in value] if isinstance(value, list) else value


def _spelled(item: Item) -> Item:
    """Other spellings in one line; each text's citation says which one it uses."""
    spellings = item.pop("also", [])
    if spellings:
        item["also"] = "; ".join(spelling["text"] for spelling in spellings)
    told = [
        {"field": "also", "value": spelling["text"], **cite}
        for spelling in spellings
        for cite in spelling["cites"]
    ]
    if told:
        item["cites"] = [*item.get("cites", []), *told]
    return _with_code(item)


def _with_code(item: Item) -> Item:
    """With the letters of its country, or without one where no text tells it."""
    country = item.pop("country", NOT_TOLD)
    return item if country == NOT_TOLD else item | {"country": country_code(country)}


def _person(item: Item, consents: dict[str, list[Item]]) -> Item:
    links = [_renamed(link, {"person": "other", "note": "reason"}) for link in item.pop("relations", [])]
    links += [
        {**_renamed(link, {"person": "other"}), "kind": "maybe-same"} for link in item.pop("maybe_same", [])
    ]
    told = {"links": links, "consents": consents[item["key"]]}
    return item | {name: items for name, items in told.items() if items}


def _renamed(item: Item, names: dict[str, str]) -> Item:
    return {names.get(name, name): value for name, value in item.items()}


def _consents(seed: Seed) -> dict[str, list[Item]]:
    """By person, one for each use and group of facts, as the tables keep them."""
    found: dict[str, list[Item]] = defaultdict(list)
    for case in seed.cases:
        for consent in _plain(case.consent):
            groups = dict.fromkeys(FIELD_GROUPS.get(field, field) for field in consent["fields"])
            found[case.person].extend(
                _consent(consent, USES[use], group) for use in consent["uses"] for group in groups
            )
    return found


def _consent(item: Item, use: str, group: str) -> Item:
    given = FuzzyDate.parse(item["given"])
    made = {"use": use, "field_group": group, "basis": item["basis"], "cites": item["cites"]}
    if given.is_exact_day:
        made["given_on"] = given.edtf
    else:
        made["given_how"] = _("called for in public, %(when)s") % {"when": in_words(given)}
    return made | ({"note": item["note"]} if "note" in item else {})


def _case(item: Item, facilities: set[str]) -> Item:
    item.pop("consent", None)
    item["entries"] = [_placed(entry, facilities) for entry in item["entries"]]
    return item


def _placed(item: Item, facilities: set[str]) -> Item:
    """A place or a facility, whichever the key names; a facility said on its own comes first."""
    site = item.get("place")
    if site in facilities:
        del item["place"]
        item.setdefault("facility", site)
    return item


def _incident(item: Item, facilities: set[str]) -> Item:
    unnamed = [
        {name: value for name, value in each.items() if name != "key"} for each in item.pop("unnamed", [])
    ]
    told = {
        "members": [*item.pop("members", []), *unnamed],
        "figures": [_figure(figure) for figure in item.pop("figures", [])],
        "groups": [_group(group) for group in item.pop("groups", [])],
        "facts": [_placed(fact, facilities) for fact in item.pop("facts", [])],
    }
    return _placed(item, facilities) | {name: items for name, items in told.items() if items}


def _figure(item: Item) -> Item:
    value = item.pop("value", None)
    return item if value is None else item | {"value_min": value, "value_max": value}


def _group(item: Item) -> Item:
    members = [{"case": case} for case in item.pop("members", [])]
    return _renamed(item, {"incident": "told_in"}) | ({"members": members} if members else {})


def _action(item: Item, facilities: set[str], people: set[str], names: dict[str, str]) -> Item:
    links = list(_action_links(item, facilities, people))
    organisers = item.pop("organisers", [])
    if organisers:
        item["organiser"] = ", ".join(names[key] for key in organisers)
    addressees = [link["addressee"] for link in links if "addressee" in link]
    if addressees:
        item["addressee"] = addressees[0]
    for told in (*item["cites"], *item.get("conflicts", ())):
        if told.get("field") in RENAMED_OF_ACTIONS:
            told["field"] = RENAMED_OF_ACTIONS[told["field"]]
    told = {
        "links": links,
        "figures": [_figure(figure) for figure in item.pop("figures", [])],
        "donations": [_donation(donation) for donation in item.pop("donations", [])],
    }
    return _placed(_renamed(item, RENAMED_OF_ACTIONS), facilities) | {
        name: items for name, items in told.items() if items
    }


def _action_links(item: Item, facilities: set[str], people: set[str]) -> Iterator[Item]:
    for noun in ("case", "incident"):
        yield from ({noun: key} for key in item.pop(f"{noun}s", []))
    for key in item.pop("places", []):
        yield {"facility" if key in facilities else "place": key, "part": "place"}
    yield from ({"addressee": key, "part": "addressee"} for key in item.pop("addressees", []))
    for key in item.get("organisers", []):
        yield {"person" if key in people else "organisation": key, "part": "organiser"}
    yield from ({"person": key, "part": "participant"} for key in item.pop("people", []))


def _donation(item: Item) -> Item:
    return item | ({"amount": str(item["amount"])} if "amount" in item else {})


def _demand(item: Item, people: set[str]) -> Item:
    asks = item.pop("organisation", None)
    links = [{noun: key} for noun in ("case", "incident") for key in item.pop(f"{noun}s", [])]
    told = _renamed(item, {"kind_of": "by_kind"}) | ({"links": links} if links else {})
    return told if asks is None else told | {"person" if asks in people else "organisation": asks}


def _addressee(item: Item) -> Item:
    for name in ("also_email", "copies_to", "missing"):
        if name in item:
            item[name] = ", ".join(item[name])
    item.pop("common_knowledge", None)  # its missing citations say so
    represented = item.pop("embassy_of", None)
    return _with_code(item) | ({"embassy_of": country_code(represented)} if represented else {})
