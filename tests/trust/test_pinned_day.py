"""A pinned day (VIGIL_TODAY) knows nothing later: no page shows a fact, a year or a name that only later texts tell."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.accounts.changes import sign_in
from app.accounts.models import Campaign, Volunteer
from app.accounts.sessions import cookie_name
from app.consent.queries.consents import AsOf
from app.db import Database
from app.intake.loading import load_file, load_seed
from app.main import create_app, keeper, open_database
from app.publishing.export import Extent, as_text, export_campaign
from app.reviews.recompute_all import prepare
from app.settings import PROJECT_ROOT, Settings
from tests import clock, story
from tests.publishing.installations import another

BEGIN = (
    "/my", "/cases", "/incidents", "/sources", "/actions", "/reviews", "/calendar", "/open-questions",
    "/search?q=Kenzhebaev", "/search?q=trial", "/letters", "/approvals", "/directory/addressees",
    "/directory/facilities", "/people/24", "/digest/preview", "/p",
)  # fmt: skip
WALKED = re.compile(r'href="(/(?:cases/K-\d+|incidents/I-\d+|sources/\d+|actions/R-\d+)(?:/history)?)"')
FROM_2019 = (
    "Asem", "Bozhenko", "Abenov", "Kusherov", "Aizhan", "Utegaliev", "article 241", "Azattyq", "slippers",
    "Kostiuchenko", "snipers", "has died", "released in March 2012", "September 2014", "December 2019", "text of 2019",
    "Ageleuov",
)  # fmt: skip
FROM_2013 = ("liver", "22 April 2013", "colony in Atyrau", "later reduced")
FROM_AUGUST_2012 = ("2 August 2012", "Beisembaev", "Sarbopeev", "Babakhanov", "Sapargali", "On appeal")
FROM_MAY_2012 = ("Edilov", "Temirov", "Mendybayev", "Erasewa", "Schuchaev", "Trial of the 37")
EVERYTHING = ("Tuletaeva", "Sokolova", "Zhanaozen massacre", "Shooting in Zhanaozen", "Karabalaeva")
LATER = {
    "2011-06-01": (*FROM_2019, *FROM_2013, *FROM_AUGUST_2012, *FROM_MAY_2012, *EVERYTHING),
    "2012-01-15": (*FROM_2019, *FROM_2013, *FROM_AUGUST_2012, *FROM_MAY_2012),
    "2012-07-01": (*FROM_2019, *FROM_2013, *FROM_AUGUST_2012),
    "2013-04-30": FROM_2019,
    "2016-01-01": FROM_2019,
}
REAL_TODAY = re.compile(r"\b(?:1?\d|2\d|3[01]) [A-Z][a-z]+ 202\d\b|\b202\d-\d\d-\d\d\b")


def walked(client: TestClient) -> Iterator[tuple[str, str]]:
    """Every page that the lists lead to, as a person reads it: its address and its words."""
    waiting = list(BEGIN)
    met = set(waiting)
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        yield address, re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))
        new = dict.fromkeys(one for one in WALKED.findall(answer.text) if one not in met)
        met.update(new)
        waiting.extend(new)


@pytest.fixture
def seeded(database: Database, settings: Settings) -> Volunteer:
    load_seed(database, PROJECT_ROOT / "seed", at=clock.now())
    with database.writing(actor="the story", at=clock.now()) as session:
        ours = session.exec(select(Campaign)).one()
        return story.volunteer(session, "Ana", ours, "coordinator")


@pytest.mark.long
@pytest.mark.either
@pytest.mark.parametrize("day", LATER)
def test_no_page_knows_anything_later_than_the_pinned_day(
    seeded: Volunteer, settings: Settings, day: str
) -> None:
    own = replace(settings, today=date.fromisoformat(day))
    database = open_database(own)
    prepare(database, keeper(own), clock.now())
    client = TestClient(
        create_app(own, database, clock.now), base_url=own.base_url, headers=story.SAME_ORIGIN
    )
    with database.writing(at=clock.now()) as session:
        client.cookies.set(cookie_name(own), sign_in(session, seeded.id or 0, clock.now()))
    told: list[str] = []
    pages = 0
    for address, words in walked(client):
        pages += 1
        told += [f"{address}: {needle}" for needle in LATER[day] if needle in words]
        if not address.endswith("/history"):  # history keeps real time
            told += [f"{address}: {found}" for found in REAL_TODAY.findall(words)]
    database.close()
    assert pages > (60 if day > "2011-06-01" else 15)
    assert told == [], "\n".join(told)


def test_no_export_knows_anything_later_and_each_can_be_read_back_in(
    seeded: Volunteer, settings: Settings, migrated_file: Path, tmp_path: Path
) -> None:
    assert seeded.id
    told: list[str] = []
    for day, needles in LATER.items():
        on = AsOf(date.fromisoformat(day), date.fromisoformat(day))
        database = open_database(replace(settings, today=on.today))
        for extent in Extent:
            with database.reading() as session:
                whole = as_text(export_campaign(session, "zhanaozen", on, extent).record)
            told += [f"{day} {extent}: {needle}" for needle in needles if needle in whole]
            path = tmp_path / f"{day}-{extent}.json"
            path.write_text(whole, encoding="utf-8")
            with another(migrated_file) as other:
                load_file(other, path, at=clock.now())
        database.close()
    assert told == [], "\n".join(told)
