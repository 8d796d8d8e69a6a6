"""What may be asked for somebody: the one answer to which pleas a case has, who asks, and whether two agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from app.cases.models import Asks, Case, PersonRole, Plea, PleaState, Theme
from app.cases.people_words import FOR_THE_AUTHORITIES
from app.cases.queries.citations import citations_of
from app.sources.citation_rows import Cited
from app.text import _


@dataclass(frozen=True, slots=True)
class Pleaded:
    """One plea of a case, as it stands."""

    id: int
    asks: Asks
    asked_by: str | None
    note: str | None
    state: PleaState
    cites: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Pleas:
    """All pleas of one case that nobody has refused."""

    all: tuple[Pleaded, ...] = ()
    acted_for_authorities: bool = False  # by a role of the person

    @property
    def agreed(self) -> tuple[Pleaded, ...]:
        """Those that two people stand for; empty where nothing was decided, or nothing may be asked."""
        told = () if self.asks_nothing else self.all
        return tuple(one for one in told if one.state is PleaState.AGREED)

    @property
    def asks_nothing(self) -> bool:
        """Whether nothing is asked: somebody says so, or the person acted for the authorities and nobody decided."""
        if any(one.asks is Asks.NONE for one in self.all):
            return True
        return self.acted_for_authorities and not any(one.state is PleaState.AGREED for one in self.all)

    @property
    def why_not(self) -> str:
        """Why nothing may be pleaded for this person now; "" where something may."""
        if any(one.asks is Asks.NONE for one in self.all):
            return _("By the plea of this case, nothing is asked for this person in a letter.")
        if self.asks_nothing:
            return _(
                "Sources say that this person acted for the authorities; nothing is pleaded for them in a letter."
            )
        if self.all and not self.agreed:
            return _("What is asked for this person waits for a second person's yes.")
        return ""


def pleas_of(session: Session, cases: Sequence[int], known_by: date | None = None) -> dict[int, Pleas]:
    """Which pleas each of these cases has, by whom, and whether two agreed; two statements for any number."""
    rows = session.execute(_asked.where(col(Case.id).in_(cases))).all()
    numbers = [plea.id for _case, _acted, plea in rows if plea is not None]
    cites = citations_of(session, {"plea": numbers}, known_by) if numbers else None
    told: dict[int, list[Pleaded]] = {case: [] for case in cases}
    for case, _acted, one in rows:
        if cites is not None and one is not None and cites.is_known("plea", one.id):
            state, said = PleaState(one.state), cites.of("plea", one.id)
            told[case].append(Pleaded(one.id, Asks(one.asks), one.asked_by, one.note, state, said))
    acted = {case for case, acted, _plea in rows if acted}
    return {case: Pleas(tuple(told[case]), case in acted) for case in cases}


def themes_of(
    session: Session, case_id: int, known_by: date | None = None
) -> list[tuple[Theme, tuple[Cited, ...]]]:
    """What a case is about, each with who says so."""
    rows = session.scalars(select(Theme).where(col(Theme.case_id) == case_id).order_by(col(Theme.id))).all()
    cites = citations_of(session, {"theme": [one.id for one in rows]}, known_by) if rows else None
    return [
        (one, cites.of("theme", one.id))
        for one in rows
        if cites is not None and cites.is_known("theme", one.id)
    ]


def pleas_by_number(session: Session, numbers: Sequence[int]) -> Sequence[Plea]:
    """These pleas, whatever a second person says of them."""
    return session.scalars(select(Plea).where(col(Plea.id).in_(numbers))).all() if numbers else ()


def part_of_case(session: Session, table: Any, case_id: int, number: int) -> Any:
    """A plea or theme of this case, or None."""
    row: Any = session.get(table, number)
    return row if row is not None and row.case_id == case_id else None


_plea = (
    select(col(Plea.id))
    .where(col(Plea.case_id) == col(Case.id), col(Plea.state) != PleaState.REFUSED)
    .correlate(Case)
)
_agreed = _plea.where(col(Plea.state) == PleaState.AGREED).exists()
_acting = (
    select(col(PersonRole.id))
    .where(col(PersonRole.person_id) == col(Case.person_id), col(PersonRole.role).in_(FOR_THE_AUTHORITIES))
    .correlate(Case)
    .exists()
)
_asked: Any = (
    select(col(Case.id), _acting, Plea)
    .outerjoin(Plea, and_(col(Plea.case_id) == col(Case.id), col(Plea.state) != PleaState.REFUSED))
    .order_by(col(Plea.id))
)
# A clause on Case that says the same as `why_not`: nothing may be pleaded now.
NOTHING_PLEADED: Any = or_(
    _plea.where(col(Plea.asks) == Asks.NONE).exists(), and_(or_(_plea.exists(), _acting), ~_agreed)
)
