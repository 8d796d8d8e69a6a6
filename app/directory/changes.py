"""Adding, editing and checking addresses."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlmodel import Session

from app.db import number_of
from app.directory.forms import AddresseeForm, FacilityForm, MailRulesForm, WordsForm
from app.directory.models import Addressee, AddresseeWords, Facility
from app.directory.queries import addressee_by_slug, facility_by_key, words_in
from app.refusal import Conflict
from app.text import _

WHERE = ("address", "address_local", "email", "city", "country", "name_line", "office", "name", "place_id")


class ChangedMeanwhile(Conflict):
    """Somebody else saved the same address since this form was shown."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed this since you opened it, so yours was not saved."))


def add_addressee(session: Session, form: AddresseeForm) -> Addressee:
    """A new office to write to; its address counts as unchecked."""
    stem = " ".join(filter(None, (form.office, form.city)))
    slug = _free(stem, "addressee", lambda key: addressee_by_slug(session, key))
    row = Addressee(slug=slug, office=form.office)
    _write(row, form)
    session.add(row)
    session.flush()
    return row


def add_facility(session: Session, form: FacilityForm) -> Facility:
    """A new prison; its address counts as unchecked."""
    row = Facility(
        key=_free(form.name, "facility", lambda key: facility_by_key(session, key)), name=form.name
    )
    _write(row, form)
    session.add(row)
    session.flush()
    return row


def edit(row: Addressee | Facility, form: AddresseeForm | FacilityForm | MailRulesForm) -> None:
    """Change an entry of the directory. A changed address has to be checked anew."""
    if form.version != row.version:
        raise ChangedMeanwhile
    before = {name: getattr(row, name, None) for name in WHERE}
    _write(row, form)
    if before != {name: getattr(row, name, None) for name in WHERE}:
        row.checked_on = row.bounced_on = None


def mark_checked(row: Addressee | Facility, version: int | None, today: date) -> None:
    """Somebody has looked: the address holds today."""
    if version != row.version:
        raise ChangedMeanwhile
    row.checked_on, row.bounced_on = today, None


def mark_bounced(row: Addressee | Facility, version: int | None, today: date) -> None:
    """Mail came back, so the address has to be checked anew."""
    if version != row.version:
        raise ChangedMeanwhile
    row.checked_on, row.bounced_on = None, today


def set_words(session: Session, row: Addressee, form: WordsForm) -> None:
    """How the office is addressed in one more language; all empty takes it away."""
    language = form.language or ""
    words = words_in(session, number_of(row), language)
    if not (form.office or form.salutation or form.closing):
        if words is not None:
            session.delete(words)
        return
    if words is None:
        words = AddresseeWords(addressee_id=number_of(row), language=language)
        session.add(words)
    words.office, words.salutation, words.closing = form.office, form.salutation, form.closing


def _write(row: Any, form: AddresseeForm | FacilityForm | MailRulesForm) -> None:
    for name in type(form).model_fields:
        value = getattr(form, name)
        if name == "version" or (name in ("language", "kind") and value is None):
            continue
        if getattr(row, name) != value:
            setattr(row, name, value)


def _free(text: str, otherwise: str, taken: Callable[[str], object]) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or otherwise
    key, number = stem, 2
    while taken(key) is not None:
        key, number = f"{stem}-{number}", number + 1
    return key
