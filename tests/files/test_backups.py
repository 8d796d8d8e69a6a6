"""Backups: unreadable to others, whole or not there, and back again on either kind of database."""

import gzip
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from app.cli import main
from app.cli.errors import CommandFault
from app.cli.restoring import restore
from app.db import Database
from app.files.backups import write_backup
from app.files.dump import LEFT_BEHIND
from app.files.encrypted_stream import MAGIC, PIECE, SALT, TAG, CannotRead, SealedReader, SealedWriter
from app.files.nightly_backup import last_backup
from app.files.storage import Shelf
from app.migrating import pending
from app.settings import Settings
from tests import story
from tests.files.corpus import JPEG
from tests.files.sending import send
from tests.story import BEGAN, Cast

WORDS = "a passphrase kept elsewhere"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, backup_passphrase=WORDS, vault_key="Qw7-long-and-random-enough_3Xz")


@pytest.fixture
def filled(cast: Cast) -> Cast:
    """A case with an entry, a source, a file and a confidence; every word would betray itself."""
    with cast.database.writing(actor="a test", at=BEGAN) as session:
        case = session.merge(cast.case)
        case.title = "canary-title"
        fact = story.entry(session, case, "hearing", "2013-05-13", court="canary-court")
        story.cited(session, story.source(session, "canary source"), fact)
    send(cast.client(cast.lee), "/cases/K-001", "a.jpg", JPEG, caption="canary-caption")
    cast.client(cast.ana).post("/cases/K-001/vault", data={"kind": "family", "words": "canary-aunt"})
    return cast


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as session:
        return {
            table.name: sorted(tuple(map(str, row)) for row in session.connection().execute(table.select()))
            for table in SQLModel.metadata.sorted_tables
            if table.name not in LEFT_BEHIND
        }


@pytest.fixture
def elsewhere(settings: Settings, tmp_path: Path) -> Settings:
    """Another installation on an SQLite file that is not there yet, with the same passphrase."""
    return replace(settings, database_url=f"sqlite:///{tmp_path}/new/vigil.db", data_dir=tmp_path / "new")


def test_everything_comes_back_on_the_same_kind_of_database_and_on_the_other(
    filled: Cast, elsewhere: Settings, tmp_path: Path
) -> None:
    before, file = everything(filled.database), tmp_path / "today.vigil"
    written = write_backup(filled.database, filled.settings, file, BEGAN)
    assert written.count == sum(map(len, before.values()))
    assert len(written.files) == 2

    assert restore(elsewhere, file).contents == written
    new = Database(elsewhere.database_url)
    assert everything(new) == before
    assert not pending(new)
    assert {name: Shelf(elsewhere.data_dir).read(name) for name in written.files} == {
        name: Shelf(filled.settings.data_dir).read(name) for name in written.files
    }
    from_there = write_backup(new, elsewhere, tmp_path / "back.vigil", BEGAN)
    new.close()

    with filled.database.writing(actor="a test", at=BEGAN) as session:
        story.case(session, session.merge(filled.campaign), "K-002", "Somebody since")
    filled.database.close()
    assert restore(filled.settings, tmp_path / "back.vigil").contents == from_there
    assert everything(filled.database) == before
    with filled.database.writing(actor="a test", at=BEGAN) as session:
        assert story.case(session, session.merge(filled.campaign), "K-003", "New number").id == 2
    assert (
        "Somebody"
        not in filled.client(filled.lee).get("/search?q=Somebody").text.split("<main")[1].split("<form")[0]
    )


def test_check_46_a_backup_holds_nothing_that_can_be_read_and_is_for_its_owner_alone(
    filled: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "today.vigil"
    write_backup(filled.database, filled.settings, file, BEGAN)
    assert b"canary" not in file.read_bytes()
    assert b"Roza" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.glob("*today*")] == ["today.vigil"]
    assert last_backup(filled.settings) == (BEGAN, file.stat().st_size)


