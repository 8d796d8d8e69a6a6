"""The shapes of lists that others keep, as data: which of their headings answers which question of ours."""

import re
from collections.abc import Iterable, Mapping, Sequence

from app.text import N_

# What a list can report of somebody, in the order in which the page of columns asks for it.
FIELDS: tuple[tuple[str, str], ...] = (
    ("id", N_("The list's own number")), ("name", N_("Name")), ("url", N_("Address of the person's page")),
    ("born", N_("Date of birth")), ("status", N_("Status")), ("arrested", N_("Date of arrest")),
    ("prison", N_("Place of detention")), ("articles", N_("Articles")), ("verdict_date", N_("Date of the verdict")),
    ("decision", N_("Sentence")), ("penalty", N_("Kind of penalty")), ("released", N_("Date of release")),
    ("died", N_("Date of death")),
)  # fmt: skip
DATES = frozenset({"born", "arrested", "verdict_date", "released", "died"})
Columns = Mapping[str, str]

# As their files name them: Viasna's export for programs, and the fields that readers of OVD-Info's data use.
SHAPES: dict[str, dict[str, Sequence[str]]] = {
    "viasna": {
        "id": ("id",), "name": ("name",), "url": ("url",), "born": ("birthday",), "status": ("status",),
        "arrested": ("arrested",), "prison": ("prison",), "articles": ("articles",),
        "verdict_date": ("verdict_date",), "decision": ("decision",), "penalty": ("penalty",),
        "released": ("release_date",), "died": ("died",),
    },
    "ovd-info": {
        "id": ("person_id",), "name": ("name_ru", "name_en"), "status": ("persecution_imprisoned",),
        "arrested": ("persecution_started",), "prison": ("penal_facility_ru", "penal_facility_en"),
        "articles": ("persecution_article_and_part_ru", "persecution_article_and_part_en"),
        "verdict_date": ("first_verdict_date",), "decision": ("verdict_essence_ru", "verdict_essence_en"),
        "penalty": ("persecution_person_state_ru", "persecution_person_state_en"),
    },
}  # fmt: skip
NEEDED = {"viasna": ("id", "name", "status"), "ovd-info": ("id", "name", "status")}
KNOWN_AS: dict[str, Sequence[str]] = {
    "id": ("id", "number", "no", "№", "nr", "номер"),
    "name": (
        "name", "name and surname", "full name", "person", "имя", "фио", "имя и фамилия", "фамилия и имя",
        "імя і прозвішча", "vollständiger name",
    ),
    "url": ("url", "link", "ссылка", "page"),
    "born": ("birthday", "date of birth", "born", "birth date", "дата рождения", "дата нараджэння", "geburtsdatum"),
    "status": ("status", "статус", "state"),
    "arrested": (
        "arrested", "date of detention", "date of arrest", "detained", "дата задержания", "дата ареста",
        "дата затрымання", "festgenommen", "verhaftet",
    ),
    "prison": (
        "prison", "place of detention", "facility", "место заключения", "место содержания", "месца зняволення",
        "haftort",
    ),
    "articles": (
        "articles", "article", "charges", "charges indicted", "статья", "статьи", "предъявлены обвинения", "anklage",
    ),
    "verdict_date": ("verdict_date", "date of verdict", "дата приговора", "дата прысуду", "urteilsdatum"),
    "decision": ("decision", "sentence", "решение суда", "приговор", "рашэнне суда", "urteil"),
    "penalty": ("penalty", "вид наказания", "від пакарання", "strafe"),
    "released": ("release_date", "released", "date of release", "дата освобождения", "entlassen"),
    "died": ("died", "date of death", "дата смерти", "gestorben"),
}  # fmt: skip
_FIELD_OF = {alias: field for field, aliases in KNOWN_AS.items() for alias in aliases}


def plain(heading: str) -> str:
    """A heading as it is compared: small letters, single spaces, no marks at its end."""
    return re.sub(r"\s+", " ", heading.replace("\ufeff", "")).strip(" :*.").casefold()


def guess(headings: Iterable[str]) -> dict[str, str]:
    """Our fields with the headings that seem to answer them; the first of several counts."""
    found: dict[str, str] = {}
    for heading in headings:
        field = _FIELD_OF.get(plain(heading))
        if field is not None:
            found.setdefault(field, heading)
    return found


def columns_of(shape: str, headings: Sequence[str]) -> dict[str, str]:
    """The same for a shape that is known."""
    there = {plain(heading): heading for heading in headings}
    found: dict[str, str] = {}
    for field, names in SHAPES[shape].items():
        for name in names:
            if name in there:
                found.setdefault(field, there[name])
    return found


def shape_of(headings: Sequence[str]) -> str | None:
    """The known shape that these headings have."""
    there = {plain(heading) for heading in headings}
    if "person_id" in there and "persecution_imprisoned" in there:
        return "ovd-info"
    if {"id", "name", "status", "birthday", "arrested"} <= there:
        return "viasna"
    return None
