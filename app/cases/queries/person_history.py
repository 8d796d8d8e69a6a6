"""What changed of a person, without what it tells of people whom the viewer may not see."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlmodel import Session, col

from app.cases.models import Person, PersonLink
from app.cases.queries.visible import PERSON_IS_SEEN, viewer_binds
from app.history.models import Change
from app.history.queries import every_change_of
from app.web.viewer import Viewer

LINK = "link "  # how history names a link among the parts of a person
ENDS = ("person_id", "other_id")


def changes_of_person(
    session: Session, viewer: Viewer, person_id: int, links: Iterable[int], most: int = 5
) -> list[Change]:
    """The newest changes of a person; a link to somebody hidden, also one taken off, is in none of them. `links` are
    the numbers of those that the viewer sees now.
    """
    changes = every_change_of(session, Person.noun, person_id)
    seen = {f"{LINK}{number}" for number in links}
    asked = {part for change in changes for part in change.diff if part.startswith(LINK)} - seen
    if asked:
        hidden = asked - _links_shown(session, viewer, person_id, changes, asked)
        changes = [left for change in changes for left in _without(change, hidden)]
    return changes[:most]


def _without(change: Change, hidden: set[str]) -> Iterator[Change]:
    """The change with less in it, where something of it is hidden; nothing where that was all."""
    if not hidden & change.diff.keys():
        yield change
    elif left := {name: value for name, value in change.diff.items() if name not in hidden}:
        yield Change(
            at=change.at,
            actor=change.actor,
            verb=change.verb,
            noun=change.noun,
            row_id=change.row_id,
            diff=left,
        )


def _links_shown(
    session: Session, viewer: Viewer, person_id: int, changes: list[Change], links: set[str]
) -> set[str]:
    """Of these links those whose other end the viewer sees, by the rows there are and by what history keeps."""
    numbers = [int(part.removeprefix(LINK)) for part in links]
    standing = select(col(PersonLink.id), col(PersonLink.person_id), col(PersonLink.other_id))
    ends: dict[str, set[int]] = {
        f"{LINK}{number}": {one, other}
        for number, one, other in session.execute(standing.where(col(PersonLink.id).in_(numbers)))
    }
    for change in changes:
        for part in links & change.diff.keys():
            told = [value for value in change.diff[part] if value]
            ends.setdefault(part, set()).update(value[end] for value in told for end in ENDS if end in value)
    seen = select(col(Person.id)).where(PERSON_IS_SEEN, col(Person.id).in_(set().union(*ends.values())))
    shown = set(session.scalars(seen, viewer_binds(viewer)))
    return {part for part, both in ends.items() if (others := both - {person_id}) and others <= shown}
