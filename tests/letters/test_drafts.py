"""Whole letters: every kind in every language as it reads, and what may never be in one."""

import os
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest

from app.cases.models import Case, EntryKind, Standing
from app.letters.briefing import Role, Subject, brief
from app.letters.checks import check_letter
from app.letters.drafting import Plan, To, draft
from app.letters.letter_kinds import shipped, shipped_words
from app.letters.new_draft import Choice, drafted
from app.letters.queries.offices import office_by_key
from app.letters.sentences.languages import TONGUES, tongue
from tests import clock, story
from tests.letters.known import TODAY, cited, fact, known
from tests.letters.written import EMBASSY, allow, embassy, recent
from tests.story import Cast

MOST_ALIKE = 0.66  # word for word, of bodies without asks
DRAFTS = Path(__file__).parent / "drafts"
FACTS = (
    fact(1, "custody", "[2011-12-16..2012-06-04]", form="arrest"),
    fact(2, "charge", "[2011-12-16..2012-06-04]", normalised="organising-mass-disorder", article="article 241"),
    fact(3, "ill-treatment", "[2011-12-16..2012-06-04]", during="interrogation", raised_in_court="yes"),
    fact(4, "sentence", "2012-06-04?", form="prison", length="P7Y"),
    fact(5, "sentence", "2012-08-02", form="prison", length="P5Y", supersedes_id=4),
    fact(6, "custody", "[2012-06-04..2013-04-22]", form="prison", facility="Women's prison colony in Atyrau"),
    fact(7, "health-alert",
    "../2013-04-24", as_of="2013-04-24", condition="Chronic liver disease.", severity="serious",
    care_refused="yes"),
    fact(8, "health-alert", "2013-04-22", as_of="2013-04-24", condition="Hunger strike", severity="hunger-strike",
    care_refused="yes"),
    fact(9, "contact", "2013-04-20", form="visit", refused="yes"),
    fact(10, "hearing", "2013-05-13", stage="cassation"),
)  # fmt: skip
FREED = (*FACTS[:3], fact(11, "release", "2013-04-29", form="early"))
TAKEN = (fact(1, "custody", "2013-04-20", form="arrest", whereabouts="denied"), *FACTS[2:3])
ABOUT = {"thanks": (FREED, Standing.RELEASED), "whereabouts": (TAKEN, Standing.MISSING)}
ROLES = (Role(1, "activist", (cited(1),)),)


def letter(slug: str, language: str, gender: str = "female") -> str:
    """A kind in a language, about somebody who serves a sentence; for thanks is free, or is missing."""
    facts, standing = ABOUT.get(slug, (FACTS, Standing.SENTENCED))
    about = known(
        *facts, subject=Subject("Roza Tuletaeva", gender, {"Cyrl": "Роза Тулетаева"}),
        standing=standing, roles=ROLES,
    )  # fmt: skip
    words = shipped_words(slug, language) or ""
    made = draft(
        brief(about, TODAY), Plan(shipped()[slug], words, To("Embassy of Kazakhstan"), tongue(language))
    )
    assert bool(made.blocks) is (language == "ru" and gender == "unknown")
    assert not [
        c
        for c in check_letter(made.subject, made.body, "", 300, language)
        if c.blocks or c.rule == "allegation"
    ]
    return f"{made.subject}\n\n{made.body}\n"


@pytest.mark.parametrize("language", list(TONGUES))
@pytest.mark.parametrize("slug", list(shipped()))
def test_every_kind_reads_as_it_was_read_by_a_person(slug: str, language: str) -> None:
    path = DRAFTS / f"{slug}.{language}.txt"
    made = letter(slug, language)
    if os.environ.get("VIGIL_REWRITE_DRAFTS"):
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("gender", ["male", "unknown"])
@pytest.mark.parametrize("language", list(TONGUES))
@pytest.mark.parametrize("slug", list(shipped()))
def test_every_kind_reads_for_every_gender_without_a_hole(slug: str, language: str, gender: str) -> None:
    made = letter(slug, language, gender)
    for hole in (
        "None",
        "{{",
        "}}",
        "  ",
        " ,",
        " .",
        "..",
        "1 January",
        "seven",
        "семь ",
        "sieben",
        "Aliya",
    ):
        assert hole not in made


def test_ten_letters_vary_their_words_and_not_their_facts() -> None:
    words, kind = shipped_words("medical-care", "en") or "", shipped()["medical-care"]
    about = brief(known(*FACTS), TODAY)
    made = [draft(about, Plan(kind, words, To("Embassy"), tongue("en"), number)) for number in range(10)]
    assert len({one.subject for one in made}) >= 3
    assert len({one.paragraphs[1][0] for one in made}) >= 3
    told = [{(said.slot, said.rests_on) for said in one.sentences} for one in made]
    assert all(one == told[0] for one in told)


