"""Dates of other worlds: asked about beside their field before they are believed, and saved with the source's words."""

from html import unescape

import pytest
from sqlalchemy import text

from tests import story
from tests.story import Cast

KIND = {"form": "arrest"}
ADD = "/cases/K-001/add/custody"


def stored(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    """Rows as the database holds them."""
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def asked(cast: Cast, address: str = ADD, **typed: str | list[str]) -> str:
    """The page that asks; nothing was saved."""
    answer = cast.client(cast.lee).post(address, data={**KIND, **typed})
    assert answer.status_code == 422, answer.headers
    assert stored(cast, "SELECT id FROM entry") == []
    return unescape(answer.text)


def saved(cast: Cast, address: str = ADD, **typed: str | list[str]) -> tuple[object, ...]:
    """Date and note of what was saved."""
    answer = cast.client(cast.lee).post(address, data={**KIND, **typed})
    assert answer.status_code == 303, unescape(answer.text)
    return stored(cast, "SELECT on_edtf, on_note FROM entry")[-1]


def test_an_iranian_year_is_offered_and_kept_in_the_words_of_the_source(cast: Cast) -> None:
    page = asked(cast, on="1391/05/12")

    assert "1391 looks like the Iranian calendar: 2 August 2012?" in page
    assert 'value="iranian:1391/05/12"' in page
    read = saved(cast, on="1391/05/12", right_on="iranian:1391/05/12")
    assert read == ("2012-08-02", "1391/05/12 in the Iranian calendar")


@pytest.mark.parametrize(
    ("calendar", "typed", "edtf"),
    [
        ("iranian", "12 Mordad 1391", "2012-08-02"),
        ("islamic", "1433/09/12", "2012-07-31~"),
        ("buddhist", "May 2555", "2012-05"),
    ],
)
def test_another_calendar_can_be_chosen_in_the_form(cast: Cast, calendar: str, typed: str, edtf: str) -> None:
    on, note = saved(cast, on=typed, calendar_on=calendar, on_note="So the family says")

    assert on == edtf
    assert str(note).startswith(f"So the family says; {typed} in")


@pytest.mark.parametrize("typed", ["2702", "1812", "3 May 2099", "since 2031"])
def test_a_past_fact_in_no_lifetime_is_asked_about_and_believed_only_when_said(
    cast: Cast, typed: str
) -> None:
    page = asked(cast, on=typed)
    assert "or say that it is right" in page
    assert "Yes, that is right" in page

    asked(cast, on="2701", right_on=f"right:{typed}")  # the answer was for other words
    saved(cast, on=typed, right_on=f"right:{typed}")


@pytest.mark.parametrize("kind", ["note", "release", "charge", "contact"])
def test_every_kind_asks_about_a_fact_that_has_not_come_yet(cast: Cast, kind: str) -> None:
    page = asked(cast, f"/cases/K-001/add/{kind}", on="3 May 2099", summary="x")

    assert "This day has not come yet" in page


def test_ends_deadlines_and_hearings_may_lie_ahead(cast: Cast) -> None:
    saved(cast, on="13 5 2012", ordered_until="3 May 2099")
    saved(cast, "/cases/K-001/add/hearing", on="3 May 2099")
    saved(cast, "/cases/K-001/add/appeal", on="13 5 2012", deadline="3 May 2099")
    asked_again = cast.client(cast.lee).post(ADD, data={"on": "13 5 2012", "until": "2702"})
    assert asked_again.status_code == 422


def test_a_fact_after_its_source_is_pointed_out(cast: Cast) -> None:
    typed = {"on": "29 April 2013", "source": "A paper", "source_published": "24 April 2013"}

    assert "The source is of 24 April 2013, before this happened" in asked(cast, **typed)
    assert saved(cast, **typed, right_on="right:29 April 2013")[0] == "2013-04-29"


def test_a_kept_source_is_asked_the_same(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        story.source(session, "Hands off Roza", "2013-04-24")

    assert "The source is of 24 April 2013" in asked(cast, on="29 April 2013", source="Hands off Roza")
    assert saved(cast, on="24 April 2013", source="Hands off Roza")[0] == "2013-04-24"


def test_quick_add_asks_too(cast: Cast) -> None:
    typed = {"whose": "K-001", "kind": "custody", "summary": "Arrested", "on": "1391/05/12"}

    assert "looks like the Iranian calendar" in asked(cast, "/add", **typed)
    assert saved(cast, "/add", **typed, right_on="iranian:1391/05/12")[0] == "2012-08-02"
    assert saved(cast, "/add", **{**typed, "kind": "hearing", "on": "3 May 2099"})[0] == "2099-05-03"


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/people/1/edit", {"name": "Roza", "born": "1391/05/12", "version": "1"}),
        ("/people/1/add/roles", {"role": "activist", "since": "1391"}),
        ("/incidents/new", {"title": "The trial", "kind": "mass-trial", "on": "1391"}),
        ("/sources/new", {"title": "A text", "published": "1391"}),
    ],
)
def test_every_other_form_asks(cast: Cast, address: str, typed: dict[str, str]) -> None:
    answer = cast.client(cast.lee).post(address, data=typed)

    assert answer.status_code == 422
    assert "1391 looks like the Iranian calendar" in unescape(answer.text)


def test_an_hour_is_kept_in_words_where_no_field_has_it(cast: Cast) -> None:
    assert saved(cast, on="16 December 2011, 10:30") == ("2011-12-16", "16 December 2011, 10:30")


def test_the_order_of_the_day_is_said_beside_the_field(cast: Cast) -> None:
    for address in (ADD, "/add", "/incidents/new", "/sources/new"):
        assert "The day stands first: 8/10/2012 is 8 October" in cast.client(cast.lee).get(address).text
