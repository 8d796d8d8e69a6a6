"""What a court imposed, told as it is: death before everything, the part to be served, lashes, an absence."""

from datetime import date

import pytest

from app.letters.briefing import brief
from app.letters.sentence_plan import sentences
from app.letters.sentences.languages import TONGUES
from app.letters.traced_sentence import Telling
from app.letters.turns import leading
from tests.letters.known import fact, known
from tests.letters.test_horizon import ARREST, told

TODAY = date(2013, 4, 25)
DEATH = fact(3, "sentence", "2013-04-02", form="death")


def sentence(number: int, form: str, **more):
    return fact(number, "sentence", "2013-04-02", form=form, **more)


def test_a_death_sentence_is_the_gravest_of_all_that_is_told() -> None:
    held = known(ARREST, DEATH, sentence(4, "fine", amount="500", currency="USD"), today=TODAY, standing=None)
    made = sentences(Telling.of(brief(held, TODAY), TONGUES["en"]))
    first = leading(made, 0)
    assert first is not None
    assert first.text == "On 2 April 2013, she was sentenced to death."
    assert "In addition, she was fined 500 USD." in [one.text for one in made]


def test_a_commuted_one_is_told_as_what_it_became() -> None:
    life = fact(4, "sentence", "2013-04-20", form="life", supersedes_id=3, relation="instead-of")
    said = told("en", TODAY, ARREST, DEATH, life)
    assert said["sentence"] == "On 20 April 2013, she was sentenced to life in prison."


@pytest.mark.parametrize(
    ("more", "english"),
    [
        ({"form": "prison", "length": "P8Y", "enforceable": "P5Y"},
         "On 2 April 2013, she was sentenced to eight years in prison (five years of it to be served)."),
        ({"form": "corporal", "lashes": 74}, "On 2 April 2013, she was sentenced to 74 lashes."),
        ({"form": "exile", "length": "P2Y"}, "On 2 April 2013, she was sentenced to two years of exile."),
        ({"form": "prison", "length": "P6Y", "in_absentia": "yes"},
         "On 2 April 2013, she was sentenced to six years in prison in absentia."),
    ],
    ids=["enforceable", "lashes", "exile", "absence"],
)  # fmt: skip
def test_a_penalty_is_told_as_it_was_imposed(more, english: str) -> None:
    assert told("en", TODAY, fact(3, "sentence", "2013-04-02", **more))["sentence"] == english


def test_a_verdict_in_absence_holds_nobody_in_a_letter() -> None:
    said = told("en", TODAY, sentence(3, "prison", length="P6Y", in_absentia="yes"))
    assert set(said) == {"sentence"}
