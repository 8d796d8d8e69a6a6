"""Which sources a viewer may see: asked here, known above.

A text says something about cases, incidents and actions, which lie above this folder. So the clause is made
there and handed in once, when the program is put together; before that nothing is seen at all.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, false
from sqlmodel import Session

from app.web.viewer import Viewer

Rows = TypeVar("Rows")  # a select; its own type is invariant, so it cannot be named
Binds = Callable[[Viewer], Mapping[str, Any]]

_clause: ColumnElement[bool] = false()
_binds: Binds = lambda _viewer: {}  # noqa: E731 - replaced by `install`


def install(clause: ColumnElement[bool], binds: Binds) -> None:
    """Say how it is decided: a clause on Source, and what of a viewer it is asked with."""
    global _clause, _binds
    _clause, _binds = clause, binds


def seen(session: Session, wanted: Rows) -> tuple[Rows, dict[str, Any]]:
    """The statement narrowed to what the viewer of this session may see, and its values."""
    viewer: Viewer | None = session.info.get("viewer")
    select: Any = wanted
    if viewer is None:
        return select.where(false()), {}
    return select.where(_clause), dict(_binds(viewer))
