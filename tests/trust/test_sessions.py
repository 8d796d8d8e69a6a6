"""Sessions of a real deployment: how long they last, who ends them, what has to be proved again, who may invite."""

import re
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import text

from app.accounts.changes import invite
from app.accounts.changes import sign_in as begin_sign_in
from app.accounts.models import SignIn, Volunteer
from app.accounts.sessions import viewer_of
from app.db import number_of
from app.settings import Settings, read_settings
from tests import clock
from tests.cli.test_deploying import GOOD
from tests.story import Cast
from tests.trust.signing_in import (
    OTHER,
    PASSPHRASE,
    access_log,
    enrol,
    give_passphrases,
    link_in,
    mails,
    sign_in,
    time_passes,
)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """A real deployment."""
    return read_settings(
        {**GOOD, "VIGIL_DATABASE_URL": database_url, "VIGIL_DATA_DIR": str(tmp_path / "data")}
    )


@pytest.fixture
def team(cast: Cast) -> Cast:
    """Everybody has a passphrase; Ana, who coordinates and is the admin, has a second factor."""
    give_passphrases(cast)
    enrol(cast, cast.ana)
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        session.get_one(Volunteer, cast.ana.id).is_admin = True
    return cast


@pytest.mark.parametrize(
    ("seen", "begun"), [(31 * MINUTE, HOUR), (MINUTE, 12 * HOUR + MINUTE)], ids=["idle", "absolute"]
)
def test_check_13_idle_and_absolute_limits(team: Cast, seen: timedelta, begun: timedelta) -> None:
    now = clock.now()
    with team.database.writing(at=now) as session:
        token = begin_sign_in(session, number_of(team.lee), now - begun)
        session.get_one(SignIn, 1).seen_at = now - seen
    with team.database.reading() as session:
        assert viewer_of(session, token, team.settings, now) is None
        assert viewer_of(session, token, team.settings, now - 2 * MINUTE) is not None


def test_check_13_being_there_moves_the_idle_limit(team: Cast) -> None:
    lee = team.client(team.lee)
    for _turn in range(3):
        time_passes(team, seen_at=20 * MINUTE)
        assert lee.get("/my").status_code == 200
    time_passes(team, seen_at=31 * MINUTE)
    assert lee.get("/my").status_code == 303


def test_check_13_being_there_is_written_once_a_minute_at_most(team: Cast) -> None:
    lee = team.client(team.lee)

    def seen() -> object:
        with team.database.reading() as session:
            return session.execute(text("SELECT seen_at FROM sign_in")).scalar()

    at_first = seen()
    lee.get("/my")
    assert seen() == at_first
    time_passes(team, seen_at=2 * MINUTE)
    long_ago = seen()
    lee.get("/my")
    assert seen() != long_ago


def test_check_14_a_second_factor_kills_every_other_session(team: Cast) -> None:
    here, there = team.client(team.lee), team.client(team.lee)
    here.post("/settings/second-factor/begin")
    key = here.get("/settings/second-factor").text.partition('class="stored-words">')[2].partition("<")[0]
    code = pyotp.TOTP(key.replace(" ", "")).at(clock.now())
    assert here.post("/settings/second-factor/confirm", data={"code": code}).status_code == 200
    assert here.get("/my").status_code == 200
    assert there.get("/my").status_code == 303
    assert "second step of signing in was set up" in " ".join(mails(team)[-1][1].split())


def test_check_14_a_closed_account_is_signed_out_at_once(team: Cast) -> None:
    lee = team.client(team.lee)
    assert team.client(team.ana).post(f"/admin/volunteers/{team.lee.id}/disable").status_code == 303
    assert lee.get("/my").status_code == 303
    assert sign_in(team.client(), "lee@example.org").status_code == 422


def test_check_15_own_sessions_are_listed_and_ended_and_an_admin_ends_anyones(team: Cast) -> None:
    here, there, elsewhere = (team.client(team.lee) for _turn in range(3))
    listed = here.get("/settings").text
    assert listed.count("Sign it out") == 2
    first = re.findall(r"/settings/sign-ins/(\d+)/end", listed)[0]
    assert team.client(team.rea).post(f"/settings/sign-ins/{first}/end").status_code == 404
    here.post("/settings/sign-ins/end")
    assert here.get("/my").status_code == 200
    assert [other.get("/my").status_code for other in (there, elsewhere)] == [303, 303]
    assert team.client(team.ana).post(f"/admin/volunteers/{team.lee.id}/sign-out").status_code == 303
    assert here.get("/my").status_code == 303
    assert team.client(team.rea).post(f"/admin/volunteers/{team.lee.id}/sign-out").status_code == 404


def test_check_23_changes_of_address_and_passphrase_ask_for_the_passphrase(team: Cast) -> None:
    lee = team.client(team.lee)
    for path, more in (("passphrase", {"new_password": OTHER}), ("address", {"email": "new@example.org"})):
        for wrong in ({}, {"password": "wrong wrong wrong"}):
            assert lee.post(f"/settings/{path}", data={**more, **wrong}).status_code == 422
    assert mails(team) == []
    lee.post("/settings/address", data={"email": "new@example.org", "password": PASSPHRASE})
    (to, words), other = mails(team)[-1], team.client(team.lee)
    assert to == "new@example.org"
    link = link_in(words, "/settings/address")
    assert team.client(team.rea).get(link).status_code == 404, "a forwarded link carries no right"
    assert lee.get(link).status_code == 200
    assert lee.post(link).status_code == 303
    assert mails(team)[-1][0] == "lee@example.org", "the old address is told"
    assert other.get("/my").status_code == 303
    assert lee.post(link).status_code == 404
    assert sign_in(team.client(), "new@example.org").status_code == 303


