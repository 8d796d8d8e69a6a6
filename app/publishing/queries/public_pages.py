"""Public addresses, what was approved for them, and what decides whether it may still be seen."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session, col

from app.cases.models import Case, Entry, Merge, Visibility
from app.consent.models import Use
from app.consent.queries.consents import AsOf, consents_of_people
from app.db import number_of
from app.directory.queries import periods_of
from app.publishing.models import PublicPage, PublicSnapshot
from app.publishing.page_content import Content
from app.publishing.queries.page_words_asked import Asked, why_held
from app.publishing.queries.photographs import standing_photographs
from app.publishing.told_since import Approved
from app.publishing.visible_page import Gate, Published, Shown, shown
from app.sources.models import Citation

PAGE = 50
MOST_IN_FEED = 100
APPROVED = ("approved", "by-one")
AT_ONCE = 400
_published = (
    select(
        col(PublicPage.id), col(Case.id), col(Case.reference), col(Case.campaign_id), col(Case.person_id),
        col(PublicPage.slug), col(PublicPage.named), col(PublicPage.published_at), col(PublicPage.approved_at),
        col(PublicPage.by_one), col(PublicPage.ended_at), col(Case.visibility) == Visibility.RESTRICTED,
        col(Case.merged_into_id).is_not(None), col(PublicSnapshot.digest), col(PublicSnapshot.content),
    )
    .select_from(PublicPage)
    .join(PublicSnapshot, col(PublicSnapshot.id) == col(PublicPage.snapshot_id))
    .join(Case, col(Case.id) == col(PublicPage.case_id))
)  # fmt: skip


def page_by_slug(session: Session, slug: str) -> Published | None:
    """The page that has, or once had, this address."""
    row: Any = session.connection().execute(_published.where(col(PublicPage.slug) == slug)).first()
    return Published(*row) if row is not None else None


_current = _published.where(col(PublicPage.ended_at).is_(None))
_newest = (col(PublicPage.approved_at).desc(), col(PublicPage.id).desc())
_all_current = _current.order_by(*_newest)
_of_cases = col(PublicPage.case_id).in_(bindparam("case_ids", expanding=True))
_current_of_cases = _current.where(_of_cases).order_by(*_newest)
_cases_with_page = select(col(PublicPage.case_id)).where(_of_cases, col(PublicPage.ended_at).is_(None))


def current_pages(session: Session, case_ids: Sequence[int] | None = None) -> list[Published]:
    """Pages that nobody has ended, of all cases or of these; the latest approved first."""
    if case_ids is None:
        rows: Any = session.connection().execute(_all_current)
    else:
        rows = session.connection().execute(_current_of_cases, {"case_ids": list(case_ids)})
    return [Published(*row) for row in rows]


def gate_for(
    session: Session, pages: Sequence[Published], as_of: AsOf, uses: tuple[Use, ...] = (Use.PUBLIC,)
) -> Gate:
    """Everything the question needs for these pages, in as many statements for many as for one."""
    people = sorted({person for page in pages for person in page.people})
    entries = sorted({number for page in pages for number in page.entries})
    standing: set[int] = set()
    for at in range(0, len(entries), AT_ONCE):
        standing |= _standing(session, entries[at : at + AT_ONCE], as_of)
    consents = consents_of_people(session, people, as_of.known_by) if people else {}
    chosen = [photo["file"] for page in pages if (photo := page.content.get("photo"))]
    photographs = standing_photographs(session, chosen)
    asked = [
        Asked(page.id, page.case_id, page.person_id, page.campaign_id, page.content, use)
        for page in pages
        for use in uses
    ]
    held = frozenset(why_held(session, asked, consents, as_of))
    return Gate(consents, frozenset(standing), as_of.today, periods_of(session), photographs, held, uses)


def _standing(session: Session, entries: Sequence[int], as_of: AsOf) -> set[int]:
    cited = select(col(Citation.id)).where(col(Citation.entry_id) == col(Entry.id)).exists()
    wanted = select(col(Entry.id)).where(
        col(Entry.id).in_(entries), col(Entry.visibility) == Visibility.PUBLIC, col(Entry.removed_at).is_(None), cited,
        or_(col(Entry.known_on).is_(None), col(Entry.known_on) <= (as_of.known_by or date.max)),
    )  # fmt: skip
    rows: Any = session.connection().scalars(wanted)
    return set(rows)


def visible_page(session: Session, slug: str, as_of: AsOf) -> tuple[Published | None, Shown | None]:
    """The page with this address, and what may be seen of it; (None, None) when it never was public."""
    page = page_by_slug(session, slug)
    return page, shown(page, gate_for(session, [page], as_of)) if page is not None else None


def latest_visible(session: Session, as_of: AsOf) -> list[Shown]:
    """Of those approved last, whoever may be seen by the world now, the latest first: for a feed."""
    rows: Any = session.connection().execute(_current.order_by(*_newest).limit(MOST_IN_FEED))
    return _seen_of(session, [Published(*row) for row in rows], as_of)


def _seen_of(session: Session, pages: Sequence[Published], as_of: AsOf) -> list[Shown]:
    gate = gate_for(session, pages, as_of)
    return [one for page in pages if (one := shown(page, gate)) is not None]


def all_visible(
    session: Session, as_of: AsOf, beyond: int | None = None, *, back: bool = False
) -> Iterator[Shown]:
    """Everybody who may be seen by the world now, the newest address first; a stretch at a time, beyond a number.

    The order never changes: an address keeps its number, however often its page is approved anew.
    """
    number = col(PublicPage.id)
    while True:
        wanted = _current.order_by(number.asc() if back else number.desc()).limit(AT_ONCE)
        if beyond is not None:
            wanted = wanted.where(number > beyond if back else number < beyond)
        rows: Any = session.connection().execute(wanted)
        pages = [Published(*row) for row in rows]
        yield from _seen_of(session, pages, as_of)
        if len(pages) < AT_ONCE:
            return
        beyond = pages[-1].id


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, with the numbers beyond which the pages before and after it lie."""

    rows: Sequence[Shown]
    before: int | None = None
    after: int | None = None


