"""Words about a file: changed with what they were before, by nobody over somebody else's, and gone with the file."""

from httpx2 import Response
from starlette.testclient import TestClient

from tests import story
from tests.files.corpus import JPEG, PDF
from tests.files.sending import send
from tests.files.test_pages import rows
from tests.story import Cast

FILE = "/cases/K-001/files/1"


def seen(client: TestClient, where: str = FILE) -> str:
    return str(client.get(f"{where}/edit").text.split('name="seen" value="')[1].split('"')[0])


def save(client: TestClient, mark: str, where: str = FILE, **words: str) -> Response:
    answer: Response = client.post(f"{where}/edit", data={"kind": "photograph", "seen": mark, **words})
    return answer


def test_words_are_changed_and_history_keeps_what_they_were(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    send(lee, "/cases/K-001", "a.jpg", JPEG, caption="Wiht her daughter")
    answer = save(lee, seen(lee), caption="With her daughter", credit="Her sister")
    assert (answer.status_code, answer.headers["location"]) == (303, "/cases/K-001/files")
    listed = lee.get("/cases/K-001/files").text
    assert "With her daughter" in listed
    assert "Her sister" in listed
    for page in (lee.get(f"{FILE}/edit").text, lee.get("/cases/K-001/history").text):
        assert "Wiht her daughter" in page
        assert "With her daughter" in page
    assert "Say in a few words what it shows" in save(lee, seen(lee), caption=" ").text

    lee.post(f"{FILE}/delete")
    assert "daughter" not in str(rows(cast, "SELECT diff FROM change"))
    assert "daughter" not in lee.get("/cases/K-001/history").text


def test_whoever_comes_second_sees_both(cast: Cast) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    send(lee, "/cases/K-001", "a.jpg", JPEG)
    shown = seen(lee)
    assert save(ana, shown, caption="At the port").status_code == 303
    second = save(lee, shown, caption="By the sea")
    assert second.status_code == 409
    assert "At the port" in second.text
    assert "By the sea" in second.text
    assert save(lee, seen(lee), caption="By the sea, at the port").status_code == 303


def test_a_file_of_a_source_has_words_too_and_readers_change_none(cast: Cast) -> None:
    with cast.database.writing(actor="a test", at=story.BEGAN) as session:
        story.source(session)
    lee, rea = cast.client(cast.lee), cast.client(cast.rea)
    send(lee, "/sources/1", "a.pdf", PDF, caption="The letter")
    send(lee, "/cases/K-001", "a.jpg", JPEG)
    answer = save(lee, seen(lee, "/sources/1/files/1"), "/sources/1/files/1", caption="The letter of May")
    assert answer.status_code == 303
    assert rows(cast, "SELECT caption, kind FROM attachment WHERE id = 1") == [
        ("The letter of May", "document")
    ]
    for where in ("/sources/1/files/1", "/cases/K-001/files/2"):
        assert rea.get(f"{where}/edit").status_code in (403, 404)
        assert save(rea, "", where, caption="Mine").status_code in (403, 404)
    assert lee.get("/cases/K-001/files/1/edit").status_code == 404


def test_no_photograph_is_taken_in_of_somebody_whose_side_has_asked_to_stop(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    assert lee.post("/cases/K-001/consent/stop", data={"given_by": "Her daughter"}).status_code == 303
    refused = send(lee, "/cases/K-001", "a.jpg", JPEG)
    assert refused.status_code == 422
    assert "Roza Tuletaeva, or whoever speaks for this person, asked on" in refused.text
    assert rows(cast, "SELECT id FROM attachment") == []
    assert send(lee, "/cases/K-001", "a.pdf", PDF, kind="document").status_code == 303
