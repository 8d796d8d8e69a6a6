"""Leaks of words, made on purpose one at a time: each is seen by a search for what was planted in an export."""

from typing import Any

import pytest
from sqlmodel import Session

from app.campaigning.changes.second_reading import keep_read
from app.campaigning.models import Action, ActionLink
from app.cases.models import Case, ConflictChoice, Incident, IncidentMember, Person
from app.consent.models import Approval, Consent, FieldGroup
from app.consent.rules import Answer
from app.consent.word_gate import Verdict
from app.db import Database, number_of
from app.publishing.export import Extent
from app.publishing.export_scope import Record
from app.settings import Settings
from tests import clock, story
from tests.publishing.exports import text_of
from tests.publishing.published import allow
from tests.story import Cast
from tests.trust.test_words_leave import everywhere, stop
from tests.trust.ways_out import actions, left, letters, people

pytestmark = pytest.mark.either

STOPPED, KEPT = "Zarina Qanatova", "Yerlan Kairatov"
NOT_AT_ALL = (
    "zqstopped",
    "zqkept",
    "zqtitle",
    "zqkey",
    "zqpart",
    "zqcall",
    "zqdraft",
    "zqrefused",
    "zqwaits",
)
NOT_IN_PUBLIC = ("zqhealth", "zqnote", "zqreason", "zqteam", "zqunpublished", "zqplace", "zqunsourced")


def _of_stopped(session: Session, case: Case, hers: Case) -> None:
    """Somebody who has asked to stop: in words, a title, the key of a text, and as whom a call is for."""
    named, cited = (
        story.entry(session, case, "note", "2012", visibility="public", summary=words)
        for words in (f"{STOPPED} was there, zqstopped.", "So they write.")
    )
    titled = story.source(session, f"{STOPPED} in court zqtitle", "2012-01-01")
    titled.key = "a-report"
    keyed = story.source(session, f"{STOPPED} zqkey", "2012-01-02")
    keyed.title = "What they saw"
    for source, entry in ((story.source(session, "Told by all"), named), (titled, cited), (keyed, cited)):
        story.cited(session, source, entry)
    _ours(session, hers, "2026-001", "A call zqcall", published_at=story.BEGAN, live_at=story.BEGAN)
    session.add(Consent(person_id=hers.person_id, field_group="all", use="all", basis="refused"))


def _kept_to_few(session: Session, case: Case, kept: Case) -> None:
    """A restricted case: its facts, its part in an incident, its name in another's words."""
    story.entry(session, kept, "note", "2012", summary="Hidden zqkept.", visibility="public")
    named = story.entry(session, case, "note", "2012", visibility="public", summary=f"{KEPT} too, zqkept.")
    story.cited(session, story.source(session, "Told by one"), named)
    strike = Incident(reference="I-001", campaign_id=case.campaign_id, kind="strike", title="A strike")
    session.add(strike)
    session.flush()
    session.add(IncidentMember(incident_id=number_of(strike), case_id=kept.id, part="zqpart"))


def _unread(session: Session, case: Case) -> None:
    """What no second person has read, or has refused."""
    _ours(session, case, "2026-002", "A draft zqdraft", state="draft")
    source = story.source(session, "A rumour")
    for words, decision in (("He died zqwaits.", None), ("He died zqrefused.", "refused")):
        news = story.entry(session, case, "death", "2013", summary=words, visibility="public")
        story.cited(session, source, news)
        decided = clock.now() if decision else None
        session.add(Approval(subject="entry", entry_id=news.id, asked_at=story.BEGAN, decided_at=decided,
                             decision=decision))  # fmt: skip


def _for_the_team(session: Session, case: Case) -> None:
    """What the team may read elsewhere, and others may not."""
    source = story.source(session, "A paper")
    session.get_one(Person, case.person_id).note = "Ours zqnote."
    for kind, visibility, more in (
        ("health-alert", "public", {"summary": "She has cancer zqhealth."}),
        ("sentence", "public", {"summary": "A year.", "note": "Ours too zqnote."}),
        ("charge", "team", {"summary": "Not marked zqteam."}),
        ("custody", "public", {"summary": "Held.", "place_text": "Zqplace"}),
    ):  # fmt: skip
        fact = story.entry(session, case, kind, "2012", visibility=visibility, **more)
        cite = story.cited(session, source, fact, field="court", value="One court")
        choice = ConflictChoice(entry_id=fact.id, field="court", reason="zqreason", citation_id=cite.id)
        session.add(choice)
    story.entry(session, case, "note", "2012", visibility="public", summary="No source zqunsourced.")
    _ours(session, case, "2026-003", "Not public zqunpublished", live_at=story.BEGAN)


def _ours(session: Session, case: Case, reference: str, title: str, state: str = "live", **more: Any) -> None:
    action = Action(
        reference=reference, campaign_id=case.campaign_id, ours=True, kind="letter-call", state=state, title=title,
        made_at=story.BEGAN, **more,
    )  # fmt: skip
    session.add(action)
    session.flush()
    session.add(ActionLink(action_id=number_of(action), case_id=case.id))
    session.flush()
    keep_read(session, number_of(action))


