"""One edition per reader and week, in every zone and whatever the clock does: the short form of tests/faults."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from app.digest.send_times import Rhythm, following_slot, latest_slot, slot_in, week_of

MINUTE = timedelta(minutes=1)


def local(rhythm: Rhythm, year: int, week: int) -> str:
    return slot_in(rhythm, year, week).at.astimezone(ZoneInfo(rhythm.zone)).isoformat()


def test_the_slot_is_the_readers_own_hour() -> None:
    assert local(Rhythm(1, 8, "Asia/Aqtau"), 2026, 47) == "2026-11-16T08:00:00+05:00"


@pytest.mark.parametrize(
    ("zone", "day", "hour", "week", "expected"),
    [
        ("Europe/London", 7, 1, 13, "2026-03-29T02:00:00+01:00"),  # 01:00 is skipped: the first minute after
        ("Europe/London", 7, 1, 43, "2026-10-25T01:00:00+01:00"),  # 01:00 comes twice: the first
        ("Australia/Lord_Howe", 7, 2, 40, "2026-10-04T02:30:00+11:00"),  # half an hour is skipped
        ("Africa/Casablanca", 7, 2, 12, "2026-03-22T03:00:00+01:00"),  # summer time comes back after Ramadan
        ("America/Havana", 7, 0, 10, "2026-03-08T01:00:00-04:00"),  # midnight itself is skipped
    ],
)  # fmt: skip
def test_an_hour_that_is_skipped_or_doubled_counts_once(
    zone: str, day: int, hour: int, week: int, expected: str
) -> None:
    assert local(Rhythm(day, hour, zone), 2026, week) == expected


def test_a_day_that_a_country_skipped_is_made_up_for() -> None:
    assert local(Rhythm(5, 9, "Pacific/Apia"), 2011, 52) == "2011-12-31T00:00:00+14:00"


@pytest.mark.parametrize("zone", sorted(available_timezones())[::9])
def test_every_week_has_one_slot_in_order(zone: str) -> None:
    for hour in (0, 1, 2, 3, 23):
        rhythm = Rhythm(7, hour, zone)
        slots = [slot_in(rhythm, 2026, week) for week in range(1, 54)]
        for slot, after in pairwise(slots):
            assert timedelta(days=6) < after.at - slot.at < timedelta(days=8)
            assert following_slot(rhythm, slot.week) == after
            assert latest_slot(rhythm, after.at - MINUTE) == slot
            assert latest_slot(rhythm, after.at) == after


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=8), timedelta(days=70)])
def test_after_a_jump_there_is_one_to_catch_up_with(jump: timedelta) -> None:
    rhythm = Rhythm(1, 8, "Europe/London")
    now = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)

    assert (
        latest_slot(rhythm, now + jump).at
        <= now + jump
        < following_slot(rhythm, latest_slot(rhythm, now + jump).week).at
    )


@pytest.mark.parametrize("text", ["", "2026", "2026-47", "2026-W54", "2026-W7", "W47-2026", "26-W47"])
def test_a_week_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - datetime's own words for a week that the year does not have
        week_of(text)
