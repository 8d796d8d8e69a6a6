"""A letter tells nothing beyond the newest news: the right tense, and counts that stop where the news does."""

from datetime import date, timedelta

import pytest

from app.cases.models import EntryKind
from app.letters.briefing import LAGS_AFTER_DAYS, Role, Subject, brief
from app.letters.drafting import age_block, misfit
from app.letters.letter_kinds import shipped
from app.letters.sentence_plan import sentences
from app.letters.sentences.languages import TONGUES
from app.letters.traced_sentence import Telling
from tests.letters.known import cited, fact, known

NEWS = date(2013, 4, 24)
ARREST = fact(1, "custody", "2012-06-04", form="arrest")
PRISON = fact(
    2, "custody", "2012-08-02", as_of="2013-04-24", form="prison", facility="Women's prison colony in Atyrau"
)
FIVE = fact(3, "sentence", "2012-08-02", form="prison", length="P5Y")
STRIKE = fact(
    4, "health-alert", "2013-04-22", as_of="2013-04-24", condition="Hunger strike", severity="hunger-strike"
)
LIVER = fact(
    5, "health-alert", "2013-04-01", as_of="2013-04-24", condition="Chronic liver disease", severity="serious",
    care_refused="yes",
)  # fmt: skip
HELD = (ARREST, PRISON, FIVE)


def told(language: str, today: date, *facts, **more) -> dict[str, str]:
    """What a letter of that day says, by place in it."""
    made = brief(known(*facts, today=today, standing=None, **more), today)
    found: dict[str, str] = {}
    for one in sentences(Telling.of(made, TONGUES[language])):
        found[one.slot] = f"{found[one.slot]} {one.text}" if one.slot in found else one.text
    return found


WITHIN = {
    "en": ("She is held in the women's prison colony in Atyrau.",
           "She has been held for 325 days as of 24 April 2013."),
    "de": ("Sie befindet sich in der Frauenstrafkolonie in Atyrau.",
           "Sie hat bisher 325 Tage in Haft verbracht (Stand: 24. April 2013)."),
    "ru": ("Она содержится в женской исправительной колонии в Атырау.",
           "Она провела в заключении 325 дней (последние сведения: 24 апреля 2013 года)."),
}  # fmt: skip
LATER = {
    "en": "She was held in the women's prison colony in Atyrau when last heard of, 24 April 2013: at least 325 days by"
          " then.",
    "de": "Nach der letzten Nachricht (24. April 2013) war sie in der Frauenstrafkolonie in Atyrau in Haft: bis dahin"
          " mindestens 325 Tage.",
    "ru": "По последним сведениям (24 апреля 2013 года), она содержалась в женской исправительной колонии в Атырау;"
          " к тому времени — не менее 325 дней.",
}  # fmt: skip


@pytest.mark.parametrize("language", list(TONGUES))
def test_within_the_carry_period_somebody_is_held_and_after_it_was(language: str) -> None:
    now = told(language, NEWS, *HELD)
    assert (now["held"], now["days"]) == WITHIN[language]
    last = told(language, NEWS + timedelta(days=180), *HELD)
    assert last["held"] == WITHIN[language][0]
    assert "325" in last["days"]
    for day in (NEWS + timedelta(days=181), date(2026, 11, 30)):
        later = told(language, day, *HELD)
        assert later["held"] == LATER[language]
        assert "days" not in later


LOOSE = {
    "en": "She was held when last heard of, between September 2011 and July 2012.",
    "de": "Nach der letzten Nachricht (zwischen September 2011 und Juli 2012) war sie in Haft.",
    "ru": "По последним сведениям (в период с сентября 2011 года по июль 2012 года), она находилась под стражей.",
}


@pytest.mark.parametrize("language", list(TONGUES))
def test_a_loose_day_stays_loose_and_counts_nothing(language: str) -> None:
    loose = fact(1, "custody", "[2011-09..2012-07]", form="arrest")
    assert told(language, date(2013, 4, 30), loose)["held"] == LOOSE[language]


