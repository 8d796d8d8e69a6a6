"""Files on cases and sources: sent in, shown to whoever sees the owner, handed out to be saved, and gone for good."""

import argparse
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from app.cases.file_sweep import sweep_files
from app.cases.models import CaseMember
from app.cli.data import export
from app.db import number_of
from app.files.pdf_and_text import only_pages
from app.files.storage import Shelf
from app.jobs.schedule import Step
from app.publishing.export import Extent
from tests import clock, story
from tests.files.corpus import HTML, JPEG, PDF
from tests.files.sending import files_holding, send
from tests.story import Cast

BASE = "/cases/K-001"


def rows(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def test_check_39_a_photograph_is_kept_without_its_camera_and_handed_out_to_be_saved(cast: Cast) -> None:
    lee = cast.client(cast.lee)

    answer = send(lee, BASE, "Роза.jpg", JPEG, credit="Her sister")

    assert (answer.status_code, answer.headers["location"]) == (303, f"{BASE}/files")
    listed = lee.get(f"{BASE}/files").text
    assert "With her daughter" in listed
    assert "Her sister" in listed
    number, stored, kept = rows(cast, "SELECT id, stored, sha256 FROM attachment")[0]
    given = lee.get(f"{BASE}/files/{number}")
    assert sha256(given.content).hexdigest() == kept
    assert b"Canary Camera" not in given.content
    assert given.headers["content-type"] == "image/jpeg"
    assert given.headers["content-disposition"].startswith("attachment; filename=")
    assert "sandbox" in given.headers["content-security-policy"]
    assert given.headers["x-content-type-options"] == "nosniff"
    small = lee.get(f"{BASE}/files/{number}/small")
    assert small.headers["content-type"] == "image/jpeg"
    assert [path.name for path in (cast.settings.data_dir / "files").iterdir() if path.name == stored] == [
        stored
    ]


def test_what_is_wrong_with_a_file_is_said_beside_it_and_the_words_stay(cast: Cast) -> None:
    answer = send(cast.client(cast.lee), BASE, "page.jpg", HTML, caption="The letter of 13 May")

    assert answer.status_code == 422
    assert "not what its name says: page.jpg" in answer.text
    assert "The letter of 13 May" in answer.text
    assert rows(cast, "SELECT id FROM attachment") == []
    assert not list(cast.settings.data_dir.glob("incoming/*"))


@pytest.mark.parametrize("data", [{"caption": ""}, {"caption": "x"}])
def test_without_a_file_or_without_words_nothing_is_kept(cast: Cast, data: dict[str, str]) -> None:
    sent = {"file": ("a.pdf", PDF)} if not data["caption"] else {"file": ("", b"")}
    answer = cast.client(cast.lee).post(f"{BASE}/files", data=data, files=sent)

    assert answer.status_code == 422
    assert rows(cast, "SELECT id FROM attachment") == []


def test_the_same_file_twice_is_one(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    assert [send(lee, BASE, "a.pdf", PDF).status_code for _time in range(2)] == [303, 303]
    assert len(rows(cast, "SELECT id FROM attachment")) == 1
    assert len(list(Shelf(cast.settings.data_dir).names())) == 1


def test_whoever_does_not_see_the_case_does_not_see_its_files(cast: Cast) -> None:
    send(cast.client(cast.lee), BASE, "a.jpg", JPEG)
    number = rows(cast, "SELECT id FROM attachment")[0][0]
    sam = cast.client(cast.sam)

    for path in ("", f"/{number}", f"/{number}/small", f"/{number}/delete"):
        assert sam.get(f"{BASE}/files{path}").status_code == 404
    assert sam.post(f"{BASE}/files/{number}/delete").status_code == 404
    assert send(sam, BASE, "b.jpg", JPEG).status_code == 404
    with cast.database.writing(actor="a test", at=story.BEGAN) as session:
        story.case(session, session.merge(cast.campaign), "K-002", "Somebody else")
    assert cast.client(cast.lee).get(f"/cases/K-002/files/{number}").status_code == 404


def test_a_reader_looks_and_adds_nothing(cast: Cast) -> None:
    send(cast.client(cast.lee), BASE, "a.jpg", JPEG)
    rea = cast.client(cast.rea)
    assert rea.get(f"{BASE}/files").status_code == 200
    assert send(rea, BASE, "b.pdf", PDF).status_code == 403


def test_of_somebody_who_is_not_signed_in_only_the_words_are_kept(cast: Cast) -> None:
    answer = send(cast.client(), BASE, "a.jpg", JPEG, caption="Her daughter drew this")

    assert answer.status_code == 401
    assert 'name="kept.caption" value="Her daughter drew this"' in answer.text
    assert "The file was not kept" in answer.text
    assert not (cast.settings.data_dir / "incoming").exists()


def test_a_broken_form_of_somebody_who_is_not_signed_in_is_no_fault(cast: Cast) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = cast.client().post(f"{BASE}/files", content=b"--x\r\nno form", headers=kind)

    assert answer.status_code == 401
    assert "Your words are still here" not in answer.text


def test_too_much_is_refused_before_it_is_read(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    head = {"Content-Type": "multipart/form-data; boundary=x"}
    piece = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n' + bytes(1_000_000)

    said = lee.post(f"{BASE}/files", content=b"", headers={**head, "Content-Length": "15000001"})
    unsaid = lee.post(f"{BASE}/files", content=(piece for _again in range(17)), headers=head)

    assert (said.status_code, unsaid.status_code) == (413, 413)
    assert not list(cast.settings.data_dir.glob("incoming/*"))


def test_deleted_means_gone(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    send(
        lee,
        BASE,
        "canary-name.txt",
        b"canary-of-the-content",
        caption="canary-caption",
        credit="canary-credit",
    )
    number = rows(cast, "SELECT id FROM attachment")[0][0]

    assert lee.post(f"{BASE}/files/{number}/delete").status_code == 303

    assert lee.get(f"{BASE}/files/{number}").status_code == 404
    assert list(Shelf(cast.settings.data_dir).names()) == []
    said = rows(cast, "SELECT verb, actor, diff FROM change WHERE noun = 'file' ORDER BY id")
    assert [row[:2] for row in said] == [("added", "Lee"), ("removed", "Lee")]
    assert "canary" not in str(said)
    if cast.database.is_sqlite:
        folder = Path(cast.database.url.removeprefix("sqlite:///")).parent
        assert files_holding(folder, b"canary-name", b"canary-caption", b"canary-credit") == []
    assert files_holding(cast.settings.data_dir, b"canary") == []


def test_what_no_row_knows_is_swept_once_it_is_old(cast: Cast) -> None:
    shelf = Shelf(cast.settings.data_dir)
    send(cast.client(cast.lee), BASE, "a.txt", b"known")
    shelf.put(b"left behind")
    (shelf.incoming / "broken-off").write_bytes(b"x")

    now = clock.now()
    sweep_files(Step(cast.database, cast.settings, now))
    assert len(list(shelf.names())) == 2
    sweep_files(Step(cast.database, cast.settings, now + timedelta(hours=2)))

    assert [shelf.read(name) for name in shelf.names()] == [b"known"]
    assert list(shelf.incoming.iterdir()) == []


def test_a_source_keeps_files_too_and_each_taking_is_noted(cast: Cast) -> None:
    with cast.database.writing(actor="a test", at=story.BEGAN) as session:
        number = story.source(session).id
    lee = cast.client(cast.lee)
    where = f"/sources/{number}"
    send(lee, where, "page.pdf", PDF)
    file = rows(cast, "SELECT id FROM attachment")[0][0]

    assert lee.get(f"{where}/files/{file}").content == only_pages(PDF)
    assert lee.get(f"{BASE}/files/{file}").status_code == 404

    noted = rows(
        cast, f"SELECT what, noun, row_id, actor_id FROM access WHERE what = 'viewed' AND row_id = {file}"
    )
    assert noted == [("viewed", "file", file, cast.lee.id)]


@pytest.mark.parametrize(
    "name", ["../../../out.txt", "/tmp/out.txt", "..\\..\\out.txt", "out.txt\x00.jpg", "NUL.txt", "."]
)
def test_check_40_no_name_leaves_the_folder_of_files(cast: Cast, name: str) -> None:
    folder = cast.settings.data_dir.parent
    before = {path for path in folder.rglob("*") if path.is_file()}
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="'
        + name.encode()
        + b'"\r\n\r\nwords\r\n'
    )
    body += b'--x\r\nContent-Disposition: form-data; name="caption"\r\n\r\nWords\r\n--x--\r\n'

    answer = cast.client(cast.lee).post(
        f"{BASE}/files", content=body, headers={"Content-Type": "multipart/form-data; boundary=x"}
    )

    assert answer.status_code in (303, 422)
    new = {path for path in folder.rglob("*") if path.is_file()} - before
    kept = {
        cast.settings.data_dir / "files" / str(row[0]) for row in rows(cast, "SELECT stored FROM attachment")
    }
    assert {path for path in new if not path.name.startswith("vigil.db")} == kept


def test_check_49_each_look_at_a_restricted_case_is_one_line_and_at_others_none(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    lee.get(BASE)
    with cast.database.writing(actor="a test", actor_id=cast.lee.id, at=clock.now()) as session:
        case = session.merge(cast.case)
        case.visibility = "restricted"
        session.add(CaseMember(case_id=number_of(case), volunteer_id=number_of(cast.lee)))
    for _look in range(2):
        assert lee.get(BASE).status_code == 200
    assert cast.client(cast.ana).get(BASE).status_code == 404

    looks = rows(cast, "SELECT actor_id, noun, row_id FROM access WHERE what = 'viewed' AND noun = 'case'")
    assert looks == [(cast.lee.id, "case", cast.case.id)] * 2


def test_check_49_an_export_is_one_line(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    export(cast.settings, argparse.Namespace(campaign="zhanaozen", extent=Extent.WORKING, format="json"))
    assert "K-001" in capsys.readouterr().out
    noted = rows(cast, "SELECT actor_id, noun, row_id FROM access WHERE what = 'exported'")
    assert noted == [(None, "campaign", cast.campaign.id)]
