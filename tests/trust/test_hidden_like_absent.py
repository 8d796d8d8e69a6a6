"""What is kept to a few answers everybody else like what is not there: by its address, and named in a form."""

import re
from datetime import UTC, datetime

import pytest
from fastapi.routing import APIRoute
from sqlmodel import col, select
from starlette.testclient import TestClient

from app.accounts.models import Volunteer
from app.cases.kinds.sentence import Sentence
from app.cases.models import Case, Entry
from app.db import Database
from app.settings import Settings
from tests import clock
from tests.trust.kept import add_what_is_kept, furnish_the_open
from tests.trust.test_access_matrix import BY_SCOPE, NONE, filled
from tests.trust.world import Scope, World, world
from tests.web.test_door import routes

pytestmark = pytest.mark.either

HIDDEN = {
    "case": "K-005",
    "source": "7",
    "person": "9",
    "action": "2026-021",
}  # once they are there


@pytest.fixture
def everyone(settings: Settings, database: Database) -> World:
    """The world of the access matrix."""
    clock.turn_to(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    return world(settings, database)


def test_what_is_hidden_answers_like_what_is_not_there(everyone: World, database: Database) -> None:
    """On every page and to every form: by its own address, and by its number under something open."""
    ira = furnish_the_open(database, everyone)
    hidden = add_what_is_kept(database, everyone, ira)
    client = everyone.cast.client(everyone.cast.ana)
    different = [
        (method, theirs, absent)
        for method in ("GET", "POST")
        for route in routes(everyone.cast.app)
        if method in (route.methods or ())
        for theirs, absent in beside(route, hidden, kept_sentence(database))
        if answered(client, method, theirs) != answered(client, method, absent)
    ]
    assert different == []


def kept_sentence(database: Database) -> int:
    """The sentence on the open case that most may not see."""
    sentence = (
        select(col(Entry.id))
        .join(Case, col(Case.id) == col(Entry.case_id))
        .where(
            col(Case.reference) == "K-001",
            col(Entry.kind) == "sentence",
            col(Entry.visibility) == "restricted",
        )
    )
    with database.reading() as session:
        return session.exec(sentence).one() or 0


def beside(route: APIRoute, hidden: Scope, side: int) -> list[tuple[str, str]]:
    """Addresses of hidden things, each beside one of the same form that leads nowhere."""
    numbers = {
        name for name in re.findall(r"{(\w+)}", route.path) if name in BY_SCOPE or name.endswith("_id")
    }
    if not numbers or numbers - {"ref"} - hidden.ids.keys() or numbers & {"campaign_id", "incident_id"}:
        return []
    nowhere = dict.fromkeys(hidden.ids, NONE)
    pairs = [(hidden, Scope("absent", 9, nowhere))]
    if numbers - {"ref"}:
        kept = hidden.ids | {"entry_id": side}
        pairs.append((Scope("side door", 1, kept), Scope("absent", 1, nowhere)))
    return [
        (theirs, absent)
        for one, other in pairs
        for theirs, absent in zip(filled(route, one), filled(route, other), strict=True)
        if theirs != absent
    ]


def answered(client: TestClient, method: str, path: str) -> tuple[int, str]:
    """An answer without its own address and the keys of its forms."""
    answer = client.request(method, path, data=None if method == "GET" else {"reason": "x", "name": "x"})
    page = re.sub(r'name="key" value="[^"]*"', "", answer.text)
    if answer.is_error:  # a notice there tells what the form before it did
        page = re.sub(r'<p class="notice" role="status">[^<]*</p>', "", page)
    said = answer.headers.get("location", "") + page
    return answer.status_code, re.sub(
        rf"{re.escape(path)}|K-00\d|I-00\d|2026-00\d|\b{NONE}\b|\b\d+\b", "", said
    )


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/actions/new/letter-call", {"title": "Write", "cases": "{case}"}),
        ("/actions/new/gathering", {"title": "Picket", "cases": "{case}", "day": "{action}"}),
        ("/demands/new", {"by": "We", "by_kind": "campaign", "text": "Free them", "cases": "{case}"}),
        ("/cases/K-001/merge", {"into": "{case}", "reason": "One person"}),
        ("/cases/K-001/add/note", {"summary": "Words", "source": "{source}"}),
        ("/incidents/I-002/add/members", {"who": "{case}", "part": "Was there"}),
        ("/incidents/I-002/add/members", {"who": "Kept Spelling", "part": "Was there"}),
        ("/people/1/add/links", {"kind": "sibling", "other": "{person}"}),
        ("/people/1/add/links", {"kind": "sibling", "other": "Kept Spelling"}),
        ("/people/1/merge", {"into": "{person}", "reason": "One person"}),
        ("/letters/many", {"campaign": "1", "kind": "release", "to": "embassy", "cases": "{case}"}),
        ("/cases/K-001/letters/many", {"kind": "release", "offices": "facility:colony"}),
    ],
)  # fmt: skip
def test_a_form_that_names_what_is_hidden_is_answered_as_if_it_were_not_there(
    everyone: World, database: Database, path: str, fields: dict[str, str]
) -> None:
    ira = furnish_the_open(database, everyone)
    before = sent(everyone, everyone.cast.ana, path, fields)
    add_what_is_kept(database, everyone, ira)
    assert sent(everyone, everyone.cast.ana, path, fields) == before
    assert sent(everyone, ira, path, fields) != before  # to her it is there


@pytest.mark.parametrize(("persona", "replaces"), [("Ana", False), ("Ira", True)])
def test_a_sentence_replaces_a_kept_one_only_from_whoever_sees_it(
    everyone: World, database: Database, persona: str, *, replaces: bool
) -> None:
    ira = furnish_the_open(database, everyone)
    add_what_is_kept(database, everyone, ira)
    kept = kept_sentence(database)
    told = {"on": "2 June 2012", "outcome": "prison", "supersedes_id": str(kept)}
    who = ira if persona == "Ira" else everyone.cast.ana
    sent(everyone, who, "/cases/K-001/add/sentence", told)
    with database.reading() as session:
        replaced = select(Sentence).where(col(Sentence.supersedes_id) == kept)
        assert bool(session.scalars(replaced).all()) is replaces


def sent(everyone: World, who: Volunteer, path: str, fields: dict[str, str]) -> tuple[int, str]:
    """What a form answers, without the number of what was saved and the fresh keys."""
    given = {name: value.format_map(HIDDEN) for name, value in fields.items()}
    answer = everyone.cast.client(who).post(path, data=given)
    page = re.sub(r'name="key" value="[^"]*"', "", answer.text)
    if answer.is_error:  # a notice there tells what the form before it did
        page = re.sub(r'<p class="notice" role="status">[^<]*</p>', "", page)
    return answer.status_code, re.sub(r"\d+$", "", answer.headers.get("location", "")) + page
