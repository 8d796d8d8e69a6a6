"""Reading a case: what is derived of facts, with the periods that this house has set."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.cases.queries.timeline import Fact
from app.cases.rules.reading import Reading, read_case
from app.directory.queries import periods_of


def reading_of(session: Session, facts: Sequence[Fact], today: date) -> Reading[Fact]:
    """The reading of these facts on a day. Whoever asks has left out what the viewer may not see."""
    return read_case(facts, today, periods_of(session))
