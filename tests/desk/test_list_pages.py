"""The pages of lists: a file in by a form, the difference, what waits, undo; and nobody who was erased."""

from html import unescape
from pathlib import Path

from tests.intake.outside_lists import kept, taken, viasna
from tests.publishing.published import change, facts, stored
from tests.story import Cast

ROZA = {"id": "7", "name": "Роза Тулетаева", "status": "active", "arrested": "2012-06-05"}
FREE = ROZA | {"status": "former", "release_date": "2012-12-01"}


def sent(cast: Cast, text: str, **more: str) -> tuple[int, str]:
    """Lee sends the file; the answer."""
    data = {"campaign": str(cast.campaign.id), "name": "viasna", "read": "yes", **more}
    answer = cast.client(cast.lee).post(
        "/lists/files", data=data, files={"file": ("list.csv", text.encode())}
    )
    return answer.status_code, unescape(answer.text)


def test_a_file_is_taken_in_once_somebody_has_read_the_warning(cast: Cast) -> None:
    facts(cast)
    lee = cast.client(cast.lee)
    assert "danger" in lee.get("/lists").text
    assert sent(cast, viasna(2, ROZA), read="")[0] == 422
    assert stored(cast, "SELECT count(*) FROM list_row") == [(0,)]
    assert sent(cast, viasna(2, ROZA))[0] == 303
    number = stored(cast, "SELECT id FROM outside_list")[0][0]
    page = unescape(lee.get(f"/lists/{number}").text)
    assert "On theirs only (2)" in page
    assert "Spelled otherwise (1)" in page
    assert cast.client(cast.sam).get(f"/lists/{number}").status_code == 404
    assert cast.client(cast.rea).get("/lists").status_code == 403


def test_bad_rows_are_named_on_the_page_and_nothing_stays(cast: Cast) -> None:
    status, words = sent(cast, viasna(1, ROZA | {"birthday": "31.02.1990"}))
    assert status == 422
    assert "column “birthday”: “31.02.1990” is no date" in words
    status, words = sent(cast, "Wer,Wann\nRoza Tuletaeva,2012\n", name="another")
    assert (status, "no such heading" in words) == (422, True)
    assert stored(cast, "SELECT count(*) FROM list_row") == [(0,)]
    assert (
        sent(cast, "Wer,Wann\nRoza Tuletaeva,2012\n", name="another", columns="name = Wer\nborn=Wann")[0]
        == 303
    )
    assert stored(cast, "SELECT name, state FROM list_row") == [("Roza Tuletaeva", "known")]


def test_a_release_there_waits_and_is_cited_once_somebody_says_it_is_this_person(cast: Cast) -> None:
    facts(cast)
    sent(cast, viasna(0, FREE))
    ((number, row),) = stored(
        cast, "SELECT list_id, list_row.id FROM list_row JOIN list_import ON import_id = list_import.id"
    )
    lee = cast.client(cast.lee)
    page = unescape(lee.get(f"/lists/{number}").text)
    assert "Free there, held here (1)" in page
    assert "Waits for a person (1)" in page
    cited = "SELECT count(*) FROM citation WHERE locator = '7'"
    assert stored(cast, cited) == [(0,)]
    assert lee.post(f"/lists/{number}/rows/{row}", data={"decision": "same"}).status_code == 303
    assert stored(cast, cited) == [(2,)]
    assert stored(cast, "SELECT count(*) FROM entry WHERE kind = 'release'") == [(0,)]
    assert lee.post(f"/lists/{number}/undo").status_code == 303
    assert stored(cast, cited) == [(0,)]
    assert stored(cast, "SELECT count(*) FROM list_row") == [(0,)]


def test_whoever_asks_to_stop_afterwards_is_on_no_page_of_the_list(cast: Cast) -> None:
    facts(cast)
    sent(cast, viasna(1, FREE))
    lee = cast.client(cast.lee)
    lee.post("/cases/K-001/consent/stop", data={"given_by": "her daughter"})
    page = unescape(lee.get("/lists/1").text)
    assert "Тулетаева" not in page
    assert "Tuletaeva" not in page.split("<main")[1]


def test_an_erased_name_comes_back_with_no_list(cast: Cast, tmp_path: Path) -> None:
    path = f"/people/{cast.case.person_id}/erase"
    ana = cast.client(cast.ana)
    assert "leave the person out of lists" in unescape(ana.get(path).text)
    change(cast, "DELETE FROM membership WHERE volunteer_id <> :ana AND campaign_id = :own",
           ana=cast.ana.id, own=cast.campaign.id)  # fmt: skip
    assert ana.post(path, data={"ground": "person"}).status_code == 303
    answer = ana.post(f"{path}/decide", data={"decision": "approved", "sure": "yes"})
    assert answer.status_code == 303, unescape(answer.text)
    said = str(stored(cast, "SELECT mark FROM erased_name"))
    assert "uletaev" not in said
    assert len(said) > 64
    rows = viasna(1, ROZA, ROZA | {"id": "8", "name": "Тулетаева Роза Ивановна"})
    assert taken(cast, kept(tmp_path, rows), secret=cast.settings.secret_key).counts == {"proposed": 1}