@pytest.fixture
def planted(settings: Settings, database: Database) -> Cast:
    """Roza, who agrees to be named and to her case being told; around her everything that may not leave."""
    cast = story.the_cast(settings, database)
    with database.writing(actor="the story", at=clock.now()) as session:
        case, home = session.merge(cast.case), session.merge(cast.campaign)
        _of_stopped(session, case, story.case(session, home, "K-002", STOPPED))
        _kept_to_few(session, case, story.case(session, home, "K-003", KEPT, visibility="restricted"))
        _unread(session, case)
        _for_the_team(session, case)
    allow(cast, FieldGroup.NAME, FieldGroup.CASE)
    return cast


def leaks(cast: Cast) -> set[str]:
    """What was planted and stands in an export all the same."""
    with cast.database.reading() as session:
        working = text_of(session, extent=Extent.WORKING).lower()
        others = text_of(session, extent=Extent.FOR_OTHERS).lower()
    return {word for word in NOT_AT_ALL if word in working + others} | {
        word for word in NOT_IN_PUBLIC if word in others
    }


def yes(*_asked: object) -> Answer:
    return Answer(yes=True, reason="", group=FieldGroup.CASE)


def no(*_asked: object) -> bool:
    return False


def nobody(*_asked: object) -> frozenset[Any]:
    return frozenset()


def unasked(_session: Session, speeches: list[object], *_more: object) -> list[Verdict]:
    return [Verdict()] * len(speeches)


def untrimmed(_self: object, _part: object, item: Record, _about: object) -> Record:
    return item


EXPORTS = "app.publishing"
LEAKS = {
    "words are not asked": (f"{EXPORTS}.export_omissions.asked_each", unasked, "zqstopped"),
    "a request to stop is overlooked": (f"{EXPORTS}.export_omissions.is_withdrawn", no, "zqcall"),
    "restricted cases are overlooked in words": (
        f"{EXPORTS}.export_omissions.people_kept_to_few",
        nobody,
        "zqkept",
    ),
    "restricted things are overlooked": (f"{EXPORTS}.export_omissions._kept_back", nobody, "zqpart"),
    "consents are overlooked": (f"{EXPORTS}.export_omissions._untold", nobody, "zqteam"),
    "every group may leave": (f"{EXPORTS}.export_omissions.may_leave", yes, "zqplace"),
    "drafts count as read": (f"{EXPORTS}.export._never_ran", no, "zqdraft"),
    "nothing counts as unread": (f"{EXPORTS}.export._Reader.unread", nobody, "zqrefused"),
    "actions are not asked whom they are for": (
        f"{EXPORTS}.redact_export._Cutter._rests_on_hidden",
        no,
        "zqcall",
    ),
    "the keys of texts are overlooked": (f"{EXPORTS}.redact_export._Cutter._names_in_key", no, "zqkey"),
    "nothing is kept for the team": (f"{EXPORTS}.export_for_others.Outward.trim", untrimmed, "zqreason"),
    "notes are told": (f"{EXPORTS}.export_for_others._is_for_team", no, "zqnote"),
    "hidden parts stay": (f"{EXPORTS}.export_scope._may_stay", lambda *_asked: True, "zqpart"),
    "titles are no words": (f"{EXPORTS}.redact_export._spoken", nobody, "zqtitle"),
}


def test_an_export_holds_nothing_that_was_planted(planted: Cast) -> None:
    assert leaks(planted) == set()
    with planted.database.reading() as session:
        assert "So they write." in text_of(session)
        assert "A year." in text_of(session, extent=Extent.FOR_OTHERS)
        full = text_of(session, extent=Extent.FULL).lower()
    assert [word for word in (*NOT_AT_ALL, *NOT_IN_PUBLIC) if word not in full] == ["zqwaits"]


def test_each_leak_of_words_is_caught(planted: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    missed = {}
    for leak, (place, instead, word) in LEAKS.items():
        with monkeypatch.context() as patched:
            patched.setattr(place, instead)
            found = leaks(planted)
        if word not in found:
            missed[leak] = found
    assert missed == {}
    assert leaks(planted) == set()


OUTSIDE = {
    "a public page asks nobody": ("app.publishing.queries.page_words_asked.asked_each", people),
    "a public action asks nobody": ("app.campaigning.queries.linked_cases.asked_each", actions),
    "a letter asks nobody": ("app.letters.free_words.asked_each", letters),
}


@pytest.mark.parametrize("leak", sorted(OUTSIDE))
def test_a_way_out_that_asks_no_gate_of_words_is_caught(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch, leak: str
) -> None:
    cast, hers, words = everywhere(settings, database)
    stop(cast, hers)
    place, way = OUTSIDE[leak]
    monkeypatch.setattr(place, unasked)
    assert left(cast, words, way) != {}
