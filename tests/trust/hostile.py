"""One list of texts that break what does not expect them, and what no answer of ours may hold, whatever was typed."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from httpx2 import Response
from icalendar import Calendar

from app.characters import unfit

MARKUP = tuple(
    r"""
<script>alert(1)</script>
<img src=x onerror=alert(1)>
<svg/onload=alert(1)>
"><script>alert(1)</script>
'><script>alert(1)</script>
<body onload=alert(1)>
<iframe src=javascript:alert(1)>
<a href=javascript:1>x</a>
<details open ontoggle=alert(1)>
<input autofocus onfocus=alert(1)>
<style>*{x:y}</style>
<base href=//evil>
<meta http-equiv=refresh content=0>
<link rel=stylesheet href=//evil>
<object data=//evil>
<embed src=//evil>
<form action=//evil>
<math href=javascript:1>x
<video src onerror=alert(1)>
<marquee onstart=alert(1)>
" onmouseover="alert(1)
' onmouseover='alert(1)
"autofocus onfocus=alert(1) x="
</title><script>1</script>
</textarea><script>1</script>
</style><script>1</script>
--><script>1</script>
<!--<script>1</script>
]]><script>1</script>
<![CDATA[<script>1</script>]]>
<ScRiPt>alert(1)</sCrIpT>
<script/x>alert(1)</script>
<scr<script>ipt>1</script>
&lt;script&gt;1&lt;/script&gt;
&#60;script&#62;1
<script >1</script>
<svg><script>1
<img/src=x/onerror=1>
<a onclick=1>x
<button formaction=//evil>
<isindex action=//evil>
<keygen autofocus>
<audio src onerror=1>
<select onfocus=1 autofocus>
<template><script>1
<noscript><p title='</noscript>'>
<table background=//evil>
<td background=//evil>
<div style=background:url(//evil)>
<p id=x tabindex=1 onfocus=1>
<source onerror=1>
<track onerror=1>
<applet code=x>
<frameset onload=1>
<layer src=//evil>
<xss onclick=1>
<bdo dir=rtl>
<plaintext>
<xmp><script>1</script>
{{7*7}}<b>
""".strip().splitlines()
)
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
UNFIT = ("\uffff", "\ufffe", "\ufdd0", "\U0001ffff", "\x00", "\x0b", "\x1b", "\x7f", "\x85")
ODD = (
    "\x1b[0m",
    "\ud7ff\x01",
    "&lt;b&gt;&#60;b&#62;&amp;",
    "javascript:alert(1)",
    "😀🏳️‍🌈",
    "ﷺ" * 30,
    "İıſß",
    "x" * 5000,
    "\ud7ff",
    "NaN",
    "null",
    "../../etc/passwd",
)
OTHERS = (*FORMATS, *FORMULAS, *DIGITS, *BREAKS, *TURNING, *UNSEEN, *UNFIT, *ODD)
HOSTILE = (*MARKUP, *OTHERS)
A_FEW = (*MARKUP[::9], *OTHERS)  # where each is tried by itself: of mark-up every ninth

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
