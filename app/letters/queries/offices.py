"""Whom letters can go to: the offices of the directory, and the prison where somebody is held."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from app.cases.kinds.custody import Custody
from app.cases.models import Entry
from app.cases.queries.visible import hidden_entries
from app.db import number_of
from app.directory.models import Addressee, AddresseeWords, Facility
from app.directory.queries import addressees_by_slug
from app.directory.rules import listed
from app.directory.vocabulary import WRITERS_EMBASSY
from app.letters.drafting import To
from app.letters.models import Letter
from app.text import _

FACILITY = "facility:"


@dataclass(frozen=True, slots=True)
class Copy:
    """Who else gets the letter: an office by name, or, for a person to fill in, what a page says of it."""

    name: str
    email: str = ""
    is_named: bool = True

    @property
    def line(self) -> str:
        """As a page tells it."""
        return ", ".join(filter(None, (self.name, self.email)))


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
    name_local: str = ""
    address_local: str = ""
    embassy_of: str = ""
    accredited_for: str = ""
    copies: tuple[Copy, ...] = ()  # those in copies_to
    words: Mapping[str, To] = field(default_factory=dict)  # by language, where the directory has its own
    prison: Facility | None = None

    @property
    def named(self) -> str:
        """The office with its city, as pages call it."""
        return f"{self.office}, {self.city}" if self.city and self.city not in self.office else self.office

    def to_in(self, language: str) -> To:
        """What drafting in a language needs of it."""
        own = self.words.get(language)
        if own is None:
            own = To(self.office, self.language, self.salutation, self.closing)
        return replace(own, is_embassy=bool(self.embassy_of))


def office_by_key(session: Session, key: str) -> Office | None:
    """An addressee by its slug, or a facility by `facility:` and its key (or its bare key)."""
    if not key.startswith(FACILITY):
        addressee = session.scalars(select(Addressee).where(col(Addressee.slug) == key)).first()
        if addressee is not None:
            return offices_of(session, [addressee])[0]
    facility = session.scalars(
        select(Facility).where(col(Facility.key) == key.removeprefix(FACILITY))
    ).first()
    return prison_of(facility) if facility is not None else None


def offices_of_letters(session: Session, letters: Sequence[Letter]) -> dict[int, Office]:
    """Whom kept letters go to, by the number of the letter."""
    wanted = {letter.addressee_id for letter in letters} - {None}
    rows = session.scalars(select(Addressee).where(col(Addressee.id).in_(wanted))) if wanted else ()
    offices = {office.addressee_id: office for office in offices_of(session, list(rows))}
    return {
        number_of(letter): offices[letter.addressee_id]
        if letter.addressee_id is not None
        else prison_of(session.get_one(Facility, letter.facility_id))
        for letter in letters
    }


def offices_of(session: Session, rows: Sequence[Addressee]) -> list[Office]:
    """Addressees of the directory with their words in every language."""
    words: dict[int, dict[str, To]] = {}
    if rows:
        wanted = select(AddresseeWords).where(col(AddresseeWords.addressee_id).in_([row.id for row in rows]))
        for one in session.scalars(wanted):
            row = next(row for row in rows if row.id == one.addressee_id)
            words.setdefault(one.addressee_id, {})[one.language] = To(
                one.office or row.office, one.language, one.salutation or "", one.closing or ""
            )
    known = addressees_by_slug(session, sorted({slug for row in rows for slug in listed(row.copies_to)}))
    return [
        replace(_office(row, words.get(number_of(row), {})), copies=tuple(_copies(row, known)))
        for row in rows
    ]


def _copies(row: Addressee, known: Mapping[str, Addressee]) -> Iterator[Copy]:
    """Who else gets the letter."""
    for part in listed(row.copies_to):
        if part.casefold() == WRITERS_EMBASSY:
            yield Copy(_("the embassy in your country"), is_named=False)
        elif part in known:
            yield Copy(known[part].office, known[part].email or "")
        else:
            yield Copy(part)


def _office(row: Addressee, words: Mapping[str, To]) -> Office:
    return Office(
        row.slug, row.office, addressee_id=row.id, name_line=row.name_line or "", city=row.city or "",
        country=row.country or "", address=row.address or "", email=row.email or "", language=row.language,
        salutation=row.salutation or "", closing=row.closing or "", copies_to=row.copies_to or "",
        missing=row.missing or "", checked_on=row.checked_on, address_local=row.address_local or "",
        embassy_of=row.embassy_of or "", accredited_for=row.accredited_for or "", words=words,
    )  # fmt: skip


def prison_of(row: Facility) -> Office:
    """A prison, to write to somebody held there."""
    return Office(
        f"{FACILITY}{row.key}", row.name, facility_id=row.id, address=row.address or "",
        mail_rules=row.mail_rules or "", checked_on=row.checked_on, name_local=row.name_local or "",
        address_local=row.address_local or "", prison=row,
    )  # fmt: skip


def offices_to_choose(session: Session, case_id: int) -> list[Office]:
    """Every office of the directory by name, after the places where this person was held, as the viewer knows it."""
    hidden = hidden_entries(session, case_id)
    held = (
        select(Facility)
        .join(Entry, col(Entry.facility_id) == col(Facility.id))
        .join(Custody, col(Custody.entry_id) == col(Entry.id))
        .where(col(Entry.case_id) == case_id, col(Entry.removed_at).is_(None), col(Facility.kind) != "court")
        .where(col(Entry.id).not_in(hidden))
        .distinct()
        .order_by(col(Facility.id))
    )
    prisons = [prison_of(row) for row in session.scalars(held)]
    return prisons + every_office(session)


def every_office(session: Session) -> list[Office]:
    """Every office of the directory by name."""
    wanted = select(Addressee).order_by(col(Addressee.office), col(Addressee.id))
    return [_office(row, {}) for row in session.scalars(wanted)]


def offices_named(session: Session, keys: Collection[str]) -> dict[str, str]:
    """What pages call these offices and prisons."""
    slugs = [key for key in keys if not key.startswith(FACILITY)]
    prisons = [key.removeprefix(FACILITY) for key in keys if key.startswith(FACILITY)]
    found = [_office(row, {}) for row in addressees_by_slug(session, slugs).values()]
    if prisons:
        found += [
            prison_of(row) for row in session.scalars(select(Facility).where(col(Facility.key).in_(prisons)))
        ]
    return {one.key: one.named for one in found}
