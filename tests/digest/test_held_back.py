"""What became hidden or unwanted while an edition waited stays out of it, and so does what never was for its reader."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from app.campaigning.models import Action, ActionLink
from app.cases.models import Entry, Visibility
from app.consent.models import Approval, Consent
from app.db import number_of
from app.reviews.models import Review
from tests import clock, story
from tests.digest.newsroom import MONDAY, Newsroom, restrict, words

AT = MONDAY - timedelta(days=2)


def text_to(room: Newsroom, name: str) -> str:
    """What one reader's mail says; nothing when none went out."""
    mail = room.sent().get(f"{name}@example.org")
    return words(mail) if mail else ""


def ask(session: Session, room: Newsroom, **about: Any) -> None:
    """Sam, who is nobody's colleague here, asks for a second person."""
    session.add(Approval(asked_by_id=number_of(room.cast.sam), asked_at=AT, **about))


def call_for(session: Session, room: Newsroom, reference: str = "2026-014") -> Action:
    """A letter call for the case."""
    action = Action(
        reference=reference, campaign_id=number_of(room.cast.campaign), ours=True, kind="letter-call",
        state="live", title="Write", until=(MONDAY + timedelta(days=20)).date(), made_at=AT, edited_at=AT,
    )  # fmt: skip
    session.add(action)
    session.flush()
    session.add(ActionLink(action_id=number_of(action), case_id=number_of(room.cast.case)))
    return action


def test_a_fact_that_is_kept_to_a_few_while_the_mail_waits_is_taken_out(room: Newsroom) -> None:
    room.queue()
    room.change("UPDATE entry SET visibility = 'restricted' WHERE id = :id", id=room.hearing_id)

    assert "hearing" not in text_to(room, "rea")


def test_a_fact_that_is_taken_out_while_the_mail_waits_is_told_as_that(room: Newsroom) -> None:
    room.queue()
    ana = number_of(room.cast.ana)
    with room.cast.database.writing(actor="Ana", actor_id=ana, at=MONDAY) as session:
        session.get_one(Entry, room.hearing_id).removed_at = MONDAY
    clock.turn_to(MONDAY + timedelta(minutes=5))
    said = text_to(room, "rea")

    assert "moved from 20 November" not in said
    assert "K-002: hearing taken out" in said


def test_a_date_that_is_kept_to_a_few_while_the_mail_waits_is_taken_out(room: Newsroom) -> None:
    case, day = room.cast.case, (MONDAY + timedelta(days=2)).date()
    room.change("DELETE FROM minder")
    with room.cast.database.writing(actor="vigil", at=AT) as session:
        review = Review(
            campaign_id=case.campaign_id, case_id=number_of(case), rule="appeal-deadline", subject="x", due=day,
            due_last=day, late_after=day, hard=True, title="x", reason="x", href="/cases/K-002", made_at=AT,
        )  # fmt: skip
        session.add(review)
    room.queue()
    room.change("UPDATE review SET kept_case_id = case_id")

    assert "deadline of the appeal" not in text_to(room, "ana")


def test_an_action_for_a_case_that_became_restricted_is_taken_out(room: Newsroom) -> None:
    with room.cast.database.writing(actor="Ana", at=AT) as session:
        action = call_for(session, room)
        session.add(ActionLink(action_id=number_of(action), case_id=1))  # K-001 stays open to all
    room.queue()
    restrict(room)

    assert "2026-014" not in text_to(room, "rea")


def test_a_second_person_is_not_asked_about_a_case_that_became_restricted(room: Newsroom) -> None:
    with room.cast.database.writing(actor="Ana", at=AT) as session:
        other = story.case(session, room.cast.campaign, "K-003", "Somebody Else")
        ask(session, room, subject="page", case_id=other.id)
    room.queue()
    room.change("UPDATE \"case\" SET visibility = 'restricted' WHERE reference = 'K-003'")

    assert "K-003" not in text_to(room, "lee")


def test_who_wants_urgent_matters_only_gets_no_more_of_what_waits(room: Newsroom) -> None:
    room.queue()
    room.change(
        "INSERT INTO digest_subscription (volunteer_id, frequency, day, hour, detailed, chosen, serial, changed_at)"
        " VALUES (:v, 'urgent', 1, 8, :no, :no, 0, :at)",
        v=room.cast.rea.id, no=False, at="2026-11-16 09:10:00",
    )  # fmt: skip

    assert text_to(room, "rea") == ""


def test_nobody_is_asked_about_a_fact_that_is_kept_from_them(room: Newsroom) -> None:
    with room.cast.database.writing(actor="Ana", at=AT) as session:
        release = story.entry(
            session, room.cast.case, "release", "2026-11-10", visibility=Visibility.RESTRICTED
        )
        ask(session, room, subject="entry", entry_id=release.id, case_id=release.case_id)
    room.queue()

    assert "second person" not in text_to(room, "lee")


def test_nobody_is_asked_about_an_action_for_a_case_that_is_kept_from_them(room: Newsroom) -> None:
    with room.cast.database.writing(actor="Ana", at=AT) as session:
        action = call_for(session, room)
        session.flush()
        ask(session, room, subject="action", action_id=action.id, case_id=1)
    restrict(room)
    room.queue()

    assert "second person" not in text_to(room, "lee")


def test_a_second_person_is_asked_whether_a_request_to_stop_may_be_lifted(room: Newsroom) -> None:
    with room.cast.database.writing(actor="Ana", at=AT) as session:
        stop = Consent(person_id=room.cast.case.person_id, basis="refused", field_group="name", use="public")
        session.add(stop)
        session.flush()
        ask(session, room, subject="lifting", consent_id=stop.id)
    room.queue()

    assert "second person" in text_to(room, "lee")


def test_nobody_is_asked_about_a_fact_that_was_taken_out(room: Newsroom) -> None:
    with room.cast.database.writing(actor="Ana", at=AT) as session:
        death = story.entry(session, room.cast.case, "death", "2026-11-10", removed_at=AT)
        ask(session, room, subject="entry", entry_id=death.id, case_id=death.case_id)
    room.queue()

    assert "second person" not in text_to(room, "lee")
