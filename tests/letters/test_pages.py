"""The pages around letters: lists, kinds, many at once, the case page."""

from html import unescape

from sqlalchemy import text

from app.letters.letter_kinds import shipped_words
from tests import clock
from tests.letters.written import CHOSEN, EMBASSY, approved, embassy, kept, prepared
from tests.story import Cast

KIND = "/letters/kinds/1/medical-care/en"
WORDS = (
    "Subject: Health of {{ name }}\n\n{{ salutation }}\n\nI ask you to help. {{ health }}\n\n{{ closing }}"
)


def stored(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def test_the_list_filters_and_counts(cast: Cast) -> None:
    prepared(cast)
    approved(cast)
    kept(cast)
    lee = cast.client(cast.lee)
    assert "2 letters" in lee.get("/letters").text
    assert "1 letter<" in lee.get("/letters?state=draft").text
    assert "No letter fits." in lee.get("/letters?case=K-999").text
    for odd in ("?before=x", "?state=%00", "?before=99999999999"):
        assert lee.get(f"/letters{odd}").status_code < 500


def test_a_letter_without_an_address_of_its_own_is_no_page(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    for address in ("/letters/1", "/letters/0", "/letters/99999999999", "/letters/x", "/letters/1/print"):
        assert lee.get(address).status_code == 404


def test_the_case_page_shows_letters_and_consent(cast: Cast) -> None:
    prepared(cast)
    kept(cast)
    page = unescape(cast.client(cast.lee).get("/cases/K-001").text)
    assert 'href="/letters/1"' in page
    assert "Given by her daughter" in page


def test_kinds_are_edited_with_a_preview_and_kept_letters_stay(cast: Cast) -> None:
    prepared(cast)
    before = kept(cast)
    lee = cast.client(cast.lee)
    assert "Urgent medical care" in lee.get("/letters/kinds").text
    form = {"title": "Care", "words": WORDS, "language": "en", "case": "K-001"}
    preview = unescape(lee.post(f"{KIND}/preview", data=form).text)
    assert "Health of Roza Tuletaeva" in preview
    assert "hunger strike" in preview
    assert stored(cast, "SELECT id FROM kind_words") == []
    assert lee.post(KIND, data=form).status_code == 303
    assert "I ask you to help." in lee.get(f"/cases/K-001/letters/new?kind=medical-care&to={EMBASSY}").text
    assert "Not to be sent." not in lee.get(before).text
    assert "I ask you to help." not in lee.get(before).text


def test_words_with_a_hole_are_refused_with_their_place(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    answer = lee.post(KIND, data={"title": "Care", "words": WORDS + "\n{{ nmae }}", "language": "en"})
    assert answer.status_code == 422
    assert "Line 8, column 4: there is no placeholder nmae" in unescape(answer.text)
    assert "{{ nmae }}" in unescape(answer.text)
    assert stored(cast, "SELECT id FROM kind_words") == []


def test_a_campaign_adds_a_kind_of_its_own(cast: Cast) -> None:
    prepared(cast)
    lee = cast.client(cast.lee)
    made = lee.post("/letters/kinds/1/new", data={"title": "Ask the mine"}).headers["location"]
    assert made == "/letters/kinds/1/ask-the-mine/en"
    assert lee.post(made, data={"title": "Ask the mine", "words": WORDS, "language": "en"}).status_code == 303
    assert lee.post("/cases/K-001/letters/new", data=CHOSEN | {"kind": "ask-the-mine"}).status_code == 303


def test_kinds_of_another_campaign_do_not_exist(cast: Cast) -> None:
    sam, rea = cast.client(cast.sam), cast.client(cast.rea)
    assert sam.get(KIND).status_code == 404
    assert sam.post(KIND, data={"title": "x", "words": WORDS}).status_code == 404
    assert rea.get(KIND).status_code == 200
    assert rea.post(KIND, data={"title": "x", "words": WORDS}).status_code == 403
    assert cast.client(cast.lee).get("/letters/kinds/1/no-such/en").status_code == 404


def test_one_case_to_many_offices(cast: Cast) -> None:
    prepared(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        embassy(session, "embassy-berlin", "Berlin")
        embassy(session, "embassy-paris", "Paris")
    lee = cast.client(cast.lee)
    assert lee.get("/cases/K-001/letters/many").status_code == 200
    offices = [EMBASSY, "embassy-berlin", "embassy-paris"]
    answer = lee.post("/cases/K-001/letters/many", data={"kind": "medical-care", "offices": offices})
    assert answer.status_code == 303
    assert len({subject for (subject,) in stored(cast, "SELECT subject FROM letter")}) == 3
    assert "3 of 3 dealt with" in lee.get(answer.headers["location"]).text
    wrongs: list[dict[str, object]] = [
        {"offices": []},
        {"offices": [*offices, "no-such"]},
        {"kind": "no-such"},
    ]
    for wrong in wrongs:
        form = {"kind": "medical-care", "offices": offices} | wrong
        assert lee.post("/cases/K-001/letters/many", data=form).status_code == 422
    assert len(stored(cast, "SELECT id FROM letter")) == 3


def test_who_has_never_been_written_to_comes_first(cast: Cast) -> None:
    prepared(cast)
    lee = cast.client(cast.lee)
    assert "never" in lee.get("/letters/unwritten").text
    letter = approved(cast)
    this_month = f"{clock.now():%Y-%m}"
    lee.post(f"{letter}/send", data={"channel": "post", "month": this_month})
    page = lee.get("/letters/unwritten").text
    assert this_month in page
    assert "in three months<" not in page
    with cast.database.engine.begin() as connection:
        connection.execute(text("UPDATE letter_sending SET count = 12"))
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        for place in ("berlin", "paris"):
            embassy(session, f"embassy-{place}", place)
    page = lee.get("/letters/unwritten").text
    assert page.count("12 in three months") == 1
    assert "Roza" not in cast.client(cast.sam).get("/letters/unwritten").text


def test_shipped_words_are_files_that_people_can_read() -> None:
    assert (shipped_words("medical-care", "en") or "").startswith("Subject: ")
    assert shipped_words("../../README", "md") is None


def test_a_coordinator_says_how_reliable_sources_have_to_be_and_kept_drafts_are_asked_anew(
    cast: Cast,
) -> None:
    prepared(cast)
    letter = approved(cast)
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    bar = "/letters/kinds/1/bar"
    assert lee.post(bar, data={"worst": "b"}).status_code == 403
    assert cast.client(cast.sam).post(bar, data={"worst": "b"}).status_code == 404
    assert ana.post(bar, data={"worst": "z"}).status_code == 422
    assert ana.post(bar, data={"worst": "b"}).status_code == 303
    page = unescape(lee.get(letter).text)
    assert "the campaign asks for B or better" in page
    assert lee.post(f"{letter}/send", data={"channel": "post"}).status_code == 409
    assert "Facts changed" in lee.get("/letters").text
    draft = unescape(lee.get(f"/cases/K-001/letters/new?kind=medical-care&to={EMBASSY}").text)
    assert "the campaign asks for B or better" in draft
    assert "five years" not in draft.split("Left out")[0]
    assert ana.post(bar, data={"worst": "c"}).status_code == 303
    assert lee.post(f"{letter}/send", data={"channel": "post"}).status_code == 303


def test_a_withdrawn_letter_says_why(cast: Cast) -> None:
    prepared(cast)
    lee, letter = cast.client(cast.lee), kept(cast)
    assert lee.post(f"{letter}/withdraw", data={"why": "The family prefers silence"}).status_code == 303
    assert "The family prefers silence" in lee.get(letter).text
    assert lee.post(f"{letter}/submit").status_code == 409
