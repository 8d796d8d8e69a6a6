"""No page tells where somebody stands without telling how old that is: every page of the shipped record."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.accounts.changes import sign_in
from app.accounts.sessions import cookie_name
from app.cases.models.cases import Standing
from app.cases.vocabulary import STANDINGS
from app.db import Database
from app.main import create_app
from app.settings import read_settings
from tests import clock, story

LISTS = (
    "/my", "/cases?state=all", "/open-questions", "/reviews", "/reviews?when=long", "/calendar", "/search?q=Roza",
    "/search?q=a", "/letters", "/letters/unwritten", "/actions", "/actions/who-needs-us", "/incidents",
    "/digest/preview", "/approvals", "/p", "/feeds/people.atom",
)  # fmt: skip
EVERY = (
    ("/cases/{}", 'SELECT reference FROM "case"'), ("/incidents/{}", "SELECT reference FROM incident"),
    ("/actions/{}", "SELECT reference FROM action WHERE reference IS NOT NULL"),
    ("/people/{}", "SELECT id FROM person"),
)  # fmt: skip
# "Not known" answers many other questions too.
WORDS = "|".join(re.escape(label) for slug, label in STANDINGS if slug != Standing.UNKNOWN)
# A standing's word that begins what an element or a part of its line says, and ends there: no age follows.
BARE = re.compile(rf"(?:>|· |, |\()\s*({WORDS})\s*(?=[<·;,.()])(?!, (?:as of|as known|no dated fact))")
# Questions and their answers, and what names a figure or a group of an incident: "Detained" people are counted there.
ASKED = re.compile(
    r"<(form|label|option|summary|caption|th)\b.*?</\1>|<span class=.sr.>.*?</span>", re.DOTALL
)


def test_a_word_alone_is_found() -> None:
    """The search below would see what it looks for."""
    assert BARE.findall('<span class="x">Sentenced</span> · Detained, K-001')
    assert not BARE.findall("<b>Sentenced, as of 24 April 2013</b> <i>Detained when last heard of, 2012</i>")


@pytest.mark.parametrize("day", [None, date(2013, 4, 30)])
def test_no_page_says_a_standing_without_its_age(record: Database, tmp_path: Path, day: date | None) -> None:
    settings = replace(
        read_settings({"VIGIL_DATABASE_URL": record.url, "VIGIL_DATA_DIR": str(tmp_path / "data")}), today=day
    )
    with record.writing(actor="the story", at=clock.now()) as session:
        token = sign_in(session, 1, clock.now())
        single = [
            form.format(name)
            for form, sql in EVERY
            for name in session.connection().execute(text(sql)).scalars().all()
        ]
    app, found, told = create_app(settings, record, clock.now), [], 0
    with TestClient(
        app, base_url=settings.base_url, headers=story.SAME_ORIGIN, cookies={cookie_name(settings): token}
    ) as client:
        for address in (*LISTS, *single):
            page = client.get(address)
            assert page.status_code in (200, 404), address
            shown = ASKED.sub("", unescape(page.text))
            told += "last heard of" in shown or ", as of" in shown
            found += [
                f"{address}: {shown[one.start() - 40 : one.end() + 20]!r}" for one in BARE.finditer(shown)
            ]
    assert found == []
    assert told > len(STANDINGS)
