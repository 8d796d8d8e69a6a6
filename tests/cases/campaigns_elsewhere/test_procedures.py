"""An invented prisoner, about whom a complaint and a submission were made, and whom others recognise and adopted."""

from datetime import timedelta
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

LOADS = 14


def day(ahead: int) -> str:
    """A day so many days from now."""
    return (clock.now().date() + timedelta(days=ahead)).isoformat()


def test_what_is_asked_of_others_falls_due_and_travels(
    cast: Cast, migrated_file: Path, tmp_path: Path
) -> None:
    lee = Counted(cast)
    case = lee.new_case("Ilan Example", "In a punishment cell")
    forms = {
        "custody": {
            "on": day(-5), "form": "punishment-cell", "length": "15 days", "incommunicado": "yes",
            "prisoner_number": "A-17", "source": "His lawyer",
        },
        "complaint": {"on": day(-40), "to_whom": "The prosecutor", "about": "No visits", "source": "His lawyer"},
        "submission": {
            "on": day(-20), "body": "A working group", "procedure": "Individual complaint",
            "state_due": day(40), "comment_due": day(70), "source": "His lawyer",
        },
        "recognition": {"on": day(-400), "by": "A union", "called": "Held for his words", "source": "The union"},
        "adoption": {"on": day(-100), "sort": "city", "by": "A city", "asked": day(-10), "source": "The city"},
    }  # fmt: skip
    page = ""
    for kind, typed in forms.items():
        lee.open(f"{case}/add/{kind}")
        page = lee.send(f"{case}/add/{kind}", **typed)
    assert lee.loads <= LOADS

    for said in ("Complaint to The prosecutor", "A working group", "Held for his words", "Adopted by A city"):
        assert said in page
    assert standing(cast, case).startswith("Detained, as of")
    due = dates_due(cast, case)
    assert due["awaited"] == [day(-10), day(40), day(70), day(80), day(160)]
    assert due["cell-end"] == [day(9)]
    assert "note" not in kinds_kept(cast, case)
    assert "A-17" not in a_letter(cast, case, "release").draft.body
    assert travels_whole(cast, migrated_file, tmp_path)
