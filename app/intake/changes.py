"""Keeping an article once, and what is decided about its proposals."""

import hashlib
from collections.abc import Sequence

from sqlmodel import Session

from app.db import fuzzy_columns, number_of
from app.intake.article.article_words import glossary
from app.intake.article.mentions import KnownNames
from app.intake.article.passages import language_of
from app.intake.forms import TextForm
from app.intake.models import ArticleText, LeftProposal
from app.intake.page_text import Article
from app.intake.queries.article_texts import every_text, left_marks, source_at, text_of_hash
from app.sources.citation_form import free_key
from app.sources.models import Source

STRUCK = "[…]"


def keep_text(session: Session, campaign_id: int, form: TextForm, article: Article) -> ArticleText:
    """The article with its source; the same words, or the same address, are the same source."""
    hash_ = hashlib.sha256(article.words.encode()).hexdigest()
    if (known := text_of_hash(session, campaign_id, hash_)) is not None:
        return known
    source = source_at(session, form.url) or _source(session, form, article)
    text = ArticleText(
        campaign_id=campaign_id, source_id=number_of(source), hash=hash_, words=article.words,
        given_at=session.info["at"],
    )  # fmt: skip
    session.add(text)
    session.flush()
    return text


def leave(session: Session, text: ArticleText, mark: str) -> None:
    """Nothing is made of a proposal, and it is not shown again."""
    if mark not in left_marks(session, number_of(text)):
        session.add(LeftProposal(text_id=number_of(text), mark=mark))
        session.flush()


def strike_names(session: Session, spellings: Sequence[str]) -> None:
    """Take a person's names out of every article, also where they are declined or written in another script."""
    for text in every_text(session):
        names = KnownNames([(0, one) for one in spellings], glossary(language_of(text.words)))
        words = "\n".join(_without(names, line) for line in text.words.split("\n"))
        if words != text.words:
            text.words = words
    session.flush()


def _without(names: KnownNames, line: str) -> str:
    pieces, at = [], 0
    for one in names.mentions(line, {0}):
        pieces += [line[at : one.begins], STRUCK]
        at = one.ends
    return "".join([*pieces, line[at:]])


def _source(session: Session, form: TextForm, article: Article) -> Source:
    title = form.title or article.title
    source = Source(
        key=free_key(session, title), title=title, author=article.author, publisher=article.publisher, url=form.url,
        language=language_of(article.words), **fuzzy_columns("published", form.published or article.published),
    )  # fmt: skip
    session.add(source)
    session.flush()
    return source
