"""Spellings of one name are found together, and strangers stay apart."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.name_likeness import (
    LIKELY,
    WORTH_SHOWING,
    fold,
    likely_same,
    name_parts,
    other_forms,
    pieces,
    score,
    skeleton,
)
from tests.names.made_up import people, spellings
from tests.names.spelled import SPELLED_ALIKE, STRANGERS

ONE_KEY = [
    ["Жаңаөзен", "Zhanaozen", "Janaözen", "Jańaózen", "Zhangaozen", "Schanaosen", "Жанаозен"],
    ["Маңғыстау", "Mangystau", "Mangistau", "Mańǵystaý", "Mañğystau", "Mangghystau", "Mangistaw"],
    ["Шетпе", "Shetpe", "Schetpe", "Şetpe"],
    ["Еділов", "Edilov", "Yedilov", "Jedilow", "Edilow"],
    ["Жақсылық", "Жаксылык", "Zhaksylyk", "Jaqsylyq", "Zhaxylyk", "Schaksylyk"],
    ["Наталья", "Natalia", "Natalya", "Natalja", "Natal'ya"],
    ["Дмитрий", "Dmitry", "Dmitri", "Dmitriy", "Dmitrij"],
    ["Тулетаева", "Tuletaeva", "Tuletayeva", "Tuletajewa", "Touletaïeva", "TULETAEVA"],
    ["Щучаев", "Schuchaev", "Shchuchaev", "Schtschutschajew"],
    ["Ходорковский", "Khodorkovsky", "Khodorkovskiy", "Chodorkowski"],
    ["Семёнов", "Семенов", "Semyonov", "Semenov"],
    ["Юрий", "Yuri", "Yuriy", "Jurij"],
    ["Надежда", "Nadezhda", "Nadejda", "Nadeschda"],
    ["Людмила", "Liudmila", "Ljudmila", "Lyudmila"],
    ["Сергей", "Sergei", "Sergey", "Sergej", "Sergueï"],
    ["Васильев", "Vasilyev", "Vasiliev", "Vassiliev", "Wassiliew"],
]


@pytest.mark.parametrize("group", ONE_KEY, ids=lambda group: group[1])
def test_usual_spellings_share_one_key(group):
    assert {fold(spelling) for spelling in group} == {fold(group[0])}


@pytest.mark.parametrize(
    ("one", "other"), [pair for group in SPELLED_ALIKE for pair in permutations(group, 2)]
)
def test_spellings_of_one_person_are_likely_the_same(one, other):
    assert score(one, other) >= LIKELY
    assert likely_same(one, other)


@pytest.mark.parametrize(("one", "other"), [order for pair in STRANGERS for order in permutations(pair)])
def test_strangers_are_not_taken_for_one_person(one, other):
    assert not likely_same(one, other)


def test_people_of_different_groups_are_strangers():
    firsts = [group[0] for group in SPELLED_ALIKE]
    assert [pair for pair in combinations(firsts, 2) if likely_same(*pair)] == []


@pytest.mark.parametrize(
    ("typed", "spelling"),
    [
        ("Tulet", "Roza Tuletaeva"),
        ("Соколова", "Natalya Sokolova"),
        ("V. Kozlov", "Владимир Козлов"),
        ("kozlov vladimir", "Vladimir Kozlov"),
        ("Sasha", "Alexander Bozhenko"),
        ("Zhana Ozen", "Жаңаөзен"),
        ("Kenzhebaev", "Asem Kenzhebaeva"),
    ],
)
def test_what_people_type_is_worth_showing(typed, spelling):
    assert score(typed, spelling) >= WORTH_SHOWING


def test_unrelated_names_are_not_worth_showing():
    assert score("Roza Tuletaeva", "Vadim Kuramshin") < WORTH_SHOWING
    assert score("Kozlov", "Aminov") < WORTH_SHOWING


def test_five_spellings_of_invented_people_are_likely_the_same():
    for person in people(200):
        for one, other in combinations(spellings(person), 2):
            assert likely_same(one, other), (one, other)


def test_invented_strangers_are_seldom_taken_for_one_person():
    pairs = list(combinations(people(300), 2))
    mistaken = [pair for pair in pairs if likely_same(*pair)]
    assert len(mistaken) <= len(pairs) / 1000


def test_no_word_is_partner_twice():
    assert score("Bolat Bolat", "Bolat Atabayev") < WORTH_SHOWING + 0.2
    assert score("Bolat Bolatov", "Bolat Atabayev") < LIKELY


def test_a_patronymic_too_many_does_not_matter():
    assert likely_same("Наталья Николаевна Соколова", "Natalia Sokolova")


def test_a_first_name_alone_is_too_little_to_go_by():
    assert not likely_same("Aliya", "Aliya Turusbekova")
    assert likely_same("Aliya", "Алия")


def test_short_and_full_forms_know_each_other():
    assert set(name_parts("aleksandr aleksandra")) <= set(other_forms("sa6a"))
    assert fold("Sasha") in other_forms(fold("Aleksandr"))
    assert other_forms(fold("Zhaksylyk")) == ()


@pytest.mark.parametrize(
    ("part", "cut"),
    [
        ("k", ("  k",)),
        ("li", ("  li",)),
        ("ali", ("  ali",)),
        ("rosa", ("  ro", "osa")),
        ("serik", ("  se", "rik")),
        ("koslov", ("  ko", "kosl", "slov")),
        ("tuletaeva", ("  tule", "tuleta", "taeva")),
        ("temirov", ("  tem", "temir", "irov")),
        ("karabalaeva", ("  kara", "arabal", "alaeva")),
    ],
)
def test_pieces_are_beginning_middle_and_end(part, cut):
    assert pieces(part) == cut


@given(st.text(alphabet="abcdefgh", min_size=5, max_size=15), st.data())
def test_one_wrong_letter_leaves_a_piece_whole(part, data):
    at = data.draw(st.integers(0, len(part) - 1))
    misspelt = part[:at] + "z" + part[at + 1 :]
    assert any(piece in f"  {part}" for piece in pieces(misspelt))


@pytest.mark.parametrize("text", ["", "   ", "—", "''", "\0", "\ud800", "\u0301", '"*:('])
def test_text_without_letters_folds_to_nothing(text):
    assert fold(text) == skeleton(text) == ""
    assert score(text, "Kozlov") == score("Kozlov", text) == 0.0


WORDS = st.text(alphabet=st.characters(min_codepoint=97, max_codepoint=122), max_size=12)
NAMES = st.one_of(
    st.text(max_size=40),
    st.lists(WORDS, max_size=4).map(" ".join),
    st.sampled_from(ONE_KEY).flatmap(st.sampled_from),
)


@given(NAMES)
def test_folding_twice_is_folding_once(text):
    once = fold(text)
    assert fold(once) == once
    assert once == "" or set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@given(NAMES)
def test_a_name_equals_itself(text):
    assert score(text, text) == (1.0 if fold(text) else 0.0)


@given(NAMES, NAMES)
def test_score_is_a_share(one, other):
    assert 0.0 <= score(one, other) <= 1.0


@given(WORDS, WORDS)
def test_score_of_two_words_does_not_depend_on_who_asks(one, other):
    assert score(one, other) == pytest.approx(score(other, one), abs=0.02)
