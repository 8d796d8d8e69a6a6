"""On a pinned day no feed says that anything was changed later."""

import re
from dataclasses import replace
from datetime import date, timedelta

from fastapi.testclient import TestClient

from app.main import create_app, open_database
from tests import clock
from tests.campaigning.acting import live
from tests.publishing.published import change, public
from tests.story import Cast

PEOPLE = ("/feeds/people.atom", "/p/roza-tuletaeva/feed.atom", "/sitemap.xml")
DAY = re.compile(r">([0-9]{4}-[0-9]{2}-[0-9]{2})")


def test_on_a_pinned_day_no_feed_was_changed_later(cast: Cast) -> None:
    public(cast)
    live(cast)
    for known in ("consent SET given_on", "entry SET known_on", "known_since SET known_on"):
        change(cast, f"UPDATE {known} = '2013-01-01'")
    pinned = clock.now().date() - timedelta(days=1)
    own = replace(cast.settings, today=pinned)
    database = open_database(own)
    world = TestClient(create_app(own, database, clock.now), base_url=own.base_url)
    for address in (*PEOPLE, "/feeds/actions.atom"):
        days = {date.fromisoformat(found) for found in DAY.findall(world.get(address).text)}
        assert (pinned in days) is (address in PEOPLE), address
        assert max(days) <= pinned, address
    database.close()
