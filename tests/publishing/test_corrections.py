"""Anybody asks to correct or remove; nothing of them is kept; coordinators answer in time."""

from html import unescape

from app.publishing.changes.correction_requests import MOST_OF_ONE_PAGE
from tests.publishing.published import public, stored
from tests.story import Cast

WRONG = {"page": "/p/roza-tuletaeva", "words": "She was arrested in May.", "reply_to": "a@example.org"}


def test_a_request_needs_no_account_and_leaves_no_trace_of_who_asks(cast: Cast) -> None:
    public(cast)
    world = cast.client()
    form = world.get("/correct?page=/p/roza-tuletaeva")
    assert 'value="/p/roza-tuletaeva"' in form.text
    assert "/correct?page=/p/roza-tuletaeva" in world.get("/p/roza-tuletaeva").text
    key = form.text.split('name="key" value="')[1].split('"')[0]
    answers = [world.post("/correct", data=WRONG | {"key": key}) for _time in range(2)]
    assert [answer.headers["location"] for answer in answers] == ["/correct/received"] * 2
    assert all("set-cookie" not in answer.headers for answer in answers)
    assert world.get("/correct/received").status_code == 200
    assert stored(cast, "SELECT words, reply_to FROM correction") == [(WRONG["words"], WRONG["reply_to"])]
    said = str(stored(cast, "SELECT diff FROM change WHERE noun = 'request to correct'"))
    assert "May" not in said
    assert "example.org" not in said
    assert "testclient" not in str(stored(cast, "SELECT * FROM correction"))


def test_an_empty_request_and_a_foreign_page(cast: Cast) -> None:
    world = cast.client()
    refused = world.post("/correct", data={"page": "/p", "words": " "})
    assert refused.status_code == 422
    assert 'href="#f-words"' in refused.text
    assert world.post("/correct", data={"page": "https://elsewhere.example", "words": "x"}).status_code == 303
    assert 'value="//evil"' not in world.get("/correct?page=//evil").text
    assert world.post("/correct", data={"words": "x" * 2001}).status_code == 422


def test_how_many_come_is_limited_without_knowing_who(cast: Cast) -> None:
    world = cast.client()
    for number in range(MOST_OF_ONE_PAGE):
        assert world.post("/correct", data={"page": "/p", "words": f"No. {number}"}).status_code == 303
    assert world.post("/correct", data={"page": "/p", "words": "one more"}).status_code == 429
    assert world.post("/correct", data={"page": "/a", "words": "another page"}).status_code == 303


def test_coordinators_answer_people_first_and_the_date_says_when(cast: Cast) -> None:
    public(cast)
    world, ana = cast.client(), cast.client(cast.ana)
    world.post("/correct", data={"page": "/feeds", "words": "A misspelling."})
    world.post("/correct", data=WRONG)
    for who in (cast.lee, cast.sam):
        assert cast.client(who).get("/corrections").status_code == 404
    queue = unescape(ana.get("/corrections").text)
    assert queue.index("She was arrested in May.") < queue.index("A misspelling.")
    due = stored(
        cast,
        "SELECT review.due, public_page.published_at, review.href FROM review, public_page"
        f" WHERE rule = 'correction' AND href = '/corrections/2' AND campaign_id = {cast.campaign.id}",
    )
    assert len(due) == 1
    assert "Somebody asks to correct or remove something" in ana.get("/my").text
    assert ana.post("/corrections/2", data={"decision": "refused"}).status_code == 422
    answered = ana.post("/corrections/2", data={"decision": "corrected", "answer": "It now says May."})
    assert answered.status_code == 303
    assert ana.post("/corrections/2", data={"decision": "removed"}).status_code == 409
    assert stored(cast, "SELECT decision, reply_to FROM correction WHERE id = 2") == [("corrected", None)]
    left = stored(cast, "SELECT href FROM review WHERE rule = 'correction' AND dropped_at IS NULL")
    assert ("/corrections/2",) not in left
    assert ("/corrections/1",) in left
    assert "It now says May." in unescape(ana.get("/corrections").text)
    assert cast.client(cast.lee).post("/corrections/1", data={"decision": "removed"}).status_code == 404


def test_another_campaign_does_not_see_requests_about_our_people(cast: Cast) -> None:
    public(cast)
    cast.client().post("/correct", data=WRONG)
    with cast.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE membership SET role = 'coordinator'")
    sam = cast.client(cast.sam)
    assert "arrested" not in sam.get("/corrections").text
    assert sam.get("/corrections/1").status_code == 404
