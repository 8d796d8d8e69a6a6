"""Every step from every state, as people meet it: it leads where it should or is refused with a sentence."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.campaigning.lifecycle import SECOND_PERSON, State, Verb
from tests import clock, story
from tests.campaigning.acting import CALL, live, made, state, stored
from tests.campaigning.test_life import LEADS_TO
from tests.campaigning.test_public import consent
from tests.story import Cast
from tests.ticked import ticked

TYPED: dict[Verb, dict[str, str]] = {
    Verb.EDIT: CALL,
    Verb.SUBMIT: {},
    Verb.SEND_BACK: {"reason": "Name the doctor"},
    Verb.APPROVE: {},
    Verb.PROPOSE: {"until": "1 2 2100", "reason": "No answer yet"},
    Verb.EXTEND: {},
    Verb.DECLINE: {},
    Verb.UPDATE: {"what_changed": "She was moved"},
    Verb.PAUSE: {"reason": "She was moved"},
    Verb.RESUME: {},
    Verb.PUBLISH: {},
    Verb.CLOSE: {"outcome": "improved", "report": "A doctor came."},
    Verb.STOP: {"reason": "The family asked"},
}
BEFORE: dict[Verb, Verb] = {Verb.EXTEND: Verb.PROPOSE, Verb.DECLINE: Verb.PROPOSE, Verb.RESUME: Verb.PAUSE}


def step(client: TestClient, ref: str, verb: Verb) -> tuple[int, str]:
    """Send what a person would; the status and, of a refusal, its page in words."""
    typed: dict[str, Any] = dict(TYPED[verb])
    if verb in SECOND_PERSON:
        typed = ticked(client, f"/actions/{ref}/{verb}")
    if verb is Verb.EDIT:
        form = client.get(f"/actions/{ref}/edit")
        if form.status_code != 200:
            return form.status_code, unescape(form.text)
        typed["version"] = form.text.split('name="version" value="')[1].split('"')[0]
    answer = client.post(f"/actions/{ref}/{verb}", data=typed)
    return answer.status_code, unescape(answer.text)


def draft(cast: Cast) -> str:
    return made(cast.client(cast.lee))


def awaiting(cast: Cast) -> str:
    ref = draft(cast)
    assert step(cast.client(cast.lee), ref, Verb.SUBMIT)[0] == 303
    return ref


def public_call(cast: Cast) -> str:
    """Live, with a source and a consent, so that it could be made public."""
    ref = live(cast)
    cast.client(cast.lee).post(f"/actions/{ref}/cite", data={"source": "Hands off Roza"})
    return ref


def extended(cast: Cast) -> str:
    ref = public_call(cast)
    earlier = {"until": "1 1 2100", "reason": "Nobody answered"}
    assert cast.client(cast.lee).post(f"/actions/{ref}/propose", data=earlier).status_code == 303
    assert step(cast.client(cast.ana), ref, Verb.EXTEND)[0] == 303
    return ref


def closed(cast: Cast) -> str:
    ref = live(cast)
    assert step(cast.client(cast.lee), ref, Verb.CLOSE)[0] == 303
    return ref


def stopped(cast: Cast) -> str:
    ref = draft(cast)
    assert step(cast.client(cast.lee), ref, Verb.STOP)[0] == 303
    return ref


REACHED: dict[State, Callable[[Cast], str]] = {
    State.DRAFT: draft, State.AWAITING: awaiting, State.LIVE: public_call, State.EXTENDED: extended,
    State.CLOSED: closed, State.STOPPED: stopped,
}  # fmt: skip
ARROWS = [(verb, begin, reached) for verb, begins in LEADS_TO.items() for begin, reached in begins.items()]


@pytest.mark.parametrize("begin", list(State))
def test_what_does_not_begin_here_is_refused_with_a_sentence_and_changes_nothing(
    cast: Cast, begin: State
) -> None:
    ref = REACHED[begin](cast)
    ana = cast.client(cast.ana)
    before = stored(cast, "SELECT version, state, paused_at, until FROM action")
    for verb in (verb for verb in Verb if begin not in LEADS_TO[verb]):
        status, page = step(ana, ref, verb)
        assert status == 409, verb
        sentence = page.partition('role="alert"')[2] or page.partition("<h1")[2]
        assert "." in sentence.partition("</")[2], verb
    assert stored(cast, "SELECT version, state, paused_at, until FROM action") == before


@pytest.mark.parametrize(("verb", "begin", "reached"), ARROWS, ids=str)
def test_every_arrow_is_taken_by_whom_it_should_be(
    cast: Cast, verb: Verb, begin: State, reached: State
) -> None:
    consent(cast)
    ref = REACHED[begin](cast)
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    if verb in BEFORE:
        assert step(lee, ref, BEFORE[verb])[0] == 303
    if verb in SECOND_PERSON:
        status, page = step(lee, ref, verb)
        assert status == 403
        assert "the second person has to be somebody else" in page
        assert state(cast, ref) == begin
    status, page = step(ana if verb in SECOND_PERSON else lee, ref, verb)
    assert status == 303, page
    assert state(cast, ref) == reached


def test_facts_no_longer_true_stop_every_sending_until_a_second_person_has_looked(cast: Cast) -> None:
    consent(cast)
    ref = public_call(cast)
    lee, ana, world = cast.client(cast.lee), cast.client(cast.ana), cast.client()
    assert step(ana, ref, Verb.PUBLISH)[0] == 303
    assert f'action="/a/{ref}/sent"' in world.get(f"/a/{ref}").text
    answer = lee.post(f"/actions/{ref}/update", data={"what_changed": "She was moved", "untrue": "yes"})
    assert answer.headers["location"] == f"/actions/{ref}.2/edit"
    page = world.get(f"/a/{ref}").text
    assert "This action is paused." in page
    assert f'action="/a/{ref}/sent"' not in page
    assert world.post(f"/a/{ref}/sent", data={"channel": "post"}).status_code == 410
    assert "Its facts no longer hold: She was moved" in unescape(lee.get(f"/actions/{ref}").text)
    open_rules = "SELECT rule FROM review WHERE done_at IS NULL AND dropped_at IS NULL AND case_id IS NULL"
    assert ("action-untrue",) in stored(cast, open_rules)
    assert step(lee, f"{ref}.2", Verb.SUBMIT)[0] == 303
    assert step(ana, f"{ref}.2", Verb.APPROVE)[0] == 303
    assert stored(cast, open_rules) == [("action-ended",)]
    assert stored(cast, "SELECT subject FROM approval WHERE decision IS NULL") == []
    assert world.get(f"/a/{ref}").headers["location"] == f"/a/{ref}.2"
    assert f'action="/a/{ref}.2/sent"' in world.get(f"/a/{ref}.2").text


def test_a_stopped_version_does_not_bring_the_older_one_back(cast: Cast) -> None:
    consent(cast)
    ref = public_call(cast)
    lee, ana, world = cast.client(cast.lee), cast.client(cast.ana), cast.client()
    step(ana, ref, Verb.PUBLISH)
    step(lee, ref, Verb.UPDATE)
    step(lee, f"{ref}.2", Verb.SUBMIT)
    step(ana, f"{ref}.2", Verb.APPROVE)
    assert step(lee, f"{ref}.2", Verb.STOP)[0] == 303
    for version in (ref, f"{ref}.2"):
        assert world.get(f"/a/{version}").status_code == 410
        assert world.post(f"/a/{version}/sent", data={"channel": "post"}).status_code == 410
    assert CALL["title"] not in unescape(world.get("/a").text)


@pytest.mark.parametrize(
    ("kind", "form", "rule"), [("release", "early", "released"), ("death", None, "died")]
)
def test_what_the_case_says_pauses_at_once_and_proposes_to_close(
    cast: Cast, kind: str, form: str | None, rule: str
) -> None:
    ref = live(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        day = (clock.now() - timedelta(days=2)).date().isoformat()
        story.entry(session, cast.case, kind, day, **({"form": form} if form else {}))
    due = "SELECT rule FROM review WHERE done_at IS NULL AND dropped_at IS NULL AND rule = 'action-paused'"
    assert stored(cast, due) == [("action-paused",)]
    page = unescape(cast.client(cast.lee).get(f"/actions/{ref}").text)
    assert "Nothing is sent for this action" in page
    assert f'value="{rule}" checked' in cast.client(cast.lee).get(f"/actions/{ref}/close").text


def test_a_family_that_asks_to_stop_pauses_at_once(cast: Cast) -> None:
    ref = live(cast)
    lee = cast.client(cast.lee)
    answer = lee.post("/cases/K-001/consent/stop", data={"given_by": "Her daughter", "given_how": "by phone"})
    assert answer.status_code == 303, unescape(answer.text)
    assert "has asked to stop" in unescape(lee.get(f"/actions/{ref}").text)
    due = "SELECT rule FROM review WHERE done_at IS NULL AND dropped_at IS NULL AND rule = 'action-paused'"
    assert stored(cast, due) == [("action-paused",)]
    assert 'value="family" checked' in lee.get(f"/actions/{ref}/close").text
