"""What people do with reviews, through their pages."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from sqlmodel import select

from app.cases.models import Case, Minder
from app.reviews.models import Review
from tests import clock, story
from tests.conftest import NOW
from tests.reviews.rows import all_of, due_by_rule, the
from tests.story import Cast


@pytest.fixture
def watched(cast: Cast) -> Cast:
    """Roza on the ninth day of her hunger strike, with a hearing ahead; Lee is her minder."""
    with cast.database.writing(actor="the story", at=NOW) as session:
        source = story.source(session)
        case = session.get(Case, cast.case.id)
        assert case is not None
        for kind, on, more in (
            ("health-alert", "2013-04-22", {"severity": "hunger-strike", "as_of": "2013-04-24"}),
            ("hearing", "2013-05-03", {"stage": "appeal"}),
            ("custody", "2012-06-04", {"form": "prison"}),
        ):
            story.cited(session, source, story.entry(session, case, kind, on, **more))
        session.add(Minder(case_id=case.id or 0, volunteer_id=cast.lee.id or 0))
    return cast


def number(cast: Cast, rule: str) -> int:
    """The open review of a rule."""
    found: int = the(cast.database, rule).id
    return found


def test_done_asks_what_was_found(watched: Cast) -> None:
    lee, here = watched.client(watched.lee), f"/reviews/{number(watched, 'health')}/done"
    assert "What did you find?" in lee.get(here).text

    refused = lee.post(here, data={"found": " "})
    assert refused.status_code == 422
    assert "Write something here" in refused.text
    answer = lee.post(here, data={"found": "Her daughter was refused a visit.", "next": "entry"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/cases/K-001/add")
    (done,) = all_of(
        watched.database, "SELECT found, done_by_id, done_on FROM review WHERE done_at IS NOT NULL"
    )
    assert (done.found, done.done_by_id, str(done.done_on)) == (
        "Her daughter was refused a visit.",
        watched.lee.id,
        "2013-04-30",
    )
    assert due_by_rule(watched.database)["health"] == "2013-05-02"
    assert "Her daughter was refused a visit." in lee.get(f"/reviews/{number(watched, 'health')}").text


def test_what_is_done_cannot_be_done_again(watched: Cast) -> None:
    lee, here = watched.client(watched.lee), f"/reviews/{number(watched, 'health')}/done"
    lee.post(here, data={"found": "Nothing new."})

    assert lee.post(here, data={"found": "Nothing new either."}).status_code == 409
    assert len(all_of(watched.database, "SELECT id FROM review WHERE done_at IS NOT NULL")) == 1


def test_a_form_sent_twice_counts_once(watched: Cast) -> None:
    lee, here = watched.client(watched.lee), f"/reviews/{number(watched, 'health')}/done"
    key = lee.get(here).text.split('name="key" value="')[1].split('"')[0]
    data = {"found": "Nothing new.", "key": key}

    answers = [lee.post(here, data=data) for _time in (1, 2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(all_of(watched.database, "SELECT id FROM review WHERE done_at IS NOT NULL")) == 1


def test_snoozing_needs_a_reason_and_leaves_the_due_date(watched: Cast) -> None:
    lee, here = watched.client(watched.lee), f"/reviews/{number(watched, 'health')}/snooze"

    assert lee.post(here, data={"for_days": "3"}).status_code == 422
    assert lee.post(here, data={"for_days": "3", "reason": "the lawyer visits on Friday"}).status_code == 303

    row = the(watched.database, "health")
    assert (str(row.due), str(row.snoozed_until), row.snooze_reason) == (
        "2013-04-26",
        "2013-05-03",
        "the lawyer visits on Friday",
    )
    assert "paused until Fri 3 May 2013; 4 days late" in lee.get("/my").text


HARD = [
    ({"for_days": "1"}, 303, ""),
    ({"for_days": "3"}, 422, "This is a hard date: it can be put off to Thu 2 May 2013 at most."),
    ({"until": "2 May 2013"}, 303, ""),
    ({"until": "3 May 2013"}, 422, "This is a hard date: it can be put off to Thu 2 May 2013 at most."),
    ({"until": "30 April 2013"}, 422, "Choose a day after today."),
    ({"until": "May 2013"}, 422, "Give an exact day"),
]


@pytest.mark.parametrize(("data", "status", "sentence"), HARD)
def test_a_hard_date_is_never_put_off_beyond_the_day_before(
    watched: Cast, data: dict[str, str], status: int, sentence: str
) -> None:
    lee = watched.client(watched.lee)

    answer = lee.post(f"/reviews/{number(watched, 'hearing')}/snooze", data=data | {"reason": "later"})

    assert answer.status_code == status
    assert sentence in unescape(answer.text)


def test_the_third_snooze_offers_a_hand_over(watched: Cast) -> None:
    lee, review_id = watched.client(watched.lee), number(watched, "health")

    goals = [
        lee.post(f"/reviews/{review_id}/snooze", data={"for_days": "1", "reason": "later"}).headers[
            "location"
        ]
        for _n in range(3)
    ]

    assert goals == ["/my", "/my", f"/reviews/{review_id}/hand-over"]


def test_a_hand_over_counts_when_it_is_accepted(watched: Cast) -> None:
    lee, ana, review_id = watched.client(watched.lee), watched.client(watched.ana), number(watched, "health")
    lee.post(f"/reviews/{review_id}/hand-over", data={"to": str(watched.ana.id)})
    assert "offered to Ana, not accepted yet" in lee.get("/my").text
    assert "Lee asks you to take it over" in ana.get("/my").text

    assert ana.post(f"/reviews/{review_id}/accept").status_code == 303

    assert the(watched.database, "health").holder_id == watched.ana.id
    assert "you took it over" in ana.get("/my").text
    assert "Hunger strike" not in lee.get("/my").text


def test_only_the_one_who_was_asked_can_accept(watched: Cast) -> None:
    lee, ana, review_id = watched.client(watched.lee), watched.client(watched.ana), number(watched, "health")

    assert ana.post(f"/reviews/{review_id}/accept").status_code == 409
    lee.post(f"/reviews/{review_id}/hand-over", data={"to": str(watched.ana.id)})
    assert lee.post(f"/reviews/{review_id}/accept").status_code == 409
    assert ana.post(f"/reviews/{review_id}/decline").status_code == 303
    assert the(watched.database, "health").offered_to_id is None


@pytest.mark.parametrize(
    ("hours", "status", "words"),
    [(71, 303, "not accepted yet"), (73, 409, "back with you: Ana did not accept within 72 hours")],
)
def test_an_offer_comes_back_after_three_days(watched: Cast, hours: int, status: int, words: str) -> None:
    review_id = number(watched, "health")
    with watched.database.writing(actor="Lee", at=NOW) as session:
        review = session.exec(select(Review).where(Review.id == review_id)).one()
        review.offered_to_id, review.offered_by_id = watched.ana.id, watched.lee.id
        review.offered_at = clock.now() - timedelta(hours=hours)

    assert words in watched.client(watched.lee).get("/my").text
    assert watched.client(watched.ana).post(f"/reviews/{review_id}/accept").status_code == status


def test_nobody_is_handed_what_they_may_not_work_on(watched: Cast) -> None:
    lee, review_id = watched.client(watched.lee), number(watched, "health")

    for other in (watched.sam, watched.rea, watched.lee):
        assert lee.post(f"/reviews/{review_id}/hand-over", data={"to": str(other.id)}).status_code == 422


def test_a_date_set_by_hand_comes_and_goes(watched: Cast) -> None:
    lee = watched.client(watched.lee)
    assert (
        lee.post("/cases/K-001/reviews/new", data={"title": "Ask the lawyer", "due": "May 2013"}).status_code
        == 422
    )
    assert (
        lee.post(
            "/cases/K-001/reviews/new",
            data={"title": "Ask the lawyer", "due": "13 5 2013", "reason": "the parcel"},
        ).status_code
        == 303
    )
    assert due_by_rule(watched.database)["by-hand"] == "2013-05-13"
    assert "Ask the lawyer" in lee.get("/cases/K-001").text

    assert lee.post(f"/reviews/{number(watched, 'by-hand')}/remove").status_code == 303
    assert lee.post(f"/reviews/{number(watched, 'health')}/remove").status_code == 409
    assert "by-hand" not in due_by_rule(watched.database)


def test_a_confirmed_date_that_no_longer_follows_is_flagged(watched: Cast) -> None:
    lee, review_id = watched.client(watched.lee), number(watched, "hearing")
    lee.post(f"/reviews/{review_id}/confirm", data={"due": "4 May 2013"})
    edit: dict[str, Any] = {"on": "10 May 2013", "stage": "appeal", "version": "2", "seen": "moves"}
    version = all_of(watched.database, "SELECT version FROM entry WHERE kind = 'hearing'")[0].version
    assert lee.post("/cases/K-001/entries/2/edit", data=edit | {"version": str(version)}).status_code == 303

    row = the(watched.database, "hearing")
    assert (str(row.due), str(row.derived)) == ("2013-05-04", "2013-05-10")
    assert "confirmed, but its entries now give Fri 10 May 2013" in lee.get("/my").text
    assert lee.post(f"/reviews/{review_id}/follow").status_code == 303
    assert due_by_rule(watched.database)["hearing"] == "2013-05-10"


def test_dates_that_would_move_are_shown_before_the_entry_is_saved(watched: Cast) -> None:
    lee = watched.client(watched.lee)
    version = str(all_of(watched.database, "SELECT version FROM entry WHERE kind = 'hearing'")[0].version)
    edit = {"on": "10 May 2013", "stage": "appeal", "version": version}

    shown = lee.post("/cases/K-001/entries/2/edit", data=edit)

    assert shown.status_code == 409
    assert "Hearing: Appeal hearing: from Fri 3 May 2013 to Fri 10 May 2013" in unescape(shown.text)
    assert due_by_rule(watched.database)["hearing"] == "2013-05-03"
    assert lee.post("/cases/K-001/entries/2/edit", data=edit | {"seen": "moves"}).status_code == 303
    assert due_by_rule(watched.database)["hearing"] == "2013-05-10"


def test_an_edit_that_moves_no_date_is_saved_at_once(watched: Cast) -> None:
    version = str(all_of(watched.database, "SELECT version FROM entry WHERE kind = 'hearing'")[0].version)
    edit = {"on": "3 May 2013", "stage": "appeal", "court": "Aktau court", "version": version}

    assert watched.client(watched.lee).post("/cases/K-001/entries/2/edit", data=edit).status_code == 303


PAGES = ("", "/done", "/snooze", "/hand-over", "/confirm")


@pytest.mark.parametrize("page", PAGES)
def test_to_a_stranger_it_does_not_exist(watched: Cast, page: str) -> None:
    here = f"/reviews/{number(watched, 'health')}{page}"

    assert watched.client(watched.sam).get(here).status_code == 404
    assert watched.client(watched.lee).get(here).status_code == 200


@pytest.mark.parametrize(
    "act", ["done", "snooze", "hand-over", "confirm", "accept", "decline", "follow", "remove"]
)
def test_a_reader_may_look_but_not_act(watched: Cast, act: str) -> None:
    here = f"/reviews/{number(watched, 'health')}"

    assert watched.client(watched.rea).get(here).status_code == 200
    assert (
        watched.client(watched.rea)
        .post(f"{here}/{act}", data={"found": "x", "reason": "x", "to": "1"})
        .status_code
        == 403
    )
    assert (
        watched.client(watched.sam)
        .post(f"{here}/{act}", data={"found": "x", "reason": "x", "to": "1"})
        .status_code
        == 404
    )


def test_a_restricted_case_brings_nothing_to_others(watched: Cast) -> None:
    with watched.database.writing(actor="Ana", at=NOW) as session:
        case = session.get(Case, watched.case.id)
        assert case is not None
        case.visibility = "restricted"

    assert "Roza" not in watched.client(watched.ana).get("/reviews").text
    assert watched.client(watched.ana).get(f"/reviews/{number(watched, 'health')}").status_code == 404
    assert "Roza" in watched.client(watched.lee).get("/reviews").text
