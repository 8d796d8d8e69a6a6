"""A sent letter whose fact later proved untrue: its page and a due date offer a correction to the same office."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from app.cases.kinds.custody import Custody
from app.cases.kinds.health_alert import HealthAlert
from app.cases.models import CaseMember, Entry, PersonName
from app.consent.models import Consent
from app.db import number_of
from app.sources.models import Citation, Source
from tests import clock
from tests.letters.test_stale import other_length
from tests.letters.written import CHOSEN, approved, prepared
from tests.story import Cast
from tests.ticked import ticked

BUTTON = "Write a correction"


def words(answer: Any) -> str:
    return unescape(answer.text)


def sent(cast: Cast, language: str = "en") -> str:
    """A letter that went out by post this month."""
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    letter = lee.post("/cases/K-001/letters/new", data=CHOSEN | {"language": language}).headers["location"]
    assert lee.post(f"{letter}/submit").status_code == 303
    assert ana.post(f"{letter}/decide", data=ticked(ana, letter)).status_code == 303
    assert lee.post(f"{letter}/send", data={"channel": "post"}).status_code == 303
    return letter


def changed(cast: Cast, change: Callable[[Session, dict[str, int]], None], facts: dict[str, int]) -> None:
    with cast.database.writing(actor="Ana", actor_id=cast.ana.id, at=clock.now()) as session:
        change(session, facts)


def removed(session: Session, facts: dict[str, int]) -> None:
    entry = session.get_one(Entry, facts["ill"])
    entry.removed_at, entry.removed_reason = session.info["at"], "another Roza"


def edited(session: Session, facts: dict[str, int]) -> None:
    session.get_one(HealthAlert, facts["ill"]).condition = "Asthma."
    session.get_one(Entry, facts["ill"]).edited_at = session.info["at"]


def uncited(session: Session, facts: dict[str, int]) -> None:
    for row in session.exec(select(Citation).where(Citation.entry_id == facts["strike"])).all():
        session.delete(row)
    session.get_one(Entry, facts["strike"]).edited_at = session.info["at"]


def distrusted(session: Session, _facts: dict[str, int]) -> None:
    for row in session.exec(select(Source)).all():
        row.reliability = "e"


def shortened(session: Session, facts: dict[str, int]) -> None:
    other_length(session, facts["five"])


UNTRUE = [
    (removed, "hronic liver disease", "The fact was taken out"),
    (edited, "hronic liver disease", "The fact reads differently now"),
    (uncited, "hunger strike", "No source says so any more"),
    (distrusted, "hronic liver disease", "No source of it is reliable enough"),
    (shortened, "five years in prison", "The fact reads differently now"),
]


@pytest.mark.parametrize(("change", "told", "why"), UNTRUE)
def test_what_proved_untrue_is_corrected_to_the_same_office(
    cast: Cast, change: Callable[..., None], told: str, why: str
) -> None:
    facts = prepared(cast)
    letter, lee = sent(cast), cast.client(cast.lee)
    assert BUTTON not in words(lee.get(letter))
    assert lee.post(f"{letter}/correct").status_code == 409
    clock.passes(timedelta(minutes=5))
    changed(cast, change, facts)
    page = words(lee.get(letter))
    assert "told something that does not hold" in page
    assert told in page.split('id="untrue"')[1].split("</div>")[0]
    assert why in page
    assert BUTTON in words(lee.get("/reviews?when=all")) + words(lee.get("/cases/K-001"))
    answer = lee.post(f"{letter}/correct")
    assert answer.status_code == 303
    correction = answer.headers["location"]
    body = words(lee.get(correction)).split('class="letter"')[1].split("</div>", maxsplit=1)[0]
    assert "Correction" in body
    assert told in body.split("I wrote: “")[1]
    assert lee.post(f"{letter}/correct").headers["location"] == correction
    assert BUTTON not in words(lee.get("/cases/K-001"))
    assert lee.post(f"{correction}/submit").status_code == 303
    assert (
        cast.client(cast.ana)
        .post(f"{correction}/decide", data=ticked(cast.client(cast.ana), correction))
        .status_code
        == 303
    )
    assert lee.get(f"{correction}/print").status_code == 200


def health_withdrawn(session: Session, _facts: dict[str, int]) -> None:
    for row in session.exec(select(Consent).where(Consent.field_group == "health")).all():
        row.withdrawn_at = clock.now()


def restricted(session: Session, facts: dict[str, int]) -> None:
    session.get_one(Entry, facts["ill"]).visibility = "restricted"
    session.add(CaseMember(case_id=1, volunteer_id=2))


def freed_later(session: Session, facts: dict[str, int]) -> None:
    day = clock.now().date()
    custody = session.get_one(Custody, facts["held"])
    custody.until_edtf, custody.until_first, custody.until_last = day.isoformat(), day, day
    session.get_one(Entry, facts["held"]).edited_at = session.info["at"]


@pytest.mark.parametrize("change", [health_withdrawn, restricted, freed_later])
def test_what_may_no_longer_be_told_or_ended_later_was_not_untrue(
    cast: Cast, change: Callable[..., None]
) -> None:
    facts = prepared(cast)
    letter, lee = sent(cast), cast.client(cast.lee)
    clock.passes(timedelta(days=2))
    changed(cast, change, facts)
    assert "told something that does not hold" not in words(lee.get(letter))


def test_a_correction_repeats_nothing_whose_consent_has_ended(cast: Cast) -> None:
    facts = prepared(cast)
    letter, lee = sent(cast), cast.client(cast.lee)
    clock.passes(timedelta(minutes=5))
    changed(cast, edited, facts)
    correction = lee.post(f"{letter}/correct").headers["location"]
    assert lee.post(f"{correction}/submit").status_code == 303
    changed(cast, health_withdrawn, facts)
    ana = cast.client(cast.ana)
    assert ana.post(f"{correction}/decide", data=ticked(ana, correction)).status_code == 409
    assert lee.post(f"{correction}/redraft").status_code == 303
    body = words(lee.get(correction)).split('class="letter"')[1].split("</div>", maxsplit=1)[0]
    assert "does not hold" in body
    assert "liver" not in body
    assert "I wrote:" not in body
    lee.post("/cases/K-001/consent/stop", data={"given_by": "her daughter"})
    assert lee.post(f"{letter}/correct").headers["location"] == correction
    assert lee.get(f"{correction}/print").status_code == 409


@pytest.mark.parametrize(("language", "begins"), [("de", "Ich schrieb: „"), ("ru", "В письме говорилось: «")])
def test_in_the_language_of_the_letter(cast: Cast, language: str, begins: str) -> None:
    facts = prepared(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.add(
            PersonName(person_id=cast.case.person_id, text="Роза Тулетаева", script="Cyrl", kind="original")
        )
    letter, lee = sent(cast, language), cast.client(cast.lee)
    clock.passes(timedelta(minutes=5))
    changed(cast, shortened, facts)
    correction = lee.post(f"{letter}/correct").headers["location"]
    body = words(lee.get(correction)).split('class="letter"')[1].split("</div>", maxsplit=1)[0]
    assert begins in body
    assert lee.post(f"{correction}/submit").status_code == 303


def test_an_approved_letter_is_drafted_again_instead(cast: Cast) -> None:
    facts = prepared(cast)
    letter, lee = approved(cast), cast.client(cast.lee)
    clock.passes(timedelta(minutes=5))
    changed(cast, shortened, facts)
    assert BUTTON not in words(lee.get(letter))
    assert lee.post(f"{letter}/correct").status_code == 409
    with cast.database.reading() as session:
        assert session.connection().execute(text("SELECT count(*) FROM letter")).scalar() == 1
    assert number_of(cast.case)
