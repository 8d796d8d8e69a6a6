"""Who is looking, and what they may: what the door knows about a signed-in volunteer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Right(StrEnum):
    """What somebody may do in a campaign; which role may what stands in `accounts/rights.py`."""

    READ = "read"  # all of it that is not kept to a few
    WORK = "work"  # change it, and with any campaign what campaigns share: people, sources, addresses
    WRITE = "write"  # its letters, and the words of their kinds
    DECIDE = "decide"  # publish, merge, ask that somebody be erased, open what was told in confidence
    MANAGE = "manage"  # its members, mails, chats and access log; with any campaign the periods of the house
    RUN = "run"  # look after the installation


NOTHING: frozenset[Right] = frozenset()


class Holder:
    """Whoever holds rights: in campaigns by a role there, or in all of them."""

    __slots__ = ()

    rights: Mapping[int, frozenset[Right]]  # by campaign
    everywhere: frozenset[Right] = NOTHING

    def may(self, right: Right, campaign_id: int) -> bool:
        """Whether they may do this in the campaign."""
        return right in self.rights.get(campaign_id, NOTHING) or right in self.everywhere

    def may_somewhere(self, right: Right) -> bool:
        """Whether they may do this in any campaign."""
        return right in self.everywhere or any(right in held for held in self.rights.values())

    def campaigns_with(self, right: Right) -> list[int]:
        """The campaigns in which their role gives them this, by number."""
        return sorted(number for number, held in self.rights.items() if right in held)

    @property
    def campaigns(self) -> list[int]:
        """The campaigns whose cases are theirs to read."""
        return self.campaigns_with(Right.READ)


@dataclass(frozen=True, slots=True)
class Waits:
    """How many things wait for their yes or no; and, with hand-overs, requests and new alerts, on their day."""

    approvals: int = 0
    on_my_day: int = 0


@dataclass(frozen=True, slots=True)
class Viewer(Holder):
    """A signed-in volunteer with their rights in each campaign, read anew on every request."""

    id: int
    name: str
    email: str
    zone: str
    sign_in_id: int
    rights: Mapping[int, frozenset[Right]] = field(default_factory=dict)
    everywhere: frozenset[Right] = NOTHING
    seen_at: datetime | None = None  # the last time that was noted; None for whoever asks without a browser
    proved_at: datetime | None = None  # when they last typed their passphrase
    has_unfinished: bool = False  # whether any words of theirs wait that were typed and not saved
    must_enrol: bool = False  # they decide for others, so first they need a second factor
    waits: Waits = Waits()
    demonstrations: Mapping[int, date | None] = field(default_factory=dict)  # theirs, each with its own day

    @property
    def is_on_the_team(self) -> bool:
        """Whether there is anything of the team's for them; of somebody removed from the last campaign there is not."""
        return bool(self.rights or self.everywhere)

    @property
    def decides(self) -> bool:
        """Whether they decide for others, somewhere."""
        return self.may_somewhere(Right.DECIDE) or self.may_somewhere(Right.MANAGE)
