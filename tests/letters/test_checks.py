"""Checks of a letter's words."""

import pytest

from app.letters.checks import check_letter

FINE = "Dear Sir or Madam,\n\nShe was reportedly beaten.\n\nI ask you to see that she is treated."


def rules_of(body: str, subject: str = "Request", language: str = "en", own: str = "") -> set[str]:
    return {check.rule for check in check_letter(subject, body, own, 180, language)}


def test_a_decent_letter_has_nothing_to_mend() -> None:
    assert rules_of(FINE) == set()


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("{{ name }} is held.", "placeholder"), ("[name] is held.", "placeholder"), ("None is held.", "placeholder"),
        ("RELEASE her now.", "capitals"), ("Free her! Now!", "exclamation"), ("Your regime must act.", "insult"),
        ("You are criminals.", "insult"), ("Butchers of the people.", "insult"), ("Shame on you.", "insult"),
        ("She was tortured.", "allegation"), ("He was beaten by guards.", "allegation"), ("They abused her.",
        "allegation"),
        ("We demand sanctions.", "politics"), ("We shall boycott you.", "politics"), ("word " * 320, "too-long"),
        ("word " * 200, "long"),
    ],
)  # fmt: skip
def test_each_fault_is_caught(line: str, rule: str) -> None:
    assert rule in rules_of(f"{FINE}\n\n{line}")


@pytest.mark.parametrize(
    ("body", "rule", "language"),
    [
        ("She is held.\n\nI ask you to act.", "no-salutation", "en"), ("Dear Sir,\n\nShe is held.", "no-ask", "en"),
        ("Уважаемые дамы и господа!\n\nЕё пытали.\n\nПрошу помочь.", "allegation", "ru"),
        ("Она под стражей.\n\nПрошу помочь.", "no-salutation", "ru"),
        ("Уважаемые дамы и господа!\n\nОна под стражей.", "no-ask", "ru"),
        ("Sehr geehrte Damen und Herren,\n\nsie wurde gefoltert.\n\nIch bitte Sie um Hilfe.", "allegation", "de"),
        ("Sie ist in Haft.\n\nIch bitte Sie um Hilfe.", "no-salutation", "de"),
        ("Sehr geehrte Damen und Herren,\n\nsie ist in Haft.", "no-ask", "de"),
    ],
)  # fmt: skip
def test_each_language_is_checked(body: str, rule: str, language: str) -> None:
    assert rule in rules_of(body, language=language)


def test_blocks_come_first_and_own_words_are_no_ask() -> None:
    found = check_letter(
        "Request", "Dear Sir,\n\nNOW!!\n\nI ask nothing of you", "I ask nothing of you", 180, "en"
    )
    assert found[0].blocks
    assert "no-ask" in {check.rule for check in found}
