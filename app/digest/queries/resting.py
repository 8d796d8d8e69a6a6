"""The small picture that tells whether queued editions may still go out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.campaigning.models import Action
from app.cases.models import Case, CaseMember, Minder
from app.consent.models import Consent
from app.digest.queries.readers import campaigns_with_detail
from app.digest.queries.world import case_briefs, digest_consent, grouped
from app.digest.world import ActionRow, World


def world_of(session: Session, rests: Sequence[dict[str, Any]], today: date) -> World:
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
        consents=consents(session, people, today),
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


def consents(session: Session, people: Sequence[int], today: date) -> frozenset[tuple[int, str]]:
    """What of these people may go into a digest on this day."""
    wanted = select(col(Consent.person_id), col(Consent.field_group)).where(
        col(Consent.person_id).in_(people), *digest_consent(today)
    )
    return frozenset((row[0], row[1]) for row in session.execute(wanted))
