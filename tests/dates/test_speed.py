"""Lists of hundreds of dates are read from the database, compared and said without anybody noticing."""

from time import process_time

import pytest

from app.dates import FuzzyDate, in_words

ROUNDS = 2000
TEXTS = (
    "2012-08-02",
    "2012-08",
    "2012~",
    "../2012-02",
    "[2011-12-18,2011-12-19]",
    "2013-04-22/..",
    "[2012-05-11..2012-05-20]",
)
MICROSECONDS = 1e-6


@pytest.mark.bench
def test_storing_comparing_and_saying_take_microseconds() -> None:
    rows = [(fuzzy.edtf, fuzzy.first, fuzzy.last) for fuzzy in map(FuzzyDate.parse, TEXTS)]
    pivot = FuzzyDate.parse("2012-05")

    started = process_time()
    for _ in range(ROUNDS):
        for row in rows:
            fuzzy = FuzzyDate.stored(*row)
            assert fuzzy.sort_key
            assert fuzzy.certainly_before(pivot) <= fuzzy.possibly_before(pivot)
            assert in_words(fuzzy)
    each = (process_time() - started) / (ROUNDS * len(rows))

    # About 7 on an idle machine; the margin is for a busy one, not for a slower program.
    assert each < 100 * MICROSECONDS
