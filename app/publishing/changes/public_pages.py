"""Proposing a page, deciding about it, ending it; and forgetting it for good when a person is erased."""

import re
import secrets
from collections.abc import Sequence

from anyascii import anyascii
from sqlmodel import Session

from app.accounts.demonstration import refuse_to_leave
from app.cases.models import Case, Visibility
from app.consent.changes import check_second_person, read_and_decide
from app.consent.forms import ReadForm
from app.consent.models import Approval, FieldGroup, Use
from app.consent.queries.approvals import open_approval_of_snapshot
from app.consent.queries.consents import AsOf
from app.consent.refuse_stopped import why_stopped
from app.consent.second_reader import read_through
from app.consent.word_gate import asked
from app.db import number_of
from app.history.access_log import Subject, What, note
from app.publishing.compose_page import DRAFT, Material, material_of
from app.publishing.forms import ProposalForm, VerdictForm
from app.publishing.models import PublicPage, PublicSnapshot
from app.publishing.page_content import Content, Words, digest_of
from app.publishing.queries.page_facts import entries_of_case
from app.publishing.queries.public_pages import (
    is_taken,
    pages_of_case,
    waiting_snapshots,
    would_show,
)
from app.publishing.words_to_read import speech_of
from app.refusal import Conflict, Unacceptable
from app.text import _

NEUTRAL_SIGNS, NEUTRAL_LENGTH = "bcdfghjkmnpqrstvwxyz23456789", 8


