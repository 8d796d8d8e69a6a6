"""The address of a chat is a key to its room: it is kept sealed, of use to its campaign alone. Pure."""

from app.web.sealer import Sealer

PURPOSE = "chat address"


def seal(secret: str, campaign_id: int, address: str) -> str:
    """The address as it is stored."""
    return Sealer(secret, PURPOSE).seal(f"campaign {campaign_id}", address)


def unseal(secret: str, campaign_id: int, sealed: str) -> str | None:
    """The address again, or None when it was sealed with another secret."""
    return Sealer(secret, PURPOSE).unseal(f"campaign {campaign_id}", sealed)
