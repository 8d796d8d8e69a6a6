"""What follows when a case is kept to a few: its public page ends, and only a new approval brings it back."""

from sqlmodel import Session

from app.history.recorder import touched_cases
from app.publishing.changes.pages import unpublish
from app.publishing.queries.pages import restricted_with_page
from app.text import _


def end_pages_of_restricted(session: Session) -> None:
    """Else one person could publish again what two had agreed to before, by lifting the restriction."""
    for case in restricted_with_page(session, touched_cases(session)):
        unpublish(session, case, _("the case was kept to a few people"))
    session.flush()
