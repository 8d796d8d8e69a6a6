"""Drafts that nobody touches any more are withdrawn by themselves, and only those."""

from datetime import timedelta

from app.jobs.schedule import Step
from app.letters.draft_expiry import KEPT, OLD_DRAFTS
from app.letters.models import Letter
from tests import clock
from tests.letters.written import approved, kept, prepared
from tests.story import Cast


def run_after(cast: Cast, days: int) -> str:
    """One run of the job, so many days from now."""
    return OLD_DRAFTS.run(Step(cast.database, cast.settings, clock.now() + timedelta(days=days)))


def test_a_draft_left_lying_is_withdrawn_with_the_reason(cast: Cast) -> None:
    prepared(cast)
    letter, lee = kept(cast), cast.client(cast.lee)

    assert run_after(cast, KEPT.days - 1) == "0 old drafts withdrawn"
    assert run_after(cast, KEPT.days + 1) == "1 old draft withdrawn"
    assert run_after(cast, KEPT.days + 1) == "0 old drafts withdrawn"
    page = lee.get(letter).text
    assert "Withdrawn" in page
    assert "Nobody touched this draft for 60 days." in page
    assert lee.post(f"{letter}/send", data={"channel": "post"}).status_code == 409


def test_what_was_approved_or_touched_since_stays(cast: Cast) -> None:
    prepared(cast)
    ready, draft = approved(cast), kept(cast)
    with cast.database.writing(actor="Lee", at=clock.now() + timedelta(days=KEPT.days)) as session:
        session.get_one(Letter, int(draft.rpartition("/")[2])).own_line = "Written by hand."

    assert run_after(cast, KEPT.days + 1) == "0 old drafts withdrawn"
    assert "Approved" in cast.client(cast.lee).get(ready).text
