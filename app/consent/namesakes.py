"""A namesake blocks nothing for ever: one person says that words mean somebody else, a second one sees it.

Where whoever reads the words may not know of the person they name, somebody who may is asked by itself.
"""

from typing import Any

from sqlmodel import Session
from starlette.responses import Response

from app.cases.queries.visible import workable_case
from app.consent.changes import decide
from app.consent.forms import DecisionForm, SomebodyElseForm
from app.consent.models import TO_LOOK, Approval, Namesake, Use
from app.consent.queries.consents import AsOf
from app.consent.queries.namesakes import case_of, namesake_of, said_already
from app.consent.queries.spellings import Near
from app.consent.word_gate import Speech, Spoken, Verdict, asked
from app.db import WORDS, number_of
from app.refusal import Conflict, NotFound, Unacceptable
from app.text import _
from app.web.door import Doors
from app.web.forms import Rejected, read_form
from app.web.pages import own_path, see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()
NAMESAKE = "namesake"


@doors.post("/cases/{ref}/namesakes", who=signed_in)
def somebody_else(visit: Visit, ref: str) -> Response:
    """Say that words about this case, in a letter or for its page, mean somebody else of that name, and why."""
    case = workable_case(visit.session, visit.me, ref)
    form = read_form(SomebodyElseForm, visit.submitted)
    if isinstance(form, Rejected):
        raise Unacceptable(_("Say why it is somebody else."))
    near = Near(frozenset({case.person_id}), frozenset({case.campaign_id}))
    speech, as_of = Speech([Spoken("", form.words)], near), AsOf(visit.today(), visit.settings.today)
    verdict = asked(visit.session, speech, Use.PUBLIC, as_of)
    say_somebody_else(visit.session, verdict, form.person or 0, form.reason, case_id=case.id)
    back = own_path(form.back or "", f"/cases/{ref}")
    return see_other(back, _("Kept. It counts once a second person has seen it."))


def say_somebody_else(
    session: Session, verdict: Verdict, person_id: int, reason: str, *, case_id: int | None = None
) -> None:
    """Keep what one person says of the passages that name somebody; NotFound where none names one they may know of."""
    viewer = session.info.get("viewer")
    seen = verdict.seen_by(session, viewer) if viewer is not None else verdict
    if person_id not in seen.names:
        raise NotFound
    row = _said_of(session, verdict, person_id, reason)
    row.case_id = case_of(session, person_id) if person_id in verdict.kept else case_id
    if said_already(session, row):
        raise Conflict(_("Somebody has said so already. A second person decides."))
    _ask(session, row)


def _said_of(session: Session, verdict: Verdict, person_id: int, reason: str) -> Namesake:
    passages = dict.fromkeys(one.sentence.rstrip(".!?… ") for one in verdict.said if person_id in one.named)
    speech = verdict.speech
    if not passages or person_id in speech.near.about:
        raise NotFound
    about = None if speech.action else next(iter(sorted(speech.near.about)), None)
    return Namesake(
        action_id=speech.action, about_id=about, person_id=person_id, words="\n".join(passages)[:WORDS], reason=reason,
        said_by_id=session.info["actor_id"], said_at=session.info["at"],
    )  # fmt: skip


def _ask(session: Session, row: Namesake) -> None:
    """Whoever may see the case, or the action where it is of none, is asked."""
    session.add(row)
    session.flush()
    session.add(
        Approval(
            subject=NAMESAKE, action_id=row.action_id if row.case_id is None else None, case_id=row.case_id,
            why=f"{NAMESAKE} {number_of(row)}", reason=row.reason or None, asked_by_id=row.said_by_id,
            asked_at=row.said_at,
        )
    )  # fmt: skip
    session.flush()


def ask_those_who_may_know(session: Session) -> None:
    """Whoever may know of a person whom this viewer may not know of is asked whether the words mean somebody else.

    Also where what the viewer wanted was refused: they read only that somebody else has to look.
    """
    to_look: dict[tuple[int, Any, Any], Verdict] = session.info.pop(TO_LOOK, {})
    for (person_id, _near, _said), verdict in to_look.items():
        case_id = case_of(session, person_id)
        try:
            row = _said_of(session, verdict, person_id, "")
        except NotFound:
            continue
        row.case_id = case_id
        if case_id is not None and not said_already(session, row):
            _ask(session, row)


def decide_namesake(session: Session, approval: Approval, campaign_id: int, form: DecisionForm) -> str:
    """The second person's answer; with a yes the gate no longer hears the name in these passages."""
    because = approval.reason
    answer = decide(session, approval, campaign_id, form)
    approval.reason = " · ".join(filter(None, (because, form.reason))) or None
    if answer != "refused":
        said = namesake_of(session, approval)
        said.seen_by_id, said.seen_at = session.info["actor_id"], session.info["at"]
    return answer
