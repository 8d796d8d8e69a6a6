"""When the installation's own work was done last, for programs and for people."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from html import unescape
from typing import Any

import pytest
from sqlmodel import select

from app.accounts.models import Volunteer
from app.desk.heartbeat import ASK_EVERY, Heartbeat
from app.jobs.models import JobState
from app.jobs.schedule import Step
from app.mail.models import OutgoingMail
from app.mail.server_state import line_failed
from app.settings import Settings
from tests import clock
from tests.story import Cast

NOW = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
FIELDS = ("dates_recomputed", "digests_made", "oldest_unsent_mail")


def ran(cast: Cast, **when: datetime) -> None:
    """Jobs that ended well at these moments."""
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        for name, at in when.items():
            session.merge(JobState(name=name, began_at=at, succeeded_at=at, slot="x"))


def waiting(cast: Cast, since: datetime) -> None:
    """A mail that waits since then."""
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        session.add(
            OutgoingMail(
                dedupe_key="one", kind="digest", to_address="a@example.org", envelope_from="v@example.org",
                message_id="<1@example.org>", message=b"x", digest_of_message="0" * 64, queued_at=since,
                next_try_at=since,
            )
        )  # fmt: skip


def beats(cast: Cast, at: datetime, began: datetime | None = None) -> tuple[str, ...]:
    """What everybody is told at a moment."""
    with cast.database.reading() as session:
        return Heartbeat(began or at, cast.settings, cast.app.state.jobs).words(session, at)


@pytest.mark.parametrize(
    ("hours", "mail_hours", "told"),
    [
        (0, 0, ()),
        (25.9, 5.9, ()),
        (26.1, 0, ("Due dates", "No weekly mail")),
        (0, 6.1, ("Mail has been waiting",)),
        (300, 300, ("Due dates", "No weekly mail", "Mail has been waiting")),
    ],
)
def test_what_is_late_is_said_in_words(
    cast: Cast, hours: float, mail_hours: float, told: tuple[str, ...]
) -> None:
    ran(cast, reviews=NOW - timedelta(hours=hours), digest=NOW - timedelta(hours=hours))
    waiting(cast, NOW - timedelta(hours=mail_hours))

    words = beats(cast, NOW)

    assert len(words) == len(told)
    assert all(said.startswith(start) for said, start in zip(words, told, strict=True))


def test_work_that_never_ran_is_late_a_while_after_the_start(cast: Cast) -> None:
    assert beats(cast, NOW, NOW - timedelta(minutes=14)) == ()
    assert len(beats(cast, NOW, NOW - timedelta(minutes=16))) == 2
    assert beats(cast, NOW, NOW - timedelta(minutes=21))[0].startswith("Nothing looks after jobs")


def test_it_looks_once_a_minute(cast: Cast) -> None:
    heartbeat = Heartbeat(NOW, cast.settings, cast.app.state.jobs)
    with cast.database.reading() as session:
        ran(cast, reviews=NOW, digest=NOW)
        assert heartbeat.words(session, NOW) == ()
    waiting(cast, NOW - timedelta(days=1))
    with cast.database.reading() as session:
        assert heartbeat.words(session, NOW + ASK_EVERY - timedelta(seconds=1)) == ()
        assert len(heartbeat.words(session, NOW + ASK_EVERY)) == 1


def test_health_tells_programs(cast: Cast) -> None:
    now = clock.now()
    ran(cast, reviews=now - timedelta(days=2), digest=now)
    waiting(cast, now - timedelta(hours=7))

    told = cast.client().get("/health").json()

    assert [told[name]["late"] for name in FIELDS] == [True, False, True]
    assert datetime.fromisoformat(told["dates_recomputed"]["at"]) == (now - timedelta(days=2)).replace(
        microsecond=0
    )
    assert told["oldest_unsent_mail"]["queued_at"] is not None
    assert {job["job"]: job["late"] for job in told["jobs"]}["reviews"] is True


def test_everybody_signed_in_is_told_and_nobody_else(cast: Cast) -> None:
    now = clock.now()
    ran(cast, reviews=now - timedelta(days=2), digest=now)
    cast.app.state.heartbeat.asked_at = None

    for who in (cast.ana, cast.rea, cast.sam):
        assert "Due dates have not been recomputed since" in unescape(cast.client(who).get("/my").text)
    assert "recomputed" not in cast.client().get("/sign-in").text


def production(cast: Cast) -> Settings:
    """As on the open network, where backups are made."""
    return replace(cast.settings, environment="production")


def wrong(cast: Cast, settings: Settings) -> tuple[str, ...]:
    """What whoever runs the installation is told now, by a process that has just begun."""
    with cast.database.reading() as session:
        return Heartbeat(clock.now(), settings, cast.app.state.jobs).look(session, clock.now()).wrong


def test_a_monitor_goes_red_for_each_thing_and_is_green_on_the_first_day(cast: Cast) -> None:
    client, now = cast.client(), clock.now()
    assert (client.get("/health?strict").status_code, client.get("/health").json()["status"]) == (200, "well")

    def red(**state: Any) -> bool:
        with cast.database.writing(actor="a test", at=now) as session:
            session.merge(JobState(name="chats", slot="x", began_at=now, **state))
        plain, strict = client.get("/health"), client.get("/health?strict")
        assert plain.status_code == 200
        assert (plain.json()["status"] == "well") is (strict.status_code == 200)
        return strict.status_code == 503

    assert not red(failures=1, error="ValueError at app/x.py:1 f")
    assert red(failures=3, error="ValueError at app/x.py:1 f")
    assert "“Tell the chats” fails again and again: ValueError" in client.get("/health").json()["wrong"][0]
    assert not red(failures=0)
    waiting(cast, now - timedelta(hours=7))
    assert red()


def test_a_mail_server_that_is_away_or_refuses_us_is_told(cast: Cast) -> None:
    for refuses, words in ((False, "could not be reached"), (True, "refuses us")):
        with cast.database.writing(actor="a test", at=clock.now()) as session:
            line_failed(session, "no", refuses_us=refuses)
        assert any(words in sentence for sentence in wrong(cast, cast.settings))


def test_in_production_a_missing_backup_is_told_after_two_days_and_no_sooner(cast: Cast) -> None:
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        for row in session.scalars(select(Volunteer)):
            row.created_at = clock.now() - timedelta(hours=47)
    assert wrong(cast, production(cast)) == ()
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        for row in session.scalars(select(Volunteer)):
            row.created_at = clock.now() - timedelta(hours=49)
    assert wrong(cast, production(cast)) == ("There is no backup yet of what is kept here.",)
    assert wrong(cast, cast.settings) == ()


def test_admins_get_one_mail_a_day_while_something_is_wrong(cast: Cast) -> None:
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        session.get_one(Volunteer, cast.ana.id).is_admin = True
    job = cast.app.state.jobs[-1]
    assert job.run(Step(cast.database, cast.settings, clock.now())) == "all is well"
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        session.merge(JobState(name="chats", slot="x", began_at=clock.now(), failures=3, error="no"))
    for _time in range(2):
        assert "fails again and again" in job.run(Step(cast.database, cast.settings, clock.now()))
    tomorrow = clock.now() + timedelta(days=1)
    job.run(Step(cast.database, cast.settings, tomorrow))

    with cast.database.reading() as session:
        mails = list(session.scalars(select(OutgoingMail)))
    assert [mail.to_address for mail in mails] == ["ana@example.org"] * 2
    told = message_from_bytes(mails[0].message or b"", policy=policy.default)
    body = told.get_body(("plain",))
    assert told["Subject"] == "About this installation"
    assert body is not None
    assert "fails again and again: no" in " ".join(body.get_content().split())


def test_numbers_are_for_those_alone_whom_the_setting_lets(cast: Cast) -> None:
    assert cast.client().get("/metrics").status_code == 404
    token = "a-token-of-24-letters-and-more"
    cast.app.state.settings = replace(cast.settings, metrics=token)
    assert cast.client().get("/metrics").status_code == 404
    told = cast.client().get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert told.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "vigil_well 1\n" in told.text
    assert "vigil_mails_waiting 0\n" in told.text
    cast.app.state.settings = replace(cast.settings, metrics="loopback")
    assert cast.client().get("/metrics").status_code == 404  # the test's client is called "testclient"