STRIKES = {
    "en": (": day 3 by 24 April 2013 (", ": day 3 when last heard of, 24 April 2013 ("),
    "de": ("; am 24. April 2013 war es der 3. Tag (",
           "; nach der letzten Nachricht (24. April 2013) war es der 3. Tag ("),
    "ru": ("; 24 апреля 2013 года шёл 3-й день (", "; по последним сведениям (24 апреля 2013 года), шёл 3-й день ("),
}  # fmt: skip


@pytest.mark.parametrize("language", list(TONGUES))
def test_a_hunger_strike_is_counted_to_its_last_news(language: str) -> None:
    within, later = STRIKES[language]
    for days, said in ((0, within), (2, within), (3, later), (400, later)):
        assert said in told(language, NEWS + timedelta(days=days), STRIKE)["health"]


ILL = {
    "en": ("She reportedly has chronic liver disease (",
           "She has reportedly been refused the medical care that she needs",
           "She reportedly had chronic liver disease when last heard of, 24 April 2013 (",
           "She was reportedly refused the medical care that she needed"),
    "de": ("hat sie eine chronische Lebererkrankung (", "wird ihr die nötige",
           "hatte sie nach der letzten Nachricht (24. April 2013) eine chronische Lebererkrankung (",
           "wurde ihr die nötige"),
    "ru": ("у неё хроническое заболевание печени (", "ей отказывают",
           "по последним сведениям (24 апреля 2013 года), у неё хроническое заболевание печени (", "ей отказывали"),
}  # fmt: skip


ROLES = {
    "en": ("She is an activist.", "She was described as an activist on 24 April 2013.",
           "She has reportedly been threatened (", "She was reportedly threatened ("),
    "de": ("Sie ist Aktivistin.", "Sie wurde am 24. April 2013 als Aktivistin bezeichnet.",
           "Berichten zufolge wurde sie bedroht (", "Berichten zufolge wurde sie bedroht ("),
    "ru": ("Она — активистка.", "По последним сведениям (24 апреля 2013 года), она — активистка.",
           "поступали угрозы (", "поступали угрозы ("),
}  # fmt: skip


@pytest.mark.parametrize("language", list(TONGUES))
def test_what_somebody_was_and_suffered_is_told_as_past_once_no_text_is_recent(language: str) -> None:
    roles = (Role(1, "activist", (cited(1),)),)
    threat = fact(6, "threat", "2013-04-20", what="Told to be silent")
    for role_days, threat_days, at in ((365, 86, 0), (366, 87, 1)):
        assert told(language, NEWS + timedelta(days=role_days), roles=roles)["role"] == ROLES[language][at]
        said = told(language, NEWS + timedelta(days=threat_days), threat)["threat"]
        assert ROLES[language][2 + at] in said


@pytest.mark.parametrize("language", list(TONGUES))
def test_an_illness_is_told_as_it_was_once_its_news_is_old(language: str) -> None:
    for days, at in ((30, 0), (31, 2)):
        said = told(language, NEWS + timedelta(days=days), LIVER)
        assert ILL[language][at] in said["health"]
        assert ILL[language][at + 1] in said["care"]


PENDING = {
    "en": ("Her appeal is pending.", "Her appeal was pending when last heard of, 10 August 2012."),
    "de": ("Über ihre Berufung ist noch nicht entschieden.",
           "Nach der letzten Nachricht (10. August 2012) war über ihre Berufung noch nicht entschieden."),
    "ru": ("Апелляционная жалоба по её делу ещё не рассмотрена.",
           "По последним сведениям (10 августа 2012 года), апелляционная жалоба по её делу ещё не была рассмотрена."),
}  # fmt: skip


@pytest.mark.parametrize("language", list(TONGUES))
def test_an_appeal_is_pending_only_as_long_as_its_own_news_carries_it(language: str) -> None:
    appeal = fact(6, "appeal", "2012-08-10")
    lodged = date(2012, 8, 10)
    for days, at in ((180, 0), (181, 1)):
        assert told(language, lodged + timedelta(days=days), *HELD, appeal)["appeal"] == PENDING[language][at]


