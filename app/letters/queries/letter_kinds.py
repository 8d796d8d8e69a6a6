"""The kinds of letters a campaign has: the shipped ones, with its own words where it has edited them, and its own."""

from sqlalchemy import select
from sqlmodel import Session, col

from app.letters.corrections import CORRECTION, correction_words
from app.letters.letter_kinds import Kind, shipped, shipped_words
from app.letters.models import KindWords, LetterBar

LONG = 300


def newest_words(session: Session, campaign_id: int) -> dict[tuple[str, str], KindWords]:
    """The words a campaign has edited, by kind and language; the newest save counts."""
    wanted = select(KindWords).where(col(KindWords.campaign_id) == campaign_id).order_by(col(KindWords.id))
    return {(row.slug, row.language): row for row in session.scalars(wanted)}


def kinds_of(session: Session, campaign_id: int) -> dict[str, Kind]:
    """Every kind of a campaign, shipped ones first."""
    found = dict(shipped())
    for (slug, _language), row in newest_words(session, campaign_id).items():
        if slug not in found:
            found[slug] = Kind(slug, row.title, "", LONG, is_own=True)
    return found


def kind_for(session: Session, campaign_id: int, slug: str) -> Kind | None:
    """One kind of a campaign, or a correction, which is offered on the letter that it corrects."""
    if slug == CORRECTION.slug:
        return CORRECTION
    return shipped().get(slug) or kinds_of(session, campaign_id).get(slug)


def words_for(session: Session, campaign_id: int, slug: str, language: str) -> str | None:
    """The Liquid text that counts: the campaign's newest, else the shipped one."""
    if slug == CORRECTION.slug:
        return correction_words(language)
    wanted = (
        select(col(KindWords.words))
        .where(
            col(KindWords.campaign_id) == campaign_id,
            col(KindWords.slug) == slug,
            col(KindWords.language) == language,
        )
        .order_by(col(KindWords.id).desc())
    )
    return session.scalars(wanted.limit(1)).first() or shipped_words(slug, language)


def versions_of(session: Session, campaign_id: int, slug: str, language: str) -> list[KindWords]:
    """Every save of a kind's words, newest first."""
    wanted = select(KindWords).where(
        col(KindWords.campaign_id) == campaign_id,
        col(KindWords.slug) == slug,
        col(KindWords.language) == language,
    )
    return list(session.scalars(wanted.order_by(col(KindWords.id).desc())))


def bar_of(session: Session, campaign_id: int) -> LetterBar | None:
    """How reliable a source has to be for this campaign, if it has said so."""
    return session.scalars(select(LetterBar).where(col(LetterBar.campaign_id) == campaign_id)).first()
