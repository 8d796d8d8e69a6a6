"""Many people on one case: nothing acknowledged is lost, and nobody's words overwrite another's unseen."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text
from starlette.testclient import TestClient

from app.db import Database
from tests.story import Cast

THREADS, EDITS = 8, 50


def stored(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def test_four_hundred_notes_by_eight_people_are_all_kept(cast: Cast) -> None:
    clients = [cast.client(cast.lee) for _thread in range(THREADS)]

    def write(number: int) -> list[int]:
        return [
            clients[number]
            .post("/cases/K-001/add/note", data={"summary": f"note {number}-{edit}"})
            .status_code
            for edit in range(EDITS)
        ]

    with ThreadPoolExecutor(THREADS) as pool:
        codes = [code for found in pool.map(write, range(THREADS)) for code in found]
    assert codes == [303] * (THREADS * EDITS)
    wanted = {(f"note {number}-{edit}",) for number in range(THREADS) for edit in range(EDITS)}
    assert set(stored(cast, "SELECT summary FROM entry")) == wanted
    assert stored(cast, "SELECT count(*) FROM change WHERE noun = 'entry'") == [(THREADS * EDITS,)]
    assert stored(cast, 'SELECT entry_count FROM "case"') == [(THREADS * EDITS,)]


def test_edits_of_one_entry_are_kept_in_turn_or_refused_as_conflicts(cast: Cast) -> None:
    clients = [cast.client(cast.lee) for _thread in range(THREADS)]
    clients[0].post("/cases/K-001/add/note", data={"summary": "start"})

    def write(number: int) -> tuple[int, int]:
        saved = refused = 0
        for edit in range(25):
            version = _version(clients[number])
            answer = clients[number].post(
                "/cases/K-001/entries/1/edit", data={"summary": f"words {number}-{edit}", "version": version}
            )
            assert answer.status_code in (303, 409)
            if answer.status_code == 303:
                saved += 1
            else:
                assert f"words {number}-{edit}" in answer.text
                refused += 1
        return saved, refused

    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(write, range(THREADS)))
    saved = sum(one[0] for one in results)
    assert saved + sum(one[1] for one in results) == THREADS * 25
    assert stored(cast, "SELECT count(*) FROM change WHERE noun = 'entry' AND verb = 'changed'") == [(saved,)]


def _version(client: TestClient) -> str:
    page = client.get("/cases/K-001/entries/1/edit").text
    return page.split('name="version" value="')[1].split('"')[0]


def test_twenty_equal_sendings_at_once_are_one(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    key = lee.get("/cases/K-001/add/note").text.split('name="key" value="')[2].split('"')[0]
    cookies = dict(lee.cookies)

    def send(_number: int) -> tuple[int, str]:
        client = cast.client()
        client.cookies.update(cookies)
        answer = client.post("/cases/K-001/add/note", data={"summary": "Only once.", "key": key})
        return answer.status_code, answer.headers["location"]

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(send, range(20)))
    assert {code for code, _address in answers} == {303}
    assert len({address for _code, address in answers}) == 1
    assert stored(cast, "SELECT count(*) FROM entry") == [(1,)]
    assert stored(cast, "SELECT count(*) FROM change WHERE noun = 'entry'") == [(1,)]


def test_a_writer_waits_for_another_process_and_then_says_it_is_busy(cast: Cast) -> None:
    """On SQLite another process holds the file; on PostgreSQL it holds the row's table."""
    lee = cast.client(cast.lee)
    elsewhere = Database(cast.settings.database_url)
    with elsewhere.engine.connect() as other:
        if cast.database.is_sqlite:
            other.execute(text("SELECT 1"))  # a writer's transaction begins with the lock
        else:
            other.execute(text("LOCK TABLE entry IN ACCESS EXCLUSIVE MODE"))
        answer = lee.post("/cases/K-001/add/note", data={"summary": "Kept while it is busy."})
    elsewhere.close()
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "Kept while it is busy." in answer.text
    assert stored(cast, "SELECT count(*) FROM entry") == [(0,)]
