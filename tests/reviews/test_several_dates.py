"""Several dates done or put off at once, with one reason."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from app.cases.models import Case, Minder
from app.reviews.changes import set_by_hand
from app.reviews.forms import ByHandForm
from app.reviews.models import Review
from tests import clock
from tests.reviews.facts import TODAY
from tests.story import Cast


@pytest.fixture
def eight(cast: Cast) -> Cast:
    """Eight dates of the case that Lee looks after, the last of them a hard one of tomorrow."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.get(Case, cast.case.id)
        assert case is not None
        session.add(Minder(case_id=case.id or 0, volunteer_id=cast.lee.id or 0))
        for number in range(8):
            form = ByHandForm(title=f"date {number}")
            made = set_by_hand(session, case, form, TODAY + timedelta(days=1), cast.lee.id or 0)
            made.hard = number == 7
    return cast


def ticks(page: str) -> list[str]:
    return re.findall(r'name="dates" value="([^"]+)"', page)


def rows(cast: Cast) -> list[Review]:
    with cast.database.reading() as session:
        return list(session.exec(select(Review).where(Review.rule == "by-hand").order_by(Review.id)))  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["/my/dates", "/my/dates?case=K-001"])
def test_all_are_done_in_two_pages_with_one_reason(eight: Cast, address: str) -> None:
    lee = eight.client(eight.lee)
    chosen = ticks(lee.get(address).text)
    assert len(chosen) == 8

    answer = lee.post("/my/dates", data={"dates": chosen, "act": "done", "words": "The lawyer told us."})

    assert answer.status_code == 303
    assert {(row.done_by_id, row.found) for row in rows(eight)} == {(eight.lee.id, "The lawyer told us.")}


def test_put_off_moves_no_due_date(eight: Cast) -> None:
    lee = eight.client(eight.lee)
    chosen = ticks(lee.get("/my/dates").text)[:7]

    lee.post("/my/dates", data={"dates": chosen, "act": "later", "words": "Holidays.", "for_days": "7"})

    put_off = {(row.snoozed_until, row.snooze_reason) for row in rows(eight)[:7]}
    assert put_off == {(TODAY + timedelta(days=7), "Holidays.")}
    assert {row.due for row in rows(eight)} == {TODAY + timedelta(days=1)}


def test_where_one_cannot_be_put_off_the_page_says_so_before_and_none_is(eight: Cast) -> None:
    lee = eight.client(eight.lee)
    page = lee.get("/my/dates").text
    assert "a hard date and too near to be put off" in page

    answer = lee.post("/my/dates", data={"dates": ticks(page), "act": "later", "words": "Holidays."})

    assert answer.status_code == 422
    assert "date 7: This is a hard date and too near to be put off." in answer.text
    assert "Holidays." in answer.text
    assert {row.snoozed_until for row in rows(eight)} == {None}


def test_nothing_ticked_and_no_words_are_told_at_once(eight: Cast) -> None:
    answer = eight.client(eight.lee).post("/my/dates", data={"act": "done", "words": ""})

    assert answer.status_code == 422
    assert "Tick at least one date" in answer.text
    assert "Write something here" in answer.text


@pytest.mark.parametrize(("who", "status"), [("rea", 403), ("sam", 404)])
def test_nobody_else_can(eight: Cast, who: str, status: int) -> None:
    chosen = [f"{row.id}:{row.version}" for row in rows(eight)]
    other = eight.client(getattr(eight, who))

    assert other.post("/my/dates", data={"dates": chosen, "act": "done", "words": "x"}).status_code == status
    assert {row.done_at for row in rows(eight)} == {None}


def test_what_somebody_changed_meanwhile_is_not_done(eight: Cast) -> None:
    lee = eight.client(eight.lee)
    chosen = ticks(lee.get("/my/dates").text)
    lee.post(f"/reviews/{chosen[0].split(':')[0]}/done", data={"found": "First."})

    answer = lee.post("/my/dates", data={"dates": chosen, "act": "done", "words": "Second."})

    assert answer.status_code == 409
    assert [row.found for row in rows(eight)] == ["First."] + [None] * 7


def test_a_case_that_no_reference_can_be_is_not_there(cast: Cast) -> None:
    lee = cast.client(cast.lee)

    assert lee.get("/my/dates", params={"case": "K-\x00"}).status_code in {400, 404}
    assert lee.post("/my/dates", data={"case": "K-\x00", "dates": "1:1"}).status_code in {400, 404, 422}
