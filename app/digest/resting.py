"""What an edition rests on, kept beside it and asked again just before it goes out. Pure."""

from collections.abc import Mapping
from typing import Any

from app.digest.edition import Edition
from app.digest.gathering import may_see
from app.digest.reader import Reader
from app.digest.world import World


def resting(edition: Edition, world: World, reader: Reader) -> dict[str, Any]:
    """The address, the cases and actions it names, and the consents by which it says more than a code."""
    paths = [item.path.split("/") for section in edition.sections for item in section.items]
    cases = sorted({path[2] for path in paths if path[1] == "cases" and len(path) > 2})
    named = [world.case_named[reference] for reference in cases if reference in world.case_named]
    people = {case.person_id: case.campaign_id for case in named}
    said = reader.detailed and any(campaign in world.detail_allowed for campaign in people.values())
    return {
        "address": reader.address,
        "cases": cases,
        "actions": sorted({path[2] for path in paths if path[1] == "actions" and len(path) > 2}),
        "campaigns": sorted(set(people.values()) & world.detail_allowed) if said else [],
        "consents": sorted([person, group] for person, group in world.consents if person in people)
        if said
        else [],
    }


def still_holds(rests: Mapping[str, Any], world: World, reader: Reader) -> bool:
    """Whether all of it is as it was: nothing in the mail has become invisible or lost its consent."""
    seen = {case.reference for case in world.cases.values() if may_see(world, reader, case)}
    live = {action.reference for action in world.actions if action.campaign_id in reader.roles}
    said = set(rests["campaigns"])
    return (
        rests["address"] == reader.address
        and set(rests["cases"]) <= seen
        and set(rests["actions"]) <= live
        and (not said or (reader.detailed and said <= world.detail_allowed))
        and {(person, group) for person, group in rests["consents"]} <= world.consents
    )
