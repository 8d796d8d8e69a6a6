"""One list of texts that break what does not expect them, and what no answer of ours may hold, whatever was typed."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from httpx2 import Response
from icalendar import Calendar

from app.characters import unfit

MARKUP = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "' onfocus='alert(1)",
    '"><svg/onload=alert(1)>', "</title></textarea><iframe src=javascript:1>", "]]><x:script xmlns:x='y'/>",
    "&lt;b&gt;&#60;b&#62;&amp;", "javascript:alert(1)", "<!--", "<plaintext>",
)  # fmt: skip
FORMATS = (
    "100 % %s %(name)s %n",
    "{{7*7}}{% for %}",
    "{0} {x!r} ${y} #{z}",
    "\\n \\DASH \\",
    "#let x = $1$ *a* _b_ @c",
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "|calc")
DIGITS = ("٣", "１２", "²", "൩", "Ⅻ")
BREAKS = (
    "one\u2028two", "one\u2029two", "one\r\nATTACH:https://evil.example", "one\nBCC: a@evil.example", "one\u0085two",
    "one\x0btwo", "one;two,three:four\\n", "\xa0",
)  # fmt: skip
TURNING = ("\u202eabc", "abc\u202c", "\u2066abc", "\u2069abc", "\u200eabc\u200f", "\u061cabc", "سلام abc")
UNSEEN = (
    "\u200b",
    "\u2060",
    "\u00ad",
    "\ufeff",
    "\u3164",
    "\U000e0041",
    "\ue000",
    "\ufe0f",
    "e" + "\u0301" * 30,
    "a\u034fb",
)
UNFIT = ("\uffff", "\ufffe", "\ufdd0", "\U0001ffff", "\x00", "\x1b[0m", "\x7f", "\x85", "\ud7ff\x01")
ODD = ("😀🏳️‍🌈", "ﷺ" * 30, "İıſß", "x" * 5000, "\ud7ff", "NaN", "null", "../../etc/passwd")
HOSTILE = (*MARKUP, *FORMATS, *FORMULAS, *DIGITS, *BREAKS, *TURNING, *UNSEEN, *UNFIT, *ODD)

RUNNING = frozenset(
    {"iframe", "object", "embed", "applet", "base", "svg", "math", "frame", "frameset", "plaintext"}
)
LEADING = frozenset({"href", "src", "action", "formaction", "data", "poster", "background", "xlink:href"})


class _Reader(HTMLParser):
    """Notes whatever a browser would run, or take from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Tags and attributes that no page of ours has."""
        named = {name: (value or "").strip().lower() for name, value in attrs}
        if tag in RUNNING or (tag == "script" and not named.get("src", "").startswith("/static/")):
            self.bad.append(f"<{tag}>")
        self.bad += [
            f"{tag} {name}" for name in named if name.startswith("on") or name in {"style", "srcdoc"}
        ]
        self.bad += [
            f"{tag} {name}={named[name]}" for name in LEADING & named.keys()
            if named[name].startswith(("javascript:", "data:text", "vbscript:", "//"))
        ]  # fmt: skip


def faults_of(path: str, answer: Response) -> Iterator[str]:
    """What is wrong with an answer: an error, something that runs, or a file that its readers cannot read."""
    kind = answer.headers.get("content-type", "")
    if answer.status_code >= 500:
        yield f"{path}: {answer.status_code}"
    elif kind.startswith("text/html"):
        reader = _Reader()
        reader.feed(answer.text)
        mail = path.startswith("/digest/preview")  # styles stand inside a mail, behind a policy of its own
        yield from (f"{path}: {bad}" for bad in reader.bad if not (mail and bad.endswith("style")))
    else:
        try:
            _read(kind, answer)
        except Exception as fault:  # noqa: BLE001 - whatever a reader of such a file cannot take
            yield f"{path}: {kind}: {fault!r}"


def _read(kind: str, answer: Response) -> None:
    if "xml" in kind:
        ET.fromstring(answer.text)
    elif "calendar" in kind:
        for part in Calendar.from_ical(answer.text).walk():
            if set(part) & {"ATTACH", "ATTENDEE", "BCC"}:
                raise ValueError("a property that nobody gave it")
        if found := unfit(answer.text.replace("\r\n", "\n")):
            raise ValueError(found)
    elif "json" in kind:
        json.loads(answer.text)