@pytest.mark.parametrize("language", list(TONGUES))
@pytest.mark.parametrize("slug", ["medical-care", "release"])
def test_ten_letters_to_one_office_are_not_the_same_letter(slug: str, language: str) -> None:
    subject = Subject("Roza Tuletaeva", "female", {"Cyrl": "Роза Тулетаева"})
    about = brief(known(*FACTS, subject=subject, roles=ROLES), TODAY)
    words, kind = shipped_words(slug, language) or "", shipped()[slug]
    made = [draft(about, Plan(kind, words, To("Embassy"), tongue(language), number)) for number in range(10)]
    asks = tongue(language).ask
    bodies = [
        " ".join(part for part in one.body.split("\n\n")[1:-1] if not part.startswith(asks)).split()
        for one in made
    ]
    alike = [SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in combinations(bodies, 2)]
    assert max(alike) <= MOST_ALIKE
    assert sum(alike) / len(alike) < 0.5


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        ("en", ("According to a report published by Campaign Kazakhstan on 24 April 2013, Roza Tuletaeva began a "
         "hunger strike on 22 April 2013: day 3 when last heard of, 24 April 2013.")),
        ("de", ("nach einem Bericht von Campaign Kazakhstan vom 24. April 2013 hat Roza Tuletaeva am 22. April 2013 "
         "einen Hungerstreik begonnen; nach der letzten Nachricht (24. April 2013) war es der 3. Tag.")),
        ("ru", ("По сообщению Campaign Kazakhstan от 24 апреля 2013 года, 22 апреля 2013 года Роза Тулетаева объявила "
         "голодовку; по последним сведениям (24 апреля 2013 года)")),
    ],
)  # fmt: skip
def test_a_letter_opens_with_the_gravest_news_and_its_day(language: str, lead: str) -> None:
    assert letter("release", language).split("\n\n")[2].startswith(lead)


@pytest.mark.parametrize("language", list(TONGUES))
@pytest.mark.parametrize("seed", range(10))
def test_no_report_is_named_twice_in_the_same_way(language: str, seed: int) -> None:
    subject = Subject("Roza Tuletaeva", "female", {"Cyrl": "Роза Тулетаева"})
    words = shipped_words("release", language) or ""
    plan = Plan(shipped()["release"], words, To("Embassy"), tongue(language), seed)
    assert draft(brief(known(*FACTS, subject=subject), TODAY), plan).body.count("Campaign Kazakhstan") == 1


def test_a_missing_fact_drops_its_clause() -> None:
    words = shipped_words("medical-care", "en") or ""
    plan = Plan(shipped()["medical-care"], words, To("Embassy"), tongue("en"))
    made = draft(brief(known(FACTS[7]), TODAY), plan)
    assert "sentence" not in made.body
    assert "unknown" not in made.body
    assert len(made.paragraphs) == len(draft(brief(known(*FACTS), TODAY), plan).paragraphs) - 1


CANARIES = {
    EntryKind.CHARGE: {"wording": "canarycharge"}, EntryKind.HEALTH_ALERT: {"condition": "canaryhealth",
    "severity": "serious"},
    EntryKind.ILL_TREATMENT: {"method": "canarymethod"}, EntryKind.THREAT: {"what": "canarythreat"},
    EntryKind.CUSTODY: {"form": "prison", "place_text": "canaryplace"},
    EntryKind.HEARING: {"court": "canarycourt", "stage": "trial"}, EntryKind.CONTACT: {"who": "canarywho",
    "refused": "yes"},
    EntryKind.SENTENCE: {"form": "prison", "length": "P9Y", "court": "canarycourt"},
}  # fmt: skip


@pytest.mark.parametrize("planted", ["uncited", "unconsented"])
def test_no_canary_is_ever_in_a_letter(cast: Cast, planted: str) -> None:
    """Facts nobody cites, or nobody consented to, leave no trace in any kind or language."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.get_one(Case, cast.case.id)
        embassy(session)
        allow(session, case, *(("name",) if planted == "unconsented" else ()))
        text = story.source(session, published=recent())
        for kind, fields in CANARIES.items():
            entry = story.entry(session, case, kind, recent(5), **fields)
            if planted == "unconsented":
                story.cited(session, text, entry)
    with cast.database.reading() as session:
        office = office_by_key(session, EMBASSY)
        assert office is not None
        for slug in shipped():
            for language in TONGUES:
                made = drafted(session, cast.case, Choice(slug, office, language), clock.now().date(), None)
                assert "canary" not in f"{made.draft.subject} {made.draft.body}"
                assert made.draft.sentences == ()
                assert "nine" not in made.draft.body


def test_a_draft_without_consent_can_be_read_but_not_sent(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        embassy(session)
        entry = story.entry(session, cast.case, "custody", recent(5), form="prison", place_text="Atyrau")
        story.cited(session, story.source(session, published=recent()), entry)
    lee = cast.client(cast.lee)
    page = lee.get(f"/cases/K-001/letters/new?kind=release&to={EMBASSY}").text
    assert "Not to be sent." in page
    assert "Atyrau" in page
    kept = lee.post("/cases/K-001/letters/new", data={"kind": "release", "to": EMBASSY}).headers["location"]
    assert lee.post(f"{kept}/submit").status_code == 409
    assert lee.get(f"{kept}/letter.txt").status_code == 409


@pytest.mark.parametrize(("on", "opens"), [("2013-04-02", True), ("[2011-12-16..2012-06-04]", False)])
def test_a_loosely_dated_fact_opens_no_letter(on: str, *, opens: bool) -> None:
    about = brief(known(fact(1, "custody", on, form="arrest")), TODAY)
    words = shipped_words("fair-trial", "en") or ""
    for seed in range(10):
        made = draft(about, Plan(shipped()["fair-trial"], words, To("Embassy"), tongue("en"), seed))
        assert ("was arrested" in made.body.split("\n\n")[1]) is opens
        assert "This news" not in made.body


def test_dates_in_letters_are_never_more_exact_than_their_source() -> None:
    about = known(fact(1, "custody", "2012", form="arrest"))
    words = shipped_words("fair-trial", "en") or ""
    made = draft(brief(about, TODAY), Plan(shipped()["fair-trial"], words, To("Embassy"), tongue("en")))
    assert "was arrested in 2012." in made.body
    assert "January" not in made.body
