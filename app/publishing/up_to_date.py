"""Whether a public page still says what its case says: quickly where it does, exactly where it may not."""

from sqlmodel import Session

from app.consent.queries.consents import AsOf
from app.directory.queries import periods_of
from app.publishing.compose_page import material_of
from app.publishing.page_content import Words
from app.publishing.page_diff import Difference, differences
from app.publishing.queries.public_pages import case_of_page
from app.publishing.visible_page import Published


def behind(session: Session, page: Published, as_of: AsOf) -> list[Difference]:
    """What a new approval would change. Everybody's names are only looked through when something has changed at all."""
    case = case_of_page(session, page)
    said = page.content
    words = Words.of(said)
    on, periods = as_of.today, periods_of(session)
    quick = differences(
        said, material_of(session, case, as_of, words, with_names=False).page(words), on, periods
    )
    if not quick:
        return []
    return differences(said, material_of(session, case, as_of, words).page(words), on, periods)
