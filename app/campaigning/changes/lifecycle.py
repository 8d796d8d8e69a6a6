"""The steps in the life of our actions: each begins where the rules let it, some need a second person."""

from contextlib import suppress
from datetime import date

from sqlmodel import Session

from app.accounts.demonstration import is_demonstration, why_it_stays
from app.campaigning.changes.second_reading import keep_read, to_read
from app.campaigning.forms.lifecycle import (
    AfterwardsForm,
    ApproveForm,
    CloseForm,
    HandedInForm,
    NoticeForm,
    ProposeForm,
    YesForm,
)
from app.campaigning.lifecycle import OVER, RUNNING, NotNow, State, Verb, after
from app.campaigning.models import Action, Gathering, Petition
from app.campaigning.queries.action_page import open_approval, part_of
from app.campaigning.queries.action_rows import cases_seen
from app.campaigning.queries.linked_cases import AsOf, gates
from app.campaigning.queries.lookups import links_for
from app.campaigning.queries.public_actions import is_sourced
from app.consent.changes import read_and_decide
from app.consent.models import Approval
from app.consent.queries.approvals import others_who_may_decide
from app.db import number_of
from app.history.access_log import Subject, What, note
from app.refusal import Conflict, Forbidden, Refusal, Unacceptable
from app.text import _, day_in_words

ACTION, EXTENSION, FACTS = "action", "extension", "facts"
NEEDS_AN_END = frozenset({"letter-call", "petition"})


class Unfinished(Refusal):
    """A draft that lacks what a second person has to read."""

    status = 422


class NotPublic(Refusal):
    """A public page that a case does not allow, or for which nobody says so."""

    status = 422


def submit(session: Session, action: Action) -> None:
    """Hand a finished draft to a second person."""
    reached = after(State(action.state), Verb.SUBMIT)
    missing = list(_missing(session, action))
    if missing:
        told = {"what": "; ".join(missing)}
        raise Unfinished(_("Before a second person reads it, add: %(what)s.") % told)
    _move(session, action, reached)
    _ask(session, action, ACTION, None)


def _missing(session: Session, action: Action) -> list[str]:
    """What a draft still lacks, in words."""
    links = links_for(session, number_of(action))
    needs: list[tuple[object, str]] = [
        (action.summary, _("a summary")),
        (action.asks, _("one to three asks")),
        (action.asked_for_by, _("who asked for it")),
        (links, _("a case or an incident it is for")),
    ]
    if action.kind in NEEDS_AN_END:
        needs.append((action.until, _("the last day on which to take part")))
        needs.append((action.addressee_id or action.target, _("whom it is addressed to")))
    if action.kind == "gathering":
        exact = action.on_first is not None and action.on_first == action.on_last
        needs.append((exact, _("the exact day")))
    return [words for there, words in needs if not there]


def _ask(session: Session, action: Action, subject: str, reason: str | None) -> None:
    links = links_for(session, number_of(action))
    session.add(
        Approval(
            subject=subject, action_id=action.id, case_id=next((row.case_id for row in links if row.case_id), None),
            asked_by_id=session.info["actor_id"], asked_at=session.info["at"], reason=reason,
        )
    )  # fmt: skip


def _agree(session: Session, action: Action, subject: str, form: YesForm, as_of: AsOf) -> None:
    """Keep a second person's yes to all that is told; what the first person wrote stays where nothing is added."""
    waiting = open_approval(session, number_of(action), subject)
    if waiting is None:
        raise NotNow(_("Nothing waits for a second person here."))
    asked_because = waiting.reason
    reading = to_read(session, number_of(action), as_of)
    read_and_decide(session, waiting, action.campaign_id, form, reading)
    waiting.reason = " · ".join(filter(None, (asked_because, form.reason))) or None


def _move(session: Session, action: Action, reached: State) -> None:
    action.state, action.edited_at = reached, session.info["at"]


