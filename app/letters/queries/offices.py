"""Whom letters can go to: the offices of the directory, and the prison where somebody is held."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from app.cases.models import Custody, Entry
from app.directory.models import Addressee, Facility
from app.letters.drafting import To

FACILITY = "facility:"


@dataclass(frozen=True, slots=True)
class Office:
    """An addressee or a facility, as a letter needs it."""

    key: str
    office: str
    addressee_id: int | None = None
    facility_id: int | None = None
    name_line: str = ""
    city: str = ""
    country: str = ""
    address: str = ""
    email: str = ""
    language: str = ""
    salutation: str = ""
    closing: str = ""
    copies_to: str = ""
    missing: str = ""
    mail_rules: str = ""
    checked_on: date | None = None

    @property
    def named(self) -> str:
        """The office with its city, as pages call it."""
        return f"{self.office}, {self.city}" if self.city and self.city not in self.office else self.office

    @property
    def to(self) -> To:
        """What drafting needs of it."""
        return To(self.office, self.language, self.salutation, self.closing)


def office_by_key(session: Session, key: str) -> Office | None:
    """An addressee by its slug, or a facility by `facility:` and its key (or its bare key)."""
    if not key.startswith(FACILITY):
        addressee = session.scalars(select(Addressee).where(col(Addressee.slug) == key)).first()
        if addressee is not None:
            return office_of(addressee)
    facility = session.scalars(
        select(Facility).where(col(Facility.key) == key.removeprefix(FACILITY))
    ).first()
    return prison_of(facility) if facility is not None else None


def office_of_letter(session: Session, addressee_id: int | None, facility_id: int | None) -> Office:
    """Whom a kept letter goes to."""
    if addressee_id is not None:
        return office_of(session.get_one(Addressee, addressee_id))
    return prison_of(session.get_one(Facility, facility_id))


def office_of(row: Addressee) -> Office:
    """An addressee of the directory."""
    return Office(
        row.slug, row.office, addressee_id=row.id, name_line=row.name_line or "", city=row.city or "",
        country=row.country or "", address=row.address or "", email=row.email or "", language=row.language,
        salutation=row.salutation or "", closing=row.closing or "", copies_to=row.copies_to or "",
        missing=row.missing or "", checked_on=row.checked_on,
    )  # fmt: skip


def prison_of(row: Facility) -> Office:
    """A prison, to write to somebody held there."""
    return Office(
        f"{FACILITY}{row.key}", row.name, facility_id=row.id, address=row.address or "",
        mail_rules=row.mail_rules or "", checked_on=row.checked_on,
    )  # fmt: skip


def offices_to_choose(session: Session, case_id: int) -> list[Office]:
    """Every office of the directory by name, after the places where this person was held."""
    held = (
        select(Facility)
        .join(Entry, col(Entry.facility_id) == col(Facility.id))
        .join(Custody, col(Custody.entry_id) == col(Entry.id))
        .where(col(Entry.case_id) == case_id, col(Entry.removed_at).is_(None), col(Facility.kind) != "court")
        .distinct()
        .order_by(col(Facility.id))
    )
    offices = select(Addressee).order_by(col(Addressee.office), col(Addressee.id))
    prisons = [prison_of(row) for row in session.scalars(held)]
    return prisons + [office_of(row) for row in session.scalars(offices)]
