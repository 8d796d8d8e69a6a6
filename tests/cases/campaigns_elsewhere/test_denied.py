"""An invented person, taken from the street by men in plain clothes; the authorities deny holding her."""

from datetime import timedelta
from pathlib import Path

from app.dates import FuzzyDate, in_words
from tests import clock
from tests.cases.campaigns_elsewhere.counted import (
    Counted,
    a_letter,
    dates_due,
    kinds_kept,
    standing,
    travels_whole,
)
from tests.story import Cast

LOADS = 6


def test_somebody_taken_and_denied_is_missing_and_a_letter_asks_where_she_is(
    cast: Cast, migrated_file: Path, tmp_path: Path
) -> None:
    taken = clock.now().date() - timedelta(days=4)
    lee = Counted(cast)
    case = lee.new_case("Amal Test", "Taken and denied")
    lee.open(f"{case}/add/custody")
    page = lee.send(
        f"{case}/add/custody", on=taken.isoformat(), form="arrest", whereabouts="denied", place_text="Near the harbour",
        by_whom="Men in plain clothes", source="Her brother",
    )  # fmt: skip
    assert lee.loads <= LOADS

    day = in_words(FuzzyDate.on(taken))
    assert standing(cast, case) == f"Missing, not seen since {day}, 4 days ago"
    assert "not seen since" in page
    assert dates_due(cast, case)["silence"] == [(taken + timedelta(days=7)).isoformat()]
    assert kinds_kept(cast, case) == ["custody"]
    letter = a_letter(cast, case, "whereabouts").draft
    assert not letter.blocks
    assert f"was reportedly taken away on {day} and has not been seen since" in letter.body
    for told in ("harbour", "detention", "held at", "is held"):
        assert told not in letter.body
    for wrong in ("release", "visits", "medical-care", "fair-trial"):
        assert a_letter(cast, case, wrong).draft.blocks
    assert travels_whole(cast, migrated_file, tmp_path)
