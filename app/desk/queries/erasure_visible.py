"""The part of an erasure that whoever looks at it may see: its page says this, as if there were no more."""

from collections import Counter
from dataclasses import replace

from sqlmodel import Session

from app.cases.models import Case
from app.db import number_of
from app.desk.queries.erasure import Reach, mentions, names_told
from app.desk.queries.visible_rows import seen_of_rows
from app.web.viewer import Viewer


def reach_seen(session: Session, viewer: Viewer, reach: Reach) -> Reach:
    """What of it this viewer may see."""
    numbers = seen_of_rows(session, viewer, "case", reach.cases)
    cases = [case for case in (session.get_one(Case, one) for one in reach.cases) if case.id in numbers]
    telling, spellings, words, shared = names_told(session, reach.people, viewer)
    return replace(
        reach,
        cases=[number_of(case) for case in cases],
        references=[case.reference for case in cases],
        campaigns=tuple(sorted({case.campaign_id for case in cases})),
        letters=sorted(seen_of_rows(session, viewer, "letter", reach.letters)),
        rows={name: seen_of_rows(session, viewer, name, found) for name, found in reach.rows.items() if found},
        telling=telling, spellings=spellings, words=words, shared=shared,
    )  # fmt: skip


def mentions_seen(session: Session, viewer: Viewer, reach: Reach, seen: Reach) -> Counter[str]:
    """In how many texts of each table, outside what goes, the name stands; of those that the viewer may see."""
    husks = {"person": set(reach.people), "case": set(reach.cases), "letter": set(reach.letters)}
    found: dict[str, list[object]] = {}
    for one in mentions(session.connection(), seen.telling, {**reach.rows, **husks}):
        found.setdefault(one.table.name, []).append(next(iter(one.key.values())))
    counted: Counter[str] = Counter()
    for name, keys in found.items():
        shown = seen_of_rows(session, viewer, name, set(keys))
        counted[name] = len([key for key in keys if key in shown])
    return counted
