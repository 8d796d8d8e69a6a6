"""Ten leaks, made on purpose one at a time, are all seen by the search of the access matrix."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import true

from app.accounts.rights import Role
from app.cases.queries import visible
from app.db import Database, number_of
from app.settings import Settings
from app.sources import visible_sources
from app.web import door
from app.web.viewer import Viewer
from tests.trust.test_access_matrix import Address, addresses, leaks
from tests.trust.world import World, world

pytestmark = pytest.mark.either

# Where a module asks whose eyes it looks with, and the pages that would show it.
WITH_OTHER_EYES = {
    "app.cases.queries.case_list.viewer_binds": r"^/cases(\?.*)?$",
    "app.cases.queries.visible.viewer_binds": r"^/people/\d+$",
    "app.cases.queries.incidents.viewer_binds": r"^/incidents/I-00\d$",
    "app.letters.queries.letters.viewer_binds": r"^/letters",
    "app.desk.queries.sources.viewer_binds": r"^/sources",
}
WITHOUT_ASKING = {
    "app.desk.case_page.case_for": r"^/cases/K-00\d$",
    "app.cases.routes.history.case_for": r"/history$",
    "app.consent.routes.case_for": r"/consent$",
}


@pytest.fixture
def everyone(settings: Settings, database: Database) -> World:
    """The cast, the scopes, the secrets."""
    return world(settings, database)


def found_on(everyone: World, pattern: str, persona: str = "volunteer") -> list[str]:
    """What the matrix complains of on these pages, for one who may read the team's things only."""
    import re  # only this search asks for patterns

    who, may_read = everyone.personas[persona]
    some: list[Address] = [one for one in addresses(everyone, "GET") if re.search(pattern, one.path)]
    assert some
    return [
        one
        for one in leaks(everyone, everyone.cast.client(who), may_read, some)
        if re.search(pattern, one.split(":")[0])
    ]


def as_nora(everyone: World) -> Viewer:
    """Somebody who may see the restricted case too."""
    campaign = number_of(everyone.cast.campaign)
    number = number_of(everyone.nora)
    return Viewer(number, "Nora", "nora@example.org", "UTC", 0, {campaign: Role.VOLUNTEER.rights})


@pytest.mark.parametrize("place", sorted(WITH_OTHER_EYES))
def test_a_query_that_looks_with_other_eyes_is_caught(
    everyone: World, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    pattern = WITH_OTHER_EYES[place]
    assert found_on(everyone, pattern) == []
    nora = as_nora(everyone)
    asks: Callable[..., Any] = getattr(visible, place.rpartition(".")[2])
    monkeypatch.setattr(place, lambda _viewer: asks(nora))

    assert found_on(everyone, pattern) != []


@pytest.mark.parametrize("place", sorted(WITHOUT_ASKING))
def test_a_page_that_finds_a_case_without_asking_is_caught(
    everyone: World, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    pattern = WITHOUT_ASKING[place]
    assert found_on(everyone, pattern) == []
    nora = as_nora(everyone)
    asks: Callable[..., Any] = visible.case_for
    monkeypatch.setattr(place, lambda session, _viewer, ref: asks(session, nora, ref))

    assert found_on(everyone, pattern) != []


def test_sources_offered_to_everybody_are_caught(everyone: World) -> None:
    pattern = r"/add/note$"
    assert found_on(everyone, pattern) == []
    clause, binds = visible_sources._clause, visible_sources._binds
    visible_sources.install(true(), binds)
    try:
        assert found_on(everyone, pattern) != []
    finally:
        visible_sources.install(clause, binds)


def test_a_door_that_asks_nobody_who_they_are_is_caught(
    everyone: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    pattern = r"^/cases/K-00\d$"
    assert found_on(everyone, pattern, "nobody") == []
    nora = as_nora(everyone)

    def everybody(visit: Any, _who: object) -> None:
        visit.viewer = nora

    monkeypatch.setattr(door, "entry", everybody)
    assert found_on(everyone, pattern, "nobody") != []
