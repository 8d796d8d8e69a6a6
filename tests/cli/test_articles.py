"""`vigil intake`: what a text proposes, on the screen or as JSON, with nothing written."""

import argparse
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlmodel import select

from app.cases.models import Entry
from app.cli import articles
from app.cli.errors import CommandFault
from app.sources.models import Source
from tests.story import Cast

PAGE = """<!doctype html><html lang="en"><head><title>Two arrests - Example News</title>
<meta name="author" content="Ann Writer"><meta property="article:published_time" content="2013-03-14">
<meta property="og:site_name" content="Example News"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Vladimir Kozlov was released in our sport pages</a></nav>
<article><h1>Two arrests</h1>
<p>Roza Tuletaeva was arrested on 12 March, her friends told reporters who had come to the town of Aktau that day.</p>
<p>She was taken to hospital in the night, where doctors said that she was weak but that she could speak to them.</p>
</article><footer>All rights reserved</footer></body></html>"""


def run(cast: Cast, *argv: str) -> None:
    parser = argparse.ArgumentParser()
    articles.add_commands(parser.add_subparsers())
    given = parser.parse_args(["intake", *argv])
    given.run(cast.settings, given)


def test_a_text_is_read_and_nothing_is_written(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "news.txt"
    text.write_text("News\n\n14 March 2013\n\nRoza Tuletaeva was arrested on 12 March. Ivan Petrov was not.")
    run(cast, str(text))
    said = capsys.readouterr().out
    assert "K-001: arrest or custody, 12 March [2013?]" in said.replace("Arrest", "arrest")
    assert "Names not known here: Ivan Petrov" in said
    with cast.database.reading() as session:
        assert session.exec(select(Entry)).all() == []
        assert session.exec(select(Source)).all() == []


def test_of_a_page_the_article_alone_is_read_as_json_from_standard_input(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(PAGE.encode())))
    run(cast, "-", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["title"], told["author"], told["publisher"]) == ("Two arrests", "Ann Writer", "Example News")
    assert told["published"] == "2013-03-14"
    assert [(one["cases"], one["kind"], one["is_guess"]) for one in told["proposals"]] == [
        (["K-001"], "custody", False),
        (["K-001"], "health-alert", True),
    ]


def test_what_holds_no_words_is_refused_with_a_sentence(cast: Cast, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n")
    with pytest.raises(CommandFault, match="no words"):
        run(cast, str(empty))
