"""Every statement that pages run over entries, dates, letters and actions asks who looks, or is listed with a reason.

Read off the statements themselves while everybody walks every page there is: a clause that is forgotten is not there,
whatever the function is called. It is known by the two tables of those who are named on a case or look after it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, Table, event, true
from sqlalchemy.sql import visitors

from app.db import Database
from app.settings import Settings
from tests.trust.test_access_matrix import QUERIES, addresses
from tests.trust.world import World, world

pytestmark = pytest.mark.either

WATCHED = frozenset({"entry", "review", "letter", "action"})
CLAUSE = frozenset({"case_member", "minder"})
WHY_NOT = {
    "of a case that the page was let see; what is kept on it goes as facts are read": {
        "cases/queries/timeline:_read_many", "cases/queries/timeline:_read_timeline", "cases/queries/timeline:fact",
        "cases/queries/entries:choices_in", "cases/queries/entries:kinds_of",
        "letters/queries/offices:offices_to_choose",
        "letters/queries/briefing_facts:_choices_of",
    },
    "of the open facts alone": {"cases/queries/case_list:places_of"},
    "by the numbers of rows that a statement with the clause has let through": {
        "letters/queries/letters:of_numbers", "letters/queries/corrections:corrections_of",
        "reviews/queries/review_list:listed", "reviews/queries/review_list:long_overdue",
        "reviews/queries/review_row:looks_at",
    },
    "of what had a public page; the gate says what of it is seen, whoever asks": {
        "campaigning/queries/outcomes:public_outcomes", "campaigning/queries/public_actions:ever_published",
        "campaigning/queries/public_actions:open_actions", "campaigning/queries/public_actions:published",
        "campaigning/queries/public_words:rows", "publishing/queries/page_words_asked:_places_held",
    },
    "for all readers of a mail at once; each gets what their own rights let through": {
        "digest/queries/all_news:_actions", "digest/queries/all_news:_ahead", "digest/queries/all_news:approval_rows",
        "digest/queries/all_news:_changes", "digest/queries/all_news:_due", "digest/queries/all_news:_letters_for",
        "digest/queries/all_news:_letters_sent", "campaigning/queries/linked_cases:running_now",
    },
    "of the whole record: cut by an export's rule, or counted before an erasure by whoever may see all of it": {
        "publishing/queries/export_tables:rows_of", "desk/queries/erasure:_rows_of",
    },
    "of the cases of one person that the reader may see": {
        "publishing/queries/silence_proof:letters_not_sent", "publishing/queries/silence_proof:our_actions",
    },
}  # fmt: skip
LEFT_OUT = {
    "app.campaigning.queries.action_list": ("ACTION_IS_SEEN", "/actions"),
    "app.reviews.queries.review_list": ("visible_reviews", "/reviews?late=1"),
}
APP = Path(__file__).parents[2] / "app"


@pytest.fixture
def everyone(settings: Settings, database: Database) -> World:
    return world(settings, database)


def tables_in(statement: Any) -> frozenset[str]:
    """Every table that it reads, also far inside."""
    return frozenset(str(one.name) for one in visitors.iterate(statement) if isinstance(one, Table))


def asker() -> str:
    """The function of ours that runs it."""
    frame: Any = sys._getframe(1)
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(APP) and path != APP / "db.py":
            return f"{path.relative_to(APP).with_suffix('')}:{frame.f_code.co_name}"
        frame = frame.f_back
    return ""


@contextmanager
def unasked() -> Iterator[dict[str, frozenset[str]]]:
    """What runs inside over what is watched without the clause: by whom, and over which tables."""
    found: dict[str, frozenset[str]] = {}

    def note(_connection: Any, statement: Any, *_more: Any) -> None:
        if not getattr(statement, "is_select", False):
            return
        tables = tables_in(statement)
        if tables & WATCHED and not tables >= CLAUSE and (who := asker()):
            found[who] = found.get(who, frozenset()) | (tables & WATCHED)

    event.listen(Engine, "before_execute", note)
    yield found
    event.remove(Engine, "before_execute", note)


def test_every_statement_asks_who_looks_or_says_why_not(everyone: World) -> None:
    with unasked() as found:
        for who in (everyone.cast.ana, everyone.nora, None):
            client = everyone.cast.client(who)
            for path in [*(one.path for one in addresses(everyone, "GET")), *QUERIES]:
                client.get(path)
    assert found.keys() == frozenset().union(*WHY_NOT.values())


@pytest.mark.parametrize("where", ["app.campaigning.queries.action_list", "app.reviews.queries.review_list"])
def test_a_clause_that_is_left_out_is_missed(
    everyone: World, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    name, page = LEFT_OUT[where]
    monkeypatch.setattr(f"{where}.{name}", true() if name.isupper() else lambda *_asked: true())
    with unasked() as found:
        everyone.cast.client(everyone.cast.ana).get(page)
    assert any(one.startswith(where.removeprefix("app.").replace(".", "/")) for one in found)
