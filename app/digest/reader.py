"""A volunteer as a reader: what they asked for, what they follow, what they had. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.digest.send_times import Rhythm
from app.web.viewer import Holder, Right

NO_INTEREST: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Interest:
    """What a reader follows. `everything`: all of their campaigns, whatever else they follow."""

    campaigns: frozenset[int] = NO_INTEREST
    cases: frozenset[int] = NO_INTEREST
    kinds: frozenset[str] = frozenset()
    everything: bool = True


@dataclass(frozen=True, slots=True)
class Reader(Holder):
    """One volunteer as a reader of the digest."""

    id: int
    address: str
    zone: str
    frequency: str
    day: int
    hour: int
    detailed: bool
    serial: int
    confirmed: bool
    rights: Mapping[int, frozenset[Right]]
    interest: Interest

    @property
    def rhythm(self) -> Rhythm:
        """When their editions are due."""
        return Rhythm(self.day, self.hour, self.zone)


class Past(NamedTuple):
    """The editions a reader had: the newest week, when its news ended, and how quiet it has been."""

    week: str
    until: datetime
    counts: tuple[int, int]
    quiet_weeks: int
    quiet_since: datetime | None
