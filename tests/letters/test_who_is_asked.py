"""Whom a letter may be about, and what each kind of office is asked."""

from dataclasses import replace

import pytest

from app.cases.models import Asks, PleaState, Standing
from app.cases.queries.pleas import Pleaded, Pleas
from app.letters.briefing import Subject, brief
from app.letters.checks import check_letter
from app.letters.drafting import Plan, To, draft
from app.letters.edit_letter_kind import fault_of_words
from app.letters.letter_kinds import shipped, shipped_words
from app.letters.sentences.languages import TONGUES, tongue
from tests.letters.known import TODAY, fact, known

HELD = (
    fact(1, "custody", "2013-04-20", form="prison", facility="Women's prison colony in Atyrau"),
    fact(2, "sentence", "2012-08-02", form="prison", length="P5Y"),
    fact(
        3,
        "health-alert",
        "2013-04-22",
        as_of="2013-04-24",
        condition="Hunger strike",
        severity="hunger-strike",
    ),
)
ROZA = Subject("Roza Tuletaeva", "female", {"Cyrl": "Роза Тулетаева"})


def asked(what: str, state: str = "agreed") -> Pleaded:
    return Pleaded(1, Asks(what), "Somebody", None, PleaState(state))


def made(
    slug: str,
    language: str = "en",
    *,
    to: To | None = None,
    subject: Subject = ROZA,
    pleas: Pleas | None = None,
):
    about = known(*HELD, subject=subject, standing=Standing.SENTENCED, pleas=pleas or Pleas())
    plan = Plan(shipped()[slug], shipped_words(slug, language) or "", to or To("Office"), tongue(language))
    return draft(brief(about, TODAY), plan)


@pytest.mark.parametrize("language", list(TONGUES))
@pytest.mark.parametrize("slug", ["medical-care", "release", "visits"])
def test_an_embassy_is_asked_to_pass_on_and_nobody_else_is(slug: str, language: str) -> None:
    spoken = tongue(language)
    office = made(slug, language)
    embassy = made(slug, language, to=To("Embassy of Kazakhstan", is_embassy=True))

    assert spoken.ask in office.body
    assert spoken.ask_embassy not in office.body
    assert spoken.ask_embassy in embassy.body
    assert embassy.body.startswith(spoken.to_ambassador)
    assert embassy.blocks == ()


def test_the_directorys_own_salutation_comes_before_ours() -> None:
    own = To("Embassy of Kazakhstan", "en", "Dear Ambassador Utemuratov,", is_embassy=True)

    assert made("release", to=own).body.startswith("Dear Ambassador Utemuratov,")


@pytest.mark.parametrize("slug", [slug for slug, kind in shipped().items() if kind.pleads and kind.held])
@pytest.mark.parametrize(
    "pleas",
    [
        Pleas(acted_for_authorities=True),
        Pleas((asked("none"),)),
        Pleas((asked("none", "proposed"), asked("release"))),
        Pleas((asked("release", "proposed"),)),
    ],
)
def test_nothing_is_pleaded_where_nothing_is_asked_or_nobody_has_agreed(slug: str, pleas: Pleas) -> None:
    assert pleas.why_not in made(slug, pleas=pleas).blocks
    assert made("to-prisoner", pleas=pleas).blocks == ()


@pytest.mark.parametrize("slug", [slug for slug, kind in shipped().items() if kind.pleads and kind.held])
def test_two_people_may_agree_to_plead_even_for_whoever_acted_for_the_authorities(slug: str) -> None:
    assert made(slug, pleas=Pleas((asked("care"),), acted_for_authorities=True)).blocks == ()


@pytest.mark.parametrize("slug", list(shipped()))
def test_no_letter_is_about_somebody_without_a_name(slug: str) -> None:
    unnamed = replace(ROZA, name="Man in slippers", is_named=False)

    assert any("Nobody's name is recorded" in why for why in made(slug, subject=unnamed).blocks)


def test_russian_waits_for_the_name_in_its_own_letters_and_for_the_gender() -> None:
    latin, unknown = replace(ROZA, by_script={}), replace(ROZA, gender="unknown")

    assert any("in Latin letters only" in why for why in made("release", "ru", subject=latin).blocks)
    assert any("a woman or a man" in why for why in made("release", "ru", subject=unknown).blocks)
    assert made("release", "ru").blocks == ()
    assert made("release", "de", subject=latin).blocks == ()


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_name_comes_again_where_the_gender_is_not_known(language: str) -> None:
    body = made("release", language, subject=replace(ROZA, gender="unknown")).body.replace("\n", " ")

    assert body.count("Roza Tuletaeva") > 3
    for guess in (" they ", " their ", "Person", " sie ", " ihr "):
        assert guess not in body, guess


@pytest.mark.parametrize(
    "bare",
    [
        "{% if health %}x{% endif %}",
        "{% unless care %}x{% endunless %}",
        "{% if held and health != '' %}x{% endif %}",
    ],
)
def test_a_kind_whose_words_take_an_empty_text_for_true_is_refused(bare: str) -> None:
    assert "an empty text counts as true" in fault_of_words(f"Subject: x\n\n{bare}", "en")
    assert fault_of_words('Subject: x\n\n{% if health != "" %}x{% endif %}', "en") == ""


def test_no_paragraph_ends_before_it_says_what_it_announces() -> None:
    open_end = "Dear Sir or Madam,\n\nI ask for the following:\n\nYours faithfully,"

    assert [check.rule for check in check_letter("Care", open_end, "", 200, "en") if check.blocks] == [
        "open-colon"
    ]
