"""A text as it came: of a web page the article without what stands around it, of anything else its words.

Taking an article out of a page is slow work over somebody else's bytes, so that a child process does it, with limits:
`python -m app.intake.page_text` reads a page from standard input and writes what it found as JSON.
"""

import json
import re
import resource
import subprocess
import sys
from dataclasses import dataclass

from app.dates import FuzzyDate, UnreadableDate, read_date
from app.refusal import Refusal
from app.text import _

MOST_LETTERS = 200_000
SECONDS = 20
MEMORY = 1 << 30
LONGEST_TITLE = 200
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|article|div|p|meta)\b", re.IGNORECASE)


class NoText(Refusal):
    """Nothing that could be read for what it tells."""

    status = 422


@dataclass(frozen=True, slots=True)
class Article:
    """What a text is, as far as it says so itself."""

    words: str
    title: str = ""
    author: str | None = None
    publisher: str | None = None
    published: FuzzyDate | None = None


def article_of(raw: bytes | str) -> Article:
    """The words of a text or of a page, and what it says of itself; raises NoText with a sentence."""
    text = raw if isinstance(raw, str) else _decoded(raw)
    text = text.replace("\x00", "").replace("\r\n", "\n")
    if _MARKUP.search(text[:5000]):
        return _checked(_out_of_page(raw if isinstance(raw, bytes) else raw.encode()))
    return _checked(Article(text.strip(), _first_line(text)))


def _checked(article: Article) -> Article:
    if not article.words.strip():
        raise NoText(_("There are no words in it to read"))
    if len(article.words) > MOST_LETTERS:
        raise NoText(_("The text is too long. Give it in parts of at most 200,000 characters"))
    return article


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1251" if raw.count(b"\xd0") < len(raw) / 20 else "utf-8"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def _first_line(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return " ".join(line.lstrip("#").split())[:LONGEST_TITLE]


def _out_of_page(raw: bytes) -> Article:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "app.intake.page_text"],
            input=raw, capture_output=True, timeout=SECONDS, check=True,
        )  # fmt: skip
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, json.JSONDecodeError) as fault:
        raise NoText(_("The page could not be read. Paste the text itself")) from fault
    title = found["title"] or _first_line(found["text"])
    return Article(
        found["text"], title[:LONGEST_TITLE], found["author"], found["publisher"], _day(found["date"], raw)
    )


def _day(told: str | None, raw: bytes) -> FuzzyDate | None:
    """The day the page itself says; one that was only worked out could be finer than what it says."""
    if told is None or not any(told.replace("-", sign).encode() in raw for sign in ("-", "/", "")):
        return None
    try:
        return read_date(told)
    except UnreadableDate:
        return None


def _extract() -> None:
    import trafilatura  # large, and asked for here alone

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    params = {"extensive_search": False, "original_date": True}
    found = trafilatura.bare_extraction(
        sys.stdin.buffer.read(), with_metadata=True, include_comments=False, include_tables=False,
        date_extraction_params=params,
    )  # fmt: skip
    told = {"text": "", "title": None, "author": None, "publisher": None, "date": None}
    if found is not None:
        named = {
            "text": "text",
            "title": "title",
            "author": "author",
            "sitename": "publisher",
            "date": "date",
        }
        told |= {to: getattr(found, name) or told[to] for name, to in named.items()}
        told["text"] = (told["text"] or "").replace("\n", "\n\n")
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    _extract()