AT_LARGE = {
    "suspended": (ARREST, fact(7, "sentence", "2012-08-02", form="suspended", length="P1Y")),
    "bail": (fact(1, "custody", "2012-06-04", form="arrest", until_edtf="2012-06-10", until_first=date(2012, 6, 10),
                  until_last=date(2012, 6, 10)), fact(8, "charge", "2012-06-12", normalised="mass-disorder")),
    "released": (*HELD, fact(9, "release", "2013-04-26", form="early")),
    "abroad": (fact(1, "threat", "2012-06-04"), fact(10, "contact", "2012-07-01", form="at-large")),
    "seen free": (ARREST, fact(10, "contact", "2012-07-01", form="at-large")),
    "detention over": (fact(1, "custody", "2012-06-04", form="administrative-detention", length="P10D"),),
}  # fmt: skip


@pytest.mark.parametrize("which", list(AT_LARGE))
@pytest.mark.parametrize("language", list(TONGUES))
def test_nobody_at_large_is_told_to_be_held(language: str, which: str) -> None:
    today = date(2013, 4, 30)
    said = told(language, today, *AT_LARGE[which])
    assert not {"held", "days", "arrest"} & set(said)
    made = brief(known(*AT_LARGE[which], today=today, standing=None), today)
    for slug in ("release", "visits", "to-prisoner", "birthday", "medical-care"):
        assert misfit(made, shipped()[slug])


def test_a_letter_is_for_whoever_was_held_when_last_heard_of() -> None:
    undated = fact(
        1, "custody", None, form="prison", facility="Women's prison colony in Atyrau", as_of="2013-04-24"
    )
    for facts in (HELD, (FIVE,), (undated,)):
        made = brief(known(*facts, today=NEWS, standing=None), NEWS)
        assert not misfit(made, shipped()["release"])
    assert told("en", NEWS, undated)["held"] == WITHIN["en"][0]


def test_a_release_that_may_not_be_told_still_ends_what_is_told() -> None:
    today = date(2013, 4, 30)
    secret = fact(9, "release", "2013-04-26", form="early", visibility="restricted")
    ended = fact(11, "custody", "2013-04-20", form="prison", visibility="restricted")
    assert "held" not in told("en", today, *HELD, secret)
    assert "held" in told("en", today, *HELD, ended)


SENTENCES = {
    "en": "On 2 August 2012, she was sentenced to five years in prison. In addition, she was fined 5000 USD."
          " On 1 March 2013, she was sentenced to one year and six months in prison, in addition to the earlier"
          " sentence.",
    "de": "Am 2. August 2012 wurde sie zu fünf Jahren Haft verurteilt. Außerdem wurde sie zu einer Geldstrafe von"
          " 5000 USD verurteilt. Am 1. März 2013 wurde sie zu einem Jahr und sechs Monaten Haft verurteilt, zusätzlich"
          " zur früheren Strafe.",
    "ru": "2 августа 2012 года она была приговорена к лишению свободы сроком на пять лет. Кроме того, ей был назначен"
          " штраф в размере 5000 USD. 1 марта 2013 года она была приговорена к лишению свободы сроком на один год и"
          " шесть месяцев в дополнение к прежнему наказанию.",
}  # fmt: skip


@pytest.mark.parametrize("language", list(TONGUES))
def test_every_penalty_that_counts_is_told(language: str) -> None:
    fine = fact(6, "sentence", "2012-08-02", form="fine", amount="5000", currency="USD", part="further")
    more = fact(
        7, "sentence", "2013-03-01", form="prison", length="P1Y6M", supersedes_id=3, relation="added-to"
    )
    assert told(language, NEWS, *HELD, fine, more)["sentence"] == SENTENCES[language]


def test_a_penalty_of_unknown_length_or_amount_is_told_all_the_same() -> None:
    bare = (fact(3, "sentence", "2012-08-02", form="prison"), fact(6, "sentence", "2012-08-03", form="fine"))
    assert told("en", NEWS, *bare)["sentence"] == (
        "On 2 August 2012, she was sentenced to imprisonment. On 3 August 2012, she was fined."
    )