def listed(session: Session, as_of: AsOf, *, after: int | None = None, before: int | None = None) -> Listed:
    """One page of everybody who may be seen: the first, the one after an address, or the one before it."""
    if before is not None:
        found = list(islice(all_visible(session, as_of, before, back=True), PAGE + 1))
        if len(found) > PAGE:
            rows = found[PAGE - 1 :: -1]
            return Listed(rows, rows[0].page.id, rows[-1].page.id)
        after = None
    found = list(islice(all_visible(session, as_of, after), PAGE + 1))
    rows = found[:PAGE]
    return Listed(
        rows,
        rows[0].page.id if rows and after is not None else None,
        rows[-1].page.id if len(found) > PAGE else None,
    )


def pages_of_case(session: Session, case_id: int) -> list[PublicPage]:
    """Every address this case has had, the latest first; to be changed."""
    wanted = select(PublicPage).where(col(PublicPage.case_id) == case_id)
    return list(session.scalars(wanted.order_by(col(PublicPage.id).desc())))


def restricted_with_page(session: Session, case_ids: Iterable[int]) -> list[Case]:
    """Those of the cases that are kept to a few and have a page that did not end."""
    numbers = sorted(case_ids)
    if not numbers:
        return []
    open_pages = select(col(PublicPage.case_id)).where(
        col(PublicPage.case_id).in_(numbers), col(PublicPage.ended_at).is_(None)
    )
    wanted = select(Case).where(col(Case.id).in_(open_pages), col(Case.visibility) == Visibility.RESTRICTED)
    return list(session.scalars(wanted.order_by(col(Case.id))))


def cases_with_page(session: Session, case_ids: Collection[int]) -> list[int]:
    """Those of the cases that have a page nobody has ended."""
    return list(session.connection().scalars(_cases_with_page, {"case_ids": list(case_ids)}))


def of_merged_with_page(session: Session, merges: Sequence[int]) -> list[Case]:
    """The cases with a page that did not end, of persons whom one of these merges has made one, or two again."""
    if not merges:
        return []
    sides: set[int] = set()
    for merge in session.scalars(select(Merge).where(col(Merge.id).in_(merges), col(Merge.of) == "person")):
        sides |= {merge.from_id, merge.into_id}
    open_pages = select(col(PublicPage.case_id)).where(col(PublicPage.ended_at).is_(None))
    wanted = select(Case).where(col(Case.id).in_(open_pages), col(Case.person_id).in_(sorted(sides)))
    return list(session.scalars(wanted.order_by(col(Case.id))))


def snapshots_of_case(session: Session, case_id: int) -> list[PublicSnapshot]:
    """Everything that was ever proposed, the latest first."""
    wanted = select(PublicSnapshot).where(col(PublicSnapshot.case_id) == case_id)
    return list(session.scalars(wanted.order_by(col(PublicSnapshot.id).desc())))


def waiting_snapshots(session: Session, case_id: int) -> list[PublicSnapshot]:
    """What waits for a second person."""
    return [one for one in snapshots_of_case(session, case_id) if one.decision is None]


def approved_content(session: Session, case_id: int, until: datetime) -> list[Approved]:
    """Everything that was approved for a case up to a moment, the oldest first."""
    return [
        Approved(one.decided_at, one.content)
        for one in reversed(snapshots_of_case(session, case_id))
        if one.decision in APPROVED and one.decided_at is not None and one.decided_at <= until
    ]


def is_taken(session: Session, slug: str) -> bool:
    """Whether an address was ever given."""
    wanted = select(col(PublicPage.id)).where(col(PublicPage.slug) == slug)
    return session.connection().execute(wanted).first() is not None


def edited_at(session: Session, case_id: int) -> datetime | None:
    """When an entry of the case was last touched."""
    return session.scalar(select(func.max(col(Entry.edited_at))).where(col(Entry.case_id) == case_id))


def case_of_page(session: Session, page: Published) -> Case:
    """The case behind a page."""
    return session.get_one(Case, page.case_id)


def would_show(session: Session, case: Case, content: Content, as_of: AsOf) -> bool:
    """Whether the world would see the whole of a content if it were approved now."""
    page = _unpublished(case, content, session.info["at"])
    seen = shown(page, gate_for(session, [page], as_of))
    return seen is not None and not seen.narrowed


def preview_of(session: Session, case: Case, snapshot: PublicSnapshot, today: date) -> Shown:
    """A proposal as the world would see it: all of it, for the second person to read."""
    page = _unpublished(case, snapshot.content, snapshot.proposed_at)
    return Shown(page, page.content, today, periods_of(session))


def _unpublished(case: Case, content: Content, at: datetime) -> Published:
    return Published(
        0, number_of(case), case.reference, case.campaign_id, case.person_id, "", bool(content["named"]), at, at,
        by_one=False, ended_at=None, restricted=case.visibility == Visibility.RESTRICTED,
        merged=case.merged_into_id is not None, digest="", content=content,
    )  # fmt: skip
