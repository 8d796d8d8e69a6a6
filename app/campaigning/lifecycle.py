"""The life of our actions: what leads where, who may do it, what pauses one. Pure."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.characters import whole_number
from app.consent.word_gate import Verdict
from app.refusal import Conflict
from app.text import N_, _, day_in_words, marked


class State(StrEnum):
    """Where one of our actions stands."""

    DRAFT = "draft"
    AWAITING = "awaiting-approval"
    LIVE = "live"
    EXTENDED = "extended"
    CLOSED = "closed"
    STOPPED = "stopped"


class Verb(StrEnum):
    """What a person can do to one of our actions."""

    EDIT = "edit"
    SUBMIT = "submit"
    SEND_BACK = "send-back"
    APPROVE = "approve"
    PROPOSE = "propose"
    EXTEND = "extend"
    DECLINE = "decline"
    UPDATE = "update"
    PAUSE = "pause"
    RESUME = "resume"
    PUBLISH = "publish"
    CLOSE = "close"
    STOP = "stop"


LIFE: dict[tuple[State, Verb], State] = {
    (State.DRAFT, Verb.EDIT): State.DRAFT,
    (State.DRAFT, Verb.SUBMIT): State.AWAITING,
    (State.DRAFT, Verb.STOP): State.STOPPED,
    (State.AWAITING, Verb.EDIT): State.DRAFT,
    (State.AWAITING, Verb.SEND_BACK): State.DRAFT,
    (State.AWAITING, Verb.APPROVE): State.LIVE,
    (State.AWAITING, Verb.STOP): State.STOPPED,
    (State.LIVE, Verb.PROPOSE): State.LIVE,
    (State.LIVE, Verb.EXTEND): State.EXTENDED,
    (State.LIVE, Verb.DECLINE): State.LIVE,
    (State.LIVE, Verb.UPDATE): State.LIVE,
    (State.LIVE, Verb.PAUSE): State.LIVE,
    (State.LIVE, Verb.RESUME): State.LIVE,
    (State.LIVE, Verb.PUBLISH): State.LIVE,
    (State.LIVE, Verb.CLOSE): State.CLOSED,
    (State.LIVE, Verb.STOP): State.STOPPED,
    (State.EXTENDED, Verb.PROPOSE): State.EXTENDED,
    (State.EXTENDED, Verb.EXTEND): State.EXTENDED,
    (State.EXTENDED, Verb.DECLINE): State.EXTENDED,
    (State.EXTENDED, Verb.UPDATE): State.EXTENDED,
    (State.EXTENDED, Verb.PAUSE): State.EXTENDED,
    (State.EXTENDED, Verb.RESUME): State.EXTENDED,
    (State.EXTENDED, Verb.PUBLISH): State.EXTENDED,
    (State.EXTENDED, Verb.CLOSE): State.CLOSED,
    (State.EXTENDED, Verb.STOP): State.STOPPED,
    (State.CLOSED, Verb.STOP): State.STOPPED,
}
SECOND_PERSON = frozenset({Verb.APPROVE, Verb.EXTEND, Verb.RESUME, Verb.PUBLISH})
RUNNING = frozenset({State.LIVE, State.EXTENDED})
OVER = frozenset({State.CLOSED, State.STOPPED})

WHY_NOT: dict[Verb, str] = {
    Verb.EDIT: N_("Its words were approved, so they stay. Write an update instead."),
    Verb.SUBMIT: N_("Only a draft can be handed to a second person."),
    Verb.SEND_BACK: N_("Only an action that awaits approval can be sent back."),
    Verb.APPROVE: N_("Only an action that awaits approval can be approved."),
    Verb.PROPOSE: N_("Only a live action can be extended."),
    Verb.EXTEND: N_("Only a live action can be extended."),
    Verb.DECLINE: N_("Only a live action can be extended, so there is nothing to decline."),
    Verb.UPDATE: N_("Only a live action can have an update. Edit the draft instead."),
    Verb.PAUSE: N_("Only a live action can be paused. This one does not run."),
    Verb.RESUME: N_("Only a live action that was paused can go on."),
    Verb.PUBLISH: N_("Only a live action can have a public page."),
    Verb.CLOSE: N_("Only a live action can be closed with an outcome. Stop this one instead."),
    Verb.STOP: N_("It is stopped already."),
}
WHEN_OVER = N_("It is over, so this can no longer be done.")


class NotNow(Conflict):
    """The action is not where this step begins."""


def after(state: State, verb: Verb) -> State:
    """Where the step leads; raise NotNow with a sentence where it does not begin."""
    reached = LIFE.get((state, verb))
    if reached is None:
        raise NotNow(refusal(state, verb))
    return reached


def refusal(state: State, verb: Verb) -> str:
    """Why a step cannot be taken from here."""
    return marked(WHEN_OVER) if state in OVER and verb is not Verb.STOP else marked(WHY_NOT[verb])


def open_to(state: State) -> frozenset[Verb]:
    """The steps that begin here."""
    return frozenset(verb for begin, verb in LIFE if begin is state)


class Pause(StrEnum):
    """Why a case pauses every action for it."""

    RELEASED = "released"
    DEAD = "dead"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class ForCase:
    """A case an action is for, as far as pausing and publishing go."""

    reference: str
    name: str
    standing: str
    stopped: bool = False  # whoever speaks for the person has asked to stop
    public: bool = False  # consent for public use stands
    since: date | None = None  # for when its standing is known
    kept_case_id: int | None = None  # its number, where it is kept to those named on it
    quiet: bool = False  # what its standing rests on is kept to those named on it
    taken_off: bool = False  # the action was approved for it, and somebody has taken it off since
    campaign_id: int = 0
    number: int = 0


TITLE = "title"  # without it there is nothing to show


@dataclass(frozen=True, slots=True)
class Gate:
    """What decides whether the world may see one of our actions: all it was approved for, and that it is for anything.

    What was taken off an approved action is still asked, for the words are those that were approved for it.
    """

    linked: bool = False  # it is for a case or an incident now; nothing to ask is a no
    cases: tuple[ForCase, ...] = ()
    words: Verdict = field(default_factory=Verdict)  # of all that the world reads
    held: frozenset[str] = frozenset()  # parts written since two people read it; the world does not see them
    counted: Mapping[str, int] = field(default_factory=dict)  # letters and signatures that were read
    unread: Verdict = field(default_factory=Verdict)  # of everything, these parts too

    @property
    def is_open(self) -> bool:
        """Whether its cases and its words let it be seen."""
        return self.linked and not self.barring and self.words.yes and TITLE not in self.held

    @property
    def barring(self) -> tuple[ForCase, ...]:
        """The cases that do not let it be public."""
        return tuple(case for case in self.cases if not case.public or case.stopped)

    def barring_of(self, references: Container[str]) -> str:
        """The codes of those that bar it, of the cases that the reader may see."""
        return ", ".join(case.reference for case in self.barring if case.reference in references)

    @property
    def behind(self) -> tuple[ForCase, ...]:
        """The cases it is for now."""
        return tuple(case for case in self.cases if not case.taken_off)


PAUSING = {"released": Pause.RELEASED, "cleared": Pause.RELEASED, "dead": Pause.DEAD}
PAUSE_WORDS: dict[Pause, str] = {
    Pause.RELEASED: N_("%(name)s is free by what the case says."),
    Pause.DEAD: N_("%(name)s has died by what the case says."),
    Pause.STOP: N_("Whoever speaks for %(name)s has asked to stop."),
}
OUTCOME_OF = {Pause.RELEASED: "released", Pause.DEAD: "died", Pause.STOP: "family"}


def pauses(cases: Iterable[ForCase]) -> list[tuple[ForCase, Pause]]:
    """Which of its cases pause an action, and why; asked each time, kept nowhere."""
    found = []
    for case in cases:
        why = Pause.STOP if case.stopped else PAUSING.get(case.standing)
        if why is not None:
            found.append((case, why))
    return found


def as_seen(cases: Iterable[ForCase], references: Container[str]) -> list[ForCase]:
    """The cases of an action without name and code where the viewer may not see them; they pause it all the same."""
    return [case if case.reference in references else replace(case, reference="", name="") for case in cases]


def pause_in_words(case: ForCase, why: Pause) -> str:
    """The reason as a sentence; whoever sees the action reads it, so a restricted fact is not told."""
    if not case.name:
        return _("Something has changed for somebody it is for.")
    if case.quiet and why is not Pause.STOP:
        return _("Something has changed for %(name)s that those named on the case know of.") % {
            "name": case.name
        }
    return marked(PAUSE_WORDS[why]) % {"name": case.name}


def why_paused(cases: Iterable[ForCase], held: str | None) -> list[str]:
    """Every reason why an action is paused, as sentences: what a person said of its facts, what its cases say."""
    by_hand = [_("Its facts no longer hold: %(why)s.") % {"why": held.rstrip(".")}] if held else []
    return by_hand + [pause_in_words(case, why) for case, why in pauses(cases)]


def proposed_outcome(reasons: Sequence[tuple[ForCase, Pause]]) -> str:
    """The outcome that a closing form begins with; the gravest of them."""
    whys = {why for case, why in reasons if case.name and (not case.quiet or why is Pause.STOP)}
    first = next((why for why in (Pause.DEAD, Pause.STOP, Pause.RELEASED) if why in whys), None)
    return OUTCOME_OF[first] if first else ""


def why_not_sent(state: State, until: date | None, today: date, *, paused: bool, replaced: bool) -> str:
    """Why nothing may be sent for an action now; empty where it may."""
    if state not in RUNNING:
        return _("This action is over.") if state in OVER else _("This action is not live yet.")
    if until is not None and until < today:
        return _("This action ended on %(day)s.") % {"day": day_in_words(until)}
    if replaced:
        return _("A newer version takes its place.")
    return _("This action is paused.") if paused else ""


def next_reference(year: int, taken: Iterable[str]) -> str:
    """The next free reference of a year: 2026-014."""
    numbers = [whole_number(text.partition("-")[2].partition(".")[0]) or 0 for text in taken]
    return f"{year}-{max(numbers, default=0) + 1:03d}"


def update_reference(original: str, taken: Iterable[str]) -> str:
    """The next version of one action: 2026-014.2, 2026-014.3."""
    stem = original.partition(".")[0]
    numbers = [int(text.partition(".")[2]) for text in taken if text.startswith(f"{stem}.")]
    return f"{stem}.{max(numbers, default=1) + 1}"
