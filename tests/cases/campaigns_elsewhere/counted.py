"""A volunteer who enters a case through the pages, and how many of them were loaded on the way from My day."""

from html import unescape
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from app.cases.models import Case, Entry, Person
from app.cases.queries.timeline import timeline
from app.cases.reading_words import stands
from app.cases.rules.reading import read_case
from app.db import number_of
from app.intake.loading import load_file
from app.letters.new_draft import Choice, Drafted, drafted
from app.letters.queries.offices import office_by_key
from app.publishing.export import Extent
from app.reviews.models import Review
from tests import clock
from tests.letters.written import EMBASSY, allow, embassy
from tests.publishing.exports import text_of
from tests.publishing.installations import another
from tests.story import Cast


class Counted:
    """A browser that counts: what a form leads to is one page more, what it is sent back with also."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.loads, self.at = cast, 0, ""
        self._client = cast.client(cast.lee)
        self.open("/my")

    def open(self, address: str) -> str:
        """A page; what it says."""
        self.loads += 1
        answer = self._client.get(address)
        assert answer.status_code == 200, address
        self.at = address
        return unescape(answer.text)

    def send(self, address: str, **typed: str) -> str:
        """A form that is taken; the page it leads to."""
        answer = self._client.post(address, data=typed)
        assert answer.status_code == 303, (address, unescape(answer.text))
        return self.open(str(answer.headers["location"]))

    def new_case(self, name: str, title: str, **more: str) -> str:
        """A case of somebody new, by its form; its address."""
        self.open("/cases/new")
        self.open(f"/cases/new?name={name}")
        page = {"name": name, "person": "new", "shown": name, "title": title, "minder": str(self.cast.lee.id)}
        self.send("/cases/new", **page | more)
        return self.at


def case_of(session: Any, address: str) -> Case:
    """The case at an address."""
    return session.exec(select(Case).where(Case.reference == address.rpartition("/")[2])).one()  # type: ignore[no-any-return]


def standing(cast: Cast, address: str) -> str:
    """Where the case stands, in words."""
    with cast.database.reading() as session:
        facts = timeline(session, number_of(case_of(session, address)))
        return str(stands(read_case(facts, clock.now().date())))


def dates_due(cast: Cast, address: str) -> dict[str, list[str]]:
    """The days that fall due, by rule."""
    found: dict[str, list[str]] = {}
    still = (col(Review.done_at).is_(None), col(Review.dropped_at).is_(None))
    with cast.database.reading() as session:
        of_case = col(Review.case_id) == case_of(session, address).id
        for one in session.exec(select(Review).where(of_case, *still).order_by(col(Review.due))):
            found.setdefault(str(one.rule), []).append(one.due.isoformat())
    return found


def kinds_kept(cast: Cast, address: str) -> list[str]:
    """The kinds of the case's entries; none of them may be a note."""
    with cast.database.reading() as session:
        case = case_of(session, address)
        return sorted(session.exec(select(Entry.kind).where(Entry.case_id == case.id)))


def a_letter(cast: Cast, address: str, kind: str) -> Drafted:
    """What a letter of this kind to an embassy says, once everything may be told."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = case_of(session, address)
        if office_by_key(session, EMBASSY) is None:
            session.get_one(Person, case.person_id).gender = "female"
            embassy(session)
            allow(session, case)
    with cast.database.reading() as session:
        office = office_by_key(session, EMBASSY)
        assert office is not None
        return drafted(session, case_of(session, address), Choice(kind, office), clock.now().date(), None)


def travels_whole(cast: Cast, migrated_file: Path, folder: Path) -> bool:
    """Whether the team's own export, read in elsewhere, is exported equal."""
    with cast.database.reading() as session:
        whole = text_of(session, extent=Extent.FULL)
    path = folder / "campaign.json"
    path.write_text(whole, encoding="utf-8")
    with another(migrated_file) as other:
        load_file(other, path, at=clock.now())
        with other.reading() as session:
            return text_of(session, extent=Extent.FULL) == whole
