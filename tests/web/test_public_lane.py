"""Public answers are kept whole in memory, and a withdrawal shows on the very next request, whoever committed it."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.settings import PROJECT_ROOT
from tests import clock, story
from tests.campaigning.acting import agree, live
from tests.counting import counted
from tests.files.corpus import JPEG
from tests.files.sending import send
from tests.publishing.published import GROUPS, allow, approve, change, facts, propose, stored
from tests.story import Cast

PAGE = "/p/roza-tuletaeva"
PHOTO = f"{PAGE}/photo"
KEPT = (
    PAGE, PHOTO, f"{PAGE}/feed.atom", "/p", "/a", "/feeds", "/feeds/people.atom", "/feeds/actions.atom",
    "/sitemap.xml",
)  # fmt: skip
GONE = {
    "consent": "UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00'",
    "consent for the name": "UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00' WHERE field_group = 'name'",
    "a stop": "UPDATE consent SET basis = 'refused' WHERE field_group = 'case'",
    "restriction": "UPDATE \"case\" SET visibility = 'restricted'",
}


def here(cast: Cast, sql: str) -> None:
    """Committed in this process."""
    change(cast, sql)


def elsewhere(cast: Cast, sql: str) -> None:
    """Committed by a process of its own."""
    code = (
        "import sys; from sqlalchemy import text; from app.db import Database\n"
        "database = Database(sys.argv[1])\n"
        "with database.engine.begin() as connection: connection.execute(text(sys.argv[2]))"
    )
    subprocess.run([sys.executable, "-c", code, cast.database.url, sql], cwd=PROJECT_ROOT, check=True)


def call(cast: Cast, title: str, **fields: str) -> str:
    """A public call to write letters; its reference."""
    ref = live(cast, title=title, summary="We ask for it.", asks="Write", **fields)
    cast.client(cast.lee).post(f"/actions/{ref}/cite", data={"source": "A public call"})
    assert agree(cast.client(cast.ana), ref, "publish").status_code == 303
    return ref


@pytest.fixture
def shown(cast: Cast) -> Cast:
    """A page with a photograph, approved by a second person, and an action for the case; all of it asked for twice."""
    known = facts(cast)
    send(cast.client(cast.lee), "/cases/K-001", "a.jpg", JPEG, caption="In front of the works")
    allow(cast, *GROUPS, "photo")
    assert propose(cast, known["arrest"], photo="1").status_code == 303
    assert approve(cast).status_code == 303
    call(cast, "Freedom for Roza")
    for path in (*KEPT, *KEPT):
        assert cast.client().get(path).status_code == 200, path
    return cast


def test_what_nobody_changed_is_given_again_without_a_statement(shown: Cast) -> None:
    world = shown.client()
    first = {path: world.get(path) for path in KEPT}

    with counted(shown) as seen:
        again = {path: world.get(path) for path in KEPT}

    assert seen == []
    for path in KEPT:
        assert again[path].content == first[path].content, path
        assert again[path].headers["etag"] == first[path].headers["etag"], path
        assert "set-cookie" not in again[path].headers, path
        told = world.get(path, headers={"If-None-Match": again[path].headers["etag"]})
        assert (told.status_code, told.content) == (304, b""), path


def test_every_visitor_gets_a_form_of_their_own(shown: Cast) -> None:
    ref = stored(shown, "SELECT reference FROM action WHERE published_at IS NOT NULL")[0][0]
    pages = [shown.client().get(f"/a/{ref}") for _ in range(3)]

    keys = {re.findall(r'name="key" value="([^"]*)"', page.text)[0] for page in pages}
    assert len(keys) == len(pages)
    assert all("etag" not in page.headers for page in pages)
    for key in keys:
        sent = shown.client().post(f"/a/{ref}/sent", data={"key": key, "channel": "post"})
        assert sent.status_code == 303
    assert stored(shown, "SELECT sum(count) FROM tally") == [(3,)]


def test_whoever_is_signed_in_gets_what_the_world_gets(shown: Cast) -> None:
    ana, world = shown.client(shown.ana), shown.client()
    assert ana.get(PAGE).content == world.get(PAGE).content
    assert ana.get(PAGE).headers["etag"] == world.get(PAGE).headers["etag"]


@pytest.mark.parametrize("committed", [here, elsewhere])
@pytest.mark.parametrize("what", GONE)
def test_a_withdrawal_shows_on_the_very_next_request(
    shown: Cast, what: str, committed: Callable[[Cast, str], None]
) -> None:
    world = shown.client()
    mark = world.get(PHOTO).headers["etag"]

    committed(shown, GONE[what])

    assert world.get(PHOTO, headers={"If-None-Match": mark}).status_code == 410
    assert world.get(PAGE).status_code == 410
    for path in KEPT[3:]:
        assert "Tuletaeva" not in world.get(path).text, path


@pytest.mark.parametrize("committed", [here, elsewhere])
def test_a_deleted_photograph_and_an_unlinked_case_show_at_once(
    shown: Cast, committed: Callable[[Cast, str], None]
) -> None:
    world = shown.client()
    action = stored(shown, "SELECT reference FROM action WHERE published_at IS NOT NULL")[0][0]
    assert world.get(f"/a/{action}").status_code == 200

    committed(shown, "UPDATE attachment SET kind = 'document'")
    assert world.get(PHOTO).status_code == 410
    assert PHOTO not in world.get(PAGE).text

    committed(shown, "DELETE FROM action_link")
    assert world.get(f"/a/{action}").status_code == 410
    assert f"/a/{action}" not in world.get("/a").text


def test_a_day_that_begins_shows_on_the_next_request(shown: Cast) -> None:
    change(shown, "UPDATE consent SET until = '2030-01-01'")
    clock.turn_to(clock.now().replace(year=2029, month=12, day=31, hour=12))
    assert shown.client().get(PAGE).status_code == 200

    clock.passes(timedelta(days=2))

    assert shown.client().get(PAGE).status_code == 410


def test_a_page_costs_the_same_however_many_actions_run_elsewhere(shown: Cast) -> None:
    with shown.database.writing(actor="the story", at=clock.now()) as session:
        story.case(session, shown.campaign, "K-002", "Marat Ospanov")
    allow(shown, *GROUPS, person_id=2)
    with counted(shown) as before:
        assert shown.client().get(PAGE).status_code == 200
    for number in range(2):
        call(shown, f"Freedom for somebody else {number}", cases="K-002")
    with counted(shown) as after:
        assert shown.client().get(PAGE).status_code == 200

    assert len(before) > 0
    assert len(after) <= len(before)
