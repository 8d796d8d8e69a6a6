"""The directory: lists, what is missing, checking an address, editing with history."""

from datetime import date
from html import unescape

import pytest

from app.directory.models import Addressee, Facility
from app.directory.rules import check_in_words, is_to_be_checked
from tests import story
from tests.counting import counted
from tests.story import Cast

TODAY = date(2013, 4, 30)


@pytest.fixture
def embassy(cast: Cast) -> Addressee:
    """An office whose address no text gives."""
    made = Addressee(
        slug="embassy-of-kazakhstan-london",
        office="Embassy of Kazakhstan",
        city="London",
        country="GB",
        missing="address, email",
    )
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        session.add(made)
    return made


@pytest.fixture
def colony(cast: Cast) -> Facility:
    """A prison."""
    made = Facility(
        key="colony", name="Women's colony in Atyrau", kind="women-prison-colony", address="Atyrau"
    )
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        session.add(made)
    return made


@pytest.mark.parametrize(
    ("checked", "stale"),
    [(None, True), (date(2013, 4, 30), False), (date(2012, 11, 1), False), (date(2012, 10, 31), True)],
)
def test_an_address_counts_as_unchecked_after_180_days(checked: date | None, *, stale: bool) -> None:
    assert is_to_be_checked(checked, TODAY) is stale


def test_the_age_of_a_check_is_said() -> None:
    assert check_in_words(date(2013, 4, 29), TODAY) == "checked on 29 April 2013, 1 day ago"
    assert check_in_words(None, TODAY) == "never checked"


def test_the_list_says_what_is_missing(cast: Cast, embassy: Addressee) -> None:
    page = unescape(cast.client(cast.rea).get("/directory/addressees").text)
    assert "Embassy of Kazakhstan" in page
    assert "postal address, e-mail address" in page
    assert "to be checked" in page
    assert "(1 office)" in page


def test_an_office_without_an_address_cannot_be_marked_as_checked_by_button(
    cast: Cast, embassy: Addressee
) -> None:
    page = cast.client(cast.lee).get("/directory/addressees/embassy-of-kazakhstan-london").text
    assert "No address is known" in unescape(page)
    assert "I checked it today" not in page


def test_an_address_is_added_checked_and_unchecked_by_a_change(cast: Cast, embassy: Addressee) -> None:
    lee, address = cast.client(cast.lee), "/directory/addressees/embassy-of-kazakhstan-london"
    form = {
        "office": "Embassy of Kazakhstan",
        "city": "London",
        "country": "gb",
        "email": "embassy@example.org",
    }
    assert lee.post(f"{address}/edit", data={**form, "version": "1"}).status_code == 303
    page = unescape(lee.get(address).text)
    assert "embassy@example.org" in page
    assert "Address to be checked" in page
    assert lee.post(f"{address}/checked", data={"version": "2"}).status_code == 303
    assert "Address to be checked" not in lee.get(address).text
    assert (
        lee.post(f"{address}/edit", data={**form, "email": "other@example.org", "version": "3"}).status_code
        == 303
    )
    page = unescape(lee.get(address).text)
    assert "Address to be checked" in page
    assert page.count("Changed: addressee") == 3
    assert lee.post(f"{address}/checked", data={"version": "2"}).status_code == 409


def test_a_stale_save_shows_both_versions(cast: Cast, colony: Facility) -> None:
    lee, ana, address = cast.client(cast.lee), cast.client(cast.ana), f"/directory/facilities/{colony.id}"
    rules = {"mail_rules": "Russian only", "version": "1"}
    assert ana.post(f"{address}/rules", data=rules).status_code == 303
    late = lee.post(f"{address}/rules", data={**rules, "mail_rules": "No parcels"})
    assert late.status_code == 409
    assert "Russian only" in late.text
    assert "No parcels" in late.text


def test_mail_rules_are_kept_shown_and_listed(cast: Cast, colony: Facility) -> None:
    lee, address = cast.client(cast.lee), f"/directory/facilities/{colony.id}"
    assert "No text says what may be sent there" in lee.get(address).text
    rules = {
        "languages": "Russian, kk", "page_limit": "2", "forbidden": "stamps; photographs", "version": "1",
        "forbidden_words": "freedom\nstruggle", "who_may_write": "Relatives only",
    }  # fmt: skip
    assert lee.post(f"{address}/rules", data=rules).status_code == 303
    page = unescape(lee.get(address).text)
    for told in ("Russian, Kazakh", "stamps; photographs", "freedom; struggle", "Relatives only"):
        assert told in page
    assert "Russian, Kazakh; 2 pages; words are refused; more rules" in lee.get("/directory/facilities").text
    assert page.count("Changed: facility") == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [("languages", "Russki"), ("page_limit", "0"), ("page_limit", "many"), ("version", "x")],
)
def test_faults_of_mail_rules_are_named(cast: Cast, colony: Facility, field: str, typed: str) -> None:
    answer = cast.client(cast.lee).post(
        f"/directory/facilities/{colony.id}/rules", data={"version": "1", field: typed}
    )
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text


