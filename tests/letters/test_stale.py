"""The stale guard: what changes under a kept letter blocks it and is shown before and after."""

from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import text
from sqlmodel import select

from app.cases.kinds.sentence import Sentence
from app.cases.models import Case, Entry
from app.consent.models import Consent
from app.sources.models import Citation, Source
from tests import clock, story
from tests.campaigning.acting import live
from tests.letters.written import CHOSEN, approved, kept, prepared, recent
from tests.story import Cast
from tests.ticked import ticked


def changed(cast: Cast, change) -> None:
    """One transaction that changes facts, as a volunteer's edit would."""
    with cast.database.writing(actor="Ana", at=clock.now()) as session:
        change(session)


def blocked(cast: Cast, letter: str) -> str:
    """The letter's page, after making sure that no way leads out."""
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    assert lee.post(f"{letter}/send", data={"channel": "post"}).status_code == 409
    assert ana.post(f"{letter}/decide", data=ticked(ana, letter)).status_code == 409
    assert lee.get(f"{letter}/letter.txt").status_code == 409
    assert lee.get(f"{letter}/print").status_code == 409
    page = unescape(lee.get(letter).text)
    assert "Not to be sent." in page
    return page


def other_length(session, entry_id: int) -> None:
    session.get_one(Sentence, entry_id).length = "P4Y"
    session.get_one(Entry, entry_id).edited_at = session.info["at"]


def test_a_changed_sentence_blocks_five_letters_and_leaves_a_sent_one_alone(cast: Cast) -> None:
    facts = prepared(cast)
    sent = approved(cast)
    cast.client(cast.lee).post(f"{sent}/send", data={"channel": "post"})
    letters = [approved(cast), approved(cast), kept(cast), kept(cast), kept(cast)]
    before = cast.client(cast.lee).get(sent).text.split('class="letter"')[1].split("</div>")[0]
    changed(cast, lambda session: other_length(session, facts["five"]))
    for letter in letters:
        page = blocked(cast, letter)
        assert "<del>" in page
        assert "five years in prison" in page
        assert "four years in prison" in page
    after = cast.client(cast.lee).get(sent).text
    assert after.split('class="letter"')[1].split("</div>")[0] == before
    assert "obstacles" not in after
    assert after.count("Facts changed") == 0
    assert cast.client(cast.lee).get("/letters").text.count("Facts changed") == 5


def test_redrafting_lifts_the_block_and_keeps_the_earlier_words(cast: Cast) -> None:
    facts = prepared(cast)
    letter = approved(cast)
    changed(cast, lambda session: other_length(session, facts["five"]))
    assert cast.client(cast.lee).post(f"{letter}/confirm").status_code == 409
    assert cast.client(cast.lee).post(f"{letter}/redraft").status_code == 303
    page = unescape(cast.client(cast.lee).get(letter).text)
    assert "Not to be sent." not in page
    words, earlier = page.split("Earlier words")
    assert "four years in prison" in words
    assert "five years in prison" in earlier
    with cast.database.reading() as session:
        assert session.connection().execute(text("SELECT state FROM letter")).scalar() == "draft"


def test_a_fact_edited_without_other_words_may_be_confirmed(cast: Cast) -> None:
    facts = prepared(cast)
    letter = approved(cast)

    def touch(session) -> None:
        session.get_one(Entry, facts["five"]).note = "seen again"

    changed(cast, touch)
    assert "the sentence reads the same" in blocked(cast, letter)
    assert cast.client(cast.lee).post(f"{letter}/confirm").status_code == 303
    assert cast.client(cast.lee).post(f"{letter}/send", data={"channel": "post"}).status_code == 303


def supersede(session, facts) -> None:
    case = session.get_one(Entry, facts["five"]).case_id
    later = story.entry(
        session,
        session.get_one(Case, case),
        "sentence",
        recent(2),
        form="prison",
        length="P3Y",
        supersedes_id=facts["five"],
    )
    story.cited(session, session.get_one(Source, 1), later)


def withdraw(session, _facts) -> None:
    for row in session.exec(select(Consent).where(Consent.field_group == "health")).all():
        row.withdrawn_at = session.info["at"]


def uncite(session, facts) -> None:
    for row in session.exec(select(Citation).where(Citation.entry_id == facts["strike"])).all():
        session.delete(row)


def remove(session, facts) -> None:
    entry = session.get_one(Entry, facts["ill"])
    entry.removed_at, entry.removed_reason = session.info["at"], "wrong case"


