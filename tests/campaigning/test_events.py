"""Public gatherings as a calendar feed takes them, and as programs of others read one."""

from datetime import timedelta
from html import unescape
from typing import Any

import vobject  # type: ignore[import-untyped]
from sqlalchemy import text

from app.campaigning.gathering_events import public_events
from app.campaigning.queries.linked_cases import AsOf
from app.reviews.ics import CalendarEvent, Status
from tests import clock
from tests.campaigning.acting import PICKET, agree, made
from tests.campaigning.test_public import public
from tests.story import Cast


def events(cast: Cast, later: int = 0) -> list[CalendarEvent]:
    """What the feed would tell so many days from now."""
    with cast.database.reading() as session:
        as_of = AsOf(clock.now().date() + timedelta(days=later))
        return list(public_events(session, as_of, cast.settings.base_url))


def test_a_public_gathering_is_an_event_with_place_hour_and_zone(cast: Cast) -> None:
    ref = public(cast, "gathering", on="16 12 2099")
    made(cast.client(cast.lee), "gathering", on="17 12 2099")
    (event,) = events(cast)
    assert event.uid.startswith(f"{ref}@")
    assert (event.title, event.status) == (PICKET["title"], Status.CONFIRMED)
    assert event.place == "125 Pall Mall, London, Britain (UK)"
    assert [when.isoformat() for when in (event.begins, event.ends)] == [
        "2099-12-16T12:00:00+00:00",
        "2099-12-16T13:00:00+00:00",
    ]


def test_a_new_version_moves_the_event_and_counts_up(cast: Cast) -> None:
    ref = public(cast, "gathering", on="16 12 2099")
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    (before,) = events(cast)
    lee.post(f"/actions/{ref}/update", data={"what_changed": "An hour later"})
    form = lee.get(f"/actions/{ref}.2/edit").text
    version = form.split('name="version" value="')[1].split('"')[0]
    typed = {**PICKET, "on": "16 12 2099", "time": "13:00", "ends_time": "14:00", "version": version}
    assert lee.post(f"/actions/{ref}.2/edit", data=typed).status_code == 303
    lee.post(f"/actions/{ref}.2/submit")
    assert agree(ana, f"{ref}.2").status_code == 303
    (after,) = events(cast)
    assert after.uid == before.uid
    assert after.sequence > before.sequence
    assert after.begins.isoformat() == "2099-12-16T13:00:00+00:00"


def test_a_stopped_one_stays_cancelled_for_thirty_days_and_says_nothing(cast: Cast) -> None:
    ref = public(cast, "gathering", on="16 12 2099")
    cast.client(cast.lee).post(f"/actions/{ref}/stop", data={"reason": "The family asked"})
    (event,) = events(cast)
    assert event.status is Status.CANCELLED
    assert PICKET["title"] not in event.title
    assert event.place == ""
    assert events(cast, later=31) == []


def test_a_withdrawn_consent_takes_title_and_place_out(cast: Cast) -> None:
    public(cast, "gathering", on="16 12 2099")
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.connection().execute(text("UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00'"))
    (event,) = events(cast)
    assert (event.status, event.place) == (Status.CANCELLED, "")


def test_the_file_is_read_by_a_program_of_others(cast: Cast) -> None:
    ref = public(
        cast, "gathering", on="16 7 2099", city="Berlin", place_text='Nordbahnhof 1, Haus "A"; 2. Etage'
    )
    answer = cast.client().get(f"/a/{ref}/calendar.ics")
    read: Any = vobject.readOne(answer.content.decode())
    event = read.vevent
    assert event.summary.value == PICKET["title"]
    assert 'Haus "A"; 2. Etage' in event.location.value
    assert event.dtstart.value.isoformat() == "2099-07-16T12:00:00+02:00"
    assert event.dtend.value.isoformat() == "2099-07-16T13:00:00+02:00"
    assert read.vtimezone.tzid.value == "Europe/Berlin"
    assert unescape(event.url.value).endswith(f"/a/{ref}")
