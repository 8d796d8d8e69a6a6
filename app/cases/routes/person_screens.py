"""A person in words: spellings by script, roles with their dates, links seen from this side."""

from collections.abc import Iterator
from typing import Any

from app.cases import vocabulary as words
from app.cases.forms.people import PersonForm
from app.cases.models import Person, PersonName, PersonRole
from app.cases.models.people import ABOUT
from app.cases.people_words import (
    CERTAINTIES,
    GENDERS,
    KINSHIP,
    NAME_KINDS,
    ROLES,
    SCRIPTS,
    SEEN_FROM_THE_OTHER,
)
from app.cases.queries.citations import Citations, citations_of
from app.cases.queries.people import LinkRow, cases_of_people, links_of, names_of, parts_of, roles_of
from app.cases.queries.person_history import changes_of_person
from app.dates import in_words
from app.db import fuzzy_of, number_of
from app.history.change_words import change_in_words
from app.text import _, marked
from app.web.forms import asked
from app.web.viewer import Right
from app.web.visit import Visit

LANGUAGE_OF = {"Cyrl": "ru", "Arab": "fa"}


def person_view(visit: Visit, person: Person) -> dict[str, Any]:
    """Everything the page of a person prints, in a fixed number of statements."""
    session, me, number = visit.session, visit.me, number_of(person)
    names, roles, links = names_of(session, number), roles_of(session, number), links_of(session, me, number)
    owners: dict[str, list[int | None]] = {
        "name": [one.id for one in names],
        "role": [role.id for role, _where in roles],
        "link": [one.id for one in links],
        "person": [number],
    }
    cites = citations_of(session, owners, visit.settings.today)
    told = _told_once([_link(one, cites) for one in links if cites.is_known("link", one.id)])
    born = fuzzy_of(person, "born")
    return {
        "person": person,
        "href": f"/people/{number}",
        "gender": words.word(GENDERS, person.gender),
        "born": in_words(born) if born else "",
        "born_cites": cites.of("person", number),
        "about": list(_about(person)),
        "names": [
            _name(one, cites) for one in names if cites.is_known("name", one.id) or one.text == person.name
        ],
        "roles": [_role(role, where, cites) for role, where in roles if cites.is_known("role", role.id)],
        "relations": [one for one in told if not one["maybe"]],
        "maybe_same": [one for one in told if one["maybe"] and not one["ruled_out"]],
        "ruled_out": [one for one in told if one["ruled_out"]],
        "cases": [(one, one.stood.on(visit.today())) for one in cases_of_people(session, me, [number])],
        "parts": parts_of(session, me, number),
        "changes": [
            (change_in_words(change), change)
            for change in changes_of_person(session, me, number, [one.id for one in links])
        ],
        "may_work": me.may_somewhere(Right.WORK),
        "coordinates": me.may_somewhere(Right.DECIDE),
    }


def _told_once(links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A link that both records tell of stands once, with both reasons and both texts."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for link in links:
        same = found.setdefault((link["kind"], link["other_id"]), link)
        if same is not link:
            same["reason"] = " ".join(dict.fromkeys(filter(None, (same["reason"], link["reason"]))))
            told = {(cited.source_id, cited.locator) for cited in same["citations"]}
            new = [cited for cited in link["citations"] if (cited.source_id, cited.locator) not in told]
            same["citations"] = (*same["citations"], *new)
    return list(found.values())


def _about(person: Person) -> Iterator[tuple[str, str]]:
    """What is known besides, under the words of its question; nothing of what is not known."""
    questions = asked(PersonForm)
    for name in ABOUT:
        if (said := getattr(person, name)) is not None:
            ask = questions[name]
            yield marked(ask.label), words.word(ask.options, said) if ask.options else said


def _name(row: PersonName, cites: Citations) -> dict[str, Any]:
    return {
        "id": row.id,
        "text": row.text,
        "language": LANGUAGE_OF.get(row.script, ""),
        "script": words.word(SCRIPTS, row.script),
        "kind": words.word(NAME_KINDS, row.kind),
        "citations": cites.of("name", row.id),
    }


def _role(row: PersonRole, where: str | None, cites: Citations) -> dict[str, Any]:
    since, until = fuzzy_of(row, "since"), fuzzy_of(row, "until")
    if since and until:
        dates = _("from %(since)s to %(until)s") % {"since": in_words(since), "until": in_words(until)}
    elif since:
        dates = _("since %(date)s") % {"date": in_words(since)}
    else:
        dates = _("until %(date)s") % {"date": in_words(until)} if until else ""
    return {
        "id": row.id,
        "role": words.word(ROLES, row.role),
        "where": where or "",
        "dates": dates,
        "note": row.note or "",
        "citations": cites.of("role", row.id),
    }


def _link(row: LinkRow, cites: Citations) -> dict[str, Any]:
    kind = row.kind if row.forward else SEEN_FROM_THE_OTHER.get(row.kind, row.kind)
    return {
        "id": row.id,
        "kind": words.word(KINSHIP, kind),
        "other": row.other,
        "other_id": row.other_id,
        "certainty": words.word(CERTAINTIES, row.certainty),
        "reason": row.reason or "",
        "maybe": row.kind == "maybe-same",
        "ruled_out": row.certainty == "ruled-out",
        "citations": cites.of("link", row.id),
    }
