"""Free words that enter letters: whom they name and what they touch is asked, at drafting and whenever one leaves."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from app.cases.models import Case, CaseMember, PersonName
from app.consent.models import Consent
from app.db import number_of
from app.sources.models import Source
from tests import clock, story
from tests.letters.test_composing import call
from tests.letters.written import CHOSEN, EMBASSY, NEW, allow, prepared, recent
from tests.story import Cast
from tests.ticked import ticked

WAYS = ("letter.pdf", "letter.docx", "letter.eml", "letter.txt", "print")
OTHER = "Vadim Kuramshin"


def words(answer: Any) -> str:
    return unescape(answer.text)


def told(page: str) -> str:
    """The letter itself."""
    return page.split('class="letter"')[1].split("</div>", maxsplit=1)[0]


def another(cast: Cast, *groups: str, **more: Any) -> Case:
    """Somebody else in the record, in two scripts, whom letters may name only where these groups are given."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = story.case(session, cast.campaign, "K-002", OTHER, **more)
        session.add(PersonName(person_id=case.person_id, text="Вадим Курамшин", script="Cyrl"))
        if groups:
            allow(session, case, *groups)
        return case


def stop(cast: Cast, case: Case) -> None:
    with cast.database.writing(actor="Ana", at=clock.now()) as session:
        session.add(
            Consent(
                person_id=case.person_id, field_group="all", use="all", basis="refused", given_by="his wife"
            )
        )


def alert(cast: Cast, condition: str, **source: Any) -> None:
    """One more health alert of Roza, in these words."""
    with cast.database.writing(actor="Lee", at=clock.now()) as session:
        case = session.get_one(Case, cast.case.id)
        made = story.entry(session, case, "health-alert", recent(2), condition=condition, severity="serious")
        of = story.source(session, "Another text", recent(1)) if source else session.get_one(Source, 1)
        for name, value in source.items():
            setattr(of, name, value)
        story.cited(session, of, made)


CONDITIONS = [
    "Collapsed; the guards beat Vadim Kuramshin, who has hepatitis, beside her",
    "Kuramshin's wife Anna was raped before her eyes; bleeding",
    "Потеряла сознание, когда избили Вадима Курамшина",
    "Fieber, seit sie mit Wadim und Vadim Kuramschins Frau, Kuramshin Vadim, in einer Zelle war",
]


@pytest.mark.parametrize("condition", CONDITIONS, ids=["whole", "declined", "Cyrillic", "turned round"])
def test_a_condition_that_names_somebody_who_stopped_enters_no_letter(cast: Cast, condition: str) -> None:
    prepared(cast)
    stop(cast, another(cast))
    alert(cast, condition)
    lee = cast.client(cast.lee)
    page = words(lee.get(NEW))
    letter, left_out = told(page), page.split("Left out, and why")[1]
    assert condition[:8].lower() not in letter.lower()
    assert "hronic liver disease" in letter
    assert "asked to stop" in left_out
    kept = lee.post("/cases/K-001/letters/new", data=CHOSEN).headers["location"]
    assert condition[-8:].lower() not in told(words(lee.get(kept))).lower()


def test_a_condition_needs_every_group_its_words_touch(cast: Cast) -> None:
    prepared(cast, "name", "case", "health", "place")
    alert(cast, "Fainted after her daughter was threatened")
    page = words(cast.client(cast.lee).get(NEW))
    assert "daughter" not in told(page)
    assert "daughter" in page.split("Left out, and why")[1]


def test_who_reports_it_may_be_somebody_who_did_not_agree_to_be_named(cast: Cast) -> None:
    prepared(cast)
    another(cast)
    alert(cast, "High fever", publisher=None, author=OTHER)
    page = words(cast.client(cast.lee).get(NEW))
    assert OTHER not in told(page)
    assert "igh fever" not in told(page)


def test_the_words_of_a_charge_are_asked_too(cast: Cast) -> None:
    prepared(cast)
    stop(cast, another(cast))
    with cast.database.writing(actor="Lee", at=clock.now()) as session:
        case = session.get_one(Case, cast.case.id)
        charge = story.entry(session, case, "charge", recent(30), wording="plotting with Vadim Kuramshin")
        story.cited(session, session.get_one(Source, 1), charge)
    page = words(cast.client(cast.lee).get(f"/cases/K-001/letters/new?kind=release&to={EMBASSY}"))
    assert "Kuramshin" not in told(page)
    assert "Kuramshin" in page.split("Left out, and why")[1]


def approved_with(cast: Cast, **fields: str) -> str:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    letter = lee.post("/cases/K-001/letters/new", data=CHOSEN | fields).headers["location"]
    assert lee.post(f"{letter}/submit").status_code == 303, words(lee.get(letter))
    assert ana.post(f"{letter}/decide", data=ticked(ana, letter)).status_code == 303
    return letter


def withdrawn(session: Session, person_id: int) -> None:
    for row in session.exec(select(Consent).where(Consent.person_id == person_id)).all():
        row.withdrawn_at = clock.now()


