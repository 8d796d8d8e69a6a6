"""Which words count as somebody's name, and which belong to others or to nobody."""

import pytest

from app.desk.redaction import Telling


@pytest.mark.parametrize(
    ("names", "text", "left"),
    [
        (["Canaria Vogelsang"], "CANARIA VOGELSANG, Vogelsang Canaria and canaria-vogelsang", "*, * and *"),
        (["Канария Фогель"], "КАНАРИЯ ФОГЕЛЬ; канария фогель; Фогель Канария", "*; *; *"),
        (["Кана"], "Кана и КАНА, но не канал, Канада или кана", "* и *, но не канал, Канада или кана"),
        (
            ["May"],
            "May came. In MAY it may rain; Mayor Maya stayed.",
            "* came. In * it may rain; Mayor Maya stayed.",
        ),
        (["Ли"], "Ли жив. Лина и Алли тоже, как и другие ли.", "* жив. Лина и Алли тоже, как и другие ли."),
        (["刘晓波"], "他说刘晓波在狱中", "他说*在狱中"),
        (["محمود"], "قال محمود ومحمودي", "قال * ومحمودي"),
        (["Ä"], "Ä is no name", "Ä is no name"),
    ],
)
def test_a_name_is_found_in_any_script_and_ordinary_words_stay(
    names: list[str], text: str, left: str
) -> None:
    telling = Telling(names)
    assert telling.without(text, "*") == left
    assert telling.says(text) == (left != text)


def test_longer_names_of_others_keep_their_words() -> None:
    telling = Telling(["Aron"], ["Aron Atabek"])
    assert telling.without("ARON ATABEK and Aron, Aron's case", "*") == "ARON ATABEK and *, *'s case"
    assert not telling.says("Aron Atabek")


def test_keys_say_a_single_word_in_small_letters_but_addresses_stay_whole() -> None:
    telling = Telling(["Арон"], ["Арон Атабек"])
    assert telling.without("free-aron/aronia", "*", "key") == "free-*/aronia"
    for text, column in (
        ("free-aron", "summary"),
        ("https://example.org/aron", "url"),
        ("aron-atabek", "key"),
    ):
        assert not telling.says(text, column)


def test_values_inside_lists_and_tables_are_looked_at_too() -> None:
    telling = Telling(["Canaria Vogelsang"])
    kept = {"names": ["Canaria Vogelsang"], "Canaria Vogelsang": [1, None, "nobody"]}
    assert telling.says(kept)
    assert telling.without(kept, "*") == {"names": ["*"], "*": [1, None, "nobody"]}
