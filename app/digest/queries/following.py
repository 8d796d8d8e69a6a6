"""What a reader follows, by name."""

from sqlalchemy import select
from sqlmodel import Session, col

from app.cases.models import Case, Person
from app.cases.queries.visible import CASE_IS_SEEN, viewer_binds
from app.digest.models import Follow
from app.web.viewer import Viewer

_followed = (
    select(col(Case.id), col(Case.reference), col(Person.name))
    .join(Person, col(Person.id) == col(Case.person_id))
    .join(Follow, col(Follow.case_id) == col(Case.id))
    .where(CASE_IS_SEEN)
    .order_by(col(Case.reference))
)


def followed_cases(session: Session, viewer: Viewer) -> list[tuple[int, str, str]]:
    """Number, reference and name of the cases this viewer follows and may still see."""
    mine = _followed.where(col(Follow.volunteer_id) == viewer.id)
    return [(row[0], row[1], row[2]) for row in session.execute(mine, viewer_binds(viewer))]
