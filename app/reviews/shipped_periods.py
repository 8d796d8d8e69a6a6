"""The periods shipped in seed/jurisdictions.yaml: added where missing, never written over what people edited."""

from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator
from sqlmodel import Session

from app.directory.models import LegalPeriod
from app.directory.queries import known_keys
from app.reviews.period_values import read_length_or_fraction
from app.settings import PROJECT_ROOT
from app.text import _

FILE = PROJECT_ROOT / "seed" / "jurisdictions.yaml"


class ShippedPeriod(BaseModel):
    """One period as the file writes it. A value needs a source that can be looked up."""

    model_config = ConfigDict(extra="forbid")

    key: str
    country: str
    rule: str
    label: str
    value: str | None = None
    counting: str = "calendar"
    rolls: bool = False
    since: date | None = None
    until: date | None = None
    source: str
    article: str | None = None
    url: str | None = None
    note: str | None = None

    @field_validator("value")
    @classmethod
    def _readable(cls, value: str | None) -> str | None:
        return read_length_or_fraction(value)


def shipped_periods(path: Path = FILE) -> list[ShippedPeriod]:
    """Everything in the file; raises with the faulty key."""
    import yaml  # read once at a start

    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = [ShippedPeriod.model_validate(row) for row in rows]
    for one in found:
        if one.value is not None and not one.article:
            raise ValueError(_("%(key)s has a value, so it must name the article") % {"key": one.key})
    return found


def add_missing_periods(session: Session, path: Path = FILE) -> int:
    """How many were added."""
    known = known_keys(session)
    new = [one for one in shipped_periods(path) if one.key not in known]
    for one in new:
        session.add(LegalPeriod(**one.model_dump()))
    return len(new)