def test_check_46_a_wrong_passphrase_restores_nothing_and_changes_nothing(
    filled: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "today.vigil"
    write_backup(filled.database, filled.settings, file, BEGAN)
    before = everything(filled.database)
    with pytest.raises(CannotRead, match="passphrase"):
        restore(replace(filled.settings, backup_passphrase="another one"), file)
    assert everything(filled.database) == before


def test_without_a_passphrase_there_is_no_backup_and_the_older_one_stays(
    filled: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "today.vigil"
    file.write_bytes(b"older")
    with pytest.raises(CannotRead, match="VIGIL_BACKUP_PASSPHRASE"):
        write_backup(filled.database, replace(filled.settings, backup_passphrase=None), file, BEGAN)
    assert file.read_bytes() == b"older"


def sealed(content: bytes, words: str = WORDS) -> bytes:
    out = io.BytesIO()
    writer = SealedWriter(out, words)
    writer.write(content)
    writer.finish()
    return out.getvalue()


def unsealed(content: bytes, words: str = WORDS) -> bytes:
    return io.BufferedReader(SealedReader(io.BytesIO(content), words)).read()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_opens_again(size: int) -> None:
    assert unsealed(sealed(bytes(size))) == bytes(size)


def test_a_stream_that_was_touched_does_not_open() -> None:
    whole = sealed(bytes(range(256)) * 1024)
    head, piece = len(MAGIC) + SALT + 3, PIECE + TAG
    pieces = [whole[at : at + piece] for at in range(head, len(whole), piece)]
    assert len(pieces) == 4
    flips = (0, 20, 31, head + 5, len(whole) - 1)
    touched = [
        whole[:-1], whole[:head], *(whole[: head + n * piece] for n in (1, 2, 3)),
        whole[:head] + b"".join((pieces[1], pieces[0], *pieces[2:])),
        whole[:head] + b"".join((pieces[0], *pieces[2:])),
        whole + b"x", whole + pieces[3],
        *(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in flips),
        whole[:head] + sealed(bytes(PIECE * 3))[head:],
    ]  # fmt: skip
    for stream in touched:
        with pytest.raises(CannotRead):
            unsealed(stream)


def written_by_hand(path: Path, *lines: object) -> Path:
    words = "".join(json.dumps(line) + "\n" for line in lines)
    path.write_bytes(sealed(gzip.compress(words.encode())))
    return path


HEAD = {"vigil": 1, "revision": "0003", "at": BEGAN.isoformat()}
CAMPAIGNS = {"table": "campaign", "columns": [[name, "plain"] for name in ("id", "slug", "name", "zone")]}
ROW = [7, "old", "An old campaign", "UTC"]


def test_a_backup_of_an_older_schema_is_brought_forward(cast: Cast, tmp_path: Path) -> None:
    file = written_by_hand(
        tmp_path / "old", HEAD, CAMPAIGNS, ROW, {"end": {"rows": {"campaign": 1}, "files": 0}}
    )
    cast.database.close()
    restore(cast.settings, file)
    assert not pending(cast.database)
    assert [row[3] for row in everything(cast.database)["campaign"]] != []
    assert everything(cast.database)["case"] == []


@pytest.mark.parametrize(
    "lines",
    [
        ({**HEAD, "vigil": 2}, {"end": {"rows": {}, "files": 0}}),
        ({**HEAD, "revision": "9999"}, {"end": {"rows": {}, "files": 0}}),
        ({**HEAD, "revision": "9999"}, {"table": "thing", "columns": [["id", "vector"]]}, [1], {"sound": "new"}),
        (HEAD, CAMPAIGNS, ROW),
        (HEAD, CAMPAIGNS, ROW, {"end": {"rows": {"campaign": 2}, "files": 0}}),
        (HEAD, CAMPAIGNS, ROW, ROW, {"end": {"rows": {"campaign": 2}, "files": 0}}),
        (HEAD, {"table": "minder", "columns": [["id", "plain"], ["case_id", "plain"], ["volunteer_id", "plain"]]},
         [1, 5, 5], {"end": {"rows": {"minder": 1}, "files": 0}}),
    ],
    ids=["newer format", "newer schema", "newer kinds", "cut off", "fewer rows", "same number twice",
         "points to nothing"],
)  # fmt: skip
def test_a_backup_that_is_not_whole_changes_nothing(
    filled: Cast, tmp_path: Path, lines: tuple[object, ...]
) -> None:
    before = everything(filled.database)
    filled.database.close()
    with pytest.raises(
        Exception, match=r"newer|read to its end|does not hold|UNIQUE|unique|FOREIGN|foreign key"
    ):
        restore(filled.settings, written_by_hand(tmp_path / "bad", *lines))
    assert everything(filled.database) == before


def test_of_what_a_newer_program_wrote_one_sentence_is_said(
    filled: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = {**HEAD, "revision": "9999"}
    file = written_by_hand(tmp_path / "newer", newer, {"table": "thing", "columns": [["id", "vector"]]}, [1])
    before = everything(filled.database)
    monkeypatch.setenv("VIGIL_DATABASE_URL", filled.settings.database_url)
    monkeypatch.setenv("VIGIL_DATA_DIR", str(filled.settings.data_dir))
    monkeypatch.setenv("VIGIL_BACKUP_PASSPHRASE", WORDS)
    said = {
        "restore": "vigil: the backup was written by a newer Vigil than this one; nothing was changed\n",
        "migrate": "vigil: a newer Vigil than this one has worked on these data; nothing was changed\n",
    }
    for command, words in said.items():
        monkeypatch.setattr("sys.argv", ["vigil", command, *([str(file)] if command == "restore" else [])])
        with pytest.raises(SystemExit) as ended:
            main()
        assert (ended.value.code, capsys.readouterr().err) == (1, words)
        assert everything(filled.database) == before
        with filled.database.marking(durable=True) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))


def test_a_running_vigil_is_not_pulled_from_under(filled: Cast, tmp_path: Path) -> None:
    if not filled.database.is_sqlite:
        return  # there the swap is one transaction, which the server keeps apart from everybody else's
    file = tmp_path / "today.vigil"
    write_backup(filled.database, filled.settings, file, BEGAN)
    before = everything(filled.database)
    with pytest.raises(CommandFault, match="still running"):
        restore(filled.settings, file)
    assert everything(filled.database) == before


def test_mails_that_waited_are_left_to_a_person(filled: Cast, tmp_path: Path) -> None:
    with filled.database.marking(durable=True) as connection:
        connection.execute(
            text(
                "INSERT INTO outgoing_mail (dedupe_key, kind, to_address, envelope_from, message_id, digest_of_message,"
                " state, tries, unsure_count, queued_at, next_try_at) VALUES ('d', 'digest', 'a@example.org',"
                " 'b@example.org', 'm', 'x', 'queued', 0, 0, '2013-04-30 09:00:00', '2013-04-30 09:00:00')"
            )
        )
    write_backup(filled.database, filled.settings, tmp_path / "b", BEGAN)
    filled.database.close()
    restore(filled.settings, tmp_path / "b")
    with filled.database.reading() as session:
        assert session.connection().execute(text("SELECT state FROM outgoing_mail")).scalar() == "uncertain"
