"""Mails that wait when a consent ends or a case becomes one for a few: whom they named, they no longer name."""

from datetime import timedelta

import pytest

from app.cases.models import CaseMember
from app.consent.models import Consent
from app.db import number_of
from app.reviews.due_date import Urgency
from app.reviews.models import Review
from tests import clock, story
from tests.digest.newsroom import MONDAY, Newsroom, restrict, words

NAME = "Rozaliya Canaryeva"
EVENING = MONDAY.replace(hour=18, minute=30)  # 23:30 in Aqtau, where the campaign is


def told(room: Newsroom, name: str = "ana") -> str:
    mail = room.sent().get(f"{name}@example.org")
    return words(mail) if mail else ""


def test_a_consent_ends_at_midnight_where_the_campaign_is(room: Newsroom) -> None:
    room.allow_names()
    room.change("UPDATE consent SET until = :day", day=MONDAY.date())
    room.queue(EVENING)
    clock.turn_to(EVENING + timedelta(hours=1))
    assert NAME not in told(room)


def test_until_then_it_counts(room: Newsroom) -> None:
    room.allow_names()
    room.change("UPDATE consent SET until = :day", day=MONDAY.date())
    room.queue(EVENING)
    clock.turn_to(EVENING + timedelta(minutes=20))
    assert NAME in told(room)


def test_an_edition_made_after_that_midnight_names_nobody(room: Newsroom) -> None:
    room.allow_names()
    room.change("UPDATE consent SET until = :day", day=MONDAY.date())
    room.queue(EVENING + timedelta(hours=1))
    said = told(room)
    assert "K-002" in said
    assert NAME not in said


def test_a_mail_tried_again_the_next_day_is_asked_again(room: Newsroom) -> None:
    room.allow_names()
    room.queue()
    room.change("UPDATE outgoing_mail SET tries = 1, next_try_at = :at", at=MONDAY + timedelta(days=1))
    room.change(
        "UPDATE consent SET withdrawn_at = :at WHERE field_group = 'name'", at=MONDAY + timedelta(hours=2)
    )
    clock.turn_to(MONDAY + timedelta(days=1, minutes=1))
    said = told(room)
    assert "K-002" in said
    assert NAME not in said


def test_a_case_that_becomes_one_for_a_few_is_named_to_nobody(room: Newsroom) -> None:
    room.allow_names()
    room.queue()
    restrict(room, number_of(room.cast.ana))
    assert NAME not in told(room)


def test_somebody_with_another_case_that_few_may_see_is_named_nowhere(room: Newsroom) -> None:
    room.allow_names()
    with room.cast.database.writing(actor="the story", at=MONDAY - timedelta(days=1)) as session:
        other = story.case(session, room.cast.campaign, "K-003", "Nobody", visibility="restricted")
        other.person_id = room.cast.case.person_id
        session.add(CaseMember(case_id=number_of(other), volunteer_id=number_of(room.cast.lee)))
    room.queue()
    assert NAME not in told(room)


def test_after_a_request_to_stop_not_even_the_code_goes(room: Newsroom) -> None:
    room.allow_names()
    room.queue()
    with room.cast.database.writing(actor="Ana", at=MONDAY) as session:
        person = room.cast.case.person_id
        session.add(
            Consent(person_id=person, field_group="all", use="all", basis="refused", given_by="her son")
        )
    said = told(room)
    assert NAME not in said
    assert "K-002" not in said


OTHER = "Vadim Kuramshin"


def noted(room: Newsroom, title: str) -> None:
    """A date by hand on the case, in these words, due today."""
    with room.cast.database.writing(actor="Ana", at=MONDAY - timedelta(days=1)) as session:
        day = MONDAY.date()
        session.add(
            Review(
                campaign_id=number_of(room.cast.campaign), case_id=number_of(room.cast.case), rule="by-hand",
                subject="case", due=day, due_last=day, late_after=day, title=title, reason="",
                urgency=Urgency.HOUSE, href="/cases/K-002", made_at=MONDAY,
            )
        )  # fmt: skip


def another(room: Newsroom, *groups: str) -> int:
    """Somebody else, of whom mails may tell these groups; the person's number."""
    with room.cast.database.writing(actor="the story", at=MONDAY - timedelta(days=2)) as session:
        case = story.case(session, room.cast.campaign, "K-004", OTHER)
        for group in groups:
            session.add(Consent(person_id=case.person_id, field_group=group, use="digest", basis="given"))
        return case.person_id


@pytest.mark.parametrize("title", [f"Ask {OTHER} about the lawyer", "Ask her daughter about the liver"])
def test_a_note_that_names_or_tells_more_is_not_quoted(room: Newsroom, title: str) -> None:
    room.allow_names()
    another(room)
    noted(room, title)
    room.queue()
    said = told(room)
    assert NAME in said
    assert title not in said
    assert "Look at what you noted" in said


def test_a_quoted_note_is_taken_out_when_whom_it_names_no_longer_agrees(room: Newsroom) -> None:
    room.allow_names()
    person = another(room, "name", "case")
    noted(room, f"Compare with {OTHER}")
    room.queue()
    room.change("UPDATE consent SET withdrawn_at = :at WHERE person_id = :p", at=MONDAY, p=person)
    said = told(room)
    assert NAME in said
    assert OTHER not in said


def test_until_then_the_note_is_quoted(room: Newsroom) -> None:
    room.allow_names()
    another(room, "name", "case")
    noted(room, f"Compare with {OTHER}")
    room.queue()
    assert f"Compare with {OTHER}" in told(room)


def test_a_title_of_a_text_that_names_somebody_is_not_quoted(room: Newsroom) -> None:
    room.allow_names()
    another(room)
    room.change("UPDATE source SET title = :t", t=f"{OTHER} starves beside her")
    room.queue()
    said = told(room)
    assert NAME in said
    assert OTHER not in said
    assert "starves" not in said
