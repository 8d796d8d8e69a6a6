"""Adding and editing sources, and saying what they rest on."""

from typing import Any

from sqlmodel import Session

from app.db import fuzzy_columns, number_of
from app.refusal import Conflict
from app.sources.citation_form import free_key
from app.sources.forms import SourceForm
from app.sources.models import Source, SourceDerivation
from app.sources.queries import derivation, source_by_id, source_to_cite
from app.text import _

PLAIN = ("title", "author", "publisher", "url", "published_note", "language", "reliability", "note")


class InsideItself(Conflict):
    """A text cannot be part of itself or of one of its own parts."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("A text cannot be part of itself. Choose another container."))


def add_source(session: Session, form: SourceForm) -> Source:
    """A new text."""
    source = Source(key=free_key(session, form.title), title=form.title)
    _write(session, source, form)
    session.add(source)
    session.flush()
    _rest_on(session, source, form.derived_from)
    return source


def edit_source(session: Session, source: Source, form: SourceForm) -> None:
    """Change what is said of a text. What it was stays in its history."""
    _write(session, source, form)
    _rest_on(session, source, form.derived_from)


def _write(session: Session, source: Source, form: SourceForm) -> None:
    values: dict[str, Any] = {name: getattr(form, name) for name in PLAIN}
    values |= fuzzy_columns("published", form.published)
    values |= {"kind": form.kind or source.kind, "published_inferred": form.published_inferred == "yes"}
    values["container_id"] = _container(session, source, form.container_id)
    for name, value in values.items():
        if getattr(source, name) != value:
            setattr(source, name, value)


def _container(session: Session, source: Source, container_id: int | None) -> int | None:
    above = source_to_cite(session, container_id) if container_id else None
    found = above.id if above else None
    while above is not None:
        if source.id is not None and above.id == source.id:
            raise InsideItself
        above = source_by_id(session, above.container_id) if above.container_id else None
    return found


def _rest_on(session: Session, source: Source, from_id: int | None) -> None:
    number = number_of(source)
    if from_id is None or from_id == number or source_to_cite(session, from_id) is None:
        return
    if derivation(session, number, from_id) is None:
        session.add(SourceDerivation(source_id=number, from_id=from_id))


def stand_alone(session: Session, source: Source, from_id: int) -> None:
    """The text does not rest on the other after all."""
    found = derivation(session, number_of(source), from_id)
    if found is not None:
        session.delete(found)
