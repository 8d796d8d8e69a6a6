"""A campaign as a document, for tests."""

from sqlmodel import Session

from app.consent.queries.consents import AsOf
from app.publishing.export import Extent, as_text, export_campaign
from app.publishing.export_scope import Record
from tests import clock


def document(session: Session, slug: str = "zhanaozen", extent: Extent = Extent.WORKING) -> Record:
    """As it is today."""
    return export_campaign(session, slug, AsOf(clock.now().date()), extent).record


def text_of(session: Session, slug: str = "zhanaozen", extent: Extent = Extent.WORKING) -> str:
    """The same as it stands in a file."""
    return as_text(document(session, slug, extent))
