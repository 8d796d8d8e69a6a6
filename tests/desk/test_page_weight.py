"""No page is heavier than a slow telephone line bears: HTML and style sheet together, with the shipped record."""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.accounts.changes import sign_in
from app.accounts.sessions import cookie_name
from app.db import Database
from app.main import create_app, keeper
from app.reviews.recompute_all import recompute_all
from app.settings import PROJECT_ROOT, read_settings
from tests import clock, story

MOST = 60 * 1024
STYLE = len((PROJECT_ROOT / "app/web/static/vigil.css").read_bytes())
ALIKE = 3  # pages of one kind, beside every case
EVERY = re.compile(r"/cases/K-\d+|/cases/K-001/.*")
NOT_PAGES = ("/static", "/leave", "/files/")


@pytest.mark.long
def test_no_page_weighs_more_than_sixty_kilobytes(record: Database, tmp_path: Path) -> None:
    settings = replace(
        read_settings({"VIGIL_DATABASE_URL": record.url, "VIGIL_DATA_DIR": str(tmp_path / "data")}),
        today=date(2013, 4, 30),
    )
    recompute_all(record, keeper(settings), clock.now())
    with record.writing(actor="the story", at=clock.now()) as session:
        token = sign_in(session, 1, clock.now())
    app = create_app(settings, record, clock.now)
    with TestClient(
        app, base_url=settings.base_url, headers=story.SAME_ORIGIN, cookies={cookie_name(settings): token}
    ) as client:
        weights = crawled(client)
    assert len(weights) > 100
    assert {path: weight for path, weight in weights.items() if weight > MOST} == {}


def crawled(client: TestClient) -> dict[str, int]:
    """What every page weighs that can be reached by links, a few of each kind."""
    found: dict[str, int] = {}
    of_kind: dict[str, int] = defaultdict(int)
    waiting = ["/my", "/p", "/a"]
    while waiting:
        path = waiting.pop()
        kind = re.sub(r"\d+|=[^&]*", "N", path)
        if (
            path in found
            or path.startswith(NOT_PAGES)
            or (of_kind[kind] >= ALIKE and not EVERY.fullmatch(path))
        ):
            continue
        of_kind[kind] += 1
        page = client.get(path)
        if not page.headers.get("content-type", "").startswith("text/html"):
            found[path] = 0
            continue
        found[path] = len(page.content) + STYLE
        waiting += (unescape(href) for href in re.findall(r'<a[^>]* href="(/[^"#]*)', page.text))
    return found
