"""`vigil draft`: a letter on the screen or in a file, with what every sentence rests on."""

import argparse
import json
from pathlib import Path

import pytest

from app.accounts.models import Campaign
from app.cli import letters
from app.cli.errors import CommandFault
from tests import clock
from tests.letters.laid_out import compact, in_docx, in_pdf
from tests.letters.written import EMBASSY, prepared
from tests.story import Cast

USUAL = ("K-001", "--kind", "medical-care", "--to", EMBASSY)


def draft(cast: Cast, *argv: str) -> None:
    parser = argparse.ArgumentParser()
    letters.add_commands(parser.add_subparsers())
    given = parser.parse_args(["draft", *argv])
    given.run(cast.settings, given)


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]):
    """What the command prints for these words."""

    def run(cast: Cast, *argv: str) -> str:
        draft(cast, *argv)
        return capsys.readouterr().out

    return run


def test_a_draft_of_the_demonstration_says_that_it_stays(cast: Cast, printed) -> None:
    prepared(cast)
    with cast.database.writing(actor="vigil", at=clock.now()) as session:
        session.get_one(Campaign, cast.campaign.id).is_demonstration = True  # looked at today
    page = printed(cast, *USUAL)
    assert page.startswith("NOT TO BE SENT")
    assert "This is the demonstration: nothing of it leaves." in page


def test_it_prints_a_draft_with_its_sources_as_footnotes(cast: Cast, printed) -> None:
    prepared(cast)
    page = printed(cast, *USUAL)
    assert "NOT TO BE SENT" not in page
    assert "on appeal at five years in prison. [5]" in page
    assert "[5] Campaign Kazakhstan" in page
    assert "A later sentence supersedes it" in page
    assert "London\nUnited Kingdom\n\nRequest for medical care" in page
    assert "пять лет" in printed(cast, *USUAL, "--language", "ru")


def test_as_json_every_sentence_names_its_facts(cast: Cast, printed) -> None:
    prepared(cast)
    data = json.loads(printed(cast, *USUAL, "--json", "--own-line", "My own sister is a nurse."))
    assert data["not_to_be_sent"] == []
    assert "My own sister is a nurse." in data["body"]
    assert all(sentence["cites"] and sentence["rests_on"] for sentence in data["sentences"])
    for sentence in data["sentences"]:
        assert sentence["text"] in data["body"]


def test_three_wordings_say_it_in_three_ways(cast: Cast, printed) -> None:
    prepared(cast)
    made = [json.loads(printed(cast, *USUAL, "--json", "--wording", n)) for n in "123"]
    assert len({one["subject"] for one in made}) == len({one["body"] for one in made}) == 3


def test_files_carry_the_words_and_say_that_nobody_has_approved_them(
    cast: Cast, printed, tmp_path: Path
) -> None:
    prepared(cast)
    data = json.loads(printed(cast, *USUAL, "--json"))
    paths = [tmp_path / "letter.pdf", tmp_path / "letter.docx"]
    told = printed(cast, *USUAL, "--pdf", str(paths[0]), "--docx", str(paths[1]))
    assert [path.name for path in paths] == [Path(line).name for line in told.splitlines()]
    words = ["\n".join(in_pdf(paths[0].read_bytes())), in_docx(paths[1].read_bytes())]
    for found in map(compact, words):
        assert compact("".join([*data["address"], data["subject"], data["body"]])) in found
        assert found.startswith(compact("A draft: not to be sent before"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "letter.docx", "letter.pdf"]


def test_without_consent_page_json_and_files_are_headed_not_to_be_sent(
    cast: Cast, printed, tmp_path: Path
) -> None:
    prepared(cast, "photo")
    assert printed(cast, *USUAL).startswith("NOT TO BE SENT\n")
    assert json.loads(printed(cast, *USUAL, "--json"))["not_to_be_sent"]
    printed(cast, *USUAL, "--pdf", str(tmp_path / "a.pdf"), "--docx", str(tmp_path / "a.docx"))
    assert in_pdf((tmp_path / "a.pdf").read_bytes())[0].startswith("NOT TO BE SENT")
    assert in_docx((tmp_path / "a.docx").read_bytes()).startswith("NOT TO BE SENT")


WRONGS = [
    (("K-999", *USUAL[1:]), "there is no case K-999"),
    ((*USUAL[:-1], "no-such"), "there is no addressee no-such"),
    ((*USUAL, "--kind", "no-such"), "no such kind of letter"),
    ((*USUAL, "--own-line", "x" * 301), "--own-line: Shorten this to 300 characters"),
    ((*USUAL, "--pdf", "/no-such-folder/a.pdf"), "/no-such-folder/a.pdf cannot be written: No such file"),
    ((*USUAL, "--own-line", "日本", "--pdf", "/dev/null/a.pdf"), "has no sign for 日"),
]


@pytest.mark.parametrize(("argv", "why"), WRONGS)
def test_what_can_be_mended_is_said_in_a_line(cast: Cast, argv: tuple[str, ...], why: str) -> None:
    prepared(cast)
    with pytest.raises(CommandFault, match=why):
        draft(cast, *argv)


def test_a_file_that_cannot_be_replaced_leaves_nothing_half_written(cast: Cast, tmp_path: Path) -> None:
    prepared(cast)
    taken = tmp_path / "taken"
    (taken / "inside").mkdir(parents=True)
    with pytest.raises(CommandFault, match="taken cannot be written"):
        draft(cast, *USUAL, "--docx", str(taken))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "taken"]
