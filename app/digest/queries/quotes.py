"""The free words that a detailed mail may quote: what a person noted for a date, and the title of a text."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from app.accounts.campaign_days import CAMPAIGN_ZONE
from app.accounts.models import Campaign
from app.cases.models import Case, Entry
from app.clock import civil_date
from app.consent.models import Use
from app.consent.queries.consents import AsOf
from app.consent.queries.spellings import Near
from app.consent.word_gate import Speech, Spoken, asked_each
from app.digest.queries.readers import campaigns_with_detail
from app.reviews.models import Review
from app.sources.models import Citation, Source
from app.text import _

REVIEW, ENTRY = "review", "entry"
BY_HAND = "by-hand"


class Quote(NamedTuple):
    """Words of somebody's, with the person whose case they stand in."""

    of: tuple[str, int]
    words: str
    person_id: int
    campaign_id: int
    zone: str


def quotable(
    session: Session, now: datetime, pinned: date | None, reviews: Iterable[int], entries: Iterable[int]
) -> frozenset[tuple[str, int]]:
    """Of these dates and entries, those whose words may stand in a mail now; asked only where mails may name."""
    detailed = campaigns_with_detail(session)
    if not detailed:
        return frozenset()
    found = [*_noted(session, detailed, list(reviews)), *_titled(session, detailed, list(entries))]
    if not found:
        return frozenset()
    # Where campaigns live on different days, the later one counts: there a consent may have ended already.
    today = max(civil_date(now, zone, pinned) for zone in {one.zone for one in found})
    speeches = [
        Speech([Spoken(_("Note"), one.words)], Near(frozenset({one.person_id}), frozenset({one.campaign_id})))
        for one in found
    ]
    verdicts = asked_each(session, speeches, Use.DIGEST, AsOf(today, pinned))
    refused = {one.of for one, verdict in zip(found, verdicts, strict=True) if not verdict.yes}
    return frozenset(one.of for one in found) - refused


def _noted(session: Session, campaigns: frozenset[int], reviews: list[int]) -> list[Quote]:
    wanted = (
        select(col(Review.id), col(Review.title), col(Case.person_id), col(Case.campaign_id), CAMPAIGN_ZONE)
        .join(Case, col(Case.id) == col(Review.case_id))
        .join(Campaign, col(Campaign.id) == col(Case.campaign_id))
        .where(col(Review.id).in_(reviews), col(Review.rule) == BY_HAND, col(Case.campaign_id).in_(campaigns))
    )
    return [Quote((REVIEW, row[0]), *row[1:]) for row in session.execute(wanted)]


def _titled(session: Session, campaigns: frozenset[int], entries: list[int]) -> list[Quote]:
    """Every text of an entry: which of them a mail quotes is the mail's matter."""
    wanted = (
        select(
            col(Citation.entry_id), col(Source.title), col(Case.person_id), col(Case.campaign_id), CAMPAIGN_ZONE
        )
        .join(Source, col(Source.id) == col(Citation.source_id))
        .join(Entry, col(Entry.id) == col(Citation.entry_id))
        .join(Case, col(Case.id) == col(Entry.case_id))
        .join(Campaign, col(Campaign.id) == col(Case.campaign_id))
        .where(col(Citation.entry_id).in_(entries), col(Case.campaign_id).in_(campaigns))
    )  # fmt: skip
    return [Quote((ENTRY, row[0]), *row[1:]) for row in session.execute(wanted)]
