"""Every list of words names each thing there is: rules, states, groups, and what letters say in each language."""

from collections.abc import Iterable
from typing import Any

import pytest

from app.accounts.routes.access_log import WORDS as ACCESS_WORDS
from app.campaigning.lifecycle import OUTCOME_OF, PAUSE_WORDS, WHY_NOT, Pause, State, Verb
from app.campaigning.vocabulary import KIND_HINTS, LIFE, OUTCOMES, STATES, TAGS
from app.campaigning.vocabulary import KINDS as ACTION_KINDS
from app.cases.kinds import KINDS
from app.cases.kinds.appeal import APPEAL_OUTCOMES
from app.cases.kinds.charge import CHARGES
from app.cases.kinds.condition import CONDITIONS
from app.cases.kinds.contact import CONTACT_FORMS
from app.cases.kinds.health_alert import SEVERITIES
from app.cases.kinds.hearing import STAGES
from app.cases.kinds.ill_treatment import DURING
from app.cases.kinds.sentence import ENDLESS, SENTENCE_FORMS
from app.cases.people_words import GENDERS, IN_OFFICE, ROLES
from app.cases.rules.standing import APPEAL_LEADS_TO, SENTENCE_LEADS_TO
from app.cases.vocabulary import slugs
from app.consent.models import FieldGroup, Use
from app.consent.rules import GROUPS, USES
from app.digest.edition_words import REASONS, TASKS
from app.digest.news_items import Why
from app.history.access_log import What
from app.letters import lifecycle
from app.letters.sentence_plan import SLOTS
from app.letters.sentences import de, en, ru
from app.letters.sentences.glossary import phrase
from app.letters.sentences.languages import LANGUAGES, TONGUES
from app.letters.sheets.docx import LOCALES
from app.reviews.vocabulary import RULES

LOST = {"loss-of-citizenship", "loss-of-rank"}
OF_NO_RULE = {"approval", "gathering"}  # what waits for a second person, and a date to come
# What letters never say: what a form's word does not tell by itself, or what would be no news.
UNSAID = {
    "TERMS": {"fine", "amnesty", "released-at-verdict", *ENDLESS, "corporal", "confiscation", *LOST},
    "BARE": {"fine", "amnesty", "released-at-verdict"},
    "STAGES": {"testimony", "other"},
    "DURING": set(),
    "SEVERITIES": {"hunger-strike", "watch"},
    "CONTACTS": {"at-large"},
    "UNDER": {"other"},
}
SAID_OF = {
    "TERMS": SENTENCE_FORMS, "BARE": SENTENCE_FORMS, "STAGES": STAGES, "DURING": DURING, "SEVERITIES": SEVERITIES,
    "CONTACTS": CONTACT_FORMS, "UNDER": CONDITIONS,
}  # fmt: skip

# Roles that letters never tell: what somebody was in the story, not what they are.
NOT_TOLD_OF_PEOPLE = {
    "strike-leader", "film-maker", "author", "negotiator", "supporter", "defendant", "witness", "victim", "relative",
    "bereaved",
}  # fmt: skip
TOLD_GENDERS = set(slugs(GENDERS)) - {
    "unknown"
}  # where it is not known, English and German say the name again

WHOLE: dict[str, tuple[Iterable[Any], Iterable[Any]]] = {
    "tasks of a mail, by rule": (TASKS, (set(slugs(RULES)) - {"health"}) | OF_NO_RULE),
    "reasons of a mail": (REASONS, Why),
    "groups of consent": (GROUPS, FieldGroup),
    "uses of consent": (USES, Use),
    "lines of the access log": (ACCESS_WORDS, What),
    "states of our actions": (slugs(LIFE), State),
    "tags of actions": (TAGS, slugs(STATES)),
    "steps of actions": (WHY_NOT, Verb),
    "pauses of actions": (PAUSE_WORDS, Pause),
    "hints of actions": (KIND_HINTS, slugs(ACTION_KINDS)),
    "states of letters": (
        lifecycle.STATES,
        {state for state, _step in lifecycle.LIFE} | {lifecycle.WITHDRAWN},
    ),
    "languages of letters": (slugs(LANGUAGES), TONGUES),
    "languages of files": (LOCALES, TONGUES),
    "slots of letters": (
        set(SLOTS) - {"role"},
        {slot for kind in KINDS.values() for slot in kind.letters or ()},
    ),
    "genders in Russian": (ru.FORMS, slugs(GENDERS)),
    "genders in German": (de.FORMS, TOLD_GENDERS),
    "genders in English": (en.PRONOUNS, TOLD_GENDERS),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_list_names_each_of_them_and_nothing_else(name: str) -> None:
    named, wanted = WHOLE[name]
    assert set(named) == set(wanted)


@pytest.mark.parametrize("words", SAID_OF)
@pytest.mark.parametrize("language", [en, ru, de], ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_language_says_every_choice_that_letters_tell(language: Any, words: str) -> None:
    assert set(getattr(language, words)) == set(slugs(SAID_OF[words])) - UNSAID[words]


@pytest.mark.parametrize("language", TONGUES)
@pytest.mark.parametrize("charge", [slug for slug in slugs(CHARGES) if slug != "other"])
def test_a_language_names_every_charge(language: str, charge: str) -> None:
    assert phrase("charge", charge, language)


@pytest.mark.parametrize("language", TONGUES)
@pytest.mark.parametrize("role", sorted(set(slugs(ROLES)) - {*IN_OFFICE, *NOT_TOLD_OF_PEOPLE}))
def test_a_language_names_every_role_for_women_and_men(language: str, role: str) -> None:
    forms = phrase("role", role, language).split("|")
    assert all(forms)
    assert len(forms) == (1 if language == "en" else 2)


def test_rules_know_every_outcome_that_a_form_offers() -> None:
    assert set(SENTENCE_LEADS_TO) <= set(slugs(SENTENCE_FORMS))
    assert set(APPEAL_LEADS_TO) <= set(slugs(APPEAL_OUTCOMES))
    assert set(OUTCOME_OF.values()) <= set(slugs(OUTCOMES))
