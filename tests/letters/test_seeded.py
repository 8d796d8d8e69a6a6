"""Every seeded case, every kind, every language: each sentence is traced to the case's own cited entries."""

import re
from datetime import date

import pytest
from sqlmodel import select

from app.cases.models import Case
from app.cases.queries.timeline import timeline
from app.consent.models import Use
from app.db import Database, number_of
from app.intake.loading import load_seed
from app.letters.briefing import Subject
from app.letters.call_letter import CALL, call_words
from app.letters.checks import check_letter
from app.letters.drafting import Draft, Plan, To, draft
from app.letters.letter_kinds import shipped, shipped_words
from app.letters.queries.briefing_facts import Asked, briefing_for, briefings_for
from app.letters.sentences.languages import TONGUES, tongue
from app.settings import PROJECT_ROOT
from tests import clock

TODAY = date(2013, 4, 30)
HOLES = re.compile(r"None|\{\{|\}\}|  | ,|\.\.|\b1 January\b|\b1 января\b|\b1\. Januar\b|\(\)|\[\]|“”")
CALLED_FOR = {"K-001", "K-002", "K-013", "K-014"}  # the texts themselves call for letters about these


@pytest.fixture
def seeded(database: Database) -> Database:
    """A database with the documents' facts."""
    load_seed(database, PROJECT_ROOT / "seed", at=clock.now())
    return database


def test_every_letter_is_traced_to_cited_entries_and_has_no_hole(seeded: Database) -> None:
    with seeded.reading() as session:
        cases = session.exec(select(Case).order_by(Case.reference)).all()
        assert len(cases) > 40
        public = briefings_for(session, cases, Asked(lambda _case: TODAY, TODAY, (Use.LETTER, Use.PUBLIC)))
        assert {fact.visibility for one in public.values() for fact in one.facts} <= {"public"}
        for case in cases:
            cited = {f"entry-{one.id}" for one in timeline(session, number_of(case), TODAY) if one.cites}
            briefing = briefing_for(session, case, TODAY, TODAY)
            assert bool(briefing.only_to_read) == (case.reference not in CALLED_FOR), case.reference
            for kind in (*shipped().values(), CALL):
                for language in TONGUES:
                    words = shipped_words(kind.slug, language) or call_words(language)
                    made = draft(briefing, Plan(kind, words, To("Embassy of Kazakhstan"), tongue(language)))
                    assert not HOLES.search(made.body), (case.reference, kind.slug, language, made.body)
                    check_untraced(made, briefing.subject, about_case=kind.about_case)
                    for sentence in made.sentences:
                        grounds = {ground for ground in sentence.rests_on if ground.startswith("entry-")}
                        assert grounds <= cited
                        assert sentence.text in made.body
                    if case.reference not in CALLED_FOR:
                        assert made.blocks


def check_untraced(made: Draft, subject: Subject, *, about_case: bool) -> None:
    """What stands around the made sentences states nothing: no figure, no date, no source; and no block but consent."""
    around = "".join(text for paragraph in made.paragraphs for text, number in paragraph if number is None)
    for name in (subject.name, *subject.by_script.values()):
        around = around.replace(name, "")
    assert not re.search(r"\d|according to|сообщает|сообщают|по данным|laut|reportedly", around), around
    assert about_case or not made.sentences
    if not made.blocks:
        assert not [check for check in check_letter(made.subject, made.body, "", 300, "") if check.blocks]


def test_tuletaeva_has_five_years_and_nobody_of_her_family_is_named(seeded: Database) -> None:
    with seeded.reading() as session:
        case = session.exec(select(Case).where(Case.reference == "K-001")).one()
        briefing = briefing_for(session, case, TODAY, TODAY)
        kind = shipped()["medical-care"]
        for language, five, seven in (
            ("en", "five years", "seven"),
            ("ru", "пять лет", "сем"),
            ("de", "fünf Jahre", "sieben"),
        ):
            plan = Plan(kind, shipped_words(kind.slug, language) or "", To("Embassy"), tongue(language))
            body = draft(briefing, plan).body
            assert five in body
            assert seven not in body.replace("семье", "")
            assert "Aliya" not in body
            assert "suicid" not in body
