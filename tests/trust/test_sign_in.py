"""Signing in to a real deployment: who gets in, and what a thief or a guesser cannot do."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import text

from app.accounts.changes import count_attempt, mail_link
from app.accounts.models import Purpose, Volunteer
from app.accounts.passwords import common, fault_of, is_password
from app.accounts.secret_tokens import subject_hash
from app.db import Database
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
    type_code,
)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """A real deployment."""
    return read_settings(
        {**GOOD, "VIGIL_DATABASE_URL": database_url, "VIGIL_DATA_DIR": str(tmp_path / "data")}
    )


@pytest.fixture
def team(cast: Cast) -> Cast:
    """Everybody has a passphrase."""
    give_passphrases(cast)
    return cast


def test_check_10_the_cookie_belongs_to_this_host_alone(team: Cast) -> None:
    answer = sign_in(team.client(), "lee@example.org")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-vigil=")
    for word in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"):
        assert word in cookie
    assert "Domain" not in cookie
    assert len(cookie.partition("=")[2].partition(";")[0]) * 6 >= 128


def test_check_11_signing_in_again_kills_the_earlier_sign_in(team: Cast) -> None:
    lee, thief = team.client(), team.client()
    sign_in(lee, "lee@example.org")
    thief.cookies.update(dict(lee.cookies))
    assert thief.get("/my").status_code == 200
    sign_in(lee, "lee@example.org")
    assert lee.get("/my").status_code == 200
    assert lee.cookies["__Host-vigil"] != thief.cookies["__Host-vigil"]
    assert thief.get("/my").status_code == 303


def form_key(page: str) -> str:
    """What the form on this page proves itself with."""
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_double_click_on_sign_in_is_one_sign_in_whichever_answer_the_browser_keeps(team: Cast) -> None:
    form = {
        "email": "lee@example.org",
        "password": PASSPHRASE,
        "key": form_key(team.client().get("/sign-in").text),
    }
    clicks = [team.client() for _click in range(4)]
    with ThreadPoolExecutor(4) as hands:
        answers = list(hands.map(lambda client: client.post("/sign-in", data=form), clicks))
    assert [answer.headers["location"] for answer in answers] == ["/my"] * 4
    assert all(client.get("/my").status_code == 200 for client in clicks)
    assert access_log(team) == ["signed-in"]
    assert team.client().post("/sign-in", data=form | {"password": "wrong wrong wrong"}).status_code == 422

    clicks[0].post("/leave")
    assert clicks[1].get("/my").status_code == 303
    again = team.client()
    assert again.post("/sign-in", data=form).status_code == 303, (
        "the same form after leaving: another sign-in"
    )
    assert again.get("/my").status_code == 200
    assert clicks[1].get("/my").status_code == 303, "and what was dead stays dead"


def test_a_double_click_on_the_code_is_one_sign_in_too(team: Cast) -> None:
    key, _codes = enrol(team, team.lee)
    asked = sign_in(team.client(), "lee@example.org")
    half = re.search(r'name="half" value="([^"]+)"', asked.text)
    assert half is not None
    form = {"half": half[1], "code": pyotp.TOTP(key).at(clock.now()), "key": form_key(asked.text)}
    clicks = [team.client(), team.client()]
    for client in clicks:
        assert client.post("/sign-in/code", data=form).headers["location"] == "/my"
    assert all(client.get("/my").status_code == 200 for client in clicks)
    assert access_log(team).count("signed-in") == 1
    for other in ("000000", "", "x"):
        again = team.client().post("/sign-in/code", data=form | {"code": other})
        assert again.status_code == 422, "whoever sends another code has to have the right one"
    stranger = team.client().post("/sign-in/code", data=form | {"key": form_key(asked.text)[:-1]})
    assert stranger.status_code == 422, "the code was used, and this form is none of ours"


def test_a_link_sent_by_several_hands_at_once_counts_once(team: Cast) -> None:
    token = _mailed(team, Purpose.PASSPHRASE)
    browsers = [team.client() for _hand in range(4)]
    with ThreadPoolExecutor(4) as hands:
        answers = list(
            hands.map(
                lambda numbered: numbered[1].post(
                    f"/forgotten/{token}", data={"new_password": f"{OTHER} {numbered[0]}"}
                ),
                enumerate(browsers),
            )
        )
    assert sorted(answer.status_code for answer in answers) == [303, 410, 410, 410]
    assert len(mails(team)) == 1, "its owner is told once"


def _mailed(team: Cast, purpose: Purpose, email: str | None = None) -> str:
    with team.database.writing(actor="a test", at=clock.now()) as session:
        return mail_link(session, purpose, session.merge(team.lee), email)


def test_check_12_a_cookie_is_dead_after_leaving(team: Cast) -> None:
    lee = team.client(team.lee)
    thief = team.client()
    thief.cookies.update(dict(lee.cookies))
    answer = lee.post("/leave")
    assert answer.status_code == 303
    assert '"cookies"' in answer.headers["clear-site-data"]
    assert thief.get("/my").headers["location"].startswith("/sign-in")
    assert thief.post("/leave").headers["location"] == "/left", "leaving works without a sign-in too"


def test_check_16_known_and_unknown_addresses_read_the_same(team: Cast) -> None:
    for path, more in (("/sign-in", {"password": "wrong wrong wrong"}), ("/forgotten", {})):
        answers = [
            team.client().post(path, data={"email": f"{who}@example.org", **more}) for who in ("lee", "nob")
        ]
        first, second = answers
        assert first.status_code == second.status_code
        assert len(first.content) == len(second.content)
        assert first.headers.get("location") == second.headers.get("location")
        assert first.headers.get("set-cookie") == second.headers.get("set-cookie")
    assert [to for to, _text in mails(team)] == ["lee@example.org"]


def test_check_17_eleventh_wrong_passphrase(team: Cast) -> None:
    for turn in range(10):
        forged = {"X-Forwarded-For": f"192.0.2.{turn}"}
        client = team.client()
        client.headers.update(forged)
        assert sign_in(client, "lee@example.org", "wrong wrong wrong").status_code == 422
    again = replace(team, database=Database(team.settings.database_url))
    for email in ("lee@example.org", "rea@example.org"):
        answer = sign_in(again.client(), email)
        assert answer.status_code == 429, "the account and the address it came from, after a restart too"
        assert int(answer.headers["retry-after"]) > 0
    again.database.close()


def test_check_17_everybody_together_and_letters_are_limited_too(team: Cast) -> None:
    secret, now = team.settings.secret_key, clock.now()
    for subject, most in (("everybody", 300), ("letters to:lee@example.org", 3)):
        with team.database.writing(actor="a test", at=now) as session:
            count_attempt(session, (subject_hash(secret, subject),) * most, now)
    assert sign_in(team.client(), "rea@example.org").status_code == 429
    assert team.client().post("/forgotten", data={"email": "lee@example.org"}).status_code == 303
    assert mails(team) == []


def test_check_18_a_code_works_once_and_the_sixth_wrong_one_waits(team: Cast) -> None:
    key, codes = enrol(team, team.lee)
    client = team.client()
    asked = sign_in(client, "lee@example.org")
    assert client.get("/my").status_code == 303, "the passphrase alone opens nothing"
    right = pyotp.TOTP(key).at(clock.now())
    assert type_code(client, asked, right).headers["location"] == "/my"
    assert client.get("/my").status_code == 200
    other = team.client()
    asked = sign_in(other, "lee@example.org")
    assert type_code(other, asked, right).status_code == 422, "the same code again"
    assert type_code(other, asked, codes[0].lower()).headers["location"] == "/my"
    for _turn in range(4):
        assert type_code(team.client(), asked, codes[0]).status_code == 422, "a used recovery code"
    answer = type_code(team.client(), asked, codes[1])
    assert answer.status_code == 429
    assert "retry-after" in answer.headers


def test_check_19_whoever_decides_reaches_only_enrolment_without_a_second_factor(team: Cast) -> None:
    ana = team.client(team.ana)
    for path in ("/my", "/cases", "/cases/K-001", "/admin", "/settings", "/search?q=Roza"):
        assert ana.get(path).headers["location"] == "/settings/second-factor", path
    assert ana.post("/cases/K-001/add/note", data={"summary": "No."}).status_code == 403
    assert ana.get("/settings/second-factor").status_code == 200
    ana.post("/settings/second-factor/begin")
    page = ana.get("/settings/second-factor")
    picture = ana.get("/settings/second-factor/key.png")
    assert picture.content.startswith(b"\x89PNG")
    assert picture.headers["cache-control"] == "no-store"
    key = page.text.partition('class="stored-words">')[2].partition("<")[0].replace(" ", "")
    done = ana.post("/settings/second-factor/confirm", data={"code": pyotp.TOTP(key).at(clock.now())})
    assert done.text.count("<code>") == 10
    assert ana.get("/my").status_code == 200
    assert ana.get("/settings/second-factor/key.png").status_code == 404, "the key is shown no more"
    assert team.client(team.lee).get("/my").status_code == 200, "others may do without"


def test_check_20_a_reset_link_works_once_keeps_the_second_factor_and_signs_nobody_in(team: Cast) -> None:
    enrol(team, team.lee)
    open_browser, client = team.client(team.lee), team.client()
    client.post("/forgotten", data={"email": "Lee@example.org"})
    link = link_in(mails(team)[-1][1], "/forgotten")
    with team.database.reading() as session:
        kept = session.execute(text("SELECT token_hash FROM mailed_link")).scalar()
    assert str(kept) not in link
    assert client.get(link).status_code == 200
    assert client.post(link, data={"new_password": "password1234"}).status_code == 422
    assert client.post(link, data={"new_password": OTHER}).headers["location"] == "/sign-in"
    assert client.get("/my").status_code == 303
    assert open_browser.get("/my").status_code == 303, "old cookies are dead"
    assert client.post(link, data={"new_password": PASSPHRASE}).status_code == 410
    assert "Type your code" in sign_in(client, "lee@example.org", OTHER).text
    assert "new passphrase was chosen" in " ".join(mails(team)[-1][1].split())


def test_check_20_a_reset_link_runs_out_after_half_an_hour(team: Cast) -> None:
    then = clock.now() - timedelta(minutes=31)
    with team.database.writing(actor="a test", at=then) as session:
        token = mail_link(session, Purpose.PASSPHRASE, session.get_one(Volunteer, team.lee.id))
    assert team.client().get(f"/forgotten/{token}").status_code == 410


def test_check_21_long_passphrases_are_taken_and_common_ones_refused(team: Cast) -> None:
    first, long = "cranesoveraktau", "été “à” ß ᾳ " * 10 + "12345678"
    assert (len(first), len(long)) == (15, 128)
    lee = team.client(team.lee)
    for old, new in ((PASSPHRASE, first), (first, long)):
        done = lee.post("/settings/passphrase", data={"password": old, "new_password": new})
        assert done.status_code == 303
    assert sign_in(team.client(), "lee@example.org", long.replace("  ", " ")).status_code == 303
    assert sign_in(team.client(), "lee@example.org", long[:-1]).status_code == 422
    assert sum(fault_of(word) is not None for word in common()) >= 3000
    assert [word for word in common() if fault_of(word) is None] == []
    page = team.client().get("/sign-in").text
    assert "onpaste" not in page
    assert "maxlength" not in page


def test_check_22_what_is_stored_is_argon2id(team: Cast) -> None:
    lee = team.client(team.lee)
    lee.post("/settings/passphrase", data={"password": PASSPHRASE, "new_password": OTHER})
    with team.database.reading() as session:
        stored = session.get_one(Volunteer, team.lee.id).password_hash
    assert stored is not None
    assert is_password(OTHER, stored)
    _empty, kind, _version, costs, *_rest = stored.split("$")
    named = dict(part.split("=") for part in costs.split(","))
    assert kind == "argon2id"
    assert int(named["m"]) >= 19 * 1024
    assert int(named["t"]) >= 2


def test_check_33_no_mail_names_a_case_and_links_hold_the_configured_host(team: Cast) -> None:
    team.client().post("/forgotten", data={"email": "lee@example.org"}, headers={"Host": "evil.example"})
    assert mails(team) == []
    team.client().post("/forgotten", data={"email": "lee@example.org"})
    assert "https://vigil.example.org/forgotten/" in mails(team)[0][1]
    assert "Roza" not in mails(team)[0][1]


def test_check_49_one_line_for_each_sign_in_failure_and_denial(team: Cast) -> None:
    lee = team.client()
    sign_in(lee, "lee@example.org\nsigned-in", "wrong wrong wrong")
    sign_in(lee, "lee@example.org", "wrong wrong wrong")
    sign_in(lee, "lee@example.org")
    assert access_log(team) == ["sign-in-failed", "signed-in"], "an address of two lines is no try at all"
    assert lee.get("/admin").status_code == 404
    assert lee.get("/cases/K-999").status_code == 404
    assert access_log(team)[2:] == ["denied", "denied"]
    team.client().get("/admin")
    assert len(access_log(team)) == 4, "whoever is not signed in is asked to, not denied"