def free(session, facts) -> None:
    case = session.get_one(Case, session.get_one(Entry, facts["five"]).case_id)
    story.cited(
        session, session.get_one(Source, 1), story.entry(session, case, "release", recent(1), form="early")
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (supersede, "three years in prison"),
        (withdraw, "Consent for this was withdrawn"),
        (uncite, "No source says so yet"),
        (remove, "The fact is no longer there"),
        (free, "The case stands elsewhere now"),
    ],
)
def test_each_kind_of_loss_blocks_and_is_named(cast: Cast, change, words: str) -> None:
    facts = prepared(cast)
    letter = approved(cast)
    changed(cast, lambda session: change(session, facts))
    assert words in blocked(cast, letter)


def test_old_news_needs_a_second_look(cast: Cast) -> None:
    prepared(cast)
    letter = approved(cast)
    with cast.database.engine.begin() as connection:
        for sql in (
            "UPDATE entry SET on_edtf = '2013-04-22', on_first = '2013-04-22', on_last = '2013-04-22'",
            "UPDATE source SET published_edtf = '2013-04-24', published_first = '2013-04-24'",
        ):
            connection.execute(text(sql))
    page = blocked(cast, letter)
    assert "The newest fact is of 22 April 2013" in page
    cast.client(cast.lee).post(f"{letter}/redraft")
    assert cast.client(cast.lee).post(f"{letter}/submit").status_code == 409
    assert cast.client(cast.lee).post(f"{letter}/confirm").status_code == 303
    assert cast.client(cast.lee).post(f"{letter}/submit").status_code == 303


def test_after_a_request_to_stop_nothing_is_drafted_printed_or_sent(cast: Cast) -> None:
    prepared(cast)
    letter = approved(cast)
    lee = cast.client(cast.lee)
    assert lee.post("/cases/K-001/consent/stop", data={"given_by": "her daughter"}).status_code == 303
    assert "asked to stop" in blocked(cast, letter)
    assert (
        lee.get("/cases/K-001/letters/new?kind=medical-care&to=embassy-of-kazakhstan-london").status_code
        == 409
    )
    assert lee.post(f"{letter}/redraft").status_code == 409


def called(cast: Cast) -> str:
    """An approved letter that answers a live call; its address."""
    ref = live(cast, "letter-call")
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    assert ref in lee.get("/cases/K-001/letters/new").text
    letter = lee.post("/cases/K-001/letters/new", data=CHOSEN | {"action": ref}).headers["location"]
    assert lee.post(f"{letter}/submit").status_code == 303
    assert ana.post(f"{letter}/decide", data=ticked(ana, letter)).status_code == 303
    return letter


ENDS = [
    ("until = '2020-01-01'", "This action ended on 1 January 2020"),
    ("state = 'stopped'", "This action is over"),
]


def test_an_ended_action_takes_every_way_out_away_also_from_what_was_sent(cast: Cast) -> None:
    prepared(cast)
    letter, sent = called(cast), called(cast)
    lee = cast.client(cast.lee)
    assert lee.post(f"{sent}/send", data={"channel": "post"}).status_code == 303
    controls = (f"{letter}/send", f"{letter}/print", f"{letter}/txt", "mailto:")
    assert f"{letter}/send" in lee.get(letter).text
    for ends, words in ENDS:
        with cast.database.engine.begin() as connection:
            connection.execute(text(f"UPDATE action SET {ends}"))
        page = unescape(lee.get(letter).text)
        assert words in page
        assert not [control for control in controls if control in page]
    blocked(cast, letter)
    assert lee.post(f"{letter}/confirm").status_code == 409
    after = unescape(lee.get(sent).text)
    assert words in after
    assert f"{sent}/send" not in after
    assert lee.post(f"{sent}/send", data={"channel": "post"}).status_code == 409
    assert lee.get("/letters").text.count("Action over") == 2


def test_lists_say_what_the_letter_says(cast: Cast) -> None:
    facts = prepared(cast)
    approved(cast)
    lee = cast.client(cast.lee)
    for page in ("/letters", "/cases/K-001"):
        assert "Facts changed" not in lee.get(page).text
    changed(cast, lambda session: withdraw(session, facts))
    for page in ("/letters", "/cases/K-001"):
        assert "Facts changed" in lee.get(page).text


def test_without_consent_to_be_named_the_list_says_that_it_stays_here(cast: Cast) -> None:
    prepared(cast)
    kept(cast)
    with cast.database.writing(actor="Ana", at=clock.now()) as session:
        for row in session.exec(select(Consent)).all():
            row.until = clock.now().date() - timedelta(days=1)
    assert "Not to be sent" in cast.client(cast.lee).get("/letters").text
