"""Who may see what, on every page there is: nine personas, every route, three scopes and nothing, planted secrets.

The pages come from the table of routes. A path parameter nobody here knows how to fill fails the test, so that a new
page cannot stay outside.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import func
from sqlmodel import col, select
from starlette.testclient import TestClient

from app.db import Database
from app.history.access_log import Access, What
from app.settings import Settings
from tests.trust.world import KEPT, SCOPES, SECRET, Scope, World, world
from tests.web.test_door import everything, routes

pytestmark = pytest.mark.either

NONE = 999_999
FIXED = {
    "kind": ("note", "hearing", "letter-call"), "noun": ("roles", "names", "members", "figures", "facts", "groups"),
    "field": ("court", "name"), "token": ("no-such-token",), "language": ("en",), "form": ("txt", "eml"),
    "rule": ("silence",), "moment": ("1",), "label": ("detained",),
    "slug": ("zhanaozen", "elsewhere", "medical-care", "close", "extend", "no-such"),
}  # fmt: skip
BY_SCOPE = {"ref", "number", "note_id", "volunteer_id", "facility_id", "change_id", "from_id"}


@dataclass(frozen=True)
class Address:
    """One address with everything filled in, and the parameters it came from."""

    route: APIRoute
    path: str

    @property
    def method(self) -> str:
        """GET where the route answers it."""
        return "GET" if "GET" in (self.route.methods or ()) else "POST"


@pytest.fixture
def everyone(settings: Settings, database: Database) -> World:
    """The cast, the three scopes, the secrets."""
    return world(settings, database)


def reference(path: str, scope: Scope | None) -> str:
    """What stands for {ref}: a case, an incident or an action, by the page it is on."""
    if path.startswith("/incidents"):
        return scope.incident if scope else "I-999"
    if path.startswith(("/actions", "/a/")):
        return scope.action if scope else "2099-001"
    return scope.case if scope else "K-999"


def filled(route: APIRoute, scope: Scope | None) -> Iterator[str]:
    """The route's addresses for the things of one scope, or for things that do not exist."""
    paths = [route.path]
    for name in re.findall(r"{(\w+)}", route.path):
        if name in FIXED:
            values: tuple[str, ...] = FIXED[name]
        elif name == "ref":
            values = (reference(route.path, scope),)
        elif name in BY_SCOPE or name.endswith("_id"):
            known = scope.ids.get(name, 1) if scope else NONE
            values = (
                (str(known), str(scope.ids["relative_id"]))
                if scope and name == "person_id"
                else (str(known),)
            )
        else:
            pytest.fail(f"say in this test what stands for {name} in {route.path}")
        paths = [path.replace(f"{{{name}}}", value) for path in paths for value in values]
    yield from paths


def addresses(everyone: World, method: str) -> list[Address]:
    """Every route with the things of every scope, of two scopes mixed, and with things that are not there."""
    found: dict[str, Address] = {}
    for route in routes(everyone.cast.app):
        if method not in (route.methods or ()) or route.path == "/leave":
            continue
        for scope in (*everyone.scopes.values(), mixed(everyone), None):
            for path in filled(route, scope):
                found.setdefault(path, Address(route, path))
    return list(found.values())


def mixed(everyone: World) -> Scope:
    """The references of the team's things with the numbers of the restricted ones: a side door, if there is one."""
    team, restricted = everyone.scopes["team"], everyone.scopes["restricted"]
    return Scope("mixed", team.number, dict(restricted.ids), {})


QUERIES = (
    "/search?q=K-003", "/search?q=zqrestricted", "/search?q=zqother", "/cases?q=zqrestricted", "/cases?page=2",
    "/cases?order=name", "/reviews?show=all", "/reviews?kind=by-hand", "/letters?state=draft", "/actions?whose=ours",
    "/sources?q=text", "/calendar?month=2026-11", "/calendar?month=2026-10", "/approvals?show=all", "/my?show=all",
    "/cases/K-002/letters/new?kind=medical-care", "/cases/K-002/add?kind=note", "/incidents?q=zq", "/a?q=zq",
)  # fmt: skip


def leaks(everyone: World, client: TestClient, may_read: frozenset[str], found: list[Address]) -> list[str]:
    """Addresses whose answer holds a secret of a scope that this persona may not read; or one that only few may read,
    although the access log has no line that they looked at it.
    """
    bad: list[str] = []
    lists, kept = {one.path for one in found if "{" not in one.route.path}, kept_secrets(everyone, may_read)
    for path in [*(one.path for one in found), *QUERIES]:
        before = looks(everyone) if kept else 0
        answer = client.get(path)
        told = f"{answer.text} {answer.headers}"
        seen = {scope for scope in SECRET.findall(told) if scope not in may_read}
        if seen or answer.status_code >= 500:
            bad.append(f"{path}: {answer.status_code}, {columns(everyone, told, seen)}")
        is_look = path not in lists and path not in QUERIES and any(secret in told for secret in kept)
        if is_look and looks(everyone) == before:
            bad.append(f"{path}: shown, and not noted")
    return bad


def looks(everyone: World) -> int:
    """How many lines of the access log say that somebody looked at something."""
    with everyone.cast.database.reading() as session:
        return session.scalar(select(func.count()).where(col(Access.what) == What.VIEWED)) or 0


def kept_secrets(everyone: World, may_read: frozenset[str]) -> set[str]:
    """What only few may see, this persona among them; but for titles of texts, which forms offer like any list."""
    scopes = [everyone.scopes[name].secrets for name in ("restricted", KEPT) if name in may_read]
    return {secret for known in scopes for where, secret in known.items() if not where.startswith("source.")}


