"""What an edition says, how much of it, and that both twins say and link the same."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app.digest.edition import SUBJECT, compose
from app.digest.edition_mail import as_html, as_text, post_of
from app.digest.news_items import About, Ahead, Call, Moved, Outcome, Why, WriteTo
from app.reviews.vocabulary import RULES
from tests.digest.needs import TODAY, case, need, news

GOLDEN = Path(__file__).parent / "golden"
FULL = news(
    needs=(
        need(case(12), "sentence-end", date(2013, 5, 20), Why.MINDER),
        need(case(7), "health", date(2013, 5, 10), Why.NOBODY_MINDS, hard=True),
        need(About("2026-014", "/approvals"), "approval", TODAY, Why.SECOND_PERSON),
    ),
    calls=(Call(About("2026-014", "/actions/2026-014"), date(2013, 5, 20), 214, 31, Why.CAMPAIGN),),
    moved=(
        Moved(
            case(7), "hearing", "changed", date(2013, 5, 9), "1 June 2013", "4 June 2013", None, Why.CAMPAIGN
        ),
        Moved(case(3), "", "added", date(2013, 5, 11), None, None, None, Why.FOLLOWS),
    ),
    ahead=(Ahead(case(7), "hearing", date(2013, 6, 4), "4 June 2013", Why.CAMPAIGN),),
    outcomes=(Outcome(About("2026-011", "/actions/2026-011"), "part-met", Why.CAMPAIGN),),
    write_to=(WriteTo(case(12), 1, Why.CAMPAIGN),),
    last_week=(4, 1),
)


class Links(HTMLParser):
    """Collects where an HTML page leads and what it would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        self.tags.add(tag)
        self.links += [
            value or "" for name, value in attrs if name in ("href", "src", "action", "background")
        ]


def test_the_text_twin_reads_like_this() -> None:
    assert as_text(compose(FULL)) == (GOLDEN / "full.txt").read_text(encoding="utf-8")


def test_the_html_twin_reads_like_this() -> None:
    assert as_html(compose(FULL)) == (GOLDEN / "full.html").read_text(encoding="utf-8")


def test_both_twins_link_the_same_in_the_same_order() -> None:
    edition = compose(FULL)

    assert re.findall(r"https://\S+", as_text(edition)) == Links(as_html(edition)).links


def test_every_line_of_the_text_fits_and_every_item_says_why() -> None:
    text = as_text(compose(FULL))

    assert max(map(len, text.splitlines())) <= 72
    assert text.count("because") - 1 == sum(len(section.items) for section in compose(FULL).sections)


def test_the_html_fetches_nothing_and_keeps_to_what_mail_programs_know() -> None:
    page = as_html(compose(FULL))
    found = Links(page)

    assert found.tags.isdisjoint(
        {"img", "script", "link", "svg", "iframe", "form", "style", "video", "input"}
    )
    assert all(link.startswith("https://vigil.example.org/") for link in found.links)
    assert re.findall(r"<table(?![^>]*role=\"presentation\")", page) == []
    assert re.findall(r"#(?![0-9a-f]{6}\b)[0-9a-fA-F]+;", page) == []
    assert '<html lang="en" dir="ltr">' in page
    assert "url(" not in page


def test_caps_hold_and_the_rest_is_counted() -> None:
    many = range(60)
    edition = compose(
        news(
            needs=tuple(need(case(n), "hearing", TODAY + timedelta(days=n), Why.MINDER) for n in many),
            moved=tuple(Moved(case(n), "note", "added", TODAY, None, None, None, Why.CAMPAIGN) for n in many),
            ahead=tuple(Ahead(case(n), "hearing", TODAY, "today", Why.CAMPAIGN) for n in many),
            outcomes=tuple(Outcome(case(n), "released", Why.CAMPAIGN) for n in many),
        )
    )

    assert [(len(section.items), section.more) for section in edition.sections] == [
        (5, 55),
        (3, 57),
        (3, 57),
        (3, 57),
    ]
    assert "and 55 more" in as_text(edition)
    assert "and 55 more" in as_html(edition)
    assert len(as_html(edition)) <= 40_000


