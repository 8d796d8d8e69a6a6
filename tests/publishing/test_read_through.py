"""A second person ticks every sentence of a page before the world sees it."""

import re
from html import unescape

from app.consent.models import FieldGroup
from app.consent.second_reader import read_through
from app.consent.word_gate import Said, Verdict
from tests.publishing.published import allow, approve, facts, propose, stored
from tests.story import Cast
from tests.ticked import TICK, ticked

PAGE = "/cases/K-001/public/proposal"
CHECKED = re.compile(r'name="read" value="([^"]*)" checked')


def proposed(cast: Cast, **more: str) -> None:
    known = facts(cast)
    allow(cast)
    assert propose(cast, known["arrest"], known["illness"], **more).status_code == 303


def test_each_sentence_stands_with_what_it_touches(cast: Cast) -> None:
    proposed(cast, lead="She led the oil strike. Her liver hurts.")
    page = unescape(cast.client(cast.lee).get(PAGE).text)

    assert "they prove nothing" in page
    assert "Lead: nothing found" in page
    assert "Lead: Health “liver”" in page
    assert len(TICK.findall(page)) > 4


def test_a_yes_without_every_tick_is_refused_and_keeps_what_was_ticked(cast: Cast) -> None:
    proposed(cast)
    lee = cast.client(cast.lee)
    answer = ticked(lee, PAGE, digest=stored(cast, "SELECT digest FROM public_snapshot")[0][0])
    all_but_one = answer["read"][1:]
    refused = lee.post(PAGE, data=answer | {"read": all_but_one, "reason": "read on paper"})

    assert refused.status_code == 422
    assert f"Not everything is ticked yet: 1 of {len(answer['read'])}" in unescape(refused.text)
    assert CHECKED.findall(refused.text) == all_but_one
    assert 'value="read on paper"' in refused.text
    assert lee.post(PAGE, data=answer | {"read": []}).status_code == 422
    assert stored(cast, "SELECT id FROM public_page") == []
    assert lee.post(PAGE, data=answer).status_code == 303


def test_a_no_needs_no_tick(cast: Cast) -> None:
    proposed(cast)
    assert approve(cast, decision="refused", read=[], reason="too long").status_code == 303


def test_the_yes_keeps_how_many_sentences_of_which_words_were_ticked(cast: Cast) -> None:
    proposed(cast)
    answer = ticked(cast.client(cast.lee), PAGE)
    assert approve(cast).status_code == 303

    kept = stored(
        cast, "SELECT decided_by_id, read_sentences, read_digest FROM approval WHERE subject = 'page'"
    )
    assert kept == [(cast.lee.id, len(answer["read"]), answer["words"])]


def test_a_reader_and_the_proposer_get_no_ticks(cast: Cast) -> None:
    proposed(cast)
    for who in (cast.ana, cast.rea):
        assert not TICK.findall(cast.client(who).get(PAGE).text)


def test_a_long_text_is_ticked_by_the_paragraph_and_shows_every_sentence() -> None:
    said = [Said(f"Paragraph {at // 10}", f"Sentence {at}.", frozenset(), frozenset()) for at in range(100)]
    said[7] = Said("Paragraph 0", "She is ill.", frozenset(), frozenset({FieldGroup.HEALTH}))
    reading = read_through(Verdict(tuple(said)))

    assert reading.is_by_paragraph
    assert reading.sentences == 100
    assert len(reading.lines) <= 40
    assert " ".join(line.words for line in reading.lines) == " ".join(one.sentence for one in said)
    assert next(line.words for line in reading.lines if "ill" in line.touches).endswith("Sentence 9.")


def test_the_same_sentence_twice_is_ticked_twice() -> None:
    said = Said("Lead", "Free her.", frozenset(), frozenset())
    assert len({line.key for line in read_through(Verdict((said, said))).lines}) == 2
