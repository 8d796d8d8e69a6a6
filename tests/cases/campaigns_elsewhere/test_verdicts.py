"""Invented verdicts of four countries, entered by a volunteer from My day."""

from datetime import timedelta
from pathlib import Path

from sqlmodel import col, select

from app.cases.models import Entry
from app.dates import FuzzyDate, in_words
from tests import clock
from tests.cases.campaigns_elsewhere.counted import (
    Counted,
    a_letter,
    case_of,
    dates_due,
    kinds_kept,
    standing,
    travels_whole,
)
from tests.story import Cast

DAY = (clock.now().date() - timedelta(days=20)).replace(day=14)
COURT = {"on": DAY.isoformat(), "court": "City court", "source": "Her lawyer"}


def ends(years: int) -> str:
    """The last day of so many years that began with the verdict."""
    return (DAY.replace(year=DAY.year + years) - timedelta(days=1)).isoformat()


def first_sentence(cast: Cast, case: str) -> str:
    with cast.database.reading() as session:
        of_case = col(Entry.case_id) == case_of(session, case).id
        wanted = select(Entry.id).where(of_case, Entry.kind == "sentence").order_by(col(Entry.id))
        return str(session.exec(wanted).first())


def test_a_child_who_faces_death_with_an_appeal_pending(
    cast: Cast, migrated_file: Path, tmp_path: Path
) -> None:
    lee = Counted(cast)
    case = lee.new_case("Amal Test", "Facing death")
    for kind, typed in (
        ("custody", {"on": (DAY - timedelta(days=300)).isoformat(), "form": "arrest"}),
        ("charge", {"on": (DAY - timedelta(days=296)).isoformat(), "wording": "Murder"}),
        ("sentence", COURT | {"form": "death"}),
        ("appeal", {"on": (DAY + timedelta(days=3)).isoformat(), "outcome": "pending"}),
    ):
        lee.open(f"{case}/add/{kind}")
        lee.send(f"{case}/add/{kind}", **{"source": "Her lawyer"} | typed)
    assert lee.loads <= 14
    assert standing(cast, case).startswith("Appealing")
    assert "None: it is for life, or to death" in lee.open(case)
    assert "death-sentence" in dates_due(cast, case)
    assert "note" not in kinds_kept(cast, case)
    letter = a_letter(cast, case, "release").draft
    assert not letter.blocks
    assert "sentenced to death" in letter.body
    assert "the death sentence is not carried out" in letter.body
    assert letter.body.index("sentenced to death") < letter.body.index("held")
    assert travels_whole(cast, migrated_file, tmp_path)


def test_fifteen_years_and_five_of_probation(cast: Cast, migrated_file: Path, tmp_path: Path) -> None:
    lee = Counted(cast)
    case = lee.new_case("Amal Test", "Fifteen years")
    add = f"{case}/add/sentence"
    lee.open(add)
    next_one = lee.send(add, then="next", form="prison", length="15 years", starts=DAY.isoformat(), **COURT)
    assert f'value="{in_words(FuzzyDate.on(DAY))}"' in next_one
    assert 'value="City court"' in next_one
    earlier = {"relation": "added-to", "supersedes_id": first_sentence(cast, case)}
    lee.send(add, form="probation", length="5 years", part="further", **COURT, **earlier)
    assert lee.loads <= 8
    assert dates_due(cast, case)["sentence-end"] == [ends(15), ends(20)]
    assert "fifteen years in prison" in a_letter(cast, case, "release").draft.body
    assert travels_whole(cast, migrated_file, tmp_path)


def test_eight_years_of_which_five_are_served_lashes_exile_a_fine_and_a_travel_ban(
    cast: Cast, migrated_file: Path, tmp_path: Path
) -> None:
    lee = Counted(cast)
    case = lee.new_case("Amal Test", "Eight years")
    add = f"{case}/add/sentence"
    lee.open(add)
    prison = {"form": "prison", "length": "8 years", "enforceable": "5 years", "starts": DAY.isoformat()}
    lee.send(add, then="next", **prison, **COURT)
    after = {"relation": "added-to", "supersedes_id": first_sentence(cast, case)}
    further = COURT | {"part": "further"}
    lee.send(add, then="next", form="corporal", lashes="74", **further)
    lee.send(add, then="next", form="exile", length="2 years", of_what="Zabol", **after, **further)
    lee.send(add, then="next", form="fine", amount="500", currency="IRR", **further)
    lee.send(add, form="travel-ban", length="2 years", **further)
    assert lee.loads <= 14
    assert standing(cast, case).startswith("Sentenced")
    assert dates_due(cast, case)["sentence-end"] == [ends(5), ends(7)]
    body = a_letter(cast, case, "release").draft.body
    assert "eight years in prison (five years of it to be served)" in body
    assert "74 lashes" in body
    assert "two years of exile" in body
    assert set(kinds_kept(cast, case)) == {"sentence"}
    assert travels_whole(cast, migrated_file, tmp_path)


def test_a_verdict_in_absence_abroad_holds_nobody(cast: Cast, migrated_file: Path, tmp_path: Path) -> None:
    lee = Counted(cast)
    case = lee.new_case("Amal Test", "Sentenced in absence")
    lee.open(f"{case}/add/sentence")
    absent = {"form": "prison", "length": "6 years", "in_absentia": "yes"}
    lee.send(f"{case}/add/sentence", **absent, **COURT)
    lee.open(f"{case}/add/contact")
    page = lee.send(
        f"{case}/add/contact", on=(DAY + timedelta(days=9)).isoformat(), form="at-large", source="Her lawyer"
    )
    assert lee.loads <= 8
    assert standing(cast, case).startswith("Sentenced")
    assert "in absence" in page
    assert not {"sentence-end", "doubt"} & set(dates_due(cast, case))
    assert a_letter(cast, case, "release").draft.blocks
    assert travels_whole(cast, migrated_file, tmp_path)
