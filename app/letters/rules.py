"""The life of a letter: which step leads where from which state; every other step is refused. Pure."""

from app.refusal import Conflict
from app.text import N_, _

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
}
STEPS = tuple(dict.fromkeys(step for _state, step in LIFE))
CHANNELS = (("post", N_("Post")), ("email", N_("E-mail")), ("fax", N_("Fax")), ("hand", N_("Handed over")))


class NoSuchStep(Conflict):
    """A step that the letter's state does not allow."""


def after(state: str, step: str) -> str:
    """The state that a step leads to; raises NoSuchStep with a sentence."""
    if (state, step) not in LIFE:
        words = {"state": _(STATES[state][1]).lower() if state in STATES else state}
        raise NoSuchStep(_("Nothing was changed: this letter is %(state)s, and that cannot follow.") % words)
    return LIFE[state, step]


def allowed(state: str) -> frozenset[str]:
    """The steps that are open in a state."""
    return frozenset(step for one, step in LIFE if one == state)
