"""Invented names by the thousand, each in the five spellings in which papers print Kazakh names."""

from collections.abc import Iterator
from itertools import count
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIVEN = _words(
    "Абай Айбек Айгүл Айжан Айнұр Ақжанат Алмаз Арман Асан Асель Әлия Әсем Бақыт Балжан Бауыржан Берік Болат "
    "Вадим Владимир Ғалым Ғани Гүлнар Дана Дәурен Дина Ержан Ерлан Есен Жанар Жанболат Жандос Жанна Жеңіс "
    "Жұлдыз Зәуре Игорь Ирина Қайрат Қанат Қуаныш Лаура Лейла Мадина Мақсат Мұрат Надежда Наталья Нұрлан "
    "Олжас Орынбек Өмір Рақат Роза Самал Санжар Сергей Серік Тамара Тимур "
    "Төлеген Ұлан Үміт Федор Шолпан Юрий"
)
BEGINNINGS = _words(
    "Аб Айт Ақ Алм Аман Асқ Әбд Байт Бек Бер Бөк Ғаб Дәул Досп Ерм Есен Жақс Жанб Жолд Жұм Кенж Қабд Қайр "
    "Қалд Қож Құрм Мамб Мұқ Мырз Наз Нұрп Оразб Орынб Өтег Рысқ Сапар Сейт Сүлейм Тасб Темір Тоқт Тұрс Тыныш "
    "Төлет Ұзақ Үкібай Хасен Шаям Шың Ыбыр"
)
ENDINGS = _words(
    "ай алин ар бай бек беков ғазин ғали ғожин дос енов ер жан заров кен қалиев лан маханов мұхамед мыс нияз "
    "пан рахим сынов тай тас тегін уан ұлы ыс"
)

_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_ENGLISH = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)) | {
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    "ь": "",
    "ъ": "",
}
_GERMAN = _ENGLISH | {
    "ж": "sch",
    "х": "ch",
    "ч": "tsch",
    "ш": "sch",
    "в": "w",
    "й": "i",
    "ю": "ju",
    "я": "ja",
}
_KAZAKH = _ENGLISH | dict(zip("жшқңғөұүәйіуых", "jşqñğöūüäiiuyh", strict=True)) | {"ю": "iu", "я": "ia"}


def people(number: int, seed: int = 2012) -> Iterator[str]:
    """So many different names in Kazakh letters, always the same ones for a seed."""
    chance, seen = Random(seed), set[str]()
    for _ in count():
        stem = chance.choice(BEGINNINGS) + chance.choice(ENDINGS)
        family = stem if stem.endswith(("ов", "ев", "ин")) else stem + chance.choice(("ов", "ев"))
        name = f"{chance.choice(GIVEN)} {family}{chance.choice(('', 'а'))}"
        if name not in seen:
            seen.add(name)
            yield name
        if len(seen) == number:
            return


def spellings(name: str) -> tuple[str, str, str, str, str]:
    """One name as Kazakh, Russian, English, German and Kazakh Latin texts print it."""
    russian = name.translate(_RUSSIAN)
    return (
        name,
        russian,
        _in_latin(russian, _ENGLISH, e_after_vowel="ye"),
        _in_latin(russian, _GERMAN, e_after_vowel="je"),
        _in_latin(name, _KAZAKH, e_after_vowel="e"),
    )


def _in_latin(name: str, letters: dict[str, str], e_after_vowel: str) -> str:
    latin, before = "", " "
    for letter in name.lower():
        alone = letter == "е" and before in " аеиоуыэюяәөұүі"
        latin += e_after_vowel if alone else letters.get(letter, letter)
        before = letter
    return latin.title()
