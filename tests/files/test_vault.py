"""What is told in confidence: sealed wherever it lies, opened for few, every look noted, and gone when removed."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from app.files.encryption import CannotOpen, Vault
from app.settings import Settings
from tests import story
from tests.files.sending import files_holding
from tests.story import Cast

KEY = "Qw7-long-and-random-enough_3Xz"
CANARIES = [f"+7 701 {number:07d} canary-{number}" for number in range(1_234_567, 1_234_607)]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, vault_key=KEY)


def rows(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def test_forty_confidences_are_read_on_the_page_and_nowhere_on_the_disk(cast: Cast) -> None:
    ana = cast.client(cast.ana)
    for number, canary in enumerate(CANARIES):
        kind = ("family", "channel", "confidence")[number % 3]
        assert ana.post("/cases/K-001/vault", data={"kind": kind, "words": canary}).status_code == 303
    ana.post("/cases/K-001/vault/1/edit", data={"words": CANARIES[0] + " at night", "version": "1"})

    shown = ana.get("/cases/K-001/vault").text
    assert [canary for canary in CANARIES if canary not in shown] == []

    for path in ("", "/history", "/consent", "/team", "/files"):
        assert "canary" not in ana.get(f"/cases/K-001{path}").text
    assert "canary" not in ana.get("/search?q=701+1234567").text
    words = [canary.encode() for canary in CANARIES]
    assert files_holding(cast.settings.data_dir, *words) == []
    if cast.database.is_sqlite:
        assert (
            files_holding(Path(cast.database.url.removeprefix("sqlite:///")).parent, *words, b"at night")
            == []
        )
    with cast.database.reading() as session:
        from sqlmodel import SQLModel  # only here are all tables asked for

        for table in SQLModel.metadata.sorted_tables:
            for row in session.connection().execute(table.select()):
                assert "canary" not in str(tuple(row)), table.name


def test_each_look_is_one_line_of_the_log_and_history_says_only_that_there_is_something(cast: Cast) -> None:
    ana = cast.client(cast.ana)
    ana.post("/cases/K-001/vault", data={"kind": "family", "words": "Her aunt"})
    ana.get("/cases/K-001/vault")
    ana.get("/cases/K-001/vault/1/edit")

    looks = rows(cast, "SELECT actor_id, noun, row_id, campaign_id FROM access WHERE what = 'viewed'")
    assert looks == [(cast.ana.id, "vault", cast.case.id, cast.campaign.id)] * 2
    assert "looked at: vault K-001" in ana.get("/admin/access").text
    told = rows(cast, "SELECT verb, noun, diff FROM change WHERE noun = 'vault note'")
    assert [row[:2] for row in told] == [("added", "vault note")]
    assert "aunt" not in str(told)


def test_check_5_only_coordinators_and_those_they_open_it_to_come_in(cast: Cast) -> None:
    ana, lee, rea, sam = (cast.client(who) for who in (cast.ana, cast.lee, cast.rea, cast.sam))
    ana.post("/cases/K-001/vault", data={"kind": "family", "words": "Her aunt"})
    for stranger in (lee, rea, sam):
        assert stranger.get("/cases/K-001/vault").status_code == 404
        assert stranger.get("/cases/K-001/vault/1/edit").status_code == 404
        assert stranger.post("/cases/K-001/vault", data={"kind": "family", "words": "x"}).status_code == 404
        assert "/vault" not in stranger.get("/cases/K-001").text
    lee.post("/cases/K-001/members", data={"volunteer": str(cast.lee.id)})
    assert lee.get("/cases/K-001/vault").status_code == 404

    assert ana.post("/cases/K-001/vault/readers", data={"volunteer": str(cast.lee.id)}).status_code == 303

    assert "Her aunt" in lee.get("/cases/K-001/vault").text
    assert lee.post("/cases/K-001/vault/readers", data={"volunteer": str(cast.rea.id)}).status_code == 403
    ana.post(f"/cases/K-001/vault/readers/{cast.lee.id}/remove")
    assert lee.get("/cases/K-001/vault").status_code == 404


def test_a_note_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    ana = cast.client(cast.ana)
    ana.post("/cases/K-001/vault", data={"kind": "family", "words": "Her aunt"})
    assert ana.post("/cases/K-001/vault/1/edit", data={"words": "One", "version": "1"}).status_code == 303
    late = ana.post("/cases/K-001/vault/1/edit", data={"words": "Two", "version": "1"})
    assert late.status_code == 409
    assert "Two" in late.text
    assert "One" in ana.get("/cases/K-001/vault").text


def test_a_note_of_another_case_is_not_reached(cast: Cast) -> None:
    with cast.database.writing(actor="a test", at=story.BEGAN) as session:
        story.case(session, session.merge(cast.campaign), "K-002", "Somebody else")
    ana = cast.client(cast.ana)
    ana.post("/cases/K-001/vault", data={"kind": "family", "words": "Her aunt"})
    assert ana.get("/cases/K-002/vault/1/edit").status_code == 404
    assert ana.post("/cases/K-002/vault/1/remove").status_code == 404


def test_without_a_key_the_page_says_how_to_switch_it_on(cast: Cast) -> None:
    unset = replace(cast, settings=replace(cast.settings, vault_key=None))
    ana = unset.client(cast.ana)
    assert "Set VIGIL_VAULT_KEY" in ana.get("/cases/K-001/vault").text
    assert ana.post("/cases/K-001/vault", data={"kind": "family", "words": "x"}).status_code == 409
    assert rows(cast, "SELECT id FROM vault_note") == []


def test_sealed_words_open_with_their_own_key_in_their_own_row_unchanged() -> None:
    vault = Vault(KEY)
    sealed = vault.seal("row 1", "Қарақабаева\x00")
    assert vault.open("row 1", sealed) == "Қарақабаева\x00"
    assert sealed != vault.seal("row 1", "Қарақабаева\x00")
    for other, row, content in (
        (Vault(KEY + "x"), "row 1", sealed),
        (vault, "row 2", sealed),
        (vault, "row 1", sealed[:-1] + bytes([sealed[-1] ^ 1])),
    ):
        with pytest.raises(CannotOpen):
            other.open(row, content)
