"""Editions are made once a week for whoever is due, and say only what their reader may hear."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.db import number_of
from app.digest.commands import queue_due_now
from app.digest.make_editions import Made
from app.refusal import Refusal
from tests.digest.newsroom import CANARIES, MONDAY, Newsroom, restrict, words

WEEK = timedelta(days=7)


def test_everybody_in_the_campaign_gets_one_and_strangers_get_none(room: Newsroom) -> None:
    assert room.queue() == Made(queued=3, quiet=1)
    assert sorted(room.sent()) == ["ana@example.org", "lee@example.org", "rea@example.org"]
    assert room.outbox.column("dedupe_key")[0] == f"digest:2026-W47:user{number_of(room.cast.ana)}"


def test_a_second_run_and_a_second_worker_make_none(room: Newsroom) -> None:
    room.queue()

    assert room.queue() == Made()
    assert room.queue(MONDAY + timedelta(days=6, hours=22)) == Made()
    assert len(room.outbox.states) == 3


def test_the_next_week_is_another_edition_with_only_what_is_new(room: Newsroom) -> None:
    room.queue()
    room.move_hearing(date(2026, 11, 26), MONDAY + timedelta(days=1))
    made = room.queue(MONDAY + WEEK)
    said = words(room.sent()["ana@example.org"])

    assert made.queued == 3
    assert "hearing moved from 24 November 2026 to 26 November 2026" in said
    assert "Last week: " in said
    assert sorted(room.outbox.states) == ["cancelled"] * 3 + ["sent"] * 3  # the edition before never got out


def test_news_of_a_week_without_an_edition_stands_in_the_next(room: Newsroom) -> None:
    room.queue()
    room.move_hearing(date(2026, 12, 10), MONDAY + timedelta(days=1))
    room.queue(MONDAY + 2 * WEEK)

    assert "hearing moved from 24 November 2026 to 10 December 2026" in words(room.sent()["ana@example.org"])


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(days=-8), timedelta(days=70)])
def test_a_clock_that_jumps_makes_at_most_one_more(room: Newsroom, jump: timedelta) -> None:
    room.queue()
    made = room.queue(MONDAY + jump)
    again = room.queue(MONDAY + jump + timedelta(hours=1))

    forward = jump > timedelta()
    assert made.queued + made.quiet == (4 if forward else 0)
    assert again == Made()


def test_own_doings_are_left_out(room: Newsroom) -> None:
    room.queue()
    mails = room.sent()

    assert "WHAT MOVED" in words(mails["rea@example.org"])
    assert "WHAT MOVED" not in words(mails["lee@example.org"])


def test_a_discreet_mail_holds_no_canary_and_one_recipient(room: Newsroom) -> None:
    room.queue()
    for address, mail in room.sent().items():
        assert [canary for canary in CANARIES if canary.lower() in words(mail).lower()] == []
        assert mail.get_all("To") == [address]
        assert mail["Cc"] is None
        assert mail["Subject"] == "Your weekly summary"


def test_names_come_only_with_campaign_reader_and_consent(room: Newsroom) -> None:
    room.allow_names()
    room.queue()
    mails = room.sent()

    assert "Rozaliya Canaryeva (K-002)" in words(mails["ana@example.org"])
    assert "Rozaliya" not in words(mails["rea@example.org"])
    assert "tuberculosis" not in words(mails["ana@example.org"])


def test_without_consent_no_name_whatever_is_asked_for(room: Newsroom) -> None:
    room.allow_names()
    room.change("UPDATE consent SET withdrawn_at = :at", at="2026-11-15 00:00:00")
    room.queue()

    assert "Rozaliya" not in words(room.sent()["ana@example.org"])


def test_a_restricted_case_is_in_nobody_elses_mail(room: Newsroom) -> None:
    restrict(room)
    room.queue()
    mails = room.sent()

    assert sorted(mails) == ["ana@example.org"]  # who minds it


def test_access_taken_away_between_queueing_and_sending_counts(room: Newsroom) -> None:
    room.queue()
    restrict(room, number_of(room.cast.lee))
    mails = room.sent()

    assert sorted(mails) == ["ana@example.org", "lee@example.org"]
    assert "K-002" in words(mails["lee@example.org"])
    assert sorted(room.outbox.states) == ["cancelled", "sent", "sent"]


def test_consent_withdrawn_between_queueing_and_sending_takes_the_name_out(room: Newsroom) -> None:
    room.allow_names()
    room.queue()
    before = room.outbox.column("message_id")
    room.change("UPDATE consent SET withdrawn_at = :at", at="2026-11-16 09:30:00")
    mail = room.sent()["ana@example.org"]

    assert "Rozaliya" not in words(mail)
    assert "K-002: hearing moved" in words(mail)
    assert mail["Message-ID"] in before


@pytest.mark.parametrize("change", ["disabled_at = '2026-11-16 09:00:00'", "email = 'other@example.org'"])
def test_who_left_or_moved_gets_nothing_under_the_old_address(room: Newsroom, change: str) -> None:
    room.queue()
    room.change(f"UPDATE volunteer SET {change} WHERE id = :id", id=room.cast.rea.id)

    assert "rea@example.org" not in room.sent()


def test_a_quiet_week_is_marked_and_nothing_is_sent(room: Newsroom) -> None:
    room.change('UPDATE "case" SET closed_at = :at', at="2026-11-15 00:00:00")

    assert room.queue() == Made(queued=0, quiet=4)
    assert room.queue() == Made()
    assert room.outbox.states == []


def test_after_three_quiet_weeks_a_note_goes_out_once(room: Newsroom) -> None:
    room.change('UPDATE "case" SET closed_at = :at', at="2026-11-15 00:00:00")
    made = [room.queue(MONDAY + number * WEEK).queued for number in range(6)]

    assert made == [0, 0, 0, 4, 0, 0]


def test_an_asked_for_week_is_made_once_for_all_who_lack_it(room: Newsroom) -> None:
    assert room.queue(week="2026-W46").queued == 3
    assert room.queue(week="2026-W46") == Made()


@pytest.mark.parametrize("week", ["2026-W60", "2026-47", "next", "0000-W01", "9999-W52", "2027-W47"])
def test_a_week_that_is_none_or_is_yet_to_come_is_refused(room: Newsroom, week: str) -> None:
    """A later week counts as the newest one made: everybody's mail would stop until then."""
    settings = replace(room.cast.settings, today=MONDAY.date())
    with pytest.raises(Refusal):
        queue_due_now(room.cast.database, settings, week)

    assert room.outbox.states == []
    assert room.queue().queued == 3
