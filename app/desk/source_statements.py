"""What a source says, in words: grouped by the case, incident, person, action or address it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.campaigning import vocabulary as action_words
from app.cases.entry_words import kind_in_words
from app.cases.incident_words import figure_in_words, measure_in_words
from app.cases.kinds import EntryKind
from app.cases.people_words import KINSHIP, ROLES
from app.cases.plea_words import PLEAS, THEMES
from app.cases.vocabulary import word
from app.dates import FuzzyDate, short_words
from app.desk.queries.source_statements import OtherWitness, Saying
from app.sources.queries import Kin
from app.text import N_, _, marked

SECTIONS = (
    ("case", N_("Cases")),
    ("incident", N_("Incidents")),
    ("person", N_("Names and people")),
    ("action", N_("Actions and demands")),
    ("directory", N_("Offices, places where people are held, and towns")),
)
_SECTION_OF = {
    "entry": "case", "plea": "case", "theme": "case",
    "figure": "incident", "group": "incident", "member": "incident", "fact": "incident",
    "incident": "incident", "name": "person", "role": "person", "link": "person", "born": "person",
    "action": "action", "demand": "action",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the source says, where in it, and which other texts say so too."""

    words: str
    href: str
    told: list[tuple[str, str, str]]  # where in the text, according to whom, the value it reports
    witnesses: tuple[tuple[str, str, bool], ...]  # title, address, whether it is one witness with this source


@dataclass(slots=True)
class About:
    """What several lines are about."""

    heading: str
    reference: str
    href: str
    lines: list[Line] = field(default_factory=list)


def grouped(
    sayings: Iterable[tuple[Saying, str | None]], others: Iterable[OtherWitness], same: set[int]
) -> list[tuple[str, list[About]]]:
    """Sections with what they are about; `same` are the sources that are one witness with this one."""
    witnesses: dict[tuple[str, int], list[tuple[str, str, bool]]] = {}
    for other in others:
        key = ("entry", other.entry_id) if other.entry_id else ("figure", other.figure_id or 0)
        found = (other.title, f"/sources/{other.source_id}", other.source_id in same)
        witnesses.setdefault(key, []).append(found)
    known: dict[tuple[str, int], Line] = {}
    sections: dict[str, dict[str, About]] = {slug: {} for slug, _label in SECTIONS}
    for saying, words in sayings:
        section = _SECTION_OF.get(saying.noun, "directory")
        about = sections[section].setdefault(f"{saying.place} {saying.heading}", _about(saying, section))
        fact = (saying.noun, saying.number)
        if fact not in known:
            known[fact] = _line(saying, words, tuple(witnesses.get(fact, ())))
            about.lines.append(known[fact])
        known[fact].told.append((saying.locator or "", saying.claimant or "", _value(saying)))
    return [(marked(label), list(sections[slug].values())) for slug, label in SECTIONS if sections[slug]]


def _about(saying: Saying, section: str) -> About:
    place = str(saying.place)
    base = {"case": "/cases", "incident": "/incidents", "person": "/people", "action": "/actions"}
    if section == "directory":
        base |= {
            "directory": {"addressee": "/directory/addressees", "facility": "/directory/facilities"}.get(
                saying.noun, ""
            )
        }
    href = f"{base[section]}/{place}" if base.get(section) and saying.noun != "demand" else ""
    return About(
        saying.heading, place if section in ("case", "incident") or saying.noun == "action" else "", href
    )


def _line(saying: Saying, words: str | None, witnesses: tuple[tuple[str, str, bool], ...]) -> Line:
    href = f"/cases/{saying.place}#entry-{saying.number}" if saying.noun == "entry" else ""
    return Line(
        words=_WORDS[saying.noun](saying, words) if saying.noun in _WORDS else _("named here"),
        href=href,
        told=[],
        witnesses=witnesses,
    )


def _value(saying: Saying) -> str:
    if not saying.value:
        return ""
    return _("reports %(field)s: %(value)s") % {
        "field": (saying.field or "").replace("_", " "),
        "value": saying.value,
    }


def _date(edtf: str | None) -> str:
    return short_words(FuzzyDate.parse(edtf)) if edtf else ""


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _entry(saying: Saying, _words: str | None) -> str:
    kind = kind_in_words(EntryKind(saying.a))
    return f"{_joined(kind, _date(saying.c))}: {saying.b}" if saying.b else _joined(kind, _date(saying.c))


def _asked(saying: Saying, _words: str | None) -> str:
    return _joined(word(PLEAS, saying.a), saying.b)


def _about_theme(saying: Saying, _words: str | None) -> str:
    return _joined(word(THEMES, saying.a), saying.b)


def _figure(saying: Saying, words: str | None) -> str:
    return f"{measure_in_words(saying.a)}: {figure_in_words(saying.b, saying.c, saying.d, words)}"


def _group(saying: Saying, _words: str | None) -> str:
    return _joined(f"{saying.b} {saying.a}", saying.c)


def _member(saying: Saying, _words: str | None) -> str:
    return _joined(saying.c or saying.a, saying.b)


def _dated(saying: Saying, _words: str | None) -> str:
    return _joined(saying.a, _date(saying.b))


def _name(saying: Saying, _words: str | None) -> str:
    return _("writes the name %(name)s") % {"name": saying.a}


def _role(saying: Saying, _words: str | None) -> str:
    return _joined(word(ROLES, saying.a), saying.b)


def _link(saying: Saying, _words: str | None) -> str:
    return f"{word(KINSHIP, saying.a)}: {saying.b}"


def _born(saying: Saying, _words: str | None) -> str:
    return _("born %(date)s") % {"date": _date(saying.a)} if saying.a else saying.b or _("named here")


def _action(saying: Saying, _words: str | None) -> str:
    return _joined(word(action_words.KINDS, saying.a), _date(saying.b))


_WORDS: dict[str, Any] = {
    "entry": _entry, "plea": _asked, "theme": _about_theme,
    "figure": _figure, "group": _group, "member": _member, "fact": _dated, "incident": _dated,
    "name": _name, "role": _role, "link": _link, "born": _born, "action": _action, "demand": _dated,
}  # fmt: skip


def one_witness(source_id: int, kin: Iterable[Kin]) -> set[int]:
    """The sources that rest on this one, on which it rests, or that rest on the same text."""
    found = {number for one in kin for number in (one.source_id, one.from_id)}
    return found - {source_id}
