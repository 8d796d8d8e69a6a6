"""Whatever prints somebody's words to outsiders is listed here with the place where it asks the gate of words.

Addresses come from the table of routes; whether an address reaches its place is read off the code, call by call, so
that neither a new open page nor one that asks no more can stay unseen.
"""

import ast
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from types import FunctionType, ModuleType
from typing import Any

import pytest

from app.campaigning.gathering_events import for_feeds
from app.consent.word_gate import asked, asked_each
from app.digest.make_editions import queue_due
from app.letters.routes.ways_out import doors as ways_out_of_letters
from app.publishing.export import export_campaign
from tests.story import Cast
from tests.web.test_door import OPEN, routes

pytestmark = pytest.mark.either

ACTIONS = "app.campaigning.queries.linked_cases:gates"
PAGES = "app.publishing.queries.page_words_asked:why_held"
LETTERS = "app.letters.free_words:heard"
FEED_OF_DATES = "/ics/{token}.ics"
WHERE = {
    "/a": ACTIONS, "/a/{ref}": ACTIONS, "/a/{ref}/calendar.ics": ACTIONS, "/a/{ref}/sheet": ACTIONS,
    "/a/{ref}/letter": ACTIONS, "/feeds/actions.atom": ACTIONS, FEED_OF_DATES: ACTIONS, "/p": PAGES,
    "/p/{slug}": PAGES,
    "/p/{slug}/photo": PAGES, "/p/{slug}/feed.atom": PAGES, "/feeds": PAGES, "/feeds/people.atom": PAGES,
    "/sitemap.xml": PAGES,
    "/data": PAGES, "/data/people.csv": PAGES, "/data/people.json": PAGES, "/data/actions.csv": ACTIONS,
}  # fmt: skip
NO_WORDS = {  # of anybody in the record
    "/", "/sign-in", "/sign-in/code", "/left", "/forgotten", "/forgotten/{token}", "/invitations/{token}", "/u/{token}",
    "/digest/confirm/{token}", "/health", "/metrics", "/robots.txt", "/correct", "/correct/received",
}  # fmt: skip


def called(function: FunctionType) -> Iterator[Callable[..., Any]]:
    """The functions of ours that a function calls, or hands on by their name."""
    for node in ast.walk(ast.parse(dedent(inspect.getsource(function)))):
        found: Any = None
        if isinstance(node, ast.Name):
            found = function.__globals__.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = function.__globals__.get(node.value.id)
            found = getattr(owner, node.attr, None) if isinstance(owner, ModuleType) else None
        if isinstance(found, FunctionType) and found.__module__.startswith("app."):
            yield found


def reached(function: Any, known: set[Any] | None = None) -> set[Any]:
    """All that it calls, and what that calls in turn."""
    known = set() if known is None else known
    function = inspect.unwrap(function)
    for one in called(function):
        if one not in known:
            known.add(one)
            reached(one, known)
    return known


def place(where: str) -> Any:
    module, _colon, name = where.partition(":")
    return getattr(import_module(module), name)


def handler(entered: Any) -> Any:
    """The function that answers an address, without the door around it."""
    return inspect.getclosurevars(entered).nonlocals["handler"]


def test_every_open_page_is_listed_and_asks_where_it_says(cast: Cast) -> None:
    open_pages = {
        route.path: handler(route.endpoint)
        for route in routes(cast.app)
        if "GET" in (route.methods or ()) and route.endpoint.policy.__name__ in OPEN  # type: ignore[attr-defined]
    }
    open_pages[FEED_OF_DATES] = for_feeds  # main.py hands it to the feeds of dates, which lie below
    assert open_pages.keys() == WHERE.keys() | NO_WORDS
    assert {path for path, where in WHERE.items() if place(where) not in reached(open_pages[path])} == set()
    assert {where for where in WHERE.values() if not {asked, asked_each} & reached(place(where))} == set()


def test_letters_mails_and_exports_ask_too() -> None:
    """Chats are told codes alone."""
    outlets = (handler(entered) for _method, _path, entered in ways_out_of_letters.declared)
    silent = [one.__name__ for one in outlets if place(LETTERS) not in reached(one)]
    assert silent == []
    for outlet in (queue_due, export_campaign):
        assert asked_each in reached(outlet), outlet


def test_whoever_calls_the_gate_is_found_by_reading() -> None:
    assert asked_each in reached(place(ACTIONS))
    assert asked_each not in reached(place("app.publishing.what_to_do:ways"))
    assert Path(inspect.getfile(asked)).name == "word_gate.py"
