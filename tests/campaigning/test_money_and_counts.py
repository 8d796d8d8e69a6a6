"""Exact sums per currency, counts without names, and two hundred at once."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from html import unescape

import pytest

from app.campaigning.describing import public_counts, sums
from app.campaigning.queries.details import Counted, Gift
from app.clock import utc_now
from app.web.keys import new_key
from tests.campaigning.acting import made, stored
from tests.campaigning.test_public import public
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


def test_two_hundred_at_once_are_two_hundred_and_each_once_only(cast: Cast) -> None:
    ref = public(cast)
    world = cast.client()
    keys = [new_key(cast.settings.secret_key, "anyone") for _number in range(200)]

    def send(key: str) -> int:
        answer = world.post(f"/a/{ref}/sent", data={"channel": "post", "key": key})
        return answer.status_code

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(send, [*keys, *keys[:20]]))
    assert set(answers) == {303}
    assert stored(cast, "SELECT sum(count), min(month) FROM tally") == [(200, utc_now().strftime("%Y-%m"))]