def columns(everyone: World, told: str, scopes: set[str]) -> str:
    """Where the secrets came from, for whoever mends it."""
    names = {
        column
        for scope in scopes
        for column, secret in everyone.scopes[scope].secrets.items()
        if secret in told
    }
    return ", ".join(sorted(names))


def test_enough_secrets_are_planted(everyone: World) -> None:
    assert all(len(everyone.scopes[name].secrets) >= 40 for name in SCOPES)


@pytest.mark.parametrize(
    "persona",
    ["nobody", "stranger", "reader", "volunteer", "coordinator", "named", "admin", "unlinked", "former"],
)
def test_check_04_no_page_tells_anybody_what_they_may_not_see(everyone: World, persona: str) -> None:
    """And what only few may see, no page about one thing shows to them without a line in the access log."""
    who, may_read = everyone.personas[persona]
    found = addresses(everyone, "GET")
    assert len(found) > 300

    assert leaks(everyone, everyone.cast.client(who), may_read, found) == []


def test_check_05_what_is_kept_to_a_few_reaches_nobody_else(everyone: World) -> None:
    """A restricted health alert on a case of the team: no page, history, source, list or mail of a colleague has it."""
    lee = everyone.cast.client(everyone.cast.lee)
    kept = everyone.scopes[KEPT]
    pages = [one.path for one in addresses(everyone, "GET")] + ["/digest/preview", "/digest/preview.html"]
    told = {path for path in pages if KEPT in SECRET.findall(lee.get(path).text)}

    assert told == set()
    assert KEPT in SECRET.findall(everyone.cast.client(everyone.nora).get(f"/cases/{kept.case}").text)
    edit = f"/cases/{kept.case}/entries/{kept.ids['entry_id']}/edit"
    assert lee.get(edit).status_code == 404
    assert everyone.cast.client(everyone.nora).get(edit).status_code == 200


@pytest.mark.parametrize("hidden", ["K-003", "K-004", "K-999"])
def test_check_09_many_at_once_with_one_forbidden_is_none_at_all(everyone: World, hidden: str) -> None:
    lee = everyone.cast.client(everyone.cast.lee)
    before = about_cases(everyone)
    asked = {"campaign": "1", "kind": "medical-care", "to": "embassy", "cases": ["K-001", "K-002", hidden]}
    answer = lee.post("/letters/many", data=asked)

    assert answer.status_code in (404, 422)
    assert not {"restricted", "other"} & set(SECRET.findall(answer.text))
    assert about_cases(everyone) == before


def test_what_one_may_see_is_there_to_be_seen(everyone: World) -> None:
    """The search above is no search in empty pages: who may read a case does find its secrets."""
    for persona, (who, may_read) in everyone.personas.items():
        client = everyone.cast.client(who)
        for name, scope in everyone.scopes.items():  # what is kept to a few stands on the team's own page
            answer = client.get(f"/cases/{scope.case}")
            assert (name in set(SECRET.findall(answer.text))) == (name in may_read), persona


def plain(page: str, path: str) -> str:
    """A page without what differs on every page: its own address and the fresh keys of its forms."""
    return re.sub(r'name="key" value="[^"]*"', "", page).replace(path, "")


def test_check_03_what_one_may_not_see_answers_like_what_is_not_there(everyone: World) -> None:
    lee = everyone.cast.client(everyone.cast.lee)
    for route in routes(everyone.cast.app):
        if "GET" not in (route.methods or ()) or not route.path.startswith("/cases/{ref}"):
            continue
        for scope in ("restricted", "other"):
            for hidden, absent in zip(
                filled(route, everyone.scopes[scope]), filled(route, None), strict=False
            ):
                theirs, nothing = lee.get(hidden), lee.get(absent)
                assert theirs.status_code == nothing.status_code == 404, hidden
                assert plain(theirs.text, hidden) == plain(nothing.text, absent), hidden


@pytest.mark.parametrize("persona", ["nobody", "stranger", "admin", "former"])
def test_nobody_changes_what_they_may_not_see(everyone: World, persona: str) -> None:
    """Every form of every page, sent for the things of others: refused, and not one row is different."""
    who, _may_read = everyone.personas[persona]
    client = everyone.cast.client(who)
    theirs = [
        one
        for one in addresses(everyone, "POST")
        if re.search(r"{(ref|\w+_id|number)}", one.route.path) and not one.path.startswith(OWN)
    ]
    before = about_cases(everyone)
    for one in theirs:
        if persona == "stranger" and is_about(one, everyone.scopes["other"]):
            continue
        answer = client.post(
            one.path, data={"summary": "x", "reason": "x", "name": "x", "decision": "approve"}
        )
        assert answer.status_code < 500, one.path
        assert not SECRET.search(answer.text) or who is everyone.cast.sam, one.path
    assert about_cases(everyone) == before


OWN = ("/settings", "/admin", "/mail", "/a/", "/calendar", "/directory", "/periods", "/prove", "/corrections")


def is_about(one: Address, scope: Scope) -> bool:
    """Whether the address names a thing of this scope."""
    return any(
        f"/{value}" in one.path
        for value in (scope.case, scope.incident, scope.action, *map(str, scope.ids.values()))
    )


def about_cases(everyone: World) -> dict[str, list[tuple[object, ...]]]:
    """All rows but those that every visit may add."""
    return {
        name: rows
        for name, rows in everything(everyone.cast).items()
        if name not in {"submission", "unfinished_words"}
    }
