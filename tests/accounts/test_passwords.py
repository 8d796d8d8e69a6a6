"""Which passphrases are refused: the common ones, and what people make of them to please a form."""

import re
from pathlib import Path

import pytest

from app.accounts.known_browsers import label
from app.accounts.passwords import common, fault_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "word",
    [
        "password1234", "Passw0rd2024!!", "passwordpassword", "123456789012", "987654321098", "qwertyuiop123",
        "1qaz2wsx3edc", "abcdefghijkl", "aaaaaaaaaaab", "dragon dragon dragon", "administrator1", "!!!iloveyou!!!",
        "correcthorsebatterystaple", "solidarity2011", "lkjhgfdsapoiuytrewq"[:9] + "123", "11111111111111",
    ],
)  # fmt: skip
def test_what_anybody_would_try_is_refused(word: str) -> None:
    assert "first that anybody would try" in (fault_of(word) or "")


@pytest.mark.parametrize(
    "words",
    [
        "cranesoveraktau",
        "seven quiet cranes",
        "тихие журавли над морем",
        "鶴が静かに飛んでいる夜の海",
    ],
)
def test_a_few_words_in_a_row_are_taken_in_any_script(words: str) -> None:
    assert fault_of(words) is None


def test_length_is_counted_in_characters() -> None:
    assert "12 characters" in (fault_of("elevensigns") or "")
    assert "128 characters" in (fault_of("many words in a row " * 7) or "")


def test_the_list_is_long() -> None:
    assert len(common()) > 10_000


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("curl/8.0", None),
        ("", None),
    ],
)
def test_a_browser_is_called_by_two_words(agent: str, words: str | None) -> None:
    assert label(agent) == words


SENTENCE = re.compile(r"""\b(?:N_|_|ngettext|gettext|help=)\(?\s*(["'])(.+?)\1""", re.DOTALL)
TRANS = re.compile(r"{% trans.*?%}(.*?){% endtrans %}", re.DOTALL)


def test_whoever_reads_meets_one_word_for_it() -> None:
    """A person who is asked for a passphrase here and a password there looks for two things."""
    files = [*(ROOT / "app").rglob("*.py"), *(ROOT / "templates").rglob("*.*")]
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    said = [
        (path.name, sentence)
        for path, text in texts.items()
        for sentence in (*(found[2] for found in SENTENCE.finditer(text)), *TRANS.findall(text))
    ]

    assert sum("passphrase" in sentence for _path, sentence in said) > 20
    of_others = "VIGIL_"  # what the host's database or mail server asks for
    said = [one for one in said if of_others not in one[1]]
    assert [one for one in said if "password" in one[1].lower()] == []