def test_mail_that_came_back_asks_for_a_check(cast: Cast, colony: Facility) -> None:
    lee, address = cast.client(cast.lee), f"/directory/facilities/{colony.id}"
    assert lee.post(f"{address}/checked", data={"version": "1"}).status_code == 303
    assert lee.post(f"{address}/bounced", data={"version": "1"}).status_code == 409
    assert lee.post(f"{address}/bounced", data={"version": "2"}).status_code == 303
    assert "Mail came back on" in lee.get(address).text
    listed = lee.get("/directory/facilities?check=unchecked").text
    assert "Mail came back on" in listed
    assert lee.post(f"{address}/checked", data={"version": "3"}).status_code == 303
    assert "Mail came back on" not in lee.get(address).text
    assert cast.client(cast.rea).post(f"{address}/bounced", data={"version": "4"}).status_code == 403


def test_an_office_is_addressed_in_each_language_in_its_own_words(cast: Cast, embassy: Addressee) -> None:
    lee, address = cast.client(cast.lee), "/directory/addressees/embassy-of-kazakhstan-london"
    words = {"language": "ru", "office": "Посольство Казахстана", "salutation": "Уважаемый господин посол!"}
    for salutation in ("Уважаемый господин посол!", "Ваше Превосходительство!"):
        assert lee.post(f"{address}/words", data=words | {"salutation": salutation}).status_code == 303
    page = unescape(lee.get(address).text)
    assert "Ваше Превосходительство!" in page
    assert page.count("Посольство Казахстана") >= 1
    assert lee.post(f"{address}/words", data={"salutation": "Sir"}).status_code == 422
    assert lee.post(f"{address}/words", data={"language": "ru"}).status_code == 303
    table = unescape(lee.get(address).text).split("History")[0]
    assert "Посольство" not in table


def test_copies_lead_to_their_offices_and_local_script_is_kept(cast: Cast, embassy: Addressee) -> None:
    lee = cast.client(cast.lee)
    form = {
        "office": "Prison service", "country": "kz", "copies_to": "embassy-of-kazakhstan-london, embassy, the family",
        "address_local": "010000, г. Астана\nул. Первая, 1", "languages": "ru, Kazakh", "accredited_for": "ie, is",
        "embassy_of": "kz",
    }  # fmt: skip
    page = unescape(lee.get(lee.post("/directory/addressees/new", data=form).headers["location"]).text)
    assert '<a href="/directory/addressees/embassy-of-kazakhstan-london">Embassy of Kazakhstan</a>' in page
    assert "the embassy in the writer's country" in page
    assert "the family" in page
    assert "ул. Первая, 1" in page
    assert "Russian, Kazakh" in page
    assert "IE, IS" in page


@pytest.mark.parametrize(("field", "typed"), [("email", "a@b"), ("country", "Kaz"), ("office", "")])
def test_faults_are_named(cast: Cast, field: str, typed: str) -> None:
    answer = cast.client(cast.lee).post(
        "/directory/addressees/new", data={"office": "Ministry", field: typed}
    )
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text


def test_new_ones_get_an_address_of_their_own(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    places = [
        lee.post("/directory/addressees/new", data={"office": "Министерство Ministry"}).headers["location"]
        for _time in (1, 2)
    ]
    assert places == ["/directory/addressees/ministry", "/directory/addressees/ministry-2"]
    assert (
        lee.post("/directory/facilities/new", data={"name": "Тюрьма"}).headers["location"]
        == "/directory/facilities/1"
    )


def test_readers_read_and_nothing_unknown_is_there(cast: Cast, embassy: Addressee, colony: Facility) -> None:
    rea = cast.client(cast.rea)
    assert rea.get(f"/directory/facilities/{colony.id}").status_code == 200
    assert rea.get("/directory/addressees/new").status_code == 403
    assert rea.post(f"/directory/facilities/{colony.id}/checked", data={"version": "1"}).status_code == 403
    for address in ("/directory/addressees/nowhere", "/directory/facilities/999"):
        assert rea.get(address).status_code == 404


@pytest.mark.parametrize("noun", ["addressees", "facilities"])
@pytest.mark.parametrize(
    "query", ["q=%25'\"", "check=maybe", "after=_", "after=x_99999999999", "check=checked"]
)
def test_a_strange_address_is_no_error(cast: Cast, noun: str, query: str) -> None:
    assert cast.client(cast.rea).get(f"/directory/{noun}?{query}").status_code == 200


@pytest.mark.parametrize("count", [1, 3, 50])
def test_lists_take_the_same_statements_at_any_size(cast: Cast, count: int) -> None:
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        for number in range(count):
            session.add(Addressee(slug=f"a-{number}", office=f"Office {number}"))
            session.add(Facility(key=f"f-{number}", name=f"Prison {number}"))
    rea = cast.client(cast.rea)
    for noun in ("addressees", "facilities"):
        with counted(cast) as statements:
            page = rea.get(f"/directory/{noun}").text
        assert len(statements) == 3
        assert page.count("never checked") == count


def test_paging_shows_everything_once(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        session.add_all([Addressee(slug=f"a-{number}", office="Ministry") for number in range(60)])
    rea = cast.client(cast.rea)
    first = unescape(rea.get("/directory/addressees").text)
    following = first.split('rel="next" href="')[1].split('"', maxsplit=1)[0]
    second = unescape(rea.get(following).text)
    assert (
        first.count('href="/directory/addressees/a-'),
        second.count('href="/directory/addressees/a-'),
    ) == (50, 10)
