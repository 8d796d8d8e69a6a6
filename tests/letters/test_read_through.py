"""A second person ticks every sentence of a letter before it may be sent."""

import re
from html import unescape

from app.campaigning.models import Action, ActionLink
from app.db import number_of
from app.letters.models import Letter, LetterCase
from tests import clock, story
from tests.campaigning.acting import made
from tests.letters.written import kept, prepared
from tests.publishing.published import stored
from tests.story import Cast
from tests.ticked import TICK, ticked

CHECKED = re.compile(r'name="read" value="([^"]*)" checked')


def waiting(cast: Cast) -> str:
    prepared(cast)
    letter = kept(cast)
    assert cast.client(cast.lee).post(f"{letter}/submit").status_code == 303
    return letter


def test_a_letter_shows_each_sentence_with_what_it_touches(cast: Cast) -> None:
    page = unescape(cast.client(cast.ana).get(waiting(cast)).text)

    assert "Subject: " in page
    assert re.search("Paragraph [0-9]+: names Roza Tuletaeva", page)
    assert re.search("Health “[^”]+”", page)


def test_a_letter_is_not_approved_before_every_sentence_is_ticked(cast: Cast) -> None:
    letter, ana = waiting(cast), cast.client(cast.ana)
    answer = ticked(ana, letter)
    refused = ana.post(f"{letter}/decide", data=answer | {"read": answer["read"][:2]})

    assert refused.status_code == 422
    assert "Not everything is ticked yet" in unescape(refused.text)
    assert CHECKED.findall(refused.text) == answer["read"][:2]
    assert stored(cast, "SELECT state FROM letter") == [("awaiting-approval",)]
    assert ana.post(f"{letter}/decide", data=answer).status_code == 303
    assert stored(cast, "SELECT state FROM letter") == [("approved",)]
    assert stored(cast, "SELECT decided_by_id, read_digest FROM approval WHERE letter_id IS NOT NULL") == [
        (cast.ana.id, answer["words"])
    ]


def test_ticks_for_other_words_approve_nothing(cast: Cast) -> None:
    letter, ana, lee = waiting(cast), cast.client(cast.ana), cast.client(cast.lee)
    before = ticked(ana, letter)
    assert lee.post(f"{letter}/take-back").status_code == 303
    assert lee.post(f"{letter}/redraft", data={"own_line": "Her sister is my friend."}).status_code == 303
    assert lee.post(f"{letter}/submit").status_code == 303
    refused = ana.post(f"{letter}/decide", data=before)

    assert refused.status_code == 422
    assert "The words have changed since you opened this page" in unescape(refused.text)
    assert set(CHECKED.findall(refused.text)) < set(TICK.findall(refused.text))
    assert stored(cast, "SELECT state FROM letter") == [("awaiting-approval",)]


def test_a_letter_that_is_not_there_for_somebody_waits_on_no_list_of_theirs(cast: Cast) -> None:
    letter, ana = waiting(cast), cast.client(cast.ana)
    assert f'href="{letter}"' in ana.get("/approvals").text
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        kept_case = story.case(session, cast.campaign, "K-002", "Vadim Kuramshin", visibility="restricted")
        number = int(letter.rpartition("/")[2])
        session.add(LetterCase(letter_id=number, case_id=number_of(kept_case)))
    assert ana.get(letter).status_code == 404
    assert f'href="{letter}"' not in ana.get("/approvals").text


def test_a_letter_tells_nothing_of_an_action_that_its_reader_may_not_see(cast: Cast) -> None:
    letter, ana = waiting(cast), cast.client(cast.ana)
    ref = made(cast.client(cast.lee), title="A doctor for her")
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.get_one(Letter, int(letter.rpartition("/")[2])).action_id = 1
        kept_case = story.case(session, cast.campaign, "K-002", "Vadim Kuramshin", visibility="restricted")
    assert "A doctor for her" in ana.get(letter).text
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.add(ActionLink(action_id=number_of(session.get_one(Action, 1)), case_id=kept_case.id))
    assert ana.get(f"/actions/{ref}").status_code == 404
    assert "A doctor for her" not in ana.get(letter).text
