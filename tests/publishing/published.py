"""A public page for tests: a case with facts, what was allowed, a proposal and a second person's yes."""

from html import unescape
from typing import Any

from sqlalchemy import text
from starlette.testclient import TestClient

from app.consent.models import Consent
from app.db import number_of
from tests import clock, story
from tests.story import Cast
from tests.ticked import ticked

GROUPS = ("name", "case", "health", "place")
LEAD = "She led the oil strike and was sent to prison for it."
ASK = "Release her now."


def allow(
    cast: Cast, *groups: str, person_id: int | None = None, use: str = "public", **more: Any
) -> None:  # fmt: skip
    """The person, or somebody else, allows these groups."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        for group in groups or GROUPS:
            session.add(
                Consent(
                    person_id=person_id or cast.case.person_id, field_group=group, use=use, basis="given",
                    given_by="her daughter", given_how="by telephone", **more,
                )
            )  # fmt: skip


def facts(cast: Cast) -> dict[str, int]:
    """An arrest with its place, a sentence, an illness and a visit, each with a source; their numbers."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.merge(cast.case)
        told = story.source(session, url="https://news.example.org/one")
        made = {
            "arrest": story.entry(
                session, case, "custody", "2012-06-05", form="arrest", place_text="Atyrau women's colony",
                summary="Taken from her home.",
            ),
            "sentence": story.entry(
                session, case, "sentence", "2012-06-04", form="prison", length="P5Y", summary="Five years.",
                judge="Judge Canary",
            ),
            "illness": story.entry(
                session, case, "health-alert", "2013-04-22", condition="chronic liver disease", summary="In pain.",
                severity="critical",
            ),
            "visit": story.entry(session, case, "contact", "2013-04-23", form="visit", who="Aigul Canary"),
        }  # fmt: skip
        for entry in made.values():
            story.cited(session, told, entry, locator="as they wrote")
        return {name: number_of(entry) for name, entry in made.items()}


def propose(cast: Cast, *chosen: int, **more: str) -> Any:
    """Ana proposes; the answer."""
    data = {"lead": LEAD, "ask": ASK, "facts": [str(number) for number in chosen], **more}
    return cast.client(cast.ana).post("/cases/K-001/public", data=data)


def approve(cast: Cast, client: TestClient | None = None, decision: str = "approved", **more: Any) -> Any:
    """Lee reads it and answers."""
    lee = client or cast.client(cast.lee)
    page = lee.get("/cases/K-001/public/proposal").text
    digest = page.split('name="digest" value="')[1].split('"')[0] if 'name="digest"' in page else ""
    data = ticked(lee, "/cases/K-001/public/proposal", digest=digest, decision=decision, **more)
    return lee.post("/cases/K-001/public/proposal", data=data)


def public(cast: Cast, *groups: str) -> dict[str, int]:
    """The whole way: facts, consent, proposal, approval; the numbers of the facts."""
    known = facts(cast)
    allow(cast, *groups)
    chosen = [known["arrest"], known["sentence"]] + (
        [known["illness"]] if "health" in (groups or GROUPS) else []
    )
    answer = propose(cast, *chosen)
    assert answer.status_code == 303, unescape(answer.text)
    answer = approve(cast)
    assert answer.status_code == 303, unescape(answer.text)
    return known


def slug(cast: Cast) -> str:
    """The latest address of the case."""
    return str(stored(cast, "SELECT slug FROM public_page ORDER BY id DESC")[0][0])


def stored(cast: Cast, sql: str) -> list[tuple[Any, ...]]:
    """Rows as the database holds them."""
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def change(cast: Cast, sql: str, **named: object) -> None:
    """Change something behind everybody's back."""
    with cast.database.engine.begin() as connection:
        connection.execute(text(sql), named)
