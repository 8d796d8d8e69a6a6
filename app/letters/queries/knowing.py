"""Everything a briefing is made of: the case, the person, facts, consents, roles and the choices between sources."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from app.cases.models import Case, ConflictChoice, Entry, Person, PersonName, PersonRole, Standing
from app.cases.queries.timeline import Cited, Fact, timeline
from app.cases.rules.standing import standing_of
from app.consent.queries import consents_of, unconfirmed_entries
from app.dates import FuzzyDate
from app.db import number_of
from app.letters.briefing import Briefing, Known, Role, Subject, brief
from app.sources.models import Citation, Source

_choices = (
    select(col(ConflictChoice.entry_id), col(ConflictChoice.field), col(Citation.value))
    .join(Entry, col(Entry.id) == col(ConflictChoice.entry_id))
    .outerjoin(Citation, col(Citation.id) == col(ConflictChoice.citation_id))
)
_names = select(col(PersonName.script), col(PersonName.text)).where(col(PersonName.kind) != "short-form")
_roles = (
    select(
        col(PersonRole.id), col(PersonRole.role), col(Citation.id), col(Source.id), col(Source.key), col(Source.title),
        col(Source.author), col(Source.publisher), col(Source.published_edtf), col(Source.published_first),
        col(Source.published_last), col(Source.published_inferred), col(Source.reliability), col(Citation.locator),
        col(Citation.claimant),
    )
    .join(Citation, col(Citation.role_id) == col(PersonRole.id))
    .join(Source, col(Source.id) == col(Citation.source_id))
)  # fmt: skip


def briefing_for(session: Session, case: Case, today: date, known_by: date | None = None) -> Briefing:
    """What a letter about this case may say on this day; `known_by` is the pinned day, when one is set."""
    return brief(known_of(session, case, today, known_by), today)


def case_by_reference(session: Session, reference: str) -> Case | None:
    """The case with this reference, whoever asks: for the command line."""
    return session.scalars(select(Case).where(col(Case.reference) == reference)).first()


def known_of(session: Session, case: Case, today: date, known_by: date | None = None) -> Known:
    """Everything known of a case that could matter to a letter, in a fixed number of statements."""
    facts = timeline(session, number_of(case), known_by)
    return Known(
        reference=case.reference,
        subject=_subject(session, case.person_id),
        standing=Standing(standing_of(facts, today).standing),
        facts=facts,
        consents=consents_of(session, case.person_id, known_by),
        roles=_roles_of(session, case.person_id, known_by),
        choices=_choices_of(session, number_of(case), facts),
        closed=case.closed_at is not None,
        unconfirmed=frozenset(unconfirmed_entries(session, number_of(case))),
    )


def _subject(session: Session, person_id: int) -> Subject:
    person = session.get_one(Person, person_id)
    names = session.execute(
        _names.where(col(PersonName.person_id) == person_id).order_by(col(PersonName.id).desc())
    )
    by_script = {script: text for script, text in names if script != "Latn"}
    return Subject(person.name, person.gender, by_script)


def _choices_of(session: Session, case_id: int, facts: Sequence[Fact]) -> dict[tuple[int, str], str | None]:
    """For every field on which sources differ the value that was chosen, None where nobody has chosen."""
    open_ones: dict[tuple[int, str], str | None] = {
        (fact.id, found.field): None for fact in facts for found in fact.disagreements
    }
    chosen = session.execute(_choices.where(col(Entry.case_id) == case_id))
    decided = {
        (entry_id, field): value for entry_id, field, value in chosen if (entry_id, field) in open_ones
    }
    return open_ones | decided


def _roles_of(session: Session, person_id: int, known_by: date | None) -> tuple[Role, ...]:
    published = or_(
        col(Source.published_first).is_(None), col(Source.published_first) <= (known_by or date.max)
    )
    rows: list[Any] = list(
        session.execute(
            _roles.where(col(PersonRole.person_id) == person_id, published).order_by(
                col(PersonRole.id), col(Citation.id)
            )
        )
    )
    found: dict[int, Role] = {}
    for row in rows:
        number, role, *rest = row
        before = found.get(number)
        found[number] = Role(number, role, (*(before.cites if before else ()), _cited(rest)))
    return tuple(found.values())


def _cited(row: Sequence[Any]) -> Cited:
    number, source_id, key, title, author, publisher, edtf, first, last, inferred, *rest = row
    when = FuzzyDate.stored(edtf, first, last) if edtf else None
    reliability, locator, claimant = rest
    return Cited(
        number, source_id, key, title, author, publisher, when, inferred, reliability, locator, claimant,
        field=None, value=None, note=None,
    )  # fmt: skip
