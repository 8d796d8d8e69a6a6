"""What is asked for somebody and what their case is about, as pages print it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.cases.models import Case, Plea, PleaState
from app.cases.plea_words import CATEGORIES, PLEAS, THEMES
from app.cases.queries.pleas import Pleaded, pleas_by_number, pleas_of, themes_of
from app.cases.vocabulary import word
from app.db import number_of
from app.sources.citation_rows import Cited
from app.text import _


@dataclass(frozen=True, slots=True)
class Aim:
    """One plea or theme in words."""

    id: int
    words: str
    note: str
    cites: tuple[Cited, ...]
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Aims:
    """Both, and why nothing may be pleaded, "" where something may."""

    pleas: tuple[Aim, ...]
    themes: tuple[Aim, ...]
    why_not: str


def aims_of(session: Session, case: Case, known_by: date | None) -> Aims:
    """What is asked for the person, and what the case is about."""
    number = number_of(case)
    pleas = pleas_of(session, [number], known_by)[number]
    themes = (
        Aim(theme.id or 0, _theme(theme.theme, theme.category), theme.argument or "", cites)
        for theme, cites in themes_of(session, number, known_by)
    )
    return Aims(tuple(map(_plea, pleas.all)), tuple(themes), pleas.why_not)


def waiting_in_words(session: Session, numbers: Iterable[int | None]) -> dict[int | None, str]:
    """What each of these pleas asks for, for whoever is to agree."""
    rows = pleas_by_number(session, [number for number in numbers if number is not None])
    return {one.id: " ".join(filter(None, (f"{_asked(one)}.", one.note))) for one in rows}


def _asked(one: Plea | Pleaded) -> str:
    told = {"what": word(PLEAS, one.asks), "who": one.asked_by or ""}
    return _("%(what)s, asked by %(who)s") % told if one.asked_by else told["what"]


def _plea(one: Pleaded) -> Aim:
    waits = _("Waits for a second person") if one.state is PleaState.PROPOSED else ""
    return Aim(one.id, _asked(one), one.note or "", one.cites, waits)


def _theme(theme: str, category: str | None) -> str:
    told = {"theme": word(THEMES, theme), "category": word(CATEGORIES, category)}
    return _("%(theme)s; arbitrary detention, category %(category)s") % told if category else told["theme"]
