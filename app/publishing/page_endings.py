"""What follows for public pages: some end until two people approve anew; a deleted photograph takes its words along."""

from collections.abc import Sequence

from sqlmodel import Session

from app.cases.models import Case
from app.history.recorder import touched, touched_cases
from app.publishing.models import PublicPage
from app.publishing.photographs import without_words
from app.publishing.queries.photographs import snapshots_with_deleted
from app.publishing.queries.public_pages import of_merged_with_page, restricted_with_page
from app.text import _


def end_pages_of_restricted(session: Session) -> None:
    """Else one person could publish again what two had agreed to before, by lifting the restriction."""
    cases = restricted_with_page(session, touched_cases(session, Case.noun, PublicPage.noun))
    _end(session, cases, _("the case was kept to a few people"))


def end_pages_of_merged(session: Session) -> None:
    """Names and consents of the one are now those of the other, and nobody has read the page with them."""
    cases = of_merged_with_page(session, touched(session, "merge"))
    _end(session, cases, _("two persons were merged, or a merge was taken back"))


def _end(session: Session, cases: Sequence[Case], why: str) -> None:
    if cases:
        from app.publishing.changes.public_pages import unpublish  # brings all that composes a page along

        for case in cases:
            unpublish(session, case, why)
        session.flush()


def forget_deleted_photographs(session: Session) -> None:
    """Take what was said of a deleted file out of everything that was ever proposed with it."""
    for snapshot in snapshots_with_deleted(session, touched(session, "file")):
        snapshot.content = snapshot.content | {"photo": without_words(snapshot.content["photo"])}
    session.flush()
