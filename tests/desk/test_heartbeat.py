"""When the installation's own work was done last, for programs and for people."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from app.desk.heartbeat import ASK_EVERY, Heartbeat
from app.jobs.models import JobState
from app.mail.models import OutgoingMail
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
        return Heartbeat(began or at).words(session, at)


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


def test_it_looks_once_a_minute(cast: Cast) -> None:
    heartbeat = Heartbeat(NOW)
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