class NotFit(Exception):
    """A proposal that cannot be kept: which field, and why."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


def propose(session: Session, case: Case, form: ProposalForm, as_of: AsOf) -> PublicSnapshot:
    """Keep the words and the ticked facts as they are now, for a second person to read; raise NotFit.

    A proposal nobody has decided about gives way to the new one.
    """
    words = Words(form.lead or "", form.ask or "", form.heading or "", form.photo)
    if why := why_stopped(session, [case.person_id]):
        raise NotFit("lead", why)
    _check(material_of(session, case, as_of, words), words, form.facts)
    _mark(session, case, form.facts)
    session.flush()
    content = material_of(session, case, as_of, words).page(words)
    _take_back(session, case)
    at, actor = session.info["at"], session.info["actor_id"]
    made = PublicSnapshot(
        case_id=number_of(case),
        content=content,
        digest=digest_of(content),
        proposed_by_id=actor,
        proposed_at=at,
    )
    session.add(made)
    session.flush()
    session.add(
        Approval(subject="page", case_id=case.id, snapshot_id=made.id, asked_by_id=actor, asked_at=at)
    )
    return made


def _check(material: Material, words: Words, facts: Sequence[int]) -> None:
    """Whether these words and facts may leave at all."""
    if why := material.why_not(FieldGroup.CASE):
        raise NotFit("facts", why)
    if not material.told.named and not words.heading:
        raise NotFit("heading", _("Nobody has allowed the name, so give the page a heading without it"))
    for field in ("heading", "lead", "ask"):
        if held := material.held.get((DRAFT, field)):
            raise NotFit(field, held.of_words)
    _check_photo(material, words.photo)
    possible = {one.fact.id: one.why_not for one in material.candidates()}
    for number in facts:
        if number not in possible:
            raise NotFit("facts", _("One of the facts is no longer there; look at the list again"))
        if possible[number]:
            raise NotFit("facts", possible[number])


def _check_photo(material: Material, file: int | None) -> None:
    if file is None:
        return
    chosen = next((one for one in material.photographs if one.file == file), None)
    if chosen is None:
        raise NotFit("photo", _("This photograph is no longer there; look at the list again"))
    if why := material.photo_stays(chosen):
        raise NotFit("photo", why)


def _mark(session: Session, case: Case, chosen: Sequence[int]) -> None:
    """Ticked facts are public from now on, others for the team; restricted ones stay what they are."""
    for entry in entries_of_case(session, number_of(case)):
        wanted = Visibility.PUBLIC if entry.id in chosen else Visibility.TEAM
        if entry.visibility not in (Visibility.RESTRICTED, wanted):
            entry.visibility = wanted


def _take_back(session: Session, case: Case) -> None:
    for earlier in waiting_snapshots(session, number_of(case)):
        earlier.decision, earlier.decided_at = "replaced", session.info["at"]
        approval = open_approval_of_snapshot(session, number_of(earlier))
        if approval is not None:
            approval.decision, approval.decided_at = "replaced", session.info["at"]
            approval.decided_by_id = session.info["actor_id"]


def decide_page(
    session: Session, case: Case, snapshot: PublicSnapshot, form: VerdictForm, as_of: AsOf
) -> PublicPage | None:
    """A second person's answer to exactly these words; the page where it is yes.

    Raises Conflict where other words were read, NotRead where not all of them were, Unacceptable where something in
    them may not leave any more.
    """
    refuse_to_leave(session, case.campaign_id)
    approval = open_approval_of_snapshot(session, number_of(snapshot))
    if approval is None or snapshot.decision is not None or form.digest != snapshot.digest:
        raise Conflict(_("What was proposed has changed since you opened it. Read it again."))
    check_second_person(session, approval, case.campaign_id, session.info["actor_id"])
    if form.decision == "approved" and not _still_fits(session, case, snapshot, as_of):
        raise Unacceptable(
            _(
                "Something in it may not leave any more: a consent has ended, or a fact has changed. Propose it anew."
            )
        )
    answer = ReadForm(decision=form.decision, reason=form.reason, read=form.read, words=form.words)
    reading = read_through(asked(session, speech_of(case, snapshot.content), Use.PUBLIC, as_of))
    decision = read_and_decide(session, approval, case.campaign_id, answer, reading)
    snapshot.decision, snapshot.decided_at = decision, session.info["at"]
    if decision == "refused":
        return None
    note(session, What.PUBLISHED, Subject("case", case.id, case.campaign_id))
    return _publish(session, case, snapshot, by_one=decision == "by-one")


def _still_fits(session: Session, case: Case, snapshot: PublicSnapshot, as_of: AsOf) -> bool:
    """Whether all of it may leave now, and the case still says the same."""
    said = snapshot.content
    words = Words.of(said)
    fresh = material_of(session, case, as_of, words).page(words)
    return digest_of(fresh) == snapshot.digest and would_show(session, case, said, as_of)


def _publish(session: Session, case: Case, snapshot: PublicSnapshot, *, by_one: bool) -> PublicPage:
    """Show it under the address the case has; an address with a name is given up where the name may not be told."""
    at, content = session.info["at"], snapshot.content
    page: PublicPage | None = None
    for known in pages_of_case(session, number_of(case)):
        if page is None and (content["named"] or not known.named):
            page = known
        elif known.ended_at is None:
            known.ended_at, known.ended_reason = at, _("another address took its place")
    if page is None:
        named = bool(content["named"])
        page = PublicPage(
            case_id=number_of(case), slug=_free_slug(session, content), named=named,
            snapshot_id=number_of(snapshot), published_at=at, approved_at=at,
        )  # fmt: skip
        session.add(page)
    page.snapshot_id, page.approved_at, page.by_one = number_of(snapshot), at, by_one
    page.ended_at = page.ended_reason = None
    return page


def _free_slug(session: Session, content: Content) -> str:
    if content["named"]:
        plain = re.sub(r"[^a-z0-9]+", "-", anyascii(content["name"]).lower()).strip("-")[:60]
        if plain:
            number, slug = 1, plain
            while is_taken(session, slug):
                number += 1
                slug = f"{plain}-{number}"
            return slug
    while is_taken(session, slug := "".join(secrets.choice(NEUTRAL_SIGNS) for _n in range(NEUTRAL_LENGTH))):
        pass
    return slug


def unpublish(session: Session, case: Case, reason: str | None) -> None:
    """End the page of a case at once; one person suffices."""
    shown = [page for page in pages_of_case(session, number_of(case)) if page.ended_at is None]
    for page in shown:
        page.ended_at, page.ended_reason = session.info["at"], reason
    if shown:
        note(session, What.UNPUBLISHED, Subject("case", case.id, case.campaign_id))
