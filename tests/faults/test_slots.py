"""The long form: all zones, all weeks of 2024 to 2030, all hours; exactly one edition per reader and week."""

from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from app.digest.send_times import Rhythm, latest_slot, slot_in

WEEKS = [(date(2024, 1, 1) + timedelta(days=7 * number)).isocalendar()[:2] for number in range(366)]
pytestmark = pytest.mark.faults


@pytest.mark.parametrize("zone", sorted(available_timezones()))
def test_exactly_one_a_week_whatever_the_clocks_do(zone: str) -> None:
    place = ZoneInfo(zone)
    for hour in range(24):
        rhythm = Rhythm(7, hour, zone)
        slots = [slot_in(rhythm, year, week) for year, week in WEEKS]
        for slot, after in pairwise(slots):
            assert timedelta(days=6, hours=20) < after.at - slot.at < timedelta(days=7, hours=4)
        for slot in slots:
            local = slot.at.astimezone(place)
            assert (local.isoweekday(), local.hour) >= (7, hour)
            if local.hour != hour or local.minute:
                assert latest_slot(rhythm, slot.at) == slot
                assert latest_slot(rhythm, slot.at - timedelta(minutes=1)) != slot
