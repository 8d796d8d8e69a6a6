"""The small picture that tells whether queued editions may still go out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.campaigning.models import Action
from app.cases.models import Case, CaseMember, Minder
from app.consent.models import Use
from app.consent.queries import AsOf, leaving_groups
from app.digest.queries.readers import campaigns_with_detail
from app.digest.queries.world import case_briefs, grouped
from app.digest.world import ActionRow, World


def world_of(
    session: Session, rests: Sequence[dict[str, Any]], today: date, pinned: date | None = None
) -> World:
    """The cases, actions and consents that these editions rest on, as they are now."""
    references = sorted({reference for one in rests for reference in one["cases"]})
    actions = sorted({reference for one in rests for reference in one["actions"]})
    people = sorted({person for one in rests for person, _group in one["consents"]})
    named = select(col(Case.id)).where(col(Case.reference).in_(references))
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
        actions=_actions(session, actions),
        consents=leaving_groups(session, Use.DIGEST, AsOf(today, pinned), people),
        detail_allowed=campaigns_with_detail(session),
    )


def _actions(session: Session, references: Sequence[str]) -> tuple[ActionRow, ...]:
    wanted = select(
        col(Action.id), col(Action.reference), col(Action.campaign_id), col(Action.kind), col(Action.state)
    ).where(col(Action.reference).in_(references))
    return tuple(
        ActionRow(number, reference, campaign, kind, state, None, None, None, None, None)
        for number, reference, campaign, kind, state in session.execute(wanted)
    )
