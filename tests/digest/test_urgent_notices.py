"""Notices: what cannot wait for the weekly mail is told at once, discreetly, and at most once a day."""

from datetime import timedelta

import pytest

from app.cases.kinds.health_alert import HealthAlert
from app.cases.models import Case, Entry
from app.db import number_of
from app.digest.urgent_notices import NOTICES
from app.jobs.schedule import Step
from tests import clock, story
from tests.digest.newsroom import CANARIES, MONDAY, Newsroom, restrict, words

HOUR = timedelta(hours=1)


def alert(room: Newsroom, at: object = MONDAY, severity: str = "critical", **more: object) -> int:
    """Lee writes down an alert about the case that Ana looks after."""
    lee = number_of(room.cast.lee)
    with room.cast.database.writing(actor="Lee", actor_id=lee, at=at) as session:  # type: ignore[arg-type]
        case = session.get(Case, room.cast.case.id)
        assert case is not None
        made = story.entry(
            session, case, "health-alert", "2026-11-15", severity=severity, condition="tuberculosis",
            recorded_at=at, edited_at=at, **more,
        )  # fmt: skip
        return number_of(made)


def told(room: Newsroom, now: object = MONDAY) -> dict[str, str]:
    """Whom the next run mails, with the subject."""
    clock.turn_to(now)  # type: ignore[arg-type]
    before = set(room.written_all())
    step = Step(room.cast.database, room.cast.settings, now)  # type: ignore[arg-type]
    with room.cast.database.reading() as session:
        due = NOTICES.only_if is None or NOTICES.only_if(session, step.now)
    if due:
        NOTICES.run(step)
    room.sent()
    fresh = {name: mail for name, mail in room.written_all().items() if name not in before}
    return {str(mail["To"]): str(mail["Subject"]) for mail in fresh.values()}


def unminded(room: Newsroom) -> None:
    room.change("DELETE FROM minder")


def test_a_grave_alert_tells_whoever_looks_after_the_case_and_names_nobody(room: Newsroom) -> None:
    alert(room)

    assert told(room, MONDAY + HOUR / 2) == {"ana@example.org": "Something cannot wait"}
    mail = words(room.written()["ana@example.org"])
    assert "/my" in mail
    assert "K-002" not in mail
    assert not [canary for canary in CANARIES if canary in mail]
    assert told(room, MONDAY + 2 * HOUR) == {}


def test_where_nobody_looks_after_it_all_who_decide_are_told_but_not_its_author(room: Newsroom) -> None:
    with room.cast.database.writing(actor="the story", at=MONDAY) as session:
        story.volunteer(session, "Bea", session.merge(room.cast.campaign), "coordinator")
    room.change("UPDATE membership SET role = 'coordinator' WHERE volunteer_id = :lee", lee=room.cast.lee.id)
    unminded(room)
    alert(room)

    assert set(told(room)) == {"ana@example.org", "bea@example.org"}


@pytest.mark.parametrize("severity", ["watch", "serious"])
def test_what_is_less_grave_waits_for_the_weekly_mail(room: Newsroom, severity: str) -> None:
    number = alert(room, severity=severity)
    assert told(room) == {}

    with room.cast.database.writing(actor="Lee", actor_id=room.cast.lee.id, at=MONDAY + HOUR) as session:
        entry, row = session.get(Entry, number), session.get(HealthAlert, number)
        assert entry is not None
        assert row is not None
        entry.edited_at, row.severity = MONDAY + HOUR, "critical"
    assert set(told(room, MONDAY + HOUR)) == {"ana@example.org"}


def test_what_a_file_brings_in_alarms_nobody(room: Newsroom) -> None:
    with room.cast.database.writing(actor="vigil", at=MONDAY) as session:
        case = session.get(Case, room.cast.case.id)
        assert case is not None
        story.entry(
            session,
            case,
            "health-alert",
            "2026-11-15",
            severity="critical",
            recorded_at=MONDAY,
            edited_at=MONDAY,
        )
    assert told(room) == {}


def test_at_most_one_such_mail_a_day_and_the_next_one_the_next_day(room: Newsroom) -> None:
    alert(room)
    assert len(told(room)) == 1
    alert(room, at=MONDAY + HOUR, severity="hunger-strike")

    assert told(room, MONDAY + 2 * HOUR) == {}
    assert len(told(room, MONDAY + 24 * HOUR)) == 1


def test_whoever_wants_no_mail_gets_none_and_finds_it_in_the_navigation(room: Newsroom) -> None:
    room.change(
        "INSERT INTO digest_subscription (volunteer_id, frequency, day, hour, detailed, serial, changed_at)"
        " VALUES (:v, 'none', 1, 8, :no, 0, :at)", v=room.cast.ana.id, no=False, at="2026-11-01 00:00:00",
    )  # fmt: skip
    alert(room)

    assert told(room, MONDAY + HOUR) == {}
    page = room.cast.client(room.cast.ana).get("/cases").text
    assert '<span aria-hidden="true">1</span>' in page.split('href="/my"')[1].split("</a>")[0]


def test_what_is_kept_to_a_few_tells_those_few_alone(room: Newsroom) -> None:
    restrict(room, number_of(room.cast.lee))
    unminded(room)
    alert(room)
    assert told(room) == {}


def test_an_alert_that_is_over_before_the_mail_goes_out_is_not_told(room: Newsroom) -> None:
    number = alert(room)
    clock.turn_to(MONDAY)
    NOTICES.run(Step(room.cast.database, room.cast.settings, MONDAY))
    room.change("UPDATE health_alert SET resolution = 'recovered' WHERE entry_id = :id", id=number)

    assert room.sent() == {}


def test_an_approval_tells_its_second_person_the_same_day(room: Newsroom) -> None:
    with room.cast.database.writing(actor="Lee", actor_id=room.cast.lee.id, at=MONDAY) as session:
        case = session.get(Case, room.cast.case.id)
        assert case is not None
        story.entry(session, case, "release", "2026-11-15")

    assert told(room, MONDAY + HOUR) == {"ana@example.org": "An answer of yours is waited for"}
    assert "K-002" not in words(room.written()["ana@example.org"])
    assert told(room, MONDAY + 24 * HOUR) == {}
