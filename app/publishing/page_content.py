"""What of a case goes on its public page, as data: words with what they need in order to stay there. Pure.

A content is a plain dictionary that JSON keeps whole:

    named, name, other_names   whether the page names the person, and how
    heading                    what stands at the top of a page without a name
    lead, ask, about           the page's own words, and the groups of facts they touch
    campaign                   who keeps watch
    named_people               others who are named in lead or ask, by number
    facts                      see `fact_content`; whatever is derived is read from them when the page is shown
    photo                      where one was chosen: see `app.publishing.photographs`
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from app.cases.entry_words import answers, credit, disputed, headline, kind_in_words, said
from app.cases.kinds import FORMS, KINDS, EntryKind
from app.cases.queries.timeline import Fact
from app.consent.models import FieldGroup
from app.consent.named_people import Names
from app.consent.rules import group_of
from app.consent.touched_groups import speaks_of
from app.dates import FuzzyDate, in_words
from app.publishing.approved import as_read
from app.sources.citation_rows import Cited
from app.text import _, marked
from app.web.forms import asked

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What is needed besides the facts: the addresses of sources, and everybody's names."""

    own: int
    names: Names
    urls: Mapping[int, str] = field(default_factory=dict)
    unconfirmed: frozenset[int] = frozenset()
    named: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """A page's own words, as the proposer typed them."""

    lead: str
    ask: str
    heading: str = ""
    photo: int | None = None  # the number of the file

    @classmethod
    def of(cls, content: Content) -> "Words":
        """As a page has them."""
        photo = content.get("photo")
        return cls(content["lead"], content["ask"], content["heading"], photo["file"] if photo else None)

    @property
    def spoken(self) -> tuple[str, str, str]:
        """All of them."""
        return self.lead, self.ask, self.heading


def fact_content(fact: Fact, told: Told) -> Content:
    """One fact: its words, the groups it needs, and the persons other than its own who are named in it."""
    bare = replace(fact, place=None, facility=None)
    place = fact.facility or fact.place
    title = headline(bare)
    lines = _answers(bare)
    line = " ".join([title, *(value for _label, value in lines)])
    named, credited = told.names.in_text(line, fact.summary), credit(fact)
    spoken, is_note = (
        _touched(fact.summary, place),
        fact.kind is EntryKind.NOTE,
    )  # a note is nothing but its words
    return {
        "id": fact.id,
        "kind": kind_in_words(fact.kind),
        "on": _edtf(fact.on),
        "known": _edtf(fact.known),
        "title": title,
        "answers": [list(pair) for pair in lines],
        "body": fact.summary,
        "place": place,
        "sources": [_source(cite, told, place) for cite in fact.cites],
        "credited": fact.cites.index(credited)
        if credited is not None
        else None,  # who says what the title says
        "differs": [disputed(fact.kind, one.field) for one in fact.disagreements],
        "read": as_read(fact),
        "needs": _sorted({group_of(fact)} | _touched(line, place) | (spoken if is_note else set())),
        "body_needs": _sorted(spoken),
        "names": sorted(named - {told.own}),
        "names_own": told.own in named,
    }


def _answers(fact: Fact) -> list[tuple[str, str]]:
    questions, values = asked(FORMS[fact.kind]), answers(fact)
    return [
        (marked(questions[name].label), said(questions[name], values[name]))
        for name in KINDS[fact.kind].public
        if values.get(name) is not None
    ]


def _touched(words: str | None, place: str | None) -> set[FieldGroup]:
    found = set(speaks_of(words))
    if place and words and place.casefold() in words.casefold():
        found.add(FieldGroup.PLACE)
    return found


def _source(cite: Cited, told: Told, place: str | None) -> Content:
    """Who says so. A claimant is told only where that points at nobody; a page without a name hides it here too."""
    locator, url, own = cite.locator, told.urls.get(cite.source_id) or "", {told.own}
    headline_names = told.names.in_text(
        cite.title, url.title()
    )  # the words of an address stand in small letters
    secret = not told.named and told.own in headline_names | told.names.in_text(locator)
    if secret or told.names.in_text(locator) - own:
        locator = None
    claimant = cite.claimant
    if claimant and (told.names.in_text(claimant) or speaks_of(claimant)):
        claimant = None
    return {
        "title": "" if secret else cite.title,
        "source": cite.source,
        "publisher": in_short(cite),
        "url": "" if secret or not url.startswith(("https://", "http://")) else url,
        "locator": locator,
        "claimant": claimant,
        "needs": _sorted(_touched(locator, place)),
        "names": sorted(headline_names - own),
    } | ({"source": in_short(cite)} if secret else {})


def in_short(cite: Cited) -> str:
    """The text by its publisher and date alone, where its headline may not be told."""
    who = cite.publisher or _("a published text")
    return f"{who}, {in_words(cite.published)}" if cite.published else who


def content_of(facts: Sequence[Fact], told: Told, words: Words, head: Mapping[str, Any]) -> Content:
    """The whole page. `facts` are those that may leave; `head` has name, other_names and campaign."""
    spoken = (words.lead, words.ask, words.heading)
    return {
        "named": told.named,
        "name": head["name"] if told.named else None,
        "other_names": list(head["other_names"]) if told.named else [],
        "heading": words.heading,
        "campaign": head["campaign"],
        "lead": words.lead,
        "ask": words.ask,
        "about": _sorted(set().union(*(speaks_of(one) for one in spoken))),
        "named_people": sorted(told.names.in_text(*spoken) - {told.own}),
        "names_own": told.own in told.names.in_text(*spoken),
        "facts": [fact_content(fact, told) for fact in facts],
    }


def digest_of(content: Content) -> str:
    """The SHA-256 by which two people know that they mean the same words."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _sorted(groups: set[FieldGroup]) -> list[str]:
    return sorted(str(group) for group in groups)


def _edtf(fuzzy: FuzzyDate | None) -> str | None:
    return fuzzy.edtf if fuzzy is not None else None
