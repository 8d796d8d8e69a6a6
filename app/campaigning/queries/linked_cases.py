"""The cases behind actions, as far as pausing and publishing go: all of them, whoever asks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, or_, select, union
from sqlmodel import Session, col

from app.campaigning.lifecycle import RUNNING, ForCase, Gate, why_paused
from app.campaigning.models import GATED, Action, ActionLink
from app.campaigning.queries.action_rows import REPLACED
from app.campaigning.queries.public_words import printed
from app.cases.models import Case, CaseMember, Minder, Person, Visibility
from app.consent.models import FieldGroup, Use
from app.consent.queries import consents
from app.consent.queries.consents import consents_of_people
from app.consent.rules import Consented, is_stopped, may_leave
from app.consent.word_gate import asked_each
from app.web.viewer import Viewer

_behind = (
    select(
        col(ActionLink.action_id), col(Case.reference), col(Person.name), col(Case.full_standing), col(Case.visibility),
        col(Person.id), col(Case.full_standing_last), col(Case.id), col(Case.full_standing) != col(Case.standing),
        col(ActionLink.part), col(Case.campaign_id),
    )
    .join(Case, col(Case.id) == col(ActionLink.case_id))
    .join(Person, col(Person.id) == col(Case.person_id))
    .where(
        col(ActionLink.action_id).in_(bindparam("action_ids", expanding=True)), col(ActionLink.part).in_(GATED)
    )
    .order_by(col(Case.reference), col(ActionLink.id))
)  # fmt: skip
_linked = select(col(ActionLink.action_id)).where(
    col(ActionLink.action_id).in_(bindparam("action_ids", expanding=True)),
    col(ActionLink.part) == "for",
    or_(col(ActionLink.case_id).is_not(None), col(ActionLink.incident_id).is_not(None)),
)
MANY = 2
NAMED = (FieldGroup.NAME, FieldGroup.CASE)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day of asking, the pinned day if there is one, and who asks where somebody is told of single cases."""

    today: date
    known_by: date | None = None
    viewer: Viewer | None = None


def gates(session: Session, action_ids: Sequence[int], as_of: AsOf) -> dict[int, Gate]:
    """For each action what decides whether the world may see it; every way out asks this, in as few statements."""
    if not action_ids:
        return {}
    cases = _cases(session, action_ids, as_of)
    linked = set(session.connection().execute(_linked, {"action_ids": list(action_ids)}).scalars())
    parts = printed(session, action_ids)
    held = {number: parts[number].held for number in action_ids}
    day = consents.AsOf(as_of.today, as_of.known_by)
    speeches = [parts[number].speech(held[number]) for number in action_ids]
    whole = [parts[number].speech() for number in action_ids if held[number]]
    verdicts = asked_each(session, [*speeches, *whole], Use.PUBLIC, day)
    unread = iter(verdicts[len(speeches) :])
    return {
        number: Gate(
            number in linked,
            tuple(cases.get(number, ())),
            verdict,
            held[number],
            parts[number].counted,
            next(unread) if held[number] else verdict,
        )
        for number, verdict in zip(action_ids, verdicts, strict=False)
    }


def cases_behind(session: Session, action_ids: Sequence[int], as_of: AsOf) -> dict[int, list[ForCase]]:
    """For each action the cases it is for now; three statements however many."""
    found: dict[int, list[ForCase]] = defaultdict(list)
    for number, cases in _cases(session, action_ids, as_of).items():
        found[number] = [case for case in cases if not case.taken_off]
    return found


def _cases(session: Session, action_ids: Sequence[int], as_of: AsOf) -> dict[int, list[ForCase]]:
    rows: Any = session.connection().execute(_behind, {"action_ids": list(action_ids)}).all()
    said_of = consents_of_people(session, sorted({row[5] for row in rows}), as_of.known_by) if rows else {}
    found: dict[int, list[ForCase]] = defaultdict(list)
    for (
        action_id,
        reference,
        name,
        standing,
        visibility,
        person_id,
        since,
        case_id,
        quiet,
        part,
        home,
    ) in rows:
        said = said_of[person_id]
        found[action_id].append(
            ForCase(
                reference, name, standing, is_stopped(said) is not None,
                visibility != Visibility.RESTRICTED and _may_be_public(said, as_of.today), since,
                case_id if visibility == Visibility.RESTRICTED else None, bool(quiet), part != "for", home,
                case_id,
            )
        )  # fmt: skip
    return found


_named = union(
    select(col(CaseMember.case_id), col(CaseMember.volunteer_id)).where(
        col(CaseMember.case_id).in_(bindparam("case_ids", expanding=True))
    ),
    select(col(Minder.case_id), col(Minder.volunteer_id)).where(
        col(Minder.case_id).in_(bindparam("case_ids", expanding=True))
    ),
)


def kept_to(session: Session, cases: Iterable[ForCase]) -> tuple[bool, int | None]:
    """Whether anybody may see what is about all of these, and the case on whose few it then depends.

    Of several restricted cases that is the one whose few are named on the others as well; where there is none,
    nobody is told.
    """
    kept = sorted({case.kept_case_id for case in cases if case.kept_case_id is not None})
    if len(kept) < MANY:
        return True, next(iter(kept), None)
    few: dict[int, set[int]] = {number: set() for number in kept}
    rows: Any = session.connection().execute(_named, {"case_ids": kept})
    for case_id, volunteer_id in rows:
        few[case_id].add(volunteer_id)
    common = set.intersection(*few.values())
    home = next((number for number, named in few.items() if named == common), None)
    return home is not None, home


def _may_be_public(consents: Sequence[Consented], today: date) -> bool:
    return all(may_leave(consents, group, Use.PUBLIC, today).yes for group in NAMED)


STATES = tuple(str(state) for state in RUNNING)
_running = select(col(Action.id), col(Action.paused_reason)).where(
    col(Action.ours), col(Action.state).in_(STATES), ~REPLACED
)


def running_now(session: Session, as_of: AsOf) -> frozenset[int]:
    """The numbers of our actions that run: live in their newest version, paused neither by hand nor by a case."""
    rows: Any = session.connection().execute(_running).all()
    behind = cases_behind(session, [number for number, _held in rows], as_of) if rows else {}
    return frozenset(number for number, held in rows if not why_paused(behind.get(number, ()), held))