def test_check_23_what_matters_asks_again_and_keeps_the_form(team: Cast) -> None:
    ana = team.client(team.ana)
    time_passes(team, proved_at=16 * MINUTE)
    path = "/admin/campaigns/zhanaozen/invite"
    asked = ana.post(path, data={"email": "max@example.org", "role": "reader"})
    assert asked.status_code == 401
    waiting = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', asked.text))
    assert waiting["email"] == "max@example.org"
    wrong = ana.post("/prove", data={**waiting, "proof-password": "wrong wrong wrong"})
    assert wrong.status_code == 422
    assert 'value="max@example.org"' in wrong.text
    onward = ana.post("/prove", data={**waiting, "proof-password": PASSPHRASE})
    assert (onward.status_code, onward.headers["location"]) == (307, path)
    assert "/invitations/" in ana.post(path, data=waiting).text
    role = f"/admin/campaigns/zhanaozen/members/{team.lee.id}"
    assert ana.post(role, data={"role": "reader"}).status_code == 303
    assert access_log(team)[-1] == "role-changed"


def test_check_23_removing_anybodys_second_factor_asks_and_tells(team: Cast) -> None:
    enrol(team, team.lee)
    ana = team.client(team.ana)
    time_passes(team, proved_at=16 * MINUTE)
    path = f"/admin/volunteers/{team.lee.id}/reset-second-factor"
    assert ana.post(path).status_code == 401
    ana.post("/prove", data={"proof-path": path, "proof-method": "POST", "proof-password": PASSPHRASE})
    assert ana.post(path).status_code == 303
    to, words = mails(team)[-1]
    assert to == "lee@example.org"
    assert "admin removed the second step" in " ".join(words.split())
    assert sign_in(team.client(), "lee@example.org").status_code == 303
    assert ana.post("/settings/second-factor/remove").status_code == 403, "her own she has to keep"


def test_check_24_an_invitation_never_touches_an_account_that_is_there(team: Cast) -> None:
    with team.database.writing(actor="Ana", actor_id=team.ana.id, at=clock.now()) as session:
        token = invite(session, "sam@example.org", number_of(team.campaign), "reader")
    taken = {"name": "Thief", "new_password": OTHER, "role": "coordinator", "makes_admin": "1"}
    thief = team.client()
    assert thief.post(f"/invitations/{token}", data=taken).status_code == 403
    assert sign_in(thief, "sam@example.org", OTHER).status_code == 422
    assert team.client(team.rea).post(f"/invitations/{token}").status_code == 403
    sam = team.client(team.sam)
    assert sam.get("/cases/K-001").status_code == 404
    assert sam.post(f"/invitations/{token}").headers["location"] == "/my"
    assert sam.get("/cases/K-001").status_code == 200
    assert sam.post("/cases/K-001/add/note", data={"summary": "No."}).status_code == 403


def test_check_24_a_withdrawn_invitation_opens_nothing_and_nobody_registers(team: Cast) -> None:
    ana = team.client(team.ana)
    ana.post("/admin/campaigns/zhanaozen/invite", data={"email": "max@example.org", "role": "reader"})
    found = re.search(r"/invitations/\d+/withdraw", ana.get("/admin/campaigns/zhanaozen").text)
    assert found is not None
    ana.post("/admin/campaigns/zhanaozen" + found[0])
    with team.database.reading() as session:
        used, kept = session.execute(text("SELECT used_at, token_hash FROM invitation")).one()
    assert used is not None
    assert len(kept) == 64
    for path in ("/register", "/sign-up", "/invitations/none"):
        assert team.client().get(path).status_code == 404


def test_words_typed_after_the_end_of_a_sign_in_come_back(team: Cast) -> None:
    lee = team.client(team.lee)
    time_passes(team, seen_at=31 * MINUTE)
    late = lee.post("/cases/K-001/add/note", data={"summary": "Long words about a visit.", "source": "x"})
    assert late.status_code == 401
    waiting = dict(re.findall(r'<input type="hidden" name="(kept[^"]+)" value="([^"]*)">', late.text))
    wrong = sign_in(lee, "lee@example.org", "wrong wrong wrong", **waiting)
    assert "Long words about a visit." in wrong.text
    back = sign_in(lee, "lee@example.org", **waiting)
    assert back.status_code == 200
    assert 'action="/cases/K-001/add/note"' in back.text
    assert '<input type="hidden" name="summary" value="Long words about a visit.">' in back.text
    assert lee.get("/my").status_code == 200


def test_the_access_log_is_read_by_admins_whole_and_by_coordinators_in_part(team: Cast) -> None:
    ana = team.client(team.ana)
    sign_in(team.client(), "lee@example.org")
    ana.post(f"/admin/campaigns/zhanaozen/members/{team.lee.id}", data={"role": "reader"})
    page = ana.get("/admin/access").text
    assert "signed in</td>" in page
    assert "role changed: Lee" in page
    assert "signed in</td>" not in ana.get("/admin/access?what=role-changed").text
    with team.database.writing(actor="a test", at=clock.now()) as session:
        session.get_one(Volunteer, team.ana.id).is_admin = False
    page = ana.get("/admin/access").text
    assert "signed in</td>" not in page
    assert "role changed: Lee" in page
    assert team.client(team.lee).get("/admin/access").status_code == 404
