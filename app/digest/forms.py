"""The forms of the digest: what a reader wants, by sign-in or by the link in every mail."""

from typing import Annotated

from pydantic import BeforeValidator

from app.characters import whole_number
from app.text import _
from app.web.form_fields import NeededLine, NeededZone
from app.web.forms import Form

FREQUENCIES = ("weekly", "urgent", "none")


def _frequency(value: object) -> str:
    if value not in FREQUENCIES:
        raise ValueError(_("Choose one of the answers"))
    return str(value)


def _scope(value: object) -> str:
    if value not in {"everything", "chosen"}:
        raise ValueError(_("Choose one of the answers"))
    return str(value)


def _between(least: int, most: int) -> BeforeValidator:
    def check(value: object) -> int:
        number = whole_number(str(value).strip())
        if number is None or not least <= number <= most:
            raise ValueError(_("Choose one of the answers"))
        return number

    return BeforeValidator(check)


class LinkForm(Form):
    """What the link in a mail lets anybody holding it change: how often."""

    frequency: Annotated[str, BeforeValidator(_frequency)]


class ChatForm(Form):
    """A chat that a campaign wants told; the address is read by `read_hook`."""

    label: NeededLine
    address: NeededLine
    tells: tuple[str, ...] = ()
    detailed: str | None = None


class WishesForm(LinkForm):
    """What a signed-in reader may change."""

    day: Annotated[int, _between(1, 7)]
    hour: Annotated[int, _between(0, 23)]
    zone: NeededZone
    detailed: str | None = None
    scope: Annotated[str, BeforeValidator(_scope)] = "everything"
    campaigns: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def chooses_nothing(self) -> bool:
        """They asked for only what they choose, and chose neither a campaign nor a case."""
        return self.scope == "chosen" and not self.campaigns and not self.cases
