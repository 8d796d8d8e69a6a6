"""An invented person, held by eight orders of administrative detention, each begun on the day the last one ended."""

from datetime import date, timedelta
from pathlib import Path

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

ORDERS, DAYS, LOADS = 8, 90, 20


def ends() -> list[date]:
    """The last days of the eight orders; that of the eighth lies ahead."""
    began = clock.now().date() - timedelta(days=ORDERS * DAYS - 70)
    return [began + timedelta(days=DAYS * number) for number in range(ORDERS + 1)]


def entered(cast: Cast) -> Counted:
    """The case, with every order saved."""
    lee, days = Counted(cast), ends()
    case = lee.new_case("Mazen Odeh", "Held without charge")
    first = {
        "on": days[0].isoformat(), "form": "administrative-detention", "ordered_until": days[1].isoformat(),
        "court": "Military court", "place_text": "Northern camp", "source": "Prisoners' club",
    }  # fmt: skip
    lee.open(f"{case}/add/custody")
    page = lee.send(f"{case}/add/custody", **first, then="next")
    for until in days[2:]:
        assert "Military court" in page
        assert "Northern camp" in page
        began = {"on": days[days.index(until) - 1].isoformat(), "ordered_until": until.isoformat()}
        more = {"then": "next"} if until != days[-1] else {}
        page = lee.send(f"{case}/add/custody", **first | began | more)
    lee.at = case
    return lee


def test_eight_orders_are_entered_and_only_the_last_falls_due(
    cast: Cast, migrated_file: Path, tmp_path: Path
) -> None:
    lee = entered(cast)
    assert lee.loads <= LOADS
    assert standing(cast, lee.at).startswith("Detained, as of")
    assert dates_due(cast, lee.at)["detention-end"] == [ends()[-1].isoformat()]
    assert kinds_kept(cast, lee.at) == ["custody"] * ORDERS
    letter = a_letter(cast, lee.at, "release")
    assert not letter.draft.blocks
    assert "held at Northern camp" in letter.draft.body
    assert travels_whole(cast, migrated_file, tmp_path)


def test_the_next_order_begins_where_the_last_one_ends_and_keeps_its_place_and_source(cast: Cast) -> None:
    lee = Counted(cast)
    case = lee.new_case("Mazen Odeh", "Held without charge")
    typed = {
        "form": "remand",
        "ordered_until": "2 6 2026",
        "court": "Military court",
        "source": "Prisoners' club",
    }
    page = lee.send(f"{case}/add/custody", **typed, on="2 3 2026", then="next")
    for kept in ('value="2 June 2026"', 'value="Military court"', "Prisoners' club #"):
        assert kept in page
    assert 'value="2 March 2026"' not in page
