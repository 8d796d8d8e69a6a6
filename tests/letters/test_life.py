"""The life of a letter: every arrow and every forbidden one, on the table and through the pages."""

from datetime import date
from html import unescape

import pytest
from sqlalchemy import text

from app.letters.lifecycle import (
    LIFE,
    STATES,
    STEPS,
    UNSENT,
    NoSuchStep,
    after,
    allowed,
    months_before,
    too_often,
)
from tests.letters.written import CHOSEN, NEW, approved, kept, prepared
from tests.story import Cast
from tests.ticked import ticked


@pytest.mark.parametrize("state", list(STATES))
@pytest.mark.parametrize("step", list(STEPS))
def test_every_step_leads_where_the_table_says_or_is_refused(state: str, step: str) -> None:
    if (state, step) in LIFE:
        assert after(state, step) == LIFE[state, step]
        assert step in allowed(state)
    else:
        with pytest.raises(NoSuchStep):
            after(state, step)
        assert step not in allowed(state)


def test_what_was_sent_can_neither_be_withdrawn_nor_written_again() -> None:
    for state in set(STATES) - UNSENT:
        assert allowed(state) <= {"send", "answer", "correct"}
    assert allowed("withdrawn") == frozenset()


def test_nothing_is_approved_but_from_waiting_nor_sent_but_when_approved() -> None:
    assert {state for state, step in LIFE if step == "approve"} == {"awaiting-approval"}
    assert {state for state, step in LIFE if step == "send"} == {"approved", "sent"}


@pytest.mark.parametrize(
    ("recent", "of_all", "often"),
    [
        (9, [0, 0, 9], False),
        (10, [0, 0, 10], True),
        (10, [4, 4, 10], False),
        (13, [4, 4, 13], True),
        (0, [], False),
    ],
)
def test_too_often_is_many_and_far_above_the_middle(recent: int, of_all: list[int], *, often: bool) -> None:
    assert too_often(recent, of_all) is often


def test_months_are_counted_back_over_the_turn_of_the_year() -> None:
    assert months_before(date(2013, 4, 30), 2) == "2013-02"
    assert months_before(date(2013, 1, 31), 2) == "2012-11"


def stored(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def test_a_draft_is_read_before_it_is_kept_and_reading_keeps_nothing(cast: Cast) -> None:
    prepared(cast)
    lee = cast.client(cast.lee)
    assert lee.get("/cases/K-001/letters/new").status_code == 200
    page = unescape(lee.get(NEW).text)
    assert "five years in prison" in page
    assert "A later sentence supersedes it" in page
    assert stored(cast, "SELECT id FROM letter") == []
    assert kept(cast) == "/letters/1"


def test_from_draft_to_answer(cast: Cast) -> None:
    prepared(cast)
    letter = approved(cast)
    lee = cast.client(cast.lee)
    sheet = unescape(lee.get(f"{letter}/print").text)
    words = lee.get(f"{letter}/letter.txt").text
    for part in ("Embassy of Kazakhstan in London", "five years in prison", "hunger strike"):
        assert part in sheet
        assert part in words
    for _time in range(2):
        assert (
            lee.post(
                f"{letter}/send", data={"channel": "post", "country": "gb", "month": "2026-11"}
            ).status_code
            == 303
        )
    assert stored(cast, "SELECT channel, country, month, count FROM letter_sending") == [
        ("post", "GB", "2026-11", 2)
    ]
    answer = {"answer": "They will look into it.", "look_again": "13 5 2027"}
    assert lee.post(f"{letter}/answer", data=answer).status_code == 303
    assert "They will look into it." in unescape(lee.get(letter).text)
    assert stored(
        cast, "SELECT rule FROM review WHERE rule LIKE 'letter%' AND done_at IS NULL AND dropped_at IS NULL"
    ) == [("letter-answered",)]


def test_who_sent_a_letter_is_not_kept(cast: Cast) -> None:
    prepared(cast)
    letter = approved(cast)
    cast.client(cast.lee).post(f"{letter}/send", data={"channel": "email"})
    rows = stored(cast, "SELECT actor_id, diff FROM change WHERE noun = 'letter' ORDER BY id DESC LIMIT 1")
    assert rows[0][0] is None
    assert "sent" in str(rows[0][1])


def test_the_author_cannot_approve_and_a_reader_cannot_touch_it(cast: Cast) -> None:
    prepared(cast)
    letter = kept(cast)
    lee, rea, sam = cast.client(cast.lee), cast.client(cast.rea), cast.client(cast.sam)
    lee.post(f"{letter}/submit")
    assert lee.post(f"{letter}/decide", data=ticked(lee, letter)).status_code == 403
    assert rea.get(letter).status_code == 200
    assert rea.post(f"{letter}/decide", data=ticked(rea, letter)).status_code == 403
    for address in (letter, f"{letter}/print", f"{letter}/letter.txt", NEW, "/cases/K-001/consent"):
        assert sam.get(address).status_code == 404
    assert "Roza" not in sam.get("/letters").text
    assert stored(cast, "SELECT state FROM letter") == [("awaiting-approval",)]


def test_a_refusal_needs_a_reason_and_leads_back_to_a_draft(cast: Cast) -> None:
    prepared(cast)
    letter = kept(cast)
    cast.client(cast.lee).post(f"{letter}/submit")
    ana = cast.client(cast.ana)
    assert ana.post(f"{letter}/decide", data={"decision": "refused"}).status_code == 422
    assert ana.post(f"{letter}/decide", data={"decision": "refused", "reason": "too long"}).status_code == 303
    assert stored(cast, "SELECT state FROM letter") == [("draft",)]
    assert stored(cast, "SELECT decision, reason FROM approval") == [("refused", "too long")]


def test_alone_in_a_campaign_the_author_approves_with_a_reason(cast: Cast) -> None:
    prepared(cast)
    with cast.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM membership WHERE volunteer_id <> :lee"), {"lee": cast.lee.id})
    letter = kept(cast)
    lee = cast.client(cast.lee)
    lee.post(f"{letter}/submit")
    assert lee.post(f"{letter}/decide", data=ticked(lee, letter)).status_code == 422
    assert lee.post(f"{letter}/decide", data=ticked(lee, letter, reason="read it twice")).status_code == 303
    assert stored(cast, "SELECT decision FROM approval") == [("by-one",)]


def test_what_nobody_has_approved_has_no_way_out(cast: Cast) -> None:
    prepared(cast)
    letter = kept(cast)
    lee = cast.client(cast.lee)
    for way in ("print", "letter.txt", "letter.pdf", "letter.docx", "letter.eml"):
        assert lee.get(f"{letter}/{way}").status_code == 409
    assert lee.post(f"{letter}/send", data={"channel": "post"}).status_code == 409
    page = lee.get(letter).text
    assert "mailto:" not in page
    assert f"{letter}/print" not in page


def test_faults_of_the_choice_are_named(cast: Cast) -> None:
    prepared(cast)
    lee = cast.client(cast.lee)
    for wrong in ({"kind": "no-such"}, {"to": "no-such"}, {"language": "xx"}):
        answer = lee.post("/cases/K-001/letters/new", data=CHOSEN | wrong)
        assert answer.status_code == 422
        assert f'href="#f-{next(iter(wrong))}"' in answer.text
    assert stored(cast, "SELECT id FROM letter") == []
