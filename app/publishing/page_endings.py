"""What follows for public pages: some end until two people approve anew; a deleted photograph takes its words along."""

from sqlmodel import Session

from app.cases.models import Case
from app.history.recorder import touched, touched_cases
from app.publishing.changes.public_pages import unpublish
from app.publishing.models import PublicPage
from app.publishing.photographs import without_words
from app.publishing.queries.photographs import snapshots_with_deleted
from app.publishing.queries.public_pages import of_merged_with_page, restricted_with_page
from app.text import _


def end_pages_of_restricted(session: Session) -> None:
    """Else one person could publish again what two had agreed to before, by lifting the restriction."""
    for case in restricted_with_page(session, touched_cases(session, Case.noun, PublicPage.noun)):
        unpublish(session, case, _("the case was kept to a few people"))
    session.flush()


def end_pages_of_merged(session: Session) -> None:
    """Names and consents of the one are now those of the other, and nobody has read the page with them."""
    for case in of_merged_with_page(session, touched(session, "merge")):
        unpublish(session, case, _("two persons were merged, or a merge was taken back"))
    session.flush()


def forget_deleted_photographs(session: Session) -> None:
    """Take what was said of a deleted file out of everything that was ever proposed with it."""
    for snapshot in snapshots_with_deleted(session, touched(session, "file")):
        snapshot.content = snapshot.content | {"photo": without_words(snapshot.content["photo"])}
    session.flush()
