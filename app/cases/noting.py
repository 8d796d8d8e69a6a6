"""That somebody looked at what only few may see: one line of the access log for each view, before it is shown."""

from app.cases.models import Case, Visibility
from app.history.access import Actor, Subject, What, note_alone
from app.web.visit import Visit


def note_view(visit: Visit, noun: str, row_id: int | None, campaign_id: int | None) -> None:
    """One view of one thing."""
    subject = Subject(noun, row_id, campaign_id)
    note_alone(visit.database, Actor(visit.me.id, visit.now), What.VIEWED, subject)


def note_if_restricted(visit: Visit, case: Case) -> None:
    """One view of a case, where it is one that only named people see."""
    if case.visibility == Visibility.RESTRICTED:
        note_view(visit, "case", case.id, case.campaign_id)
