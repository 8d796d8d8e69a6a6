"""What is written into a public action after its approval is seen by the world once a second person has read it."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from sqlalchemy import text

from app.consent.models import Basis, Consent
from app.sources.models import Source
from tests import clock, story
from tests.campaigning.acting import CALL, agree, live, made, stored
from tests.campaigning.test_public import consent, public
from tests.story import Cast
from tests.ticked import ticked

CHECKED = re.compile(r'name="read" value="([^"]*)" checked')
NEWS = "Aktau answered us."
PICKET = {"on": "16 12 2012", "time": "12:00", "city": "London", "zone": "Europe/London"}
Writes = Callable[[Cast, str], None]


def post(cast: Cast, where: str, **fields: str) -> None:
    """Lee, who wrote the action, saves something."""
    answer = cast.client(cast.lee).post(where, data=fields)
    assert answer.status_code == 303, unescape(answer.text)


def close(cast: Cast, ref: str) -> None:
    post(cast, f"/actions/{ref}/close", outcome="no-change", report=NEWS)


def cite(cast: Cast, ref: str) -> None:
    post(cast, f"/actions/{ref}/cite", source=NEWS)


def afterwards(cast: Cast, ref: str) -> None:
    post(cast, f"/actions/{ref}/afterwards", came="40", handed_to=NEWS)


def handed_in(cast: Cast, ref: str) -> None:
    post(cast, f"/actions/{ref}/handed-in", handed_in_on="24 4 2013", hand_to=NEWS)


def link(cast: Cast, ref: str) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        made = story.case(session, cast.campaign, "K-002", NEWS.rstrip("."))
        for group in ("name", "case", "health", "family"):
            session.add(
                Consent(
                    person_id=made.person_id,
                    field_group=group,
                    use="public",
                    basis=Basis.GIVEN,
                    given_by="kin",
                )
            )
    post(cast, f"/actions/{ref}/links", cases="K-002")


def correct_source(cast: Cast, ref: str) -> None:
    assert ref
    with cast.database.writing(actor_id=cast.lee.id, actor="Lee", at=clock.now()) as session:
        session.get_one(Source, 1).title = NEWS


def count(cast: Cast, ref: str) -> None:
    post(cast, f"/actions/{ref}/counts", what="letters", channel="post", number="77")


def give(cast: Cast, ref: str) -> None:
    post(cast, f"/actions/{ref}/gifts", amount="77", currency="EUR")


def confirm(cast: Cast, ref: str) -> int:
    """Ana reads what is new and says yes."""
    ana = cast.client(cast.ana)
    assert ana.get(f"/actions/{ref}/words").status_code == 200
    return agree(ana, ref, "words").status_code


@pytest.mark.parametrize(
    ("kind", "writes", "words"),
    [
        ("letter-call", close, NEWS), ("letter-call", cite, NEWS), ("gathering", afterwards, NEWS),
        ("petition", handed_in, NEWS), ("letter-call", link, NEWS.rstrip(".")), ("letter-call", correct_source, NEWS),
        ("letter-call", count, "77 letters sent"), ("fund", give, "77 EUR"),
    ],
)  # fmt: skip
def test_the_world_reads_it_once_a_second_person_has(
    cast: Cast, kind: str, writes: Writes, words: str
) -> None:
    ref = public(cast, kind, **PICKET if kind == "gathering" else {})
    writes(cast, ref)
    world, lee, ana = cast.client(), cast.client(cast.lee), cast.client(cast.ana)
    page = world.get(f"/a/{ref}")
    assert page.status_code == 200
    assert words not in unescape(page.text)
    assert words not in unescape(world.get("/feeds/actions.atom").text)
    assert words not in unescape(world.get("/a").text)
    assert "Something new on a public action" in ana.get("/approvals").text
    assert words.removesuffix(" letters sent") in unescape(ana.get(f"/actions/{ref}/words").text)
    assert agree(lee, ref, "words").status_code == 403
    assert confirm(cast, ref) == 303
    assert words in unescape(world.get(f"/a/{ref}").text)
    assert stored(cast, "SELECT decision FROM approval WHERE subject = 'words'") == [("approved",)]


def test_words_that_may_not_leave_are_not_let_out_by_two_either(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        story.case(session, cast.campaign, "K-002", "Vadim Kuramshin")
    ref = public(cast)
    post(cast, f"/actions/{ref}/close", outcome="no-change", report="Vadim Kuramshin is ill too.")
    assert cast.client().get(f"/a/{ref}").status_code == 200
    assert "names Vadim Kuramshin" in unescape(cast.client(cast.ana).get(f"/actions/{ref}/words").text)
    assert confirm(cast, ref) == 422
    page = cast.client().get(f"/a/{ref}")
    assert page.status_code == 200
    assert "Kuramshin" not in page.text


def test_what_is_kept_inside_stays_inside(cast: Cast) -> None:
    ref = public(cast)
    close(cast, ref)
    ana = cast.client(cast.ana)
    assert ana.post(f"/actions/{ref}/leave-out", data={"reason": "Too early"}).status_code == 303
    assert NEWS not in cast.client().get(f"/a/{ref}").text
    assert NEWS in ana.get(f"/actions/{ref}").text


def test_letters_that_strangers_count_need_no_second_person(cast: Cast) -> None:
    ref = public(cast)
    world = cast.client()
    for _time in range(10):
        assert world.post(f"/a/{ref}/sent", data={"channel": "post"}).status_code == 303
    assert "10 letters sent" in world.get(f"/a/{ref}").text
    post(cast, f"/actions/{ref}/counts", what="letters", channel="post", number="5")
    assert world.post(f"/a/{ref}/sent", data={"channel": "post"}).status_code == 303
    assert "11 letters sent" in world.get(f"/a/{ref}").text
    assert confirm(cast, ref) == 303
    assert "16 letters sent" in world.get(f"/a/{ref}").text


def test_a_yes_to_what_was_not_read_is_no_yes(cast: Cast) -> None:
    ref = public(cast)
    cite(cast, ref)
    ana = cast.client(cast.ana)
    seen = ticked(ana, f"/actions/{ref}/words")
    assert seen["read"]
    close(cast, ref)
    assert ana.post(f"/actions/{ref}/words", data=seen).status_code == 409
    assert NEWS not in cast.client().get(f"/a/{ref}").text


def test_a_title_that_nobody_else_has_read_closes_the_page(cast: Cast) -> None:
    ref = public(cast)
    with cast.database.writing(actor="an import", at=clock.now()) as session:
        session.connection().execute(text("UPDATE action SET title = 'Something else'"))
    assert cast.client().get(f"/a/{ref}").status_code == 410
    assert CALL["title"] not in unescape(cast.client().get("/a").text)


def submitted(cast: Cast) -> str:
    lee = cast.client(cast.lee)
    ref = made(lee)
    assert lee.post(f"/actions/{ref}/submit").status_code == 303
    return ref


def sourced(cast: Cast) -> str:
    consent(cast)
    ref = live(cast)
    cite(cast, ref)
    return ref


def paused(cast: Cast) -> str:
    ref = live(cast)
    post(cast, f"/actions/{ref}/pause", reason="Is it so?")
    return ref


def proposed(cast: Cast) -> str:
    ref = live(cast)
    post(cast, f"/actions/{ref}/propose", until="1 2 2100", reason="No answer yet")
    return ref


def written(cast: Cast) -> str:
    ref = public(cast)
    post(cast, f"/actions/{ref}/close", outcome="no-change", report="A doctor came. She is ill.")
    return ref


@pytest.mark.parametrize(
    ("step", "before", "found"),
    [
        ("approve", submitted, "Summary: Health “ill”"),
        ("publish", sourced, "Summary: Health “ill”"),
        ("resume", paused, "Summary: Health “ill”"),
        ("extend", proposed, "Summary: Health “ill”"),
        ("words", written, "What came of it: Health “ill”"),
    ],
)
def test_a_yes_needs_a_tick_at_every_sentence(
    cast: Cast, step: str, before: Callable[[Cast], str], found: str
) -> None:
    ref = before(cast)
    ana, path = cast.client(cast.ana), f"/actions/{ref}/{step}"
    page, form = unescape(ana.get(path).text), ticked(ana, path)
    assert found in page
    assert len(form["read"]) > 1
    refused = ana.post(path, data=form | {"read": form["read"][1:], "reason": "Read with care"})
    assert refused.status_code == 422
    kept = unescape(refused.text)
    assert f"Not everything is ticked yet: 1 of {len(form['read'])}." in kept
    assert 'value="Read with care"' in kept or step == "publish"
    assert CHECKED.findall(kept) == form["read"][1:]
    assert ana.post(path, data=form).status_code == 303


def test_a_yes_to_an_action_keeps_how_much_of_which_words_was_ticked(cast: Cast) -> None:
    ref = submitted(cast)
    ana = cast.client(cast.ana)
    form = ticked(ana, f"/actions/{ref}/approve")
    assert agree(ana, ref).status_code == 303
    assert stored(cast, "SELECT read_sentences, read_digest FROM approval") == [
        (len(form["read"]), form["words"])
    ]


def test_a_number_taken_off_is_read_by_two_as_one_that_was_added(cast: Cast) -> None:
    ref = public(cast)
    count(cast, ref)
    assert confirm(cast, ref) == 303
    post(cast, f"/actions/{ref}/counts", what="letters", channel="post", number="50", off="yes")
    world = cast.client()
    assert "77 letters sent" in world.get(f"/a/{ref}").text
    assert world.post(f"/a/{ref}/sent", data={"channel": "post"}).status_code == 303
    assert "78 letters sent" in world.get(f"/a/{ref}").text
    assert "28" in cast.client(cast.ana).get(f"/actions/{ref}/words").text
    assert confirm(cast, ref) == 303
    assert "28 letters sent" in world.get(f"/a/{ref}").text


def test_no_undoing_brings_words_into_a_public_action(cast: Cast) -> None:
    ref = public(cast)
    close(cast, ref)
    for (change,) in stored(cast, "SELECT id FROM change WHERE actor_id IS NOT NULL"):
        answer = cast.client(cast.lee).post(f"/cases/K-001/history/{change}/undo")
        assert answer.status_code in {403, 404}
    assert NEWS not in cast.client().get(f"/a/{ref}").text
    assert CALL["summary"] in unescape(cast.client().get(f"/a/{ref}").text)
