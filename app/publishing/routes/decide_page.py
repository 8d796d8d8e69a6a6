"""Where a campaign decides about a public page: its state, a proposal, a second person's answer, the end."""

from typing import Any

from starlette.responses import Response

from app.accounts.demonstration import is_demonstration, refuse_to_leave, why_it_stays
from app.cases.identity_bar import Identity, identity_of
from app.cases.models import Case
from app.cases.queries.case_heads import head_of
from app.cases.queries.reading import reading_of
from app.cases.queries.timeline import timeline
from app.cases.queries.visible import case_for, workable_case
from app.clock import recorded_day
from app.consent.models import FieldGroup, Use
from app.consent.queries.approvals import others_who_may_decide
from app.consent.queries.consents import AsOf
from app.consent.second_reader import NotRead, read_through
from app.consent.word_gate import asked
from app.db import number_of
from app.publishing import page_words
from app.publishing.changes import public_pages as changes
from app.publishing.compose_page import Candidate, Material, material_of
from app.publishing.forms import ProposalForm, UnpublishForm, VerdictForm
from app.publishing.models import PublicSnapshot
from app.publishing.page_content import Words
from app.publishing.queries.public_pages import (
    gate_for,
    page_by_slug,
    pages_of_case,
    preview_of,
    snapshots_of_case,
    waiting_snapshots,
)
from app.publishing.up_to_date import behind
from app.publishing.visible_page import Published, shown
from app.publishing.what_to_do import ways
from app.publishing.words_to_read import speech_of
from app.refusal import Forbidden, NotFound, Unacceptable
from app.text import _, day_in_words
from app.web.door import Doors
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


def _as_of(visit: Visit, case: Case) -> AsOf:
    return AsOf(visit.today(head_of(visit.session, case).zone), visit.settings.today)


def _identity(visit: Visit, case: Case) -> Identity:
    head = head_of(visit.session, case)
    facts = timeline(visit.session, number_of(case), visit.settings.today)
    return identity_of(head, reading_of(visit.session, facts, visit.today(head.zone)))


@doors.get("/cases/{ref}/public", who=signed_in)
def state_page(visit: Visit, ref: str) -> Response:
    """Whether the world sees this case, what differs, and the form to propose a page."""
    return _screen(visit, case_for(visit.session, visit.me, ref), None)


@doors.post("/cases/{ref}/public", who=signed_in)
def propose(visit: Visit, ref: str) -> Response:
    """Hand the words and the ticked facts to a second person."""
    case = workable_case(visit.session, visit.me, ref)
    if not visit.me.may(Right.DECIDE, case.campaign_id):
        raise Forbidden(_("Proposing a public page takes a coordinator."))
    refuse_to_leave(visit.session, case.campaign_id)
    form = read_form(ProposalForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, case, form)
    try:
        changes.propose(visit.session, case, form, _as_of(visit, case))
    except changes.NotFit as refused:
        typed: dict[str, Any] = {"lead": form.lead, "ask": form.ask, "heading": form.heading}
        typed["photo"] = str(form.photo or "")
        typed["facts"] = [str(number) for number in form.facts]
        return _screen(visit, case, Rejected(values=typed, errors={refused.field: refused.sentence}))
    return see_other(
        f"/cases/{ref}/public/proposal", _("Proposed. A second person has to read it and say yes.")
    )


def _screen(visit: Visit, case: Case, form: FormState | None) -> Response:
    typed = form.values if form is not None else {}
    lead, ask, heading = (str(typed.get(name) or "") for name in ("lead", "ask", "heading"))
    material = material_of(visit.session, case, _as_of(visit, case), Words(lead, ask, heading))
    candidates = material.candidates()
    current = _current(visit, case)
    return page(
        visit,
        "publishing/state.html",
        status=422 if form is not None and form.is_refused else 200,
        identity=_identity(visit, case),
        page_state=_state(visit, case, current),
        differences=behind(visit.session, current, _as_of(visit, case)) if current is not None else [],
        waiting=bool(waiting_snapshots(visit.session, number_of(case))),
        form=form or _filled(visit, case, candidates),
        options=[_option(one) for one in candidates if not one.why_not],
        kept_off=[(one.content["title"], one.why_not) for one in candidates if one.why_not]
        + _photos_off(material),
        photographs=_photographs(material),
        doubts=material.doubts,
        unnamed=not material.told.named,
        stays=why_it_stays() if is_demonstration(visit.session, case.campaign_id) else "",
        why_nothing=material.why_not(FieldGroup.CASE),
        coordinates=visit.me.may(Right.DECIDE, case.campaign_id),
        may_work=visit.me.may(Right.WORK, case.campaign_id),
    )


def _photographs(material: Material) -> list[tuple[str, str, str]]:
    """Those that may go on the page, after none at all; nothing to choose where there is none."""
    found = [
        (str(one.file), one.caption, one.credit)
        for one in material.photographs
        if not material.photo_stays(one)
    ]
    return [("", _("None"), ""), *found] if found else []


def _photos_off(material: Material) -> list[tuple[str, str]]:
    named = [(one.caption, material.photo_stays(one)) for one in material.photographs]
    return [(_("Photograph: %(caption)s") % {"caption": caption}, why) for caption, why in named if why]


