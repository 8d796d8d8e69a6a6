"""Everything a briefing is made of: the case, the person, facts, consents, roles and the choices between sources."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from app.cases.models import Case, ConflictChoice, Entry, Person, PersonName, PersonRole, Visibility
from app.cases.queries.pleas import pleas_of
from app.cases.queries.timeline import Fact, timelines
from app.cases.rules.reading import read_case
from app.consent.models import Approval, Use
from app.consent.queries.consents import consents_of_people
from app.db import number_of
from app.directory.queries import periods_of
from app.letters.briefing import WORST_RELIABILITY, Briefing, Known, Role, Subject, brief
from app.letters.models import LetterBar
from app.sources.citation_rows import CITED, HAD_APPEARED, Cited, cited
from app.sources.models import Citation, Source

_choices = (
    select(col(Entry.case_id), col(ConflictChoice.entry_id), col(ConflictChoice.field), col(Citation.value))
    .join(Entry, col(Entry.id) == col(ConflictChoice.entry_id))
    .outerjoin(Citation, col(Citation.id) == col(ConflictChoice.citation_id))
)
_names = select(col(PersonName.person_id), col(PersonName.script), col(PersonName.text)).where(
    col(PersonName.kind) != "short-form"
)
_roles = (
    select(col(PersonRole.person_id), col(PersonRole.id), col(PersonRole.role), *CITED)
    .join(Citation, col(Citation.role_id) == col(PersonRole.id))
    .join(Source, col(Source.id) == col(Citation.source_id))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """For which day letters are asked for, which pinned day limits what was known, and for which uses."""

    day_of: Callable[[Case], date]
    known_by: date | None = None
    uses: tuple[Use, ...] = (Use.LETTER,)


def briefing_for(session: Session, case: Case, today: date, known_by: date | None = None) -> Briefing:
    """What a letter about this case may say on this day; `known_by` is the pinned day, when one is set."""
    return briefings_for(session, [case], Asked(lambda _case: today, known_by))[number_of(case)]


def briefings_for(session: Session, cases: Sequence[Case], asked: Asked) -> dict[int, Briefing]:
    """The same for many cases, in as many statements as for one."""
    known = known_of(session, cases, asked)
    return {number_of(case): brief(known[number_of(case)], asked.day_of(case)) for case in cases}


def case_by_reference(session: Session, reference: str) -> Case | None:
    """The case with this reference, whoever asks: for the command line."""
    return session.scalars(select(Case).where(col(Case.reference) == reference)).first()


def known_of(session: Session, cases: Sequence[Case], asked: Asked) -> dict[int, Known]:
    """Everything known of cases that could matter to letters, in a fixed number of statements."""
    numbers, people = [number_of(case) for case in cases], sorted({case.person_id for case in cases})
    facts = timelines(session, numbers, asked.known_by)
    subjects, roles = _subjects(session, people), _roles_of(session, people, asked.known_by)
    consents = consents_of_people(session, people, asked.known_by)
    choices, unconfirmed = _choices_of(session, numbers, facts), _unconfirmed(session, numbers)
    pleas = pleas_of(session, numbers, asked.known_by)
    bars = bars_of(session, sorted({case.campaign_id for case in cases}))
    return {
        number_of(case): Known(
            reference=case.reference,
            subject=subjects[case.person_id],
            reading=read_case(facts[number_of(case)], asked.day_of(case), periods_of(session)),
            periods=periods_of(session),
            facts=facts[number_of(case)],
            consents=consents[case.person_id],
            roles=tuple(roles[case.person_id]),
            choices=choices[number_of(case)],
            pleas=pleas[number_of(case)],
            closed=case.closed_at is not None,
            restricted=case.visibility == Visibility.RESTRICTED,
            unconfirmed=frozenset(unconfirmed[number_of(case)]),
            worst=bars.get(case.campaign_id, WORST_RELIABILITY),
            uses=asked.uses,
        )
        for case in cases
    }


def _subjects(session: Session, people: Sequence[int]) -> dict[int, Subject]:
    by_script: dict[int, dict[str, str]] = defaultdict(dict)
    names = _names.where(col(PersonName.person_id).in_(people)).order_by(col(PersonName.id).desc())
    for person_id, script, text in session.execute(names):
        if script != "Latn":
            by_script[person_id][script] = text
    found = session.execute(
        select(
            col(Person.id),
            col(Person.name),
            col(Person.gender),
            col(Person.named),
            col(Person.may_be_written),
        ).where(col(Person.id).in_(people))
    )
    return {
        number: Subject(name, gender, by_script[number], named, wanted != "no")
        for number, name, gender, named, wanted in found
    }


def _choices_of(
    session: Session, cases: Sequence[int], facts: Mapping[int, Sequence[Fact]]
) -> dict[int, dict[tuple[int, str], str | None]]:
    """For every field on which sources differ the value that was chosen, None where nobody has chosen."""
    found: dict[int, dict[tuple[int, str], str | None]] = {
        number: {(fact.id, one.field): None for fact in facts[number] for one in fact.disagreements}
        for number in cases
    }
    for case_id, entry_id, field, value in session.execute(_choices.where(col(Entry.case_id).in_(cases))):
        if (entry_id, field) in found[case_id]:
            found[case_id][entry_id, field] = value
    return found


def _unconfirmed(session: Session, cases: Sequence[int]) -> dict[int, set[int]]:
    """Entries that wait for a second person, or that one has refused."""
    found: dict[int, set[int]] = defaultdict(set)
    wanted = select(col(Approval.case_id), col(Approval.entry_id)).where(
        col(Approval.case_id).in_(cases),
        col(Approval.entry_id).is_not(None),
        or_(col(Approval.decision).is_(None), col(Approval.decision) == "refused"),
    )
    for case_id, entry_id in session.execute(wanted):
        found[case_id].add(entry_id)
    return found


def bars_of(session: Session, campaigns: Sequence[int]) -> dict[int, str]:
    """The worst source each campaign lets into letters; those that have not said are missing."""
    rows = session.execute(
        select(col(LetterBar.campaign_id), col(LetterBar.worst)).where(
            col(LetterBar.campaign_id).in_(campaigns)
        )
    )
    return {row[0]: row[1] for row in rows}


def _roles_of(session: Session, people: Sequence[int], known_by: date | None) -> dict[int, list[Role]]:
    wanted = _roles.where(col(PersonRole.person_id).in_(people), HAD_APPEARED)
    rows: list[Any] = list(
        session.execute(
            wanted.order_by(col(PersonRole.id), col(Citation.id)), {"known_by": known_by or date.max}
        )
    )
    cites: dict[tuple[int, int, str], list[Cited]] = {}
    for person_id, number, role, *rest in rows:
        cites.setdefault((person_id, number, role), []).append(cited(rest))
    found: dict[int, list[Role]] = defaultdict(list)
    for (person_id, number, role), says in cites.items():
        found[person_id].append(Role(number, role, tuple(says)))
    return found
