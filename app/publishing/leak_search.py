"""Every text that leaves or is about to, looked through for a person's name: the proof that a request to stop holds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import Any
from weakref import WeakKeyDictionary

from sqlmodel import Session

from app.campaigning.queries.action_rows import citations_of
from app.campaigning.queries.linked_cases import AsOf as ActionDay
from app.campaigning.queries.public_actions import ever_published
from app.consent.named_people import Circle, Names
from app.consent.queries.consents import AsOf
from app.db import number_of
from app.history.queries import state_of_record
from app.letters.obstacles import obstacles_of
from app.letters.queries.briefing_facts import Asked as AskedOfLetters
from app.publishing.export import as_text, export_campaign
from app.publishing.page_free_words import said_on
from app.publishing.queries.public_pages import current_pages, gate_for
from app.publishing.queries.silence_proof import (
    UNSENT,
    campaigns_of,
    letters_seen,
    own_words_of,
    proposals_seen,
    spellings_of,
    texts_of,
    unpublished_actions,
    waiting_mails,
)
from app.publishing.visible_page import Shown, shown
from app.text import N_, _, ngettext
from app.web.viewer import Viewer

LEAVES, HELD, GONE, LEFT = "leaves", "held", "gone", "left"
IN_WORDS = {
    LEAVES: ("late", N_("Still leaves")),
    HELD: ("paused", N_("Held back")),
    GONE: ("done", N_("Gone now")),
    LEFT: ("soon", N_("Left already")),
}
# By campaign, person and day, of which state of the record, and the words; of each database of this process.
_IN_EXPORTS: WeakKeyDictionary[Any, dict[tuple[str, int, AsOf], tuple[str, str]]] = WeakKeyDictionary()
MADE_ANEW = (
    "digest"  # a weekly mail is looked at again before it goes, and made anew without what may not leave
)


SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
LONGEST = 200


class Finder:
    """Looks for one person: the whole name in either order, the last name alone; also declined and in other scripts."""

    def __init__(self, person: int, spellings: Iterable[str]) -> None:
        self._person = person
        circle = Circle(around=frozenset({person}))
        self._names = Names(((person, spelling) for spelling in spellings), circle)

    def words(self, text: str | None) -> str:
        """The first sentence of a text that says the name; "" where none does."""
        if not text or self._person not in self._names.in_text(text):
            return ""
        said = (one for one in SENTENCE.split(text) if self._person in self._names.in_text(one))
        return next(said, text).strip()[:LONGEST]

    def first(self, texts: Iterable[str | None]) -> str:
        """The first such sentence of several texts."""
        return next(filter(None, map(self.words, texts)), "")


@dataclass(frozen=True, slots=True)
class Found:
    """One place where the name stands: what it is, the words, and what becomes of them."""

    where: str
    href: str
    words: str
    state: str
    then: str = ""


@dataclass(frozen=True, slots=True)
class Looking:
    """Who is looked for, on which day, and who looks."""

    session: Session
    finder: Finder
    person_id: int
    as_of: AsOf
    viewer: Viewer

    def everywhere(self) -> list[Found]:
        """What still leaves comes first."""
        found = [*self._pages(), *self._proposals(), *self._actions(), *self._letters(), *self._mails()]
        found += self._exports()
        return sorted(found, key=lambda one: list(IN_WORDS).index(one.state))

    def _pages(self) -> Iterator[Found]:
        pages = current_pages(self.session)
        gate = gate_for(self.session, pages, self.as_of)
        for page in pages:
            seen = shown(page, gate)
            told = {"ref": page.reference} if seen is None else {"ref": seen.title}
            where, href = _("Public page of %(ref)s") % told, f"/p/{page.slug}"
            if words := self.finder.first(_world_reads(seen)):
                yield Found(
                    where, href, words, LEAVES, _("End this page, or propose it anew without the name")
                )
            elif page.person_id == self.person_id or self.finder.first(
                said.text for said in said_on(page.content)
            ):
                yield Found(
                    where, href, "", GONE, _("Taken off the page, its feeds, lists and the map of the site")
                )

    def _proposals(self) -> Iterator[Found]:
        for snapshot, reference in proposals_seen(self.session, self.viewer):
            texts = [snapshot.content["name"], *(said.text for said in said_on(snapshot.content))]
            if words := self.finder.first(texts):
                where = _("Proposed public page of %(ref)s") % {"ref": reference}
                href = f"/cases/{reference}/public/proposal"
                yield Found(where, href, words, HELD, _("Cannot be approved"))

    def _actions(self) -> Iterator[Found]:
        found = ever_published(self.session, ActionDay(self.as_of.today, self.as_of.known_by))
        numbers = [one.row.id for one in found]
        own, cites = own_words_of(self.session, numbers), citations_of(self.session, numbers, None)
        for one in found:
            sources = [text for cite in cites.get(one.row.id, ()) for text in (cite.title, cite.source)]
            names = [case.name for case in one.behind]
            words = self.finder.first([*texts_of(one.row), *own.get(one.row.id, ()), *sources, *names])
            if words:
                yield self._action(one.row.reference, words, is_open=one.is_open)
        mine = unpublished_actions(self.session, self.viewer)
        own = own_words_of(self.session, [number_of(one) for one in mine])
        for action in mine:
            if words := self.finder.first([*texts_of(action), *own.get(number_of(action), ())]):
                where = _("Action %(ref)s, not public") % {"ref": action.reference}
                yield Found(where, f"/actions/{action.reference}", words, HELD, _("Cannot be published"))

    def _action(self, reference: str, words: str, *, is_open: bool) -> Found:
        where, href = _("Public action %(ref)s") % {"ref": reference}, f"/a/{reference}"
        if is_open:
            return Found(
                where, href, words, LEAVES, _("Stop this action, or publish a version without the name")
            )
        return Found(where, href, words, GONE, _("Its page, feed, calendar file and letter are gone"))

    def _letters(self) -> Iterator[Found]:
        pairs = letters_seen(self.session, self.viewer, self.person_id)
        texts = {number_of(one): (one.subject, one.body, one.own_line) for one, _case in pairs}
        named = [
            (one, case, words) for one, case in pairs if (words := self.finder.first(texts[number_of(one)]))
        ]
        in_hand = [(one, case) for one, case, _words in named if one.state in UNSENT]
        asked = AskedOfLetters(lambda _case: self.as_of.today, self.as_of.known_by)
        stands = obstacles_of(self.session, in_hand, asked) if in_hand else {}
        for one, case, words in named:
            number = number_of(one)
            told = {"n": number, "ref": case.reference}
            where, href = _("Letter %(n)s about %(ref)s") % told, f"/letters/{number}"
            if number not in stands:
                if one.state != "withdrawn":
                    yield Found(
                        where,
                        href,
                        words,
                        LEFT,
                        _("Ask the office to set it aside, if the family wants that"),
                    )
            elif stands[number].clear:
                yield Found(
                    where, href, words, LEAVES, _("Withdraw this letter, or write it anew without the name")
                )
            else:
                yield Found(where, href, words, HELD, _("Cannot be approved, printed or sent"))

    def _mails(self) -> Iterator[Found]:
        found = Counter(
            kind
            for kind, message in waiting_mails(self.session)
            if self.finder.first(_words_of_mail(message))
        )
        if count := found.pop(MADE_ANEW, 0):
            where = ngettext("%(n)s weekly mail that waits", "%(n)s weekly mails that wait", count)
            then = _("Looked at again before they go, and made anew without the name or dropped")
            yield Found(where % {"n": count}, "", "", HELD, then)
        if count := found.total():
            where = ngettext("%(n)s mail that waits", "%(n)s mails that wait", count) % {"n": count}
            yield Found(where, "", "", LEAVES, _("Ask whoever runs this installation to drop them"))

    def _exports(self) -> Iterator[Found]:
        for slug, name in campaigns_of(self.session, self.viewer):
            if words := self._in_export(slug):
                where = _("Export of %(campaign)s for work elsewhere") % {"campaign": name}
                yield Found(where, "", words.strip(' ",'), LEAVES, _("Take the name out of these words"))

    def _in_export(self, slug: str) -> str:
        """What the export of a campaign says of the name; made again once something has changed."""
        mark = state_of_record(self.session)
        known = _IN_EXPORTS.setdefault(self.session.get_bind().engine, {})
        asked = (slug, self.person_id, self.as_of)
        if known.get(asked, ("", ""))[0] != mark:
            document = as_text(export_campaign(self.session, slug, self.as_of).record)
            known[asked] = mark, self.finder.first(document.splitlines())
        return known[asked][1]


def looked_for(session: Session, person_id: int, as_of: AsOf, viewer: Viewer) -> list[Found]:
    """Where the name of a person stands in everything that leaves, as far as this viewer may know of it."""
    finder = Finder(person_id, spellings_of(session, person_id))
    return Looking(session, finder, person_id, as_of, viewer).everywhere()


def _world_reads(seen: Shown | None) -> Iterable[str]:
    if seen is None:
        return ()
    return (seen.title, *seen.told["other_names"], *(said.text for said in said_on(seen.told)))


def _words_of_mail(message: bytes) -> Iterator[str]:
    mail = message_from_bytes(message, policy=policy.default)
    yield str(mail["subject"] or "")
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            yield str(part.get_content())
