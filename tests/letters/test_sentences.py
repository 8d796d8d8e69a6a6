"""Sentences of each language: gender, dates, plural forms, and nothing without a citation."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.models import EntryKind, Standing
from app.dates import Duration, FuzzyDate
from app.letters.briefing import Role, Subject, brief
from app.letters.sentence_plan import sentences
from app.letters.sentences import de_time, en_time, ru, ru_time
from app.letters.sentences.dates import since, when
from app.letters.sentences.languages import TONGUES
from app.letters.sentences.tongue import Source
from app.letters.traced_sentence import Telling
from tests.letters.known import TODAY, cited, fact, known

DATES = [
    ("2012-08-02", "on 2 August 2012", "2 августа 2012 года", "am 2. August 2012"),
    ("2012-08", "in August 2012", "в августе 2012 года", "im August 2012"),
    ("2012", "in 2012", "в 2012 году", "im Jahr 2012"),
    ("2012-21", "in spring 2012", "весной 2012 года", "im Frühjahr 2012"),
    ("2012-06-04?", "probably on 4 June 2012", "предположительно 4 июня 2012 года", "vermutlich am 4. Juni 2012"),
    ("2012-08~", "around August 2012", "примерно в августе 2012 года", "etwa im August 2012"),
    ("2012~", "around 2012", "примерно в 2012 году", "etwa im Jahr 2012"),
    ("../2012-06-04", "no later than 4 June 2012", "не позднее 4 июня 2012 года", "spätestens am 4. Juni 2012"),
    ("2013-04-22/..", "since 22 April 2013", "с 22 апреля 2013 года", "seit dem 22. April 2013"),
    ("[2011-12-18,2011-12-19]", "on 18 December 2011 or on 19 December 2011",
     "18 декабря 2011 года или 19 декабря 2011 года",
     "am 18. Dezember 2011 oder am 19. Dezember 2011"),
    ("[2011-12-16..2012-06-04]", "between 16 December 2011 and 4 June 2012",
     "в период с 16 декабря 2011 года по 4 июня 2012 года", "zwischen dem 16. Dezember 2011 und dem 4. Juni 2012"),
    ("[2011-06..2012-07]", "between June 2011 and July 2012", "в период с июня 2011 года по июль 2012 года",
     "zwischen Juni 2011 und Juli 2012"),
    ("[2011..2012]", "between 2011 and 2012", "в период с 2011 года по 2012 год", "zwischen 2011 und 2012"),
    ("2012-05-01/2012-05-05", "from 1 May 2012 to 5 May 2012", "с 1 мая 2012 года по 5 мая 2012 года",
     "vom 1. Mai 2012 bis zum 5. Mai 2012"),
]  # fmt: skip


@pytest.mark.parametrize(("edtf", "english", "russian", "german"), DATES)
def test_dates_are_said_as_well_as_they_are_known(edtf: str, english: str, russian: str, german: str) -> None:
    fuzzy = FuzzyDate.parse(edtf)
    assert when(fuzzy, en_time.DATES) == english
    assert ru_time.said_when(fuzzy) == russian
    assert de_time.said_when(fuzzy) == german


def test_since_is_said_of_one_sure_date_alone() -> None:
    assert since(FuzzyDate.parse("2013-04"), en_time.DATES) == "since April 2013"
    assert since(FuzzyDate.parse("2013-04?"), en_time.DATES) == ""
    assert since(FuzzyDate.parse("[2011-12-16..2012-06-04]"), en_time.DATES) == ""


LENGTHS = [
    ("P1Y", "one year", "один год", "einem Jahr"),
    ("P2Y", "two years", "два года", "zwei Jahren"),
    ("P5Y", "five years", "пять лет", "fünf Jahren"),
    ("P21Y", "21 years", "21 год", "21 Jahren"),
    ("P1Y6M", "one year and six months", "один год и шесть месяцев", "einem Jahr und sechs Monaten"),
    ("P2W", "two weeks", "две недели", "zwei Wochen"),
    ("P15D", "fifteen days", "пятнадцать дней", "fünfzehn Tagen"),
    ("PT200H", "200 hours", "200 часов", "200 Stunden"),
]


@pytest.mark.parametrize(("iso", "english", "russian", "german"), LENGTHS)
def test_lengths_agree_with_their_numbers(iso: str, english: str, russian: str, german: str) -> None:
    length = Duration.parse(iso)
    assert (en_time.length(length), ru_time.length(length), de_time.length(length)) == (
        english,
        russian,
        german,
    )


@pytest.mark.parametrize(
    ("count", "form"),
    [(1, "год"), (2, "года"), (5, "лет"), (11, "лет"), (12, "лет"), (21, "год"), (22, "года"), (111, "лет")],
)
def test_russian_plural_forms(count: int, form: str) -> None:
    assert ru_time.plural(count, ru_time.UNITS["years"]) == form


SENTENCED = {
    "en": {
        "female": "On 2 August 2012, she was sentenced to five years in prison.",
        "male": "On 2 August 2012, he was sentenced to five years in prison.",
        "unknown": "On 2 August 2012, Alex was sentenced to five years in prison.",
    },
    "ru": {
        "female": "2 августа 2012 года она была приговорена к лишению свободы сроком на пять лет.",
        "male": "2 августа 2012 года он был приговорён к лишению свободы сроком на пять лет.",
        "unknown": "2 августа 2012 года этот человек был приговорён к лишению свободы сроком на пять лет.",
    },
    "de": {
        "female": "Am 2. August 2012 wurde sie zu fünf Jahren Haft verurteilt.",
        "male": "Am 2. August 2012 wurde er zu fünf Jahren Haft verurteilt.",
        "unknown": "Am 2. August 2012 wurde Alex zu fünf Jahren Haft verurteilt.",
    },
}


@pytest.mark.parametrize("language", list(TONGUES))
@pytest.mark.parametrize("gender", ["female", "male", "unknown"])
def test_a_sentence_agrees_with_the_gender(language: str, gender: str) -> None:
    five = fact(2, "sentence", "2012-08-02", form="prison", length="P5Y")
    told = told_in(language, five, subject=Subject("Alex", gender))
    assert SENTENCED[language][gender] in told


def told_in(language, *facts, **more):
    """Every sentence of a briefing in a language."""
    telling = Telling.of(brief(known(*facts, **more), TODAY), TONGUES[language])
    return [one.text for one in sentences(telling)]


APPEALED = {
    "en": "On 2 August 2012, her sentence was set on appeal at five years in prison.",
    "ru": "2 августа 2012 года в апелляционном порядке ей было назначено наказание: пять лет лишения свободы.",
    "de": "Am 2. August 2012 wurde ihre Strafe in der Berufung auf fünf Jahre Haft festgesetzt.",
}


@pytest.mark.parametrize("language", list(TONGUES))
def test_the_operative_sentence_is_told_and_never_the_superseded_one(language: str) -> None:
    seven = fact(1, "sentence", "2012-06-04?", form="prison", length="P7Y")
    five = fact(2, "sentence", "2012-08-02", form="prison", length="P5Y", supersedes_id=1)
    told = " ".join(told_in(language, seven, five))
    assert APPEALED[language] in told
    assert not any(word in told for word in ("seven", "семь", "sieben", "7 "))


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("sources differ", "five years or seven years")), ("ru", ("по-разному", "пять лет или семь лет")),
     ("de", ("auseinander", "zu fünf Jahren oder zu sieben Jahren"))],
)  # fmt: skip
def test_a_disputed_length_is_given_as_such(language: str, words: tuple[str, str]) -> None:
    cites = (cited(1, field="length", value="P5Y"), cited(2, field="length", value="P7Y"))
    disputed = fact(2, "sentence", "2012-08-02", form="prison", length="P5Y", cites=cites)
    told = " ".join(told_in(language, disputed, choices={(2, "length"): None}))
    for word in words:
        assert word in told


REPORTED = {"en": "reportedly", "ru": "Сообщается", "de": "Berichten zufolge"}
CLAIMS = [
    fact(
        1,
        "health-alert",
        "2013-04-22",
        condition="Hunger strike",
        severity="hunger-strike",
        care_refused="yes",
    ),
    fact(2, "health-alert", "2013-04-20", condition="Chronic liver disease.", severity="serious"),
    fact(3, "health-alert", "2013-04-20", condition="", severity="critical"),
    fact(4, "ill-treatment", "2012-01", during="interrogation", raised_in_court="yes"),
    fact(5, "threat", "2013-04-20", target="her children"),
    fact(6, "contact", "2013-04-20", form="visit", refused="yes"),
]


@pytest.mark.parametrize("language", list(TONGUES))
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.kind}-{claim.id}")
def test_an_unproven_claim_says_that_it_is_reported_and_by_whom(language: str, claim) -> None:
    told = told_in(language, claim)
    assert told
    for sentence in told:
        assert REPORTED[language] in sentence
        assert "Campaign Kazakhstan" in sentence


@pytest.mark.parametrize("language", list(TONGUES))
def test_relatives_and_witnesses_are_never_named(language: str) -> None:
    claim = replace(CLAIMS[1], cites=(cited(1, claimant="her daughter Aliya"),))
    assert "Aliya" not in " ".join(told_in(language, claim))


def test_words_of_one_language_are_not_put_into_another() -> None:
    odd = fact(1, "health-alert", "2013-04-20", condition="A rare condition", severity="serious")
    assert "a rare condition" in " ".join(told_in("en", odd))
    assert "rare" not in " ".join(told_in("ru", odd) + told_in("de", odd))


EDTFS = st.sampled_from([edtf for edtf, *_said in DATES] + [None, "201X", "2012-08-XX"])
KINDS = st.sampled_from([kind.value for kind in EntryKind])
VALUES = {
    "form": ["prison", "suspended", "fine", "arrest", "visit", "probation", "amnesty", None],
    "length": ["P5Y", "P1Y6M", None], "length_max": ["P12Y", None],
    "severity": ["hunger-strike", "serious", "watch", None],
    "condition": ["Head wound", "Something else", None], "care_refused": ["yes", None], "refused": ["yes", None],
    "during": ["interrogation", None], "normalised": ["mass-disorder", "other", None], "wording": ["bad words", None],
    "stage": ["trial", None], "outcome": ["pending", "reduced", "dropped", None], "target": ["her children", None],
}  # fmt: skip


@st.composite
def facts_drawn(draw):
    """Up to six facts of any kind, cited or not."""
    made = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        detail = {name: draw(st.sampled_from(options)) for name, options in VALUES.items()}
        cites = (cited(number),) if draw(st.booleans()) else ()
        made.append(fact(number, draw(KINDS), draw(EDTFS), cites=cites, **detail))
    return made


@given(facts=facts_drawn(), standing=st.sampled_from(list(Standing)), language=st.sampled_from(list(TONGUES)))
def test_no_sentence_without_a_citation_and_none_with_a_hole(facts, standing, language) -> None:
    made = brief(known(*facts, standing=standing), TODAY)
    telling = Telling.of(made, TONGUES[language])
    uncited = {f"entry-{one.id}" for one in facts if not one.cites}
    for sentence in sentences(telling):
        assert sentence.cites
        assert sentence.rests_on
        assert not uncited & set(sentence.rests_on)
        assert sentence.text.endswith(".")
        assert "  " not in sentence.text
        assert " ," not in sentence.text
        assert "None" not in sentence.text
        assert "1 January" not in sentence.text


ROLES = {
    ("en", "female"): "She is an activist.", ("en", "unknown"): "Alex is an activist.",
    ("ru", "female"): "Она — активистка.", ("ru", "unknown"): "Этот человек — активист.",
    ("de", "female"): "Sie ist Aktivistin.",
}  # fmt: skip


@pytest.mark.parametrize(("language", "gender"), list(ROLES))
def test_what_somebody_is_takes_no_side_where_the_gender_is_not_known(language: str, gender: str) -> None:
    roles = (Role(1, "activist", (cited(1),)),)
    assert ROLES[language, gender] in told_in(language, subject=Subject("Alex", gender), roles=roles)


def test_german_says_nothing_of_what_somebody_is_where_it_would_have_to_guess_the_gender() -> None:
    assert told_in("de", subject=Subject("Alex"), roles=(Role(1, "activist", (cited(1),)),)) == []


def test_two_facts_that_read_the_same_are_told_once_with_the_grounds_of_both() -> None:
    twice = [fact(number, "charge", "2012-03", normalised="mass-disorder") for number in (1, 2)]
    telling = Telling.of(brief(known(*twice), TODAY), TONGUES["en"])
    told = [one for one in sentences(telling) if one.slot == "charge"]
    assert [one.text for one in told] == ["She was charged with taking part in mass disorder."]
    assert told[0].rests_on == ("entry-1", "entry-2")
    assert {cited.id for cited in told[0].cites} == {1, 2}


def test_a_month_after_a_publisher_stands_by_itself() -> None:
    for edtf, said in (
        ("2011-09", "сентябрь 2011 года"),
        ("2011", "2011 год"),
        ("2011-09-03", "3 сентября 2011 года"),
    ):
        assert ru.Russian().cited(Source("Platform", FuzzyDate.parse(edtf))) == f"Platform, {said}"
