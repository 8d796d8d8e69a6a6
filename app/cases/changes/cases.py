"""Opening, editing, closing and reopening cases; who looks after them and who may see them."""

from sqlmodel import Session

from app.cases.changes.entries import EditedMeanwhile
from app.cases.changes.references import add_numbered
from app.cases.forms.cases import CaseWords, CloseForm, EditCaseForm
from app.cases.models import Case, CaseMember, Minder, Person, PersonName, Visibility
from app.cases.queries.case_list import member_of, minder_of
from app.cases.queries.people import names_of
from app.db import number_of
from app.refusal import Conflict
from app.sources.citation_form import CitationForm, cite
from app.text import _


class AlreadyClosed(Conflict):
    """The case is closed, or open, already."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else did this a moment ago, so there was nothing left to do."))


def add_person(session: Session, name: str, source: CitationForm) -> Person:
    """Somebody new in the record, with the spelling and who uses it."""
    person = Person(name=name)
    session.add(person)
    session.flush()
    spelling = PersonName(person_id=number_of(person), text=name, script=script_of(name))
    session.add(spelling)
    session.flush()
    cite(session, source, name_id=spelling.id)
    return person


def cite_name(session: Session, person: Person, name: str, source: CitationForm) -> None:
    """Say who names somebody known already: by the spelling that was typed, else by the one that is shown."""
    spellings = {one.text: one for one in reversed(names_of(session, number_of(person)))}
    used = spellings.get(name) or spellings.get(person.name)
    if used is not None:
        cite(session, source, name_id=used.id)
    else:
        cite(session, source, person_id=person.id)


def script_of(text: str) -> str:
    """The script a name is written in, by its letters: Latn, Cyrl, Arab, or Zyyy for others."""
    letters = [ord(c) for c in text if c.isalpha()]
    if any(0x400 <= code < 0x530 for code in letters):
        return "Cyrl"
    if any(0x600 <= code < 0x780 for code in letters):
        return "Arab"
    return "Latn" if all(code < 0x250 or 0x1E00 <= code < 0x1F00 for code in letters) else "Zyyy"


def open_case(
    session: Session, person: Person, campaign_id: int, form: CaseWords, minders: list[int]
) -> Case:
    """A new case of a person in a campaign, with those who look after it."""
    case = Case(
        reference="", campaign_id=campaign_id, person_id=number_of(person), title=form.title, summary=form.summary,
        open_question=form.open_question, visibility=form.visibility or Visibility.TEAM, opened_at=session.info["at"],
    )  # fmt: skip
    add_numbered(session, case)
    session.add_all([Minder(case_id=number_of(case), volunteer_id=number) for number in minders])
    _keep_in_sight(session, case)
    return case


def edit_case(session: Session, case: Case, form: EditCaseForm) -> None:
    """Change what the case says of itself; a form older than the case is refused."""
    if form.version != case.version:
        raise EditedMeanwhile
    case.title, case.summary, case.open_question = form.title, form.summary, form.open_question
    case.visibility = form.visibility or case.visibility
    _keep_in_sight(session, case)


def _keep_in_sight(session: Session, case: Case) -> None:
    """Whoever restricts a case goes on seeing it."""
    actor: int | None = session.info["actor_id"]
    if case.visibility == Visibility.RESTRICTED and actor is not None:
        name_member(session, case, actor)


def close_case(session: Session, case: Case, form: CloseForm) -> None:
    """End the watch, with the reason."""
    if case.closed_at is not None:
        raise AlreadyClosed
    if form.version != case.version:
        raise EditedMeanwhile
    case.closed_at, case.closed_reason = session.info["at"], form.reason


def reopen_case(case: Case) -> None:
    """Watch again. Why it was closed stays in the history."""
    if case.closed_at is None or case.merged_into_id is not None:
        raise AlreadyClosed
    case.closed_at = case.closed_reason = None


def add_minder(session: Session, case: Case, volunteer_id: int) -> None:
    """Let a volunteer look after the case; twice is once."""
    if minder_of(session, number_of(case), volunteer_id) is None:
        session.add(Minder(case_id=number_of(case), volunteer_id=volunteer_id))


def remove_minder(session: Session, case: Case, volunteer_id: int) -> None:
    """Take a volunteer off the case."""
    found = minder_of(session, number_of(case), volunteer_id)
    if found is not None:
        session.delete(found)


def name_member(session: Session, case: Case, volunteer_id: int) -> None:
    """Let a volunteer see the case while it is restricted; twice is once."""
    if member_of(session, number_of(case), volunteer_id) is None:
        session.add(CaseMember(case_id=number_of(case), volunteer_id=volunteer_id))


def unname_member(session: Session, case: Case, volunteer_id: int) -> None:
    """No longer name a volunteer on the case."""
    found = member_of(session, number_of(case), volunteer_id)
    if found is not None:
        session.delete(found)
