"""Reading letters: a letter is seen by those who may see its case."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from app.campaigning.queries.action_rows import office_in_words
from app.cases.models import Case, Person
from app.cases.queries.visible import CASE_IS_SEEN, hidden_entries, viewer_binds
from app.cases.sensitive_access import case_is_shown
from app.directory.models import Addressee, Facility
from app.history.models import Change
from app.letters.lifecycle import ANSWERED, DRAFT, SENT
from app.letters.models import Letter, LetterCase, LetterSending
from app.letters.queries.visible import IS_MAIN_CASE, LETTER_IS_SEEN
from app.refusal import NotFound
from app.web.viewer import Viewer

PAGE = 50
COMPARED_WITH = 50  # letters to the same office; older ones no longer matter


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter in a list."""

    id: int
    kind: str
    language: str
    state: str
    subject: str
    made_at: datetime
    answered_on: date | None
    reference: str
    name: str
    office: str | None
    city: str | None
    facility: str | None
    action_id: int | None

    @property
    def to(self) -> str:
        """The office with its city, for one state has many embassies; or the prison."""
        return office_in_words(self.office, self.city) or self.facility or ""


_rows = (
    select(
        col(Letter.id),
        col(Letter.kind),
        col(Letter.language),
        col(Letter.state),
        col(Letter.subject),
        col(Letter.made_at),
        col(Letter.answered_on),
        col(Case.reference),
        col(Person.name),
        col(Addressee.office),
        col(Addressee.city),
        col(Facility.name),
        col(Letter.action_id),
    )
    .join(LetterCase, col(LetterCase.letter_id) == col(Letter.id))
    .join(Case, col(Case.id) == col(LetterCase.case_id))
    .join(Person, col(Person.id) == col(Case.person_id))
    .outerjoin(Addressee, col(Addressee.id) == col(Letter.addressee_id))
    .outerjoin(Facility, col(Facility.id) == col(Letter.facility_id))
    .where(CASE_IS_SEEN, LETTER_IS_SEEN)
    .order_by(col(Letter.id).desc())
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which letters a list shows; empty means all."""

    state: str = ""
    kind: str = ""
    reference: str = ""
    before: int | None = None


_of_case = _rows.where(col(Case.reference) == bindparam("reference")).limit(bindparam("most"))


def newest_of_case(session: Session, viewer: Viewer, reference: str, most: int) -> list[LetterRow]:
    """The newest letters about one case."""
    given = {**viewer_binds(viewer), "reference": reference, "most": most}
    rows: Any = session.connection().execute(_of_case, given)
    return [LetterRow(*row) for row in rows]


def letters_for(session: Session, viewer: Viewer, wanted: Wanted) -> list[LetterRow]:
    """A page of letters, newest first, one more than the page holds."""
    query = _narrowed(_rows, wanted)
    if wanted.before:
        query = query.where(col(Letter.id) < wanted.before)
    return [LetterRow(*row) for row in session.execute(query.limit(PAGE + 1), viewer_binds(viewer))]


def _narrowed(query: Any, wanted: Wanted) -> Any:
    """Of letters joined with their cases those that are wanted; each once."""
    query = query.where(col(Case.reference) == wanted.reference if wanted.reference else IS_MAIN_CASE)
    if wanted.state:
        query = query.where(col(Letter.state) == wanted.state)
    return query.where(col(Letter.kind) == wanted.kind) if wanted.kind else query


def count_letters(session: Session, viewer: Viewer, wanted: Wanted) -> int:
    """How many there are in all."""
    query = (
        select(func.count())
        .select_from(Letter)
        .join(LetterCase, col(LetterCase.letter_id) == col(Letter.id))
        .join(Case, col(Case.id) == col(LetterCase.case_id))
        .where(CASE_IS_SEEN, LETTER_IS_SEEN)
    )
    return session.scalar(_narrowed(query, wanted), viewer_binds(viewer)) or 0


def with_cases(session: Session, rows: Sequence[LetterRow]) -> list[tuple[Letter, Case]]:
    """The letters of a list, each with its case."""
    return of_numbers(session, [row.id for row in rows])


_paired = (
    select(Letter, Case)
    .join(LetterCase, col(LetterCase.letter_id) == col(Letter.id))
    .join(Case, col(Case.id) == col(LetterCase.case_id))
)


def of_numbers(session: Session, numbers: Sequence[int]) -> list[tuple[Letter, Case]]:
    """These letters, which the viewer was found to see, each with the first of its cases."""
    if not numbers:
        return []
    found = session.execute(_paired.where(IS_MAIN_CASE, col(Letter.id).in_(numbers)))
    return [(row[0], row[1]) for row in found]


def also_about(session: Session, numbers: Sequence[int]) -> list[tuple[int, Case]]:
    """The further cases of letters about more than one: the letter's number and the case."""
    wanted = (
        select(col(LetterCase.letter_id), Case)
        .join(Case, col(Case.id) == col(LetterCase.case_id))
        .where(col(LetterCase.letter_id).in_(numbers), ~IS_MAIN_CASE)
        .order_by(col(LetterCase.id))
    )
    return [(row[0], row[1]) for row in session.execute(wanted)] if numbers else []


def letter_for(session: Session, viewer: Viewer, letter_id: int) -> tuple[Letter, Case]:
    """A letter with its case, for somebody who may see all that it is about; NotFound otherwise."""
    wanted = _paired.where(col(Letter.id) == letter_id, CASE_IS_SEEN, LETTER_IS_SEEN, IS_MAIN_CASE)
    found = session.execute(wanted, viewer_binds(viewer)).first()
    if found is None:
        raise NotFound
    case_is_shown(session, found[1])
    return found[0], found[1]


def letters_seen(session: Session, viewer: Viewer, letter_ids: Collection[int]) -> frozenset[int]:
    """Those of these letters whose page is there for this viewer."""
    wanted = select(col(Letter.id)).where(col(Letter.id).in_(sorted(letter_ids)), LETTER_IS_SEEN)
    return frozenset(session.scalars(wanted, viewer_binds(viewer))) if letter_ids else frozenset()


def sendings_of(session: Session, letter_id: int) -> list[LetterSending]:
    """How it went out: channel, country, month, count."""
    wanted = select(LetterSending).where(col(LetterSending.letter_id) == letter_id)
    return list(session.scalars(wanted.order_by(col(LetterSending.month), col(LetterSending.id))))


def sending_row(
    session: Session, letter_id: int, channel: str, country: str, month: str
) -> LetterSending | None:
    """The count that one more sending adds to."""
    wanted = select(LetterSending).where(
        col(LetterSending.letter_id) == letter_id,
        col(LetterSending.channel) == channel,
        col(LetterSending.country) == country,
        col(LetterSending.month) == month,
    )
    return session.scalars(wanted).first()


def earlier_versions(session: Session, letter: Letter) -> list[tuple[datetime, str]]:
    """Earlier words of a letter, newest first: when they were replaced, and the words.

    None for whoever may not see all of the case: nobody knows on which facts those words rested.
    """
    if letter.case_id is not None and hidden_entries(session, letter.case_id):
        return []
    letter_id = letter.id
    wanted = (
        select(col(Change.at), col(Change.diff))
        .where(col(Change.noun) == "letter", col(Change.row_id) == letter_id, col(Change.verb) == "changed")
        .order_by(col(Change.id).desc())
    )
    found = [(at, diff["body"][0]) for at, diff in session.execute(wanted) if "body" in diff]
    return [(at, body) for at, body in found if body]


def sent_before(
    session: Session, viewer: Viewer, office: tuple[int | None, int | None], but: int | None
) -> list[tuple[int, str]]:
    """The newest letters that went to an office or a prison, as far as the viewer sees them: number and words."""
    addressee_id, facility_id = office
    if addressee_id is None and facility_id is None:
        return []
    wanted = (
        select(col(Letter.id), col(Letter.body))
        .join(LetterCase, col(LetterCase.letter_id) == col(Letter.id))
        .join(Case, col(Case.id) == col(LetterCase.case_id))
        .where(CASE_IS_SEEN, LETTER_IS_SEEN, col(Letter.state).in_((SENT, ANSWERED)))
        .where(col(Letter.id) != (but or 0))
        .where(
            col(Letter.addressee_id) == addressee_id
            if addressee_id is not None
            else col(Letter.facility_id) == facility_id
        )
    )
    rows = session.execute(wanted.order_by(col(Letter.id).desc()).limit(COMPARED_WITH), viewer_binds(viewer))
    return [(row[0], row[1]) for row in rows]


def untouched_drafts(session: Session, since: datetime, most: int) -> list[Letter]:
    """Drafts whose newest change is older than that, the oldest first."""
    touched = (
        select(func.max(col(Change.at)))
        .where(col(Change.noun) == Letter.noun, col(Change.row_id) == col(Letter.id))
        .scalar_subquery()
    )
    wanted = select(Letter).where(
        col(Letter.state) == DRAFT,
        col(Letter.made_at) < since,
        func.coalesce(touched, col(Letter.made_at)) < since,
    )
    return list(session.scalars(wanted.order_by(col(Letter.id)).limit(most)))
