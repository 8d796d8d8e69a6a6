"""Which letters a viewer may read."""

from sqlalchemy import ColumnElement, Text, cast, func, literal, not_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.cases.models import Case, Entry, Visibility
from app.cases.queries.visible import is_seen, named_on
from app.cases.rules.visible import letter_is_seen
from app.letters.models import Letter, LetterCase

_other, _about = aliased(Case), aliased(LetterCase)
_kept = (
    select(col(_other.id))
    .join(_about, col(_about.case_id) == col(_other.id))
    .where(col(_about.letter_id) == col(Letter.id), not_(is_seen(_other)))
    .correlate(Letter)
    .exists()
)
_ground = literal('%"entry-', Text) + cast(col(Entry.id), Text) + literal('"%', Text)
_tells_kept = (
    select(col(Entry.id))
    .join(_about, col(_about.case_id) == col(Entry.case_id))
    .where(
        col(_about.letter_id) == col(Letter.id),
        col(Entry.visibility) == Visibility.RESTRICTED,
        not_(named_on(col(Entry.case_id))),
        cast(col(Letter.sentences), Text).like(_ground),
    )
    .correlate(Letter)
    .exists()
)
# Asked with the binds of whoever visits. A fact that became one for a few takes its letters along.
LETTER_IS_SEEN: ColumnElement[bool] = letter_is_seen(not_(_kept), not_(_tells_kept))
# One row for each letter, also where it is about several cases: the first of them.
IS_MAIN_CASE: ColumnElement[bool] = col(LetterCase.id) == (
    select(func.min(col(_about.id)))
    .where(col(_about.letter_id) == col(LetterCase.letter_id))
    .correlate(LetterCase)
    .scalar_subquery()
)