def restricted(session: Session, person_id: int) -> None:
    for row in session.exec(select(Case).where(Case.person_id == person_id)).all():
        row.visibility = "restricted"
        session.add(CaseMember(case_id=number_of(row), volunteer_id=1))


@pytest.mark.parametrize("change", [withdrawn, restricted])
@pytest.mark.parametrize("where", ["own line", "condition"])
def test_a_name_that_was_allowed_keeps_the_letter_once_it_is_not(
    cast: Cast, where: str, change: Callable[[Session, int], None]
) -> None:
    prepared(cast)
    other = another(cast, "name", "health", "case", "ill-treatment")
    line = f"I also think of {OTHER}."
    if where == "condition":
        alert(cast, f"Fever since she shares a cell with {OTHER}")
        line = ""
    letter, lee = approved_with(cast, own_line=line), cast.client(cast.lee)
    assert OTHER in told(words(lee.get(letter)))
    assert lee.get(f"{letter}/print").status_code == 200
    with cast.database.writing(actor="Ana", at=clock.now()) as session:
        change(session, other.person_id)
    for way in WAYS:
        assert lee.get(f"{letter}/{way}").status_code == 409, way
    assert lee.post(f"{letter}/send", data={"channel": "post"}).status_code == 409
    assert lee.post("/letters/together.pdf").status_code == 409
    assert lee.post(f"{letter}/confirm").status_code == 409
    page = words(lee.get(letter))
    assert "Not to be sent." in page
    if change is restricted:
        assert "only for those named on it" not in page
    else:
        assert f"names {OTHER}" in page


def test_a_typed_line_that_names_somebody_is_quoted_and_keeps_the_letter(cast: Cast) -> None:
    prepared(cast)
    stop(cast, another(cast))
    lee = cast.client(cast.lee)
    line = "I write from Leeds. Think of Kuramshin too. Thank you."
    letter = lee.post("/cases/K-001/letters/new", data=CHOSEN | {"own_line": line}).headers["location"]
    refused = words(lee.post(f"{letter}/submit"))
    assert "“Think of Kuramshin too.” names Vadim Kuramshin" in refused
    assert "I write from Leeds" not in refused.split("Not to be sent")[1].split("</div>")[0]
    assert lee.post(f"{letter}/redraft", data={"own_line": "I write as a nurse."}).status_code == 303
    assert lee.post(f"{letter}/submit").status_code == 303


def test_a_campaigns_own_words_for_a_kind_name_nobody_without_consent(cast: Cast) -> None:
    prepared(cast)
    stop(cast, another(cast))
    own = "Subject: {{ name }}\n\n{{ salutation }}\n\n{{ health }} Free Vadim Kuramshin. I ask you.\n\n{{ closing }}"
    form = {"title": "Care", "words": own, "language": "en", "step": "save"}
    with cast.database.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO kind_words (campaign_id, slug, language, title, words, made_at)"
                " VALUES (1, 'medical-care', 'en', :title, :words, '2013-04-25 09:00:00')"
            ),
            {"title": form["title"], "words": form["words"]},
        )
    lee = cast.client(cast.lee)
    letter = lee.post("/cases/K-001/letters/new", data=CHOSEN).headers["location"]
    assert "“Free Vadim Kuramshin.” names Vadim Kuramshin" in words(lee.post(f"{letter}/submit"))


def test_beside_a_public_letter_stands_no_title_that_tells_more(cast: Cast) -> None:
    ref = call(cast)
    stop(cast, another(cast))
    world = cast.client()
    with cast.database.engine.begin() as connection:
        connection.execute(
            text("UPDATE source SET publisher = NULL, author = NULL, title = :t"),
            {"t": "Roza and Vadim Kuramshin starve as the prison refuses medical aid"},
        )
    page = words(world.get(f"/a/{ref}/letter?language=en"))
    assert "five years in prison" in page
    assert "Kuramshin" not in page
    assert "starve" not in page
    assert "a source that is not named here" in page


def test_a_public_call_whose_requests_name_somebody_who_stops_asks_in_general_words(cast: Cast) -> None:
    ref, other = call(cast), another(cast)
    with cast.database.engine.begin() as connection:
        connection.execute(text("UPDATE action SET asks = 'Release Roza and Vadim Kuramshin.'"))
    stop(cast, other)
    answer = cast.client().get(f"/a/{ref}/letter?language=en")
    assert "Kuramshin" not in words(answer)
    assert cast.client().post(f"/a/{ref}/letter", data={"own_line": "I am a nurse."}).status_code in (
        200,
        410,
    )


def test_nothing_of_the_method_of_ill_treatment_enters_a_letter(cast: Cast) -> None:
    prepared(cast)
    stop(cast, another(cast))
    with cast.database.writing(actor="Lee", at=clock.now()) as session:
        case = session.get_one(Case, cast.case.id)
        made = story.entry(session, case, "ill-treatment", recent(40), method="beaten with Vadim Kuramshin")
        story.cited(session, session.get_one(Source, 1), made)
    page = words(cast.client(cast.lee).get(f"/cases/K-001/letters/new?kind=fair-trial&to={EMBASSY}"))
    assert "ill-treated" in told(page)
    assert "Kuramshin" not in told(page)