def send_back(session: Session, action: Action, reason: str) -> None:
    """The second person says no, and why: it is a draft again."""
    reached = after(State(action.state), Verb.SEND_BACK)
    waiting = open_approval(session, number_of(action), ACTION)
    if waiting is not None:
        waiting.decision, waiting.reason = "refused", reason
        waiting.decided_by_id, waiting.decided_at = session.info["actor_id"], session.info["at"]
    _move(session, action, reached)


def approve(session: Session, action: Action, form: ApproveForm, as_of: AsOf) -> None:
    """The second person says yes: it is live, with a public page where that was asked for and is allowed."""
    reached = after(State(action.state), Verb.APPROVE)
    if action.until is not None and action.until < as_of.today:
        raise Conflict(
            _("Its last day, %(day)s, is over. Send it back.") % {"day": day_in_words(action.until)}
        )
    _agree(session, action, ACTION, form, as_of)
    _move(session, action, reached)
    action.live_at = session.info["at"]
    if form.public:
        _show(session, action, as_of)
    older = session.get(Action, action.updates_id) if action.updates_id is not None else None
    if older is not None:
        _take_the_place(session, action, older, as_of)


def publish(session: Session, action: Action, form: YesForm, as_of: AsOf) -> None:
    """Give a live action its public page; the author cannot do that alone."""
    after(State(action.state), Verb.PUBLISH)
    me = session.info["actor_id"]
    if action.made_by_id == me and others_who_may_decide(session, action.campaign_id, me):
        raise Forbidden(_("You wrote it, so the second person has to be somebody else."))
    _show(session, action, as_of)
    to_read(session, number_of(action), as_of).check(form)


def _take_the_place(session: Session, action: Action, older: Action, as_of: AsOf) -> None:
    """A new version: nobody is asked about the older one any more, and a public page stays where it is allowed."""
    _withdraw_questions(session, older)
    if older.published_at is not None:
        with suppress(NotPublic):
            _show(session, action, as_of)


def _show(session: Session, action: Action, as_of: AsOf) -> None:
    if is_demonstration(session, action.campaign_id):
        raise NotPublic(why_it_stays())
    gate = gates(session, [number_of(action)], as_of)[number_of(action)]
    refs = gate.barring_of(cases_seen(session, as_of.viewer, number_of(action)))
    if not gate.linked:
        raise NotPublic(_("It cannot be public: it is for no case and no incident."))
    if refs:
        raise NotPublic(
            _("It cannot be public: no consent for public use stands for %(refs)s.") % {"refs": refs}
        )
    if gate.barring:
        raise NotPublic(
            _("It cannot be public: no consent for public use stands for all it was approved for.")
        )
    if not gate.words.yes:
        found = gate.words.in_words(session, as_of.viewer) if as_of.viewer is not None else []
        raise NotPublic(_("It cannot be public with these words: %(found)s") % {"found": " ".join(found)})
    if not is_sourced(session, number_of(action)):
        raise NotPublic(_("It cannot be public: no source is named for it yet."))
    if action.published_at is None:
        action.published_at = session.info["at"]
        note(session, What.PUBLISHED, Subject("action", action.id, action.campaign_id))
        session.flush()
        keep_read(session, number_of(action))


def propose(session: Session, action: Action, form: ProposeForm, today: date) -> None:
    """Ask a second person for a later end."""
    _move(session, action, after(State(action.state), Verb.PROPOSE))
    if open_approval(session, number_of(action), EXTENSION) is not None:
        raise Conflict(_("A later end is already proposed. Somebody else has to decide on it first."))
    if form.until is None or form.until <= max(action.until or today, today):
        raise Unacceptable(_("The new last day has to be later than the present one, and later than today."))
    action.proposed_until = form.until
    _ask(session, action, EXTENSION, form.reason)


def extend(session: Session, action: Action, form: YesForm, as_of: AsOf) -> None:
    """The second person agrees to the later end."""
    reached = after(State(action.state), Verb.EXTEND)
    _agree(session, action, EXTENSION, form, as_of)
    _move(session, action, reached)
    action.until, action.proposed_until = action.proposed_until, None


