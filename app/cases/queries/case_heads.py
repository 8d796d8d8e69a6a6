"""The head of a case's pages: whose it is, where it stands, who looks after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, bindparam, false, null, select
from sqlmodel import Session, col

from app.accounts.campaign_days import CAMPAIGN_ZONE
from app.accounts.models import Campaign, Volunteer
from app.cases.models import Case, Minder, Person, Visibility
from app.cases.queries.pleas import NOTHING_PLEADED
from app.clock import recorded_day


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of every page of a case."""

    reference: str
    name: str
    person_id: int
    gender: str
    campaign: str
    zone: str
    closed: bool
    restricted: bool
    minders: tuple[tuple[int, str], ...]
    stopped: bool = False  # whoever speaks for the person has asked to stop
    stopped_on: date | None = None
    pleadable: bool = True  # has a name, and something may be asked for them


_plain: Any = (
    select(
        col(Person.name), col(Person.id), col(Person.gender), col(Campaign.name), CAMPAIGN_ZONE,
        col(Volunteer.id), col(Volunteer.name), col(Person.named) & ~NOTHING_PLEADED,
    )
    .select_from(Case)
    .join(Person, col(Person.id) == col(Case.person_id))
    .join(Campaign, col(Campaign.id) == col(Case.campaign_id))
    .outerjoin(Minder, col(Minder.case_id) == col(Case.id))
    .outerjoin(Volunteer, col(Volunteer.id) == col(Minder.volunteer_id))
    .where(col(Case.id) == bindparam("case_id"))
    .order_by(col(Volunteer.name), col(Volunteer.id))
)  # fmt: skip
_asked: dict[str, Any] = {"head": _plain.add_columns(false(), null(), null())}


def install(
    stopped: ColumnElement[bool], stopped_on: ColumnElement[Any], saved_at: ColumnElement[Any]
) -> None:
    """Say how it is asked whether a person's side has asked to stop, and when: consents lie above this folder."""
    _asked["head"] = _plain.add_columns(stopped, stopped_on, saved_at)


def head_of(session: Session, case: Case) -> Head:
    """One statement: the person, the campaign, the minders, and whether they asked to stop."""
    rows: list[Any] = list(session.connection().execute(_asked["head"], {"case_id": case.id}))
    name, person_id, gender, campaign, zone, _id, _name, pleadable, stopped, stopped_on, saved_at = rows[0]
    return Head(
        reference=case.reference,
        name=name,
        person_id=person_id,
        gender=gender,
        campaign=campaign,
        zone=zone,
        closed=case.closed_at is not None,
        restricted=case.visibility == Visibility.RESTRICTED,
        minders=tuple((row[5], row[6]) for row in rows if row[5] is not None),
        pleadable=bool(pleadable),
        stopped=bool(stopped),
        stopped_on=stopped_on or (recorded_day(saved_at) if saved_at is not None else None),
    )


def hold_cases(session: Session, case_ids: Sequence[int]) -> None:
    """Let nobody else change these cases before the commit; SQLite's one writer holds everything anyway.

    What is read after it holds what others committed before, so two who add to one case both count.
    """
    session.connection().execute(_held, {"case_ids": list(case_ids)})


_held = (
    select(col(Case.id))
    .where(col(Case.id).in_(bindparam("case_ids", expanding=True)))
    .order_by(col(Case.id))
    .with_for_update(key_share=True)
)
