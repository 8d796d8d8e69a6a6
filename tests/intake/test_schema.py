"""A slip in the seed files is refused with the file and the line it stands on."""

import shutil
from pathlib import Path

import pytest

from app.intake.document_checks import faults_in
from app.intake.from_seed import document_of
from app.intake.seed_files import SlipsInFiles, read_seed
from app.settings import PROJECT_ROOT

TULETAEVA = "cases/K-001-roza-tuletaeva.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the seed that a test may spoil."""
    return Path(shutil.copytree(PROJECT_ROOT / "seed", tmp_path / "seed"))


def spoilt(folder: Path, file: str, old: str, new: str) -> tuple[list[str], int]:
    """Replace the first such text; the sentences of refusal, and the line where it stood."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SlipsInFiles) as refusal:
        read_seed(folder)
    return [str(slip) for slip in refusal.value.slips], line


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (TULETAEVA, "title:", "tilte: x\ntitle:", "unknown key tilte"),
        (TULETAEVA, "form: arrest", "form: arrested", "form must be one of 'arrest', 'police-custody'"),
        (TULETAEVA, 'on: "2013-04-22"', "on: 2013", "on must be text: write it in quotes"),
        (TULETAEVA, '"2012-08-02"', '"2012-02-30"', "There is no such day: that month has 29 days"),
        (TULETAEVA, "length: P7Y", "length: 7 years", "length is not written as it must be"),
        (TULETAEVA, "length: P7Y", "length: P", "length: String should have at least 3 characters"),
        (TULETAEVA, "supersedes: tuletaeva-sentence-seven", "supersedes: nobody", "entry nobody is in none"),
        (TULETAEVA, "person: roza-tuletaeva", "person: rosa-tuletaeva", "person rosa-tuletaeva is in none"),
        (TULETAEVA, "kind: custody", "kind: prison", "kind must be one of 'custody', 'charge'"),
        (TULETAEVA, "visibility: team", "visibility: public", "visibility must be one of 'team'"),
        (TULETAEVA, 'at: "She was arrested after the notorious"', 'at: "one two three four five six seven"',
         "a locator has at most six words"),
        (TULETAEVA, "source: hands-off-tuletaeva-2013", "source: respublika-2012-first", "is in none"),
        ("people.yaml", "gender: female", "gender: feminine", "gender must be one of"),
        ("people.yaml", "kind: short-form", "kind: nickname", "kind must be one of"),
        ("sources.yaml", "reliability: c", "reliability: f", "reliability must be one of"),
        ("places.yaml", "kind: region", "kind: region\n  kind: city", "the key kind is written twice"),
        ("demands.yaml", "  ours: true", "  ours: yes", "ours: Input should be a valid boolean"),
    ],
)  # fmt: skip
def test_a_slip_is_named_by_file_and_line(folder: Path, file: str, old: str, new: str, sentence: str) -> None:
    slips, line = spoilt(folder, file, old, new)
    named = [slip for slip in slips if sentence in slip]
    assert named, slips
    # "kind: region" is kept and a second kind written below it; every other slip stands where the text stood.
    below = 1 if "twice" in sentence else 0
    assert [slip for slip in named if slip.startswith(f"{file}:{line + below}:")], named


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("people.yaml", "  name: Roza Tuletaeva\n", "", "the key name is missing"),
        (TULETAEVA, '      chosen: {source: all-but-four-2012, at: "bags were put over her head"}',
         '      chosen: {source: all-but-four-2012, at: "somewhere else"}', "chosen citation is none of those"),
        (TULETAEVA, "    during: interrogation\n", "    during: trial\n", "must show the value that was chosen"),
        (TULETAEVA, "        value: trial\n", "", "field and value belong together"),
        (TULETAEVA, "    length: P7Y\n", "    length: P7Y\n    length_min: P6Y\n", "not both"),
        ("incidents.yaml", "      count: 21\n", "      count: 20\n", "the parts of the-37 do not add up"),
        ("incidents.yaml", "      value: 15\n", "      value: 15\n      words: many\n", "or words"),
        ("sources.yaml", '  file: "000"\n', "", "either a file, or cited_only"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_refused(
    folder: Path, file: str, old: str, new: str, sentence: str
) -> None:
    slips, _line = spoilt(folder, file, old, new)
    assert [slip for slip in slips if slip.startswith(f"{file}:") and sentence in slip], slips


def test_an_unreadable_file_is_named_alone(folder: Path) -> None:
    slips, line = spoilt(folder, "incidents.yaml", "  kind: massacre", "  kind: [massacre")
    assert len(slips) == 1
    assert slips[0].startswith("incidents.yaml:")
    assert int(slips[0].split(":")[1]) >= line


def test_a_key_used_twice_is_named_where_it_is_used_again(folder: Path) -> None:
    slips, line = spoilt(folder, "people.yaml", "- key: natalia-sokolova\n", "- key: roza-tuletaeva\n")
    assert f"people.yaml:{line}: person roza-tuletaeva is there twice" in slips


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "demands.yaml").unlink()
    with pytest.raises(SlipsInFiles) as refusal:
        read_seed(folder)
    assert [str(slip) for slip in refusal.value.slips] == ["demands.yaml:1: there is no such file"]


def test_several_slips_are_named_at_once(folder: Path) -> None:
    spoilt(folder, "people.yaml", "gender: female", "gender: feminine")
    slips, _line = spoilt(folder, TULETAEVA, "form: arrest", "form: arrested")
    assert {slip.split(":")[0] for slip in slips} == {"people.yaml", TULETAEVA}


def test_the_seed_takes_every_column_that_an_export_tells(folder: Path) -> None:
    facilities, case = folder / "facilities.yaml", folder / TULETAEVA
    told = facilities.read_text(encoding="utf-8").replace("  name:", "  name_local: Колония\n  name:", 1)
    facilities.write_text(told, encoding="utf-8")
    sat = case.read_text(encoding="utf-8").replace("form: arrest\n", 'form: arrest\n    lawyer: "no"\n', 1)
    case.write_text(sat, encoding="utf-8")
    document = document_of(read_seed(folder))
    assert document["facilities"][0]["name_local"] == "Колония"
    first = document["cases"][0]["entries"][0]
    assert (first["form"], first["lawyer"]) == ("arrest", "no")
    assert faults_in(document) == []


def test_a_text_longer_than_its_column_is_named_by_its_line(folder: Path) -> None:
    slips, _line = spoilt(
        folder, "people.yaml", "  gender: female\n", f"  gender: female\n  note: {'x' * 4001}\n"
    )
    assert [slip for slip in slips if slip.startswith("people.yaml:") and "note" in slip], slips
