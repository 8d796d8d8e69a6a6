"""The life of a letter: which step leads where from which state; every other step is refused. Pure."""

from collections.abc import Sequence
from datetime import date
from statistics import median

from app.refusal import Conflict
from app.text import N_, _, marked

DRAFT, AWAITING, APPROVED, SENT, ANSWERED, WITHDRAWN = (
    "draft", "awaiting-approval", "approved", "sent", "answered", "withdrawn",
)  # fmt: skip
STATES = {
    DRAFT: ("waiting", N_("Draft")),
    AWAITING: ("soon", N_("Awaiting approval")),
    APPROVED: ("done", N_("Approved")),
    SENT: ("done", N_("Sent")),
    ANSWERED: ("done", N_("Answered")),
    WITHDRAWN: ("paused", N_("Withdrawn")),
}
UNSENT = frozenset({DRAFT, AWAITING, APPROVED})
LIFE: dict[tuple[str, str], str] = {
    (DRAFT, "edit"): DRAFT,
    (DRAFT, "redraft"): DRAFT,
    (DRAFT, "confirm"): DRAFT,
    (DRAFT, "submit"): AWAITING,
    (DRAFT, "withdraw"): WITHDRAWN,
    (AWAITING, "redraft"): DRAFT,
    (AWAITING, "confirm"): AWAITING,
    (AWAITING, "take-back"): DRAFT,
    (AWAITING, "approve"): APPROVED,
    (AWAITING, "refuse"): DRAFT,
    (AWAITING, "withdraw"): WITHDRAWN,
    (APPROVED, "redraft"): DRAFT,
    (APPROVED, "confirm"): APPROVED,
    (APPROVED, "reopen"): DRAFT,
    (APPROVED, "send"): SENT,
    (APPROVED, "withdraw"): WITHDRAWN,
    (SENT, "send"): SENT,
    (SENT, "answer"): ANSWERED,
    (SENT, "correct"): SENT,
    (ANSWERED, "correct"): ANSWERED,
}
STEPS = tuple(dict.fromkeys(step for _state, step in LIFE))
MANY, FAR_ABOVE, LATELY = 10, 3, 2  # letters; times the middle; this month and so many before it
CHANNELS = (("post", N_("Post")), ("email", N_("E-mail")), ("fax", N_("Fax")), ("hand", N_("Handed over")))


class NoSuchStep(Conflict):
    """A step that the letter's state does not allow."""


def after(state: str, step: str) -> str:
    """The state that a step leads to; raises NoSuchStep with a sentence."""
    if (state, step) not in LIFE:
        words = {"state": marked(STATES[state][1]).lower() if state in STATES else state}
        raise NoSuchStep(_("Nothing was changed: this letter is %(state)s, and that cannot follow.") % words)
    return LIFE[state, step]


def too_often(recent: int, of_all: Sequence[int]) -> bool:
    """Whether one has had so many letters lately that the next does more elsewhere: many, and far above the middle."""
    return recent >= MANY and recent > FAR_ABOVE * median(of_all or [0])


def months_before(today: date, months: int) -> str:
    """A month as sendings are counted, some months back."""
    count = today.year * 12 + today.month - 1 - months
    return f"{count // 12}-{count % 12 + 1:02d}"


def allowed(state: str) -> frozenset[str]:
    """The steps that are open in a state."""
    return frozenset(step for one, step in LIFE if one == state)