def decline(session: Session, action: Action, reason: str | None) -> None:
    """The later end is not wanted; anybody may say so, the proposer too."""
    _move(session, action, after(State(action.state), Verb.DECLINE))
    waiting = open_approval(session, number_of(action), EXTENSION)
    if waiting is None:
        raise NotNow(_("Nothing waits for a second person here."))
    waiting.decision, waiting.decided_by_id = "refused", session.info["actor_id"]
    waiting.decided_at, waiting.reason = session.info["at"], reason or waiting.reason
    action.proposed_until = None


def pause(session: Session, action: Action, reason: str) -> None:
    """Its facts no longer hold: nothing is sent from now on; a second person says when they hold again."""
    _move(session, action, after(State(action.state), Verb.PAUSE))
    if action.paused_at is not None:
        raise NotNow(_("It is paused already."))
    action.paused_at, action.paused_reason = session.info["at"], reason
    _ask(session, action, FACTS, reason)


def resume(session: Session, action: Action, form: YesForm, as_of: AsOf) -> None:
    """The second person has looked: the facts hold."""
    reached = after(State(action.state), Verb.RESUME)
    if action.paused_at is None:
        raise NotNow(_("Nobody has paused it, so there is nothing to go on with."))
    _agree(session, action, FACTS, form, as_of)
    _move(session, action, reached)
    action.paused_at = action.paused_reason = None


def close(session: Session, action: Action, form: CloseForm) -> None:
    """End it with what came of it."""
    _move(session, action, after(State(action.state), Verb.CLOSE))
    action.outcome, action.report, action.ended_at = form.outcome, form.report, session.info["at"]
    _withdraw_questions(session, action)


def stop(session: Session, action: Action, reason: str) -> None:
    """End it at once, by one person: its page, its feed and every way to send are gone with this answer."""
    _move(session, action, after(State(action.state), Verb.STOP))
    action.stopped_reason, action.ended_at = reason, session.info["at"]
    _withdraw_questions(session, action)


def _withdraw_questions(session: Session, action: Action) -> None:
    for subject in (ACTION, EXTENSION, FACTS):
        waiting = open_approval(session, number_of(action), subject)
        if waiting is not None:
            waiting.decision, waiting.decided_at = "withdrawn", session.info["at"]
    action.proposed_until = None


def hand_in(session: Session, action: Action, form: HandedInForm, today: date) -> None:
    """Write down that a petition's signatures were handed in, when and to whom."""
    part = part_of(session, action.kind, number_of(action))
    if not isinstance(part, Petition) or State(action.state) not in RUNNING | {State.CLOSED}:
        raise NotNow(_("Only a petition that was live can be handed in."))
    if form.handed_in_on is None or form.handed_in_on > today:
        raise Unacceptable(_("Give the day on which it was handed in, today or earlier."))
    part.handed_in_on, part.hand_to = form.handed_in_on, form.hand_to or part.hand_to
    action.edited_at = session.info["at"]


def give_notice(session: Session, action: Action, form: NoticeForm, today: date) -> None:
    """Write down that the police or the town hall know of a gathering."""
    part = part_of(session, action.kind, number_of(action))
    if not isinstance(part, Gathering) or State(action.state) in OVER:
        raise NotNow(_("Only a gathering that is not over takes a notice."))
    if form.notice_given_on is None or form.notice_given_on > today:
        raise Unacceptable(_("Give the day on which notice was given, today or earlier."))
    part.notice_given_on, part.notice_to = form.notice_given_on, form.notice_to
    action.edited_at = session.info["at"]


def tell_afterwards(session: Session, action: Action, form: AfterwardsForm, today: date) -> None:
    """Write down how a gathering went, once it has begun."""
    part = part_of(session, action.kind, number_of(action))
    if not isinstance(part, Gathering) or State(action.state) not in RUNNING | {State.CLOSED}:
        raise NotNow(_("Only a gathering that was live has an afterwards."))
    if action.on_first is not None and action.on_first > today:
        told = {"day": day_in_words(action.on_first)}
        raise NotNow(_("It begins on %(day)s, so nothing can be said of how it went.") % told)
    for name in type(form).model_fields:
        setattr(part, name, getattr(form, name))
    action.edited_at = session.info["at"]
