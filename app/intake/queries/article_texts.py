"""Articles that were given to be read, and whom and which places a text may name."""

from sqlalchemy import select
from sqlmodel import Session, col

from app.cases.models import Case, Entry, Person, PersonName
from app.cases.queries.visible import CASE_IS_SEEN, PERSON_IS_SEEN, viewer_binds
from app.consent.queries.consents import stopped_people
from app.directory.models import Facility, Place
from app.intake.article import KnownPerson
from app.intake.models import ArticleText, LeftProposal
from app.refusal import NotFound
from app.sources.models import Citation, Source
from app.web.viewer import Right, Viewer


def known_people(session: Session, viewer: Viewer | None) -> list[KnownPerson]:
    """Everybody whom this viewer may see, with every spelling and their open cases; None stands for the machine itself.

    Whoever asked to stop is known, so that nobody else is taken for them, and has no case to propose anything to.
    """
    people = select(col(PersonName.person_id), col(PersonName.text)).join(
        Person, col(Person.id) == col(PersonName.person_id)
    )
    cases = select(col(Case.person_id), col(Case.reference)).where(
        col(Case.merged_into_id).is_(None), col(Case.closed_at).is_(None), col(Case.person_id).is_not(None)
    )
    people = people.where(col(Person.merged_into_id).is_(None))
    binds = viewer_binds(viewer) if viewer else {}
    if viewer is not None:
        people, cases = people.where(PERSON_IS_SEEN), cases.where(CASE_IS_SEEN)
    stopped = stopped_people(session)
    spelled: dict[int, list[str]] = {}
    for person, text in session.connection().execute(people.order_by(col(PersonName.id)), binds):
        spelled.setdefault(person, []).append(text)
    watched: dict[int, list[str]] = {}
    for person, reference in session.connection().execute(cases.order_by(col(Case.reference)), binds):
        watched.setdefault(person, []).append(reference)
    return [
        KnownPerson(person, tuple(texts), () if person in stopped else tuple(watched.get(person, ())))
        for person, texts in spelled.items()
    ]


def places_known(session: Session) -> list[str]:
    """The prisons and places of the directory by every spelling, the longest first."""
    found: set[str] = set()
    for table in (Facility, Place):
        for name, also in session.connection().execute(select(col(table.name), col(table.also))):
            found |= {name, *(one.strip() for one in (also or "").split(";"))}
    return sorted((one for one in found if len(one) > 3), key=lambda one: (-len(one), one))


def texts_given(session: Session, viewer: Viewer, most: int = 50) -> list[tuple[ArticleText, Source]]:
    """The articles of the viewer's campaigns, the newest first."""
    wanted = (
        select(ArticleText, Source)
        .join(Source, col(Source.id) == col(ArticleText.source_id))
        .where(col(ArticleText.campaign_id).in_(viewer.campaigns_with(Right.WORK)))
        .order_by(col(ArticleText.given_at).desc(), col(ArticleText.id).desc())
    )
    return [(text, source) for text, source in session.execute(wanted.limit(most))]


def text_for(session: Session, viewer: Viewer, text_id: int) -> tuple[ArticleText, Source]:
    """An article of a campaign in which the viewer works; raise NotFound when there is none."""
    text = session.get(ArticleText, text_id)
    if text is None or not viewer.may(Right.WORK, text.campaign_id):
        raise NotFound
    return text, session.get_one(Source, text.source_id)


def text_of_hash(session: Session, campaign_id: int, hash_: str) -> ArticleText | None:
    """The article of exactly these words."""
    same = (col(ArticleText.campaign_id) == campaign_id, col(ArticleText.hash) == hash_)
    return session.scalars(select(ArticleText).where(*same)).first()


def source_at(session: Session, url: str | None) -> Source | None:
    """The text that is kept with this address."""
    return session.scalars(select(Source).where(col(Source.url) == url)).first() if url else None


def left_marks(session: Session, text_id: int) -> frozenset[str]:
    """The proposals of a text that somebody left."""
    return frozenset(
        session.scalars(select(col(LeftProposal.mark)).where(col(LeftProposal.text_id) == text_id))
    )


def taken_up(session: Session, source_id: int) -> frozenset[tuple[str, str, str]]:
    """What cites a text: the case, the kind of entry and where in the text."""
    wanted = (
        select(col(Case.reference), col(Entry.kind), col(Citation.locator))
        .join(Entry, col(Entry.case_id) == col(Case.id))
        .join(Citation, col(Citation.entry_id) == col(Entry.id))
        .where(col(Citation.source_id) == source_id, col(Entry.removed_at).is_(None))
    )
    return frozenset((case, kind, where or "") for case, kind, where in session.execute(wanted))


def every_text(session: Session) -> list[ArticleText]:
    """All articles there are."""
    return list(session.scalars(select(ArticleText).order_by(col(ArticleText.id))))
