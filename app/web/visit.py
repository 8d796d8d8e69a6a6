"""One request as the features see it."""

from dataclasses import dataclass
from datetime import date, datetime
from ipaddress import ip_address, ip_network

from sqlmodel import Session
from starlette.requests import Request

from app.clock import Clock, Zone, civil_date
from app.db import Database
from app.settings import Settings
from app.web.form_body import NOTHING, Submitted
from app.web.viewer import Viewer


def now_of(request: Request) -> datetime:
    """The present moment by the application's clock."""
    clock: Clock = request.app.state.clock
    return clock()


@dataclass(slots=True)
class Visit:
    """Who asks, when, with what, and the session of the one transaction that answers.

    GET gets a session that cannot write; POST gets the writing one, committed before the answer leaves.
    """

    request: Request
    session: Session
    viewer: Viewer | None
    now: datetime
    submitted: Submitted = NOTHING

    @property
    def me(self) -> Viewer:
        """The signed-in volunteer; the door has made sure there is one."""
        if self.viewer is None:
            raise RuntimeError("this route is open to anyone, so it may not ask who is signed in")
        return self.viewer

    @property
    def settings(self) -> Settings:
        """The installation's settings."""
        settings: Settings = self.request.app.state.settings
        return settings

    @property
    def database(self) -> Database:
        """For the few handlers that open their own transaction."""
        database: Database = self.request.app.state.database
        return database

    @property
    def caller(self) -> str:
        """Whom guesses and floods are counted against: the network address, of IPv6 its first 64 bits.

        A household is given 2**64 addresses of IPv6 (RFC 6177), so the whole address would count nobody.
        """
        client = self.request.client
        return _network_of(client.host) if client else "unknown"

    @property
    def path(self) -> str:
        """The address asked for, without its query."""
        path: str = self.request.scope["path"]
        return path

    @property
    def query(self) -> dict[str, list[str]]:
        """The query's fields with all their values."""
        params = self.request.query_params
        return {name: params.getlist(name) for name in params}

    @property
    def bearer(self) -> str:
        """Whose forms these are, for their hidden keys."""
        return str(self.viewer.sign_in_id) if self.viewer else "anyone"

    def today(self, zone: str | None = None) -> date:
        """The civil date in a zone (the reader's own, else the installation's), or the pinned one."""
        own = zone or (self.viewer.zone if self.viewer else self.settings.timezone)
        return civil_date(self.now, own, self.settings.today)

    def day_in(self, campaign_id: int) -> date:
        """Today for the reader, in a campaign: in a demonstration its own day."""
        return self.today(Zone(self.me.zone, self.me.demonstrations.get(campaign_id)))


def _network_of(host: str) -> str:
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((address, 64), strict=False))
