"""The small picture that tells whether queued editions may still go out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from app.campaigning.models import Action
from app.cases.models import Case, CaseMember, Entry, Minder, Visibility
from app.digest.all_news import ActionRow, DueRow, World
from app.digest.queries.all_news import DUE, case_briefs, grouped, kept_behind
from app.digest.queries.may_be_named import sayable
from app.digest.queries.quotes import quotable
from app.digest.queries.readers import campaigns_with_detail
from app.reviews.models import Review


def world_of(session: Session, rests: Sequence[dict[str, Any]], pinned: date | None = None) -> World:
    """The cases, actions and consents that these editions rest on, as they are now."""
    references = _all(rests, "cases")
    actions = _actions(session, _all(rests, "actions"))
    kept = kept_behind(session, [action.id for action in actions])
    due = _due(session, _all(rests, "reviews"))
    quotes: dict[str, list[int]] = {"review": [], "entry": []}
    for what, number in (quote for one in rests for quote in one.get("quotes", ())):
        quotes[what].append(number)
    people = sorted({person for one in rests for person, _group in one["consents"]})
    asked = {case for cases in kept.values() for case, _campaign in cases} | {row.kept_case_id for row in due}
    named = select(col(Case.id)).where(
        or_(col(Case.reference).in_(references), col(Case.id).in_(asked - {None}))
    )
    return World(
        cases=case_briefs(session, col(Case.reference).in_(references)),
        minders=grouped(
            session,
            select(col(Minder.case_id), col(Minder.volunteer_id)).where(col(Minder.case_id).in_(named)),
        ),
        members=grouped(
            session,
            select(col(CaseMember.case_id), col(CaseMember.volunteer_id)).where(
                col(CaseMember.case_id).in_(named)
            ),
        ),
        due=due,
        actions=actions,
        action_kept=kept,
        consents=sayable(session, session.info["at"], pinned, people),
        quotable=quotable(session, session.info["at"], pinned, quotes["review"], quotes["entry"]),
        detail_allowed=campaigns_with_detail(session),
        told_to_all=_told_to_all(session, _all(rests, "entries")),
    )


def _all(rests: Sequence[dict[str, Any]], what: str) -> list[Any]:
    """What any of these editions rests on; one queued by an older version may not say."""
    return sorted({one for rest in rests for one in rest.get(what, ())})


def _due(session: Session, ids: Sequence[int]) -> tuple[DueRow, ...]:
    wanted = DUE.where(col(Review.id).in_(ids), col(Review.dropped_at).is_(None))
    return tuple(DueRow(*row) for row in session.execute(wanted)) if ids else ()


def _told_to_all(session: Session, ids: Sequence[int]) -> frozenset[int]:
    wanted = select(col(Entry.id)).where(
        col(Entry.id).in_(ids),
        col(Entry.removed_at).is_(None),
        col(Entry.visibility) != Visibility.RESTRICTED,
    )
    return frozenset(number or 0 for number in session.scalars(wanted)) if ids else frozenset()


def _actions(session: Session, references: Sequence[str]) -> tuple[ActionRow, ...]:
    wanted = select(
        col(Action.id), col(Action.reference), col(Action.campaign_id), col(Action.kind), col(Action.state)
    ).where(col(Action.reference).in_(references))
    return tuple(
        ActionRow(number, reference, campaign, kind, state, None, None, None, None, None)
        for number, reference, campaign, kind, state in session.execute(wanted)
    )
