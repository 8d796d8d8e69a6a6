"""What an edition rests on, kept beside it and asked again just before it goes out. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.cases.rules.visible import is_named_on
from app.digest.all_news import World
from app.digest.edition import Edition
from app.digest.news_items import About
from app.digest.pick_news import may_see, may_see_action
from app.digest.reader import Reader

OF_ACTIONS = ("/actions/", "/approvals")


def resting(edition: Edition, world: World, reader: Reader) -> dict[str, Any]:
    """The address, how often, what it tells of, and the consents by which it says more than a code."""
    told = [item.about for section in edition.sections for item in section.items]
    cases = sorted({about.code for about in told if about.code in world.case_named})
    named = [world.case_named[reference] for reference in cases if reference in world.case_named]
    people = {case.person_id: case.campaign_id for case in named}
    said = reader.detailed and any(campaign in world.detail_allowed for campaign in people.values())
    return {
        "address": reader.address,
        "frequency": reader.frequency,
        "cases": cases,
        "actions": sorted({about.code for about in told if about.path.startswith(OF_ACTIONS)} - {*cases}),
        "entries": sorted({about.entry_id for about in told if about.entry_id is not None}),
        "reviews": sorted({about.review_id for about in told if about.review_id is not None}),
        "campaigns": sorted(set(people.values()) & world.detail_allowed) if said else [],
        "quotes": sorted([what, number] for what, number in _of(told) & world.quotable) if said else [],
        "consents": sorted([person, group] for person, group in world.consents if person in people)
        if said
        else [],
    }


def _of(told: Sequence[About]) -> frozenset[tuple[str, int]]:
    """The dates and entries whose words an edition may quote."""
    numbers = [("review", about.review_id) for about in told] + [("entry", about.entry_id) for about in told]
    return frozenset((what, number) for what, number in numbers if number is not None)


def still_holds(rests: Mapping[str, Any], world: World, reader: Reader) -> bool:
    """Whether all of it is as it was: nothing in the mail has become invisible or lost its consent."""
    seen = {case.reference for case in world.cases.values() if may_see(world, reader, case)}
    live = {
        action.reference
        for action in world.actions
        if may_see_action(world, reader, action.id, action.campaign_id)
    }
    due = {
        row.id
        for row in world.due
        if row.kept_case_id is None or is_named_on(world, reader.id, row.kept_case_id)
    }
    said = set(rests["campaigns"])
    return (
        rests["address"] == reader.address
        and rests.get("frequency", reader.frequency) == reader.frequency
        and set(rests["cases"]) <= seen
        and set(rests["actions"]) <= live
        and set(rests.get("entries", ())) <= world.told_to_all
        and set(rests.get("reviews", ())) <= due
        and (not said or (reader.detailed and said <= world.detail_allowed))
        and {(what, number) for what, number in rests.get("quotes", ())} <= world.quotable
        and {(person, group) for person, group in rests["consents"]} <= world.consents
    )
