"""Every free word of an approved page and where it stands, so that each is asked anew at every showing. Pure.

Whoever adds a word to what a page shows adds it here; a test holds the two against each other.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from app.consent.word_gate import Doubt
from app.publishing.page_content import Content
from app.text import _

HEAD = ("heading", "lead", "ask", "campaign")
PHOTO = "photo"
FACT_LINE = (
    "line"  # what happened, with its answers: courts and offices stand here, which are no place of detention
)
BETWEEN = re.compile(r"[\W_]+")


class Said(NamedTuple):
    """One text, and the place on its page that falls silent with it."""

    where: str
    text: str


class Why(NamedTuple):
    """Why words may not leave, and whom they are about where that is not the person of the page."""

    reason: str
    who: str = ""
    names: bool = False  # they say a name that may not be told
    hidden: bool = False  # of somebody the reader may not know of
    doubt: Doubt | None = None  # perhaps they mean somebody else

    @property
    def of_fact(self) -> str:
        """As it stands beside a fact that stays off."""
        if not self.names:
            return _("%(who)s: %(why)s") % {"who": self.who, "why": self.reason} if self.who else self.reason
        if self.who:
            return _("It names %(who)s, who has not agreed to be named in public") % {"who": self.who}
        return _("It names the person, who has not agreed to be named in public")

    @property
    def of_words(self) -> str:
        """As it refuses what somebody typed."""
        if not self.names:
            return _("These words touch more than was allowed. %(why)s") % {"why": self.of_fact}
        if self.who:
            return _("These words name %(who)s, who has not agreed to be named in public") % {"who": self.who}
        return _("These words name the person, and nobody has allowed that for public pages")


def said_on(content: Content) -> Iterator[Said]:
    """All of a page's words but the name it is approved under, which has a consent of its own."""
    for name in HEAD:
        yield Said(name, content[name] or "")
    for fact in content["facts"]:
        yield from _of_fact(fact)
    photo = content.get("photo") or {}
    for name in ("alt", "credit"):
        yield Said(PHOTO, photo.get(name) or "")


def at(fact: Content, part: str, source: int | None = None) -> str:
    """Where a part of a fact stands, or of one of its sources."""
    return f"{fact['id']} {part}" if source is None else f"{fact['id']} {part} {source}"


def _of_fact(fact: Content) -> Iterator[Said]:
    yield Said(at(fact, FACT_LINE), fact["title"])
    for _label, value in fact["answers"]:
        yield Said(at(fact, FACT_LINE), value)
    for part in ("body", "place"):
        yield Said(at(fact, part), fact[part] or "")
    for number, source in enumerate(fact["sources"]):
        for text in (source["title"], source["source"], source["url"], spelled_out(source["url"])):
            yield Said(at(fact, "source", number), text)
        for part in ("publisher", "locator", "claimant"):
            yield Said(at(fact, part, number), source[part] or "")


def spelled_out(address: str) -> str:
    """The words of an address, for what they tell; whom it names is found in the address itself."""
    return BETWEEN.sub(" ", unquote(address)).strip().lower()
