"""A page put together from the case as it is now: which facts may go on it, and why others may not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from app.cases.models import Case, Visibility
from app.cases.queries.timeline import Fact, timeline
from app.consent.models import FieldGroup, Use
from app.consent.named_people import Circle, Names
from app.consent.queries.approvals import unconfirmed_entries
from app.consent.queries.consents import AsOf, consents_of_people
from app.consent.queries.spellings import names_for
from app.consent.rules import Consented, may_leave
from app.consent.word_gate import Doubt
from app.db import number_of
from app.publishing.page_content import Content, Told, Words, content_of, fact_content
from app.publishing.page_free_words import FACT_LINE, PHOTO, Why, at
from app.publishing.photographs import Photograph, photo_content
from app.publishing.queries.page_facts import head_of_page, urls_of
from app.publishing.queries.page_words_asked import Asked, Held, why_held
from app.publishing.queries.photographs import photographs_of
from app.publishing.visible_page import trimmed
from app.text import _

DRAFT = 0  # a page that has no number yet


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that could go on the page, with what keeps it off."""

    fact: Fact
    content: Content
    why_not: str
    left_out: str  # what of it stays off although the fact may go on

    @property
    def is_public(self) -> bool:
        """Whether the team has marked it as public."""
        return self.fact.visibility == Visibility.PUBLIC


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a page of this case could be made of."""

    own: int
    facts: Sequence[Fact]
    told: Told
    consents: Mapping[int, Sequence[Consented]]
    head: Mapping[str, Any]
    today: date
    photographs: Sequence[Photograph] = ()
    held: Mapping[Held, Why] = field(default_factory=dict)  # words that may not leave, and why

    def why_not(self, group: FieldGroup, person: int | None = None) -> str:
        """Why a group of facts may not leave for the public; empty where it may."""
        said = self.consents.get(self.own if person is None else person, ())
        answer = may_leave(said, group, Use.PUBLIC, self.today)
        return "" if answer.yes else answer.reason

    def candidates(self) -> list[Candidate]:
        """Every fact that is not restricted, oldest first."""
        return [self._candidate(fact) for fact in self.facts]

    def page(self, words: Words) -> Content:
        """The page as it would be approved now: facts marked public that may leave, and nothing else of them."""
        ready = [one for one in self.candidates() if one.is_public and not one.why_not]
        leaving = [
            one.fact
            for one in ready
            if may_leave(self.consents.get(self.own, ()), one.fact, Use.PUBLIC, self.today).yes
        ]
        content = content_of(leaving, self.told, words, self.head)
        content["facts"] = [trimmed(fact, self) for fact in content["facts"]]
        content["campaign"] = content["campaign"] if self.lets("campaign") else ""
        chosen = [one for one in self.photographs if one.file == words.photo]
        if chosen and not self.photo_stays(chosen[0]):
            content["photo"] = photo_content(chosen[0], self.own, self.told.names)
        return content

    def everything(self, words: Words) -> Iterator[tuple[int, Content]]:
        """All that could be said: a page with every fact, and each photograph on a page of its own."""
        yield DRAFT, content_of(self.facts, self.told, words, self.head)
        for photo in self.photographs:
            bare = content_of((), self.told, Words("", ""), self.head)
            yield -photo.file, bare | {"photo": photo_content(photo, self.own, self.told.names)}

    def photo_stays(self, photo: Photograph) -> str:
        """Why a photograph may not go on the page; empty where it may."""
        content = photo_content(photo, self.own, self.told.names)
        if why := self.held.get((-photo.file, PHOTO)):
            return why.of_fact
        for group in (FieldGroup.PHOTO, *map(FieldGroup, content["needs"])):
            if reason := self.why_not(group):
                return reason
        return ""

    def _candidate(self, fact: Fact) -> Candidate:
        content = fact_content(fact, self.told)
        why_not = self._fact_stays(fact, content)
        hidden = [self.why_not(FieldGroup(group)) for group in content["body_needs"] if content["body"]]
        place = self.why_not(FieldGroup.PLACE) if content["place"] else ""
        said = [self.why_held(at(content, part)) for part in ("body", "place")]
        return Candidate(fact, content, why_not, next(filter(None, [*hidden, place, *said]), ""))

    def _fact_stays(self, fact: Fact, content: Content) -> str:
        if fact.id in self.told.unconfirmed:
            return _("Reported, not yet confirmed by a second person")
        if not fact.cites:
            return _("No source says so yet")
        for group in content["needs"]:
            if reason := self.why_not(FieldGroup(group)):
                return reason
        body = self.held.get((DRAFT, at(content, "body")))
        if body is not None and (body.names or body.hidden):
            return body.of_fact
        return self.why_held(at(content, FACT_LINE))

    @property
    def doubts(self) -> list[Doubt]:
        """Whom the words name who may not be named; perhaps somebody else is meant."""
        return list(dict.fromkeys(why.doubt for why in self.held.values() if why.doubt is not None))

    def may(self, *groups: str) -> bool:
        """Whether these groups of the person's facts may leave."""
        return not any(self.why_not(FieldGroup(group)) for group in groups)

    def agreed(self, people: Sequence[int]) -> bool:
        """Whether all of these have agreed to be named in public."""
        return not any(self.why_not(FieldGroup.NAME, person) for person in people)

    def why_held(self, where: str) -> str:
        """Why the words of a fact that stand there may not leave; empty where they may."""
        why = self.held.get((DRAFT, where))
        return why.of_fact if why is not None else ""

    def lets(self, where: str) -> bool:
        """Whether the words that stand there may leave."""
        return (DRAFT, where) not in self.held


def material_of(
    session: Session, case: Case, as_of: AsOf, words: Words | None = None, *, with_names: bool = True
) -> Material:
    """What stands behind a page now, and behind its own words where they are given.

    Without names it only serves to see quickly that nothing has changed.
    """
    number, own = number_of(case), case.person_id
    words = words or Words("", "")
    facts = [
        fact for fact in timeline(session, number, as_of.known_by) if fact.visibility != Visibility.RESTRICTED
    ]
    told = Told(
        own=own,
        names=Names((), Circle(frozenset({own}))),
        urls=urls_of(session, sorted({cite.source_id for fact in facts for cite in fact.cites})),
        unconfirmed=frozenset(unconfirmed_entries(session, number)),
    )
    photographs = photographs_of(session, number)
    texts = [
        *words.spoken,
        *(one.words for one in photographs),
        *(text for fact in facts for text in _texts(fact, told)),
    ]
    if with_names:
        told = replace(told, names=names_for(session, case, texts))
    people = sorted({own, *told.names.in_text(*texts)})
    consents = consents_of_people(session, people, as_of.known_by)
    named = may_leave(consents[own], FieldGroup.NAME, Use.PUBLIC, as_of.today).yes
    made = Material(
        own, facts, replace(told, named=named), consents, head_of_page(session, case), as_of.today, photographs,
    )  # fmt: skip
    asked = [Asked(mark, number, own, case.campaign_id, content) for mark, content in made.everything(words)]
    return replace(made, held=why_held(session, asked, consents, as_of, session.info.get("viewer")))


def _texts(fact: Fact, told: Told) -> list[str]:
    content = fact_content(fact, told)
    cited = [
        text
        for cite in fact.cites
        for text in (
            cite.title,
            (told.urls.get(cite.source_id) or "").title(),
            cite.locator or "",
            cite.claimant or "",
        )
    ]
    return [content["title"], content["body"] or "", *(value for _label, value in content["answers"]), *cited]
