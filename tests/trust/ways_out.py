"""Ways by which words leave, searched for what was planted: open pages with their feeds and lists, and exports."""

import re
from collections.abc import Callable, Iterator
from html import unescape

from app.cases.models import Case
from app.letters.new_draft import Choice, drafted
from app.letters.queries.letter_kinds import kinds_of
from app.letters.queries.offices import every_office
from app.publishing.export import Extent
from tests import clock
from tests.publishing.exports import text_of
from tests.story import Cast
from tests.trust.wording import Planted
from tests.web.test_door import OPEN, routes

SLUG = "roza-tuletaeva"
Way = Callable[
    [Cast, Planted], Iterator[tuple[str, str]]
]  # gives what leaves: where it is read, and its words


def open_pages(cast: Cast, planted: Planted, only: str = "") -> Iterator[tuple[str, str]]:
    """Every address open to the world, as a stranger reads it."""
    known = {"slug": [SLUG], "ref": planted.actions, "token": ["no-such-token"]}
    world = cast.client()
    for route in routes(cast.app):
        if "GET" not in (route.methods or ()) or route.endpoint.policy.__name__ not in OPEN:  # type: ignore[attr-defined]
            continue
        paths = [route.path]
        for name in re.findall(r"{(\w+)}", route.path):
            paths = [path.replace(f"{{{name}}}", one) for path in paths for one in known[name]]
        for path in paths:
            if re.match(only, path):
                yield path, unescape(world.get(path).text)


def people(cast: Cast, planted: Planted) -> Iterator[tuple[str, str]]:
    """Public pages of people with what lists them."""
    return open_pages(cast, planted, r"/(p$|p/|feeds$|feeds/people|sitemap)")


def actions(cast: Cast, planted: Planted) -> Iterator[tuple[str, str]]:
    """Public actions with what lists them."""
    return open_pages(cast, planted, r"/(a$|a/[^/]*$|feeds/actions|sitemap)")


def letters(cast: Cast, _planted: Planted) -> Iterator[tuple[str, str]]:
    """A letter of every kind about the case, to the first offices of the directory."""
    with cast.database.reading() as session:
        case = session.get_one(Case, cast.case.id)
        for kind in kinds_of(session, case.campaign_id).values():
            for office in every_office(session)[:3]:
                made = drafted(session, case, Choice(kind.slug, office), clock.now().date(), None)
                yield f"letter {kind.slug}", f"{made.draft.subject}\n{made.draft.body}"


def exports(cast: Cast, _planted: Planted) -> Iterator[tuple[str, str]]:
    """Both that are not the team's own."""
    with cast.database.reading() as session:
        for extent in (Extent.WORKING, Extent.FOR_OTHERS):
            yield f"export {extent}", text_of(session, extent=extent)


def left(cast: Cast, planted: Planted, *ways: Way) -> dict[str, list[str]]:
    """The planted fields whose words leave, and where they are read."""
    found: dict[str, list[str]] = {}
    for way in ways:
        for place, words in way(cast, planted):
            for secret in planted.found_in(words):
                found.setdefault(secret, []).append(place)
    return found
