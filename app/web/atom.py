"""Atom feeds (RFC 4287): when one last changed, and how it is answered."""

from collections.abc import Iterable
from datetime import UTC, datetime

from starlette.responses import Response

from app.clock import recorded_moment
from app.text import render

BEFORE_ALL = datetime(2011, 12, 16, tzinfo=UTC)  # a feed without entries has not changed since


def latest(moments: Iterable[datetime]) -> datetime:
    """When a feed changed: with the latest of its entries, and never because somebody asked."""
    return max(moments, default=BEFORE_ALL)


def atom(template: str, **named: object) -> Response:
    """The feed of a template. On a pinned day nothing in it was written later."""
    return Response(render(template, stamp=_stamp, **named), media_type="application/atom+xml; charset=utf-8")


def _stamp(moment: datetime) -> str:
    return recorded_moment(moment).isoformat()
