"""Exact sums per currency, counts without names, and two hundred at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from threading import Barrier

import httpx
import pytest

from app.campaigning.action_words import public_counts, sums
from app.campaigning.changes.counts import MOST_A_DAY, mark_of
from app.campaigning.models import CountingPace
from app.campaigning.queries.action_page import Counted, Gift
from tests import clock
from tests.campaigning.acting import made, stored
from tests.campaigning.test_public import public
from tests.servers import Served
from tests.story import Cast


def gift(amount: str | None, currency: str = "EUR", qualifier: str = "exactly") -> Gift:
    """A gift of a sum."""
    words = None if amount else "several thousand"
    return Gift(1, None, amount, qualifier, words, currency, None, None, None, None)


@pytest.mark.parametrize(
    ("gifts", "said"),
    [
        ([], []),
        ([gift("0.10"), gift("0.20")], ["0.30 EUR in 2 gifts"]),
        ([gift("1500"), gift("200", qualifier="more-than")], ["at least 1,700 EUR in 2 gifts"]),
        ([gift("10"), gift("5", qualifier="about")], ["about 15 EUR in 2 gifts"]),
        ([gift("10"), gift("7", "KZT"), gift("1", "EUR")], ["11 EUR in 2 gifts", "7 KZT in 1 gift"]),
        ([gift("99999999999999.99"), gift("0.01")], ["100,000,000,000,000.00 EUR in 2 gifts"]),
        ([gift(None)], []),
    ],
)
def test_sums_are_exact_and_currencies_never_mixed(gifts: list[Gift], said: list[str]) -> None:
    assert sums(gifts) == said


def test_a_thousand_small_gifts_lose_nothing() -> None:
    assert sums([gift("0.1")] * 1000) == [f"{Decimal('0.1') * 1000:,f} EUR in 1000 gifts"]


@pytest.mark.parametrize(
    ("number", "shown"), [(1, []), (9, []), (10, ["10 letters sent"]), (1200, ["1,200 letters sent"])]
)
def test_counts_are_shown_outside_from_ten_up(number: int, shown: list[str]) -> None:
    half = number // 2
    counts = [
        Counted("letters", "post", "DE", "2013-05", half),
        Counted("letters", "email", "", "2013-04", number - half),
        Counted("signatures", "paper", "DE", "2013-05", 9),
    ]
    assert public_counts(counts) == shown


def test_gifts_are_written_down_with_currency_and_date(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    ref = made(lee, "fund", holder="The campaign", purpose="Parcels")
    typed = {"amount": "1 500,50", "currency": "eur", "on": "September 2011", "donor": "Mineworkers"}
    assert lee.post(f"/actions/{ref}/gifts", data=typed).status_code == 303
    page = unescape(lee.get(f"/actions/{ref}").text)
    assert "1,500.50 EUR in 1 gift" in page
    assert "September 2011" in page
    assert stored(cast, "SELECT amount, currency FROM donation") == [("1500.50", "EUR")]
    for field, wrong in (
        ("amount", "1e3"),
        ("amount", "-5"),
        ("amount", "0"),
        ("currency", "euro"),
        ("amount", ""),
    ):
        answer = lee.post(f"/actions/{ref}/gifts", data={**typed, field: wrong})
        assert answer.status_code == 422
        assert f'href="#f-{field}"' in answer.text
    call = made(lee)
    assert lee.post(f"/actions/{call}/gifts", data=typed).status_code == 404


def test_paper_signatures_are_added_by_month_and_country(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    ref = made(lee, "petition", wording="We ask for her release.", hand_in="16 12 2099")
    counted = {
        "number": "40",
        "what": "signatures",
        "channel": "paper",
        "country": "Poland",
        "month": "May 2013",
    }
    assert lee.post(f"/actions/{ref}/counts", data=counted).status_code == 303
    assert lee.post(f"/actions/{ref}/counts", data={**counted, "number": "2"}).status_code == 303
    rows = stored(cast, "SELECT what, channel, country, month, count FROM tally")
    assert rows == [("signatures", "paper", "PL", "2013-05", 42)]
    assert "We ask for her release." in lee.get(f"/actions/{ref}/sheet").text
    for wrong in (
        {"number": "0"},
        {"number": "many"},
        {"channel": ""},
        {"month": "2013"},
        {"country": "Mordor"},
    ):
        assert lee.post(f"/actions/{ref}/counts", data={**counted, **wrong}).status_code == 422
    assert stored(cast, "SELECT count FROM tally") == [(42,)]


def test_a_miscount_and_a_mistyped_gift_are_taken_off_again(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    ref = made(lee, "petition", wording="We ask for her release.")
    counted = {"number": "400", "what": "signatures", "channel": "paper", "month": "May 2013"}
    assert lee.post(f"/actions/{ref}/counts", data=counted).status_code == 303
    assert (
        lee.post(f"/actions/{ref}/counts", data={**counted, "number": "360", "off": "yes"}).status_code == 303
    )
    assert stored(cast, "SELECT count FROM tally") == [(40,)]
    more = lee.post(f"/actions/{ref}/counts", data={**counted, "number": "41", "off": "yes"})
    assert more.status_code == 422
    assert "Not so many are counted" in more.text
    assert stored(cast, "SELECT count FROM tally") == [(40,)]
    fund = made(lee, "fund", holder="The campaign")
    lee.post(f"/actions/{fund}/gifts", data={"amount": "15000", "currency": "EUR"})
    number = stored(cast, "SELECT id FROM donation")[0][0]
    assert lee.post(f"/actions/{ref}/gifts/{number}/remove").status_code == 404
    assert lee.post(f"/actions/{fund}/gifts/{number}/remove").status_code == 303
    assert stored(cast, "SELECT id FROM donation") == []
    assert "15000" in str(
        stored(cast, "SELECT diff FROM change WHERE noun = 'action' ORDER BY id DESC LIMIT 1")
    )


def test_one_address_counts_four_hundred_a_day_and_is_not_kept(cast: Cast) -> None:
    ref = public(cast)
    world = cast.client()
    today = clock.now().date()
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        for day, number in ((today, MOST_A_DAY - 1), (today - timedelta(days=1), 7)):
            mark = mark_of(cast.settings.secret_key, "testclient", day)
            session.add(CountingPace(day=day, mark=mark, number=number))
    assert world.post(f"/a/{ref}/sent", data={"channel": "post"}).status_code == 303
    refused = world.post(f"/a/{ref}/sent", data={"channel": "post"})
    assert refused.status_code == 429
    assert "Come back tomorrow." in refused.text
    assert stored(cast, "SELECT count FROM tally") == [(1,)]
    other = cast.client()
    other._transport.client = ("2001:db8::1", 50000)  # type: ignore[attr-defined]
    assert other.post(f"/a/{ref}/sent", data={"channel": "post"}).status_code == 303
    rows = stored(cast, "SELECT number, mark FROM counting_pace ORDER BY number")
    assert [number for number, _mark in rows] == [1, MOST_A_DAY]
    assert "testclient" not in str(rows)


def test_marks_of_an_address_cannot_be_joined_over_days_and_one_house_is_one() -> None:
    day = date(2013, 4, 25)
    marks = {
        mark_of("secret", "192.0.2.1", day), mark_of("secret", "192.0.2.1", day + timedelta(days=1)),
        mark_of("other", "192.0.2.1", day), mark_of("secret", "2001:db8::1", day),
    }  # fmt: skip
    assert len(marks) == 4
    assert mark_of("secret", "2001:db8::1", day) == mark_of("secret", "2001:db8::2", day)
    assert mark_of("secret", "2001:db8:0:1::1", day) != mark_of("secret", "2001:db8::1", day)


def test_two_hundred_at_once_are_two_hundred_and_each_once_only(served: Served, cast: Cast) -> None:
    ref = public(cast)
    with httpx.Client(base_url=served.url, limits=httpx.Limits(max_connections=None)) as world:
        pages = [world.get(f"/a/{ref}").text for _number in range(200)]
        keys = [page.split('name="key" value="')[1].split('"')[0] for page in pages]
        together = Barrier(220)

        def send(key: str) -> int:
            together.wait()
            return world.post(f"/a/{ref}/sent", data={"channel": "post", "key": key}, timeout=60).status_code

        with ThreadPoolExecutor(220) as pool:
            answers = list(pool.map(send, [*keys, *keys[:20]]))
    assert set(answers) == {303}
    assert stored(cast, "SELECT sum(count), min(month) FROM tally") == [(200, clock.now().strftime("%Y-%m"))]
