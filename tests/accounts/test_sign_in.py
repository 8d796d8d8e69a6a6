"""Signing in and out, the first link, invitations, the team."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import delete

from app.accounts.changes import count_attempt, first_link, invite
from app.accounts.models import Membership, Volunteer
from app.accounts.passwords import hash_password
from app.accounts.secret_tokens import subject_hash
from app.accounts.sign_in_limits import EVERYBODY
from app.db import number_of
from tests import clock
from tests.story import SAME_ORIGIN, Cast

PASSPHRASE = "seven quiet cranes over Aktau"


@pytest.fixture
def with_password(cast: Cast) -> Cast:
    """Lee has a passphrase."""
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        session.merge(cast.lee).password_hash = hash_password(PASSPHRASE)
    return cast


def test_the_right_passphrase_opens_the_page_that_was_asked_for(with_password: Cast) -> None:
    lee = with_password.client()
    asked = lee.get("/cases/K-001/add?x=1")
    assert asked.headers["location"] == "/sign-in?next=%2Fcases%2FK-001%2Fadd%3Fx%3D1"
    answer = lee.post(
        "/sign-in", data={"email": "lee@EXAMPLE.org", "password": PASSPHRASE, "next": "/cases/K-001/add?x=1"}
    )
    assert answer.headers["location"] == "/cases/K-001/add?x=1"
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert lee.get("/cases/K-001/add").status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "/\\evil.example", "https:evil", "https://evil.example", "/a b"]
)
def test_signing_in_never_leads_to_another_site(with_password: Cast, elsewhere: str) -> None:
    answer = with_password.client().post(
        "/sign-in", data={"email": "lee@example.org", "password": PASSPHRASE, "next": elsewhere}
    )
    assert answer.headers["location"] == "/my"


def test_a_wrong_passphrase_and_an_unknown_address_read_the_same(with_password: Cast) -> None:
    answers = [
        with_password.client().post("/sign-in", data={"email": email, "password": "wrong wrong wrong"})
        for email in ("lee@example.org", "nob@example.org")
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    first, second = (answer.text.replace("lee@", "nob@").split('name="key"')[1][120:] for answer in answers)
    assert first == second
    assert "do not belong together" in answers[0].text


def test_the_eleventh_wrong_try_is_slowed_whatever_the_process(with_password: Cast) -> None:
    wrong = {"email": "lee@example.org", "password": "wrong wrong wrong"}
    for _try in range(10):
        assert with_password.client().post("/sign-in", data=wrong).status_code == 422
    answer = with_password.client().post("/sign-in", data={**wrong, "password": PASSPHRASE})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def from_address(cast: Cast, host: str) -> TestClient:
    """A browser that nobody has signed in with, at this network address."""
    return TestClient(
        cast.app, base_url=cast.settings.base_url, headers=SAME_ORIGIN, follow_redirects=False, client=(host, 50000)
    )  # fmt: skip


def test_one_household_of_ipv6_counts_as_one_address(with_password: Cast) -> None:
    for number in range(10):
        somebody = {"email": f"nobody{number}@example.org", "password": "wrong wrong wrong"}
        answer = from_address(with_password, f"2001:db8:1:2::{number:x}").post("/sign-in", data=somebody)
        assert answer.status_code == 422
    right = {"email": "lee@example.org", "password": PASSPHRASE}
    near, far = (
        from_address(with_password, host).post("/sign-in", data=right)
        for host in ("2001:db8:1:2:ffff::1", "2001:db8:1:3::1")
    )
    assert (near.status_code, far.status_code) == (429, 303)


def test_an_ipv4_address_written_as_ipv6_is_the_same_address(with_password: Cast) -> None:
    for number in range(10):
        somebody = {"email": f"nobody{number}@example.org", "password": "wrong wrong wrong"}
        from_address(with_password, "192.0.2.7").post("/sign-in", data=somebody)
    right = {"email": "lee@example.org", "password": PASSPHRASE}
    assert from_address(with_password, "::ffff:192.0.2.7").post("/sign-in", data=right).status_code == 429


def test_nobodys_guesses_shut_out_a_browser_that_signed_in_before(with_password: Cast) -> None:
    right = {"email": "lee@example.org", "password": PASSPHRASE}
    own, new = with_password.client(), with_password.client()
    assert own.post("/sign-in", data=right).status_code == 303
    subjects = ("everybody", "account:lee@example.org", "address:testclient")
    marks = tuple(subject_hash(with_password.settings.secret_key, name) for name in subjects)
    with with_password.database.writing(actor="a test", at=clock.now()) as session:
        for _guess in range(EVERYBODY):
            count_attempt(session, marks, clock.now())

    assert new.post("/sign-in", data=right).status_code == 429
    own.cookies.delete("vigil")  # its sign-in ran out
    assert own.post("/sign-in", data=right).status_code == 303
    for _guess in range(10):
        own.post("/sign-in", data={**right, "password": "wrong wrong wrong"})
    assert own.post("/sign-in", data=right).status_code == 429, "its own guesses count"


def test_a_browser_is_known_for_the_address_it_signed_in_with_alone(with_password: Cast) -> None:
    own = with_password.client()
    own.post("/sign-in", data={"email": "lee@example.org", "password": PASSPHRASE})
    for _guess in range(10):
        with_password.client().post("/sign-in", data={"email": "ana@example.org", "password": "wrong wrong"})
    assert (
        own.post("/sign-in", data={"email": "ana@example.org", "password": "wrong wrong"}).status_code == 429
    )


def test_leaving_ends_the_sign_in_at_once(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    cookie = dict(lee.cookies)
    answer = lee.post("/leave")
    assert answer.headers["location"] == "/left"
    assert "cookies" in answer.headers["clear-site-data"]
    again = cast.client()
    again.cookies.update(cookie)
    assert again.get("/cases/K-001").status_code == 303
    left = again.get("/left")
    assert left.headers["refresh"].endswith(cast.settings.exit_url)
    assert "Vigil" not in left.text


def test_the_first_link_makes_an_admin_who_coordinates_everything_once(cast: Cast) -> None:
    without_accounts(cast)
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        token = first_link(session, clock.now())
    new = cast.client()
    assert new.get(f"/invitations/{token}").status_code == 200
    short = new.post(
        f"/invitations/{token}", data={"name": "Ida", "email": "ida@example.org", "new_password": "short"}
    )
    assert short.status_code == 422
    made = {"name": "Ida", "email": "ida@example.org", "new_password": PASSPHRASE}
    assert new.post(f"/invitations/{token}", data=made).status_code == 303
    assert new.get("/admin").status_code == 200
    assert new.get("/cases/K-001/add").status_code == 200
    assert cast.client().get(f"/invitations/{token}").status_code == 410


def without_accounts(cast: Cast) -> None:
    """As a fresh installation is before anybody has come."""
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        for table in (Membership, Volunteer):
            session.connection().execute(delete(table))


def test_the_first_link_dies_with_the_first_account_however_that_was_made(cast: Cast) -> None:
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        token = first_link(session, clock.now())  # and the accounts of the cast were made by command
    made = {"name": "Ida", "email": "ida@example.org", "new_password": PASSPHRASE}
    assert cast.client().get(f"/invitations/{token}").status_code == 410
    assert cast.client().post(f"/invitations/{token}", data=made).status_code == 410


def test_an_invitation_cannot_be_used_for_another_address_or_a_higher_role(cast: Cast) -> None:
    with cast.database.writing(actor="Ana", actor_id=cast.ana.id, at=clock.now()) as session:
        token = invite(session, "max@example.org", number_of(cast.campaign), "reader")
    new = cast.client()
    made = new.post(
        f"/invitations/{token}",
        data={"name": "Max", "email": "other@example.org", "new_password": PASSPHRASE, "role": "coordinator"},
    )
    assert made.headers["location"] == "/sign-in"
    assert new.get("/settings").status_code == 303, "an invitation alone does not sign in"
    new.post("/sign-in", data={"email": "max@example.org", "password": PASSPHRASE})
    assert "max@example.org" in new.get("/settings").text
    assert new.get("/admin").status_code == 404
    assert new.post("/cases/K-001/add/note", data={"summary": "No."}).status_code == 403


def test_an_invitation_runs_out(cast: Cast) -> None:
    long_ago = clock.now() - timedelta(days=8)
    with cast.database.writing(actor="Ana", actor_id=cast.ana.id, at=long_ago) as session:
        token = invite(session, "max@example.org", number_of(cast.campaign), "reader")
    assert cast.client().get(f"/invitations/{token}").status_code == 410


def test_a_role_taken_away_counts_from_the_next_request(cast: Cast) -> None:
    ana, lee = cast.client(cast.ana), cast.client(cast.lee)
    assert lee.get("/cases/K-001").status_code == 200
    assert (
        ana.post(f"/admin/campaigns/zhanaozen/members/{cast.lee.id}", data={"role": "reader"}).status_code
        == 303
    )
    assert lee.post("/cases/K-001/add/note", data={"summary": "No."}).status_code == 403
    ana.post(f"/admin/campaigns/zhanaozen/members/{cast.lee.id}", data={})
    assert lee.get("/cases/K-001").status_code == 404


def test_only_coordinators_see_the_team(cast: Cast) -> None:
    assert cast.client(cast.ana).get("/admin/campaigns/zhanaozen").status_code == 200
    for other in (cast.lee, cast.rea, cast.sam):
        assert cast.client(other).get("/admin/campaigns/zhanaozen").status_code == 404
        assert cast.client(other).get("/admin").status_code == 404


def test_a_new_password_signs_every_other_browser_out(with_password: Cast) -> None:
    here, there = with_password.client(with_password.lee), with_password.client(with_password.lee)
    wrong = here.post(
        "/settings/passphrase", data={"password": "not this one", "new_password": "a quite new phrase"}
    )
    assert wrong.status_code == 422
    done = here.post(
        "/settings/passphrase", data={"password": PASSPHRASE, "new_password": "a quite new phrase"}
    )
    assert done.status_code == 303
    assert here.get("/settings").status_code == 200
    assert there.get("/settings").status_code == 303


def test_what_was_typed_survives_the_end_of_the_sign_in(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    lee.post("/leave")
    answer = lee.post("/cases/K-001/add/note", data={"summary": "Long words about a visit."})
    assert answer.status_code == 401
    assert "Long words about a visit." in answer.text
