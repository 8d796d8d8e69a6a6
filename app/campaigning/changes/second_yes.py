"""A second person's answer to what was written into a public action after its approval."""

from sqlmodel import Session

from app.campaigning.changes.lifecycle import NotPublic
from app.campaigning.changes.second_reading import WORDS, keep_read, parts_of, to_read
from app.campaigning.forms.lifecycle import YesForm
from app.campaigning.lifecycle import NotNow
from app.campaigning.models import Action
from app.campaigning.queries.linked_cases import AsOf, gates
from app.campaigning.queries.public_words import printed, questions_of_words
from app.consent.changes import read_and_decide
from app.consent.forms import ReadForm
from app.consent.models import Approval
from app.consent.second_reader import ReadThrough
from app.db import number_of
from app.refusal import Conflict
from app.text import _


def confirm_words(session: Session, action: Action, form: YesForm, as_of: AsOf) -> None:
    """A second person has read what was written since, and the world may read it too."""
    number = number_of(action)
    gate = gates(session, [number], as_of)[number]
    reading = to_read(session, number, as_of, new_only=True)
    if form.words and form.words != reading.digest:
        raise Conflict(_("Somebody has written more meanwhile. Read it again, then decide."))
    if not gate.unread.yes:
        found = gate.unread.in_words(session, as_of.viewer) if as_of.viewer is not None else []
        raise NotPublic(_("It cannot be public with these words: %(found)s") % {"found": " ".join(found)})
    keep_read(session, number, _decided(session, action, form, reading))
    action.edited_at = session.info["at"]


def leave_out(session: Session, action: Action, reason: str) -> None:
    """The second person says no: it stays with the team."""
    _decided(session, action, ReadForm(decision="refused", reason=reason), ReadThrough((), 0))
    action.edited_at = session.info["at"]


def _decided(session: Session, action: Action, form: ReadForm, reading: ReadThrough) -> frozenset[str]:
    """Answer every question that somebody else asked about its words; the parts they were about."""
    waiting = [*questions_of_words(session, number_of(action)), *_of_nobody(session, action)]
    others = [one for one in waiting if one.asked_by_id != session.info["actor_id"]] or waiting
    if not others:
        raise NotNow(_("Nothing waits for a second person here."))
    for one in others:
        read_and_decide(session, one, action.campaign_id, form, reading)
    return frozenset[str]().union(*(parts_of(one) for one in others))


def _of_nobody(session: Session, action: Action) -> list[Approval]:
    """A question for what no volunteer wrote: words that an erasure or the program itself has changed."""
    number = number_of(action)
    asked = frozenset[str]().union(*(parts_of(one) for one in questions_of_words(session, number)))
    left = printed(session, [number])[number].held - asked
    if not left:
        return []
    question = Approval(
        subject=WORDS, action_id=number, asked_at=session.info["at"], why="\n".join(sorted(left))
    )
    session.add(question)
    session.flush()
    return [question]