def test_the_oldest_comes_first_and_due_today_is_not_late() -> None:
    items = compose(FULL).sections[0].items

    assert [item.below.split(":")[0] for item in items] == [
        "Fri 10 May 2013 · 3 days late", "Mon 13 May 2013 · due today", "Mon 20 May 2013 · in 7 days",
    ]  # fmt: skip


def test_a_quiet_week_is_skipped_and_after_three_a_note_says_so() -> None:
    quiet = [compose(news(quiet_weeks=weeks, quiet_since=date(2013, 4, 15))) for weeks in range(4)]

    assert [edition.says_something for edition in quiet] == [False, False, False, True]
    assert len(quiet[3].quiet_note) == 3
    assert "Mon 15 April 2013" in as_text(quiet[3])


def test_somebody_to_write_to_is_no_reason_for_a_mail() -> None:
    assert not compose(news(write_to=(WriteTo(case(), 0, Why.CAMPAIGN),))).sections


def test_readers_of_urgent_matters_get_only_what_is_hard_or_ends() -> None:
    edition = compose(news(frequency="urgent", needs=FULL.needs, moved=FULL.moved, calls=FULL.calls))

    assert [item.words for section in edition.sections for item in section.items] == [
        "Look at the case, K-007"
    ]
    assert not compose(news(frequency="urgent", moved=FULL.moved, quiet_weeks=9)).says_something


def test_an_urgent_mail_counts_only_what_it_tells() -> None:
    urgent = compose(replace(FULL, frequency="urgent"))

    assert urgent.first_line == "1 thing needs you."
    assert (urgent.need_count, urgent.moved_count) == (1, 0)
    ending = replace(FULL.calls[0], until=TODAY)
    assert compose(news(frequency="urgent", calls=(ending,))).first_line == "A call ends soon."


def test_the_subject_never_changes_and_the_headers_let_everybody_out() -> None:
    post = post_of(compose(FULL), key="k", to="ana@example.org", volunteer_id=1, list_domain="example.org")

    assert post.subject == SUBJECT == "Your weekly summary"
    assert post.extra == {
        "List-Id": "<weekly.example.org>",
        "List-Unsubscribe": "<https://vigil.example.org/u/2a-mac>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }


def test_names_are_escaped_where_they_may_be_said() -> None:
    named = About("K-012", "/cases/K-012", "<b>Roza</b> & Ко")
    page = as_html(compose(news(needs=(need(named, "hearing", TODAY, Why.MINDER),))))

    assert "&lt;b&gt;Roza&lt;/b&gt; &amp; Ко (K-012)" in page


def test_what_is_long_overdue_stands_by_itself_as_on_the_page() -> None:
    """A page full of dates that passed years ago must not hide the hunger strike of today, nor be counted with it."""
    years_late = need(case(1), "hearing", TODAY - timedelta(days=900), Why.MINDER, hard=True, urgency=3)
    strike = need(case(2), "health", TODAY, Why.MINDER, urgency=0)
    house = need(case(3), "unsourced", TODAY - timedelta(days=5), Why.MINDER, urgency=7)
    also_late = need(case(4), "silence", TODAY - timedelta(days=100), Why.MINDER)
    older = need(case(4), "silence", TODAY - timedelta(days=950), Why.MINDER)
    told = compose(news(needs=(years_late, also_late, older, house, strike)))
    urgent = compose(news(frequency="urgent", needs=(years_late, house, strike)))

    assert [item.path for item in told.sections[0].items] == ["/cases/K-002", "/cases/K-003"]
    assert told.first_line.startswith("2 things need you")
    assert told.sections[1].title == "Late for more than two months"
    one_for_each_case = ["/cases/K-004", "/cases/K-001"]
    assert [item.path for item in told.sections[1].items] == one_for_each_case
    assert [item.path for section in urgent.sections for item in section.items] == ["/cases/K-002"]


@pytest.mark.parametrize("rule", sorted(slug for slug, _label in RULES if slug != "health"))
def test_every_rule_has_its_task_in_words(rule: str) -> None:
    item = compose(news(needs=(need(case(1), rule, TODAY, Why.MINDER),))).sections[0].items[0]

    assert not item.words.startswith("Look at the case"), "a mail would not say what is to be done"
