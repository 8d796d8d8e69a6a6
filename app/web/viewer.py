"""Who is looking: what the door knows about a signed-in volunteer."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in volunteer with their role in each campaign, read anew on every request."""

    id: int
    name: str
    email: str
    is_admin: bool
    zone: str
    sign_in_id: int
    roles: dict[int, str] = field(default_factory=dict)  # campaign id -> role
    seen_at: datetime | None = None  # the last time that was noted; None for whoever asks without a browser
    proved_at: datetime | None = None  # when they last typed their passphrase
    must_enrol: bool = False  # they decide for others, so first they need a second factor

    def may_work_in(self, campaign_id: int) -> bool:
        """Whether they may change cases of this campaign."""
        return self.roles.get(campaign_id) in ("volunteer", "coordinator")

    def coordinates(self, campaign_id: int) -> bool:
        """Whether they decide in this campaign."""
        return self.roles.get(campaign_id) == "coordinator"

    @property
    def is_on_the_team(self) -> bool:
        """Whether there is anything of the team's for them; of somebody removed from the last campaign there is not."""
        return bool(self.roles) or self.is_admin

    @property
    def works_somewhere(self) -> bool:
        """Whether they may change what campaigns share: people, sources, addresses."""
        return any(role in ("volunteer", "coordinator") for role in self.roles.values())