def _option(one: Candidate) -> tuple[str, str, str]:
    row = page_words.fact_row(one.content)
    hint = _("Part of it stays off: %(why)s") % {"why": one.left_out} if one.left_out else ""
    return str(one.fact.id), f"{row.date}: {row.title}", hint


def _filled(visit: Visit, case: Case, candidates: list[Candidate]) -> FormState:
    """What was proposed last; the first time the summary, and every fact that may leave."""
    earlier = snapshots_of_case(visit.session, number_of(case))
    first = {"lead": (case.summary or "")[:900], "ask": "", "heading": ""}
    said: dict[str, Any] = earlier[0].content if earlier else first
    ticked = [one for one in candidates if not one.why_not and (one.is_public or not earlier)]
    return blank(
        lead=said["lead"],
        ask=said["ask"],
        heading=said["heading"],
        photo=str((said.get("photo") or {}).get("file", "")),
        facts=[str(one.fact.id) for one in ticked],
    )


def _current(visit: Visit, case: Case) -> Published | None:
    for known in pages_of_case(visit.session, number_of(case)):
        if known.ended_at is None:
            return page_by_slug(visit.session, known.slug)
    return None


def _state(visit: Visit, case: Case, current: Published | None) -> dict[str, str]:
    """Words for where the page stands now."""
    if current is None:
        ended = [known for known in pages_of_case(visit.session, number_of(case)) if known.ended_at]
        if not ended or ended[0].ended_at is None:
            return _stands("paused", _("Not public"), _("The world sees nothing of this case."))
        day = {"day": day_in_words(recorded_day(ended[0].ended_at)), "why": ended[0].ended_reason or ""}
        note = _("It was public until %(day)s. %(why)s") % day
        return _stands("paused", _("Ended"), note)
    seen = shown(current, gate_for(visit.session, [current], _as_of(visit, case)))
    said = page_words.page_of(seen) if seen is not None else None
    href = f"/p/{current.slug}"
    if said is None:
        note = _("The page answers that it is gone: a consent has ended, or the case is restricted.")
        return _stands("late", _("Silenced"), note, href)
    narrowed = _("Parts of it are hidden, because a consent has ended or a fact is no longer public.")
    note = f"{said.approved} {narrowed if said.narrowed else ''}".strip()
    return _stands("soon", _("Public"), note, href)


def _stands(tag: str, word: str, note: str, href: str = "") -> dict[str, str]:
    return {"tag": tag, "word": word, "note": note, "href": href}


@doors.get("/cases/{ref}/public/proposal", who=signed_in)
def proposal_page(visit: Visit, ref: str) -> Response:
    """Exactly what the world would see, for the second person to read."""
    case = case_for(visit.session, visit.me, ref)
    return _proposal_screen(visit, case, _waiting(visit, case), blank())


def _waiting(visit: Visit, case: Case) -> PublicSnapshot:
    found = waiting_snapshots(visit.session, number_of(case))
    if not found:
        raise NotFound(_("Nothing waits for a second person here."))
    return found[0]


def _proposal_screen(visit: Visit, case: Case, snapshot: PublicSnapshot, form: FormState) -> Response:
    own = snapshot.proposed_by_id == visit.me.id
    alone = own and not others_who_may_decide(visit.session, case.campaign_id, visit.me.id)
    as_of = _as_of(visit, case)
    preview = preview_of(visit.session, case, snapshot, as_of.today)
    verdict = asked(visit.session, speech_of(case, snapshot.content), Use.PUBLIC, as_of)
    return page(
        visit,
        "publishing/proposal.html",
        status=422 if form.is_refused else 200,
        identity=_identity(visit, case),
        person=page_words.page_of(preview),
        ways=ways(()),
        snapshot=snapshot,
        form=form,
        own=own,
        alone=alone,
        may=(may := visit.me.may(Right.WORK, case.campaign_id) and (not own or alone)),
        reading=read_through(verdict.seen_by(visit.session, visit.me)) if may else None,
    )


@doors.post("/cases/{ref}/public/proposal", who=signed_in)
def decide(visit: Visit, ref: str) -> Response:
    """A second person's yes or no to exactly these words."""
    case = workable_case(visit.session, visit.me, ref)
    snapshot = _waiting(visit, case)
    form = read_form(VerdictForm, visit.submitted)
    if isinstance(form, Rejected):
        return _proposal_screen(visit, case, snapshot, form)
    try:
        made = changes.decide_page(visit.session, case, snapshot, form, _as_of(visit, case))
    except NotRead as refused:
        return _proposal_screen(visit, case, snapshot, form.kept(refused.sentence))
    except Unacceptable as refused:
        return _proposal_screen(visit, case, snapshot, form.kept(refused.sentence, "reason"))
    if made is None:
        return see_other(
            f"/cases/{ref}/public", _("Refused, with your reason. What is public stays as it was.")
        )
    return see_other(f"/cases/{ref}/public", _("Approved. The page is public from now on."))


@doors.post("/cases/{ref}/public/end", who=signed_in)
def end(visit: Visit, ref: str) -> Response:
    """Take the page away at once; one person suffices."""
    case = workable_case(visit.session, visit.me, ref)
    form = read_form(UnpublishForm, visit.submitted)
    changes.unpublish(visit.session, case, None if isinstance(form, Rejected) else form.reason)
    return see_other(
        f"/cases/{ref}/public", _("Ended. From now on the address answers that the page is gone.")
    )