def test_what_a_freed_person_was_sentenced_to_is_history() -> None:
    freed = fact(9, "release", "2013-04-20", form="parole", conditions="to report")
    said = told("en", NEWS, *HELD, freed)
    assert "sentence" not in said
    assert said["release"] == "She was released on 20 April 2013."


def test_a_claim_is_credited_to_the_text_that_carries_it() -> None:
    cites = (
        cited(1, publisher="Platform", field="condition", value="Chronic liver disease"),
        cited(2, publisher="Newer Paper"),
    )
    ill = fact(
        5, "health-alert", "2013-04-22", condition="Chronic liver disease", severity="serious", cites=cites
    )
    assert "(Platform, " in told("en", NEWS, ill)["health"]


@pytest.mark.parametrize(("days", "stays"), [(LAGS_AFTER_DAYS, True), (LAGS_AFTER_DAYS + 1, False)])
def test_health_is_left_out_when_news_is_more_than_180_days_newer(days: int, *, stays: bool) -> None:
    assert LAGS_AFTER_DAYS == 180
    old = fact(
        5, "health-alert", (NEWS - timedelta(days=days)).isoformat(), condition="Flu", severity="serious"
    )
    made = brief(known(PRISON, old, today=NEWS), NEWS)
    assert (old.id in {one.id for one in made.facts}) is stays


def test_an_announced_hearing_makes_no_health_too_old() -> None:
    hearing = fact(6, "hearing", "[2013-12-01..2013-12-31]", stage="trial")
    old = fact(5, "health-alert", "2013-04-20", condition="Flu", severity="serious")
    today = date(2013, 12, 20)
    said = brief(known(old, hearing, today=today), today)
    assert EntryKind.HEALTH_ALERT in {one.kind for one in said.facts}


@pytest.mark.parametrize("slug", list(shipped()))
def test_every_kind_asks_for_a_second_look_once_the_news_is_old(slug: str) -> None:
    kind = shipped()[slug]
    for days, blocked in ((kind.fresh, False), (kind.fresh + 1, True)):
        today = NEWS + timedelta(days=days)
        made = brief(known(*HELD, fact(12, "note", today.isoformat()), today=today), today)
        assert bool(age_block(made, kind)) is blocked
    assert age_block(brief(known(subject=Subject("Alex")), NEWS), kind)


def test_the_age_of_loose_news_is_said_as_loosely() -> None:
    loose = fact(1, "custody", "[2011-09..2012-07]", form="arrest")
    today = date(2013, 4, 30)
    said = age_block(brief(known(loose, today=today), today), shipped()["release"])
    assert said.startswith("The newest fact (between September 2011 and July 2012) is at least 273 days old.")


TAKEN = fact(
    1, "custody", "2013-03-03", form="arrest", whereabouts="denied", place="Aktau", facility="Colony 9"
)
MISSING = {
    "en": "She was reportedly taken away on 3 March 2013 and has not been seen since; the authorities deny holding her "
          "(Campaign Kazakhstan, 24 April 2013).",
    "de": "Berichten zufolge wurde sie am 3. März 2013 verschleppt und seither nicht mehr gesehen; die Behörden "
          "bestreiten, die Person festzuhalten (Campaign Kazakhstan, 24. April 2013).",
    "ru": "Сообщается, что 3 марта 2013 года она была увезена неизвестно куда, и с тех пор вестей нет; власти "
          "отрицают, что удерживают этого человека (Campaign Kazakhstan, 24 апреля 2013 года).",
}  # fmt: skip


@pytest.mark.parametrize("language", list(TONGUES))
def test_of_somebody_missing_no_letter_says_where_they_are_or_that_they_are_held(language: str) -> None:
    for today in (NEWS, NEWS + timedelta(days=1000)):
        assert told(language, today, TAKEN) == {"missing": MISSING[language]}
    made = brief(known(TAKEN, today=NEWS, standing=None), NEWS)
    fit = [slug for slug, kind in shipped().items() if not misfit(made, kind)]
    assert fit == ["whereabouts"]
