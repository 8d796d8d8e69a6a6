"""The choices a reader has, with their words."""

from app.cases.kinds import KINDS
from app.digest.queries.mail_log import MailView
from app.text import N_, WEEKDAYS, _, marked

HOUR_CHOICES = tuple((str(hour), f"{hour:02d}:00") for hour in range(24))
FREQUENCIES = (
    ("weekly", N_("Every week"), N_("Weeks without news are skipped")),
    ("urgent", N_("Only when something urgent is due"), None),
    ("none", N_("Nothing"), N_("Work that waits for you stays on your day page")),
)


def frequency_choices() -> tuple[tuple[str, ...], ...]:
    """How often."""
    return tuple(
        (value, marked(label), *((marked(hint),) if hint else ())) for value, label, hint in FREQUENCIES
    )


def scope_choices() -> tuple[tuple[str, str], ...]:
    """About everything in one's campaigns, or only what one chose."""
    return (
        ("everything", _("Everything in my campaigns")),
        ("chosen", _("Only what I choose")),
    )


def chat_choices() -> tuple[tuple[str, str], ...]:
    """What a chat may be told."""
    return (
        ("urgent", _("What cannot wait: danger to life, hearings, legal deadlines")),
        ("outcomes", _("What came of our actions")),
    )


def day_choices() -> tuple[tuple[str, str], ...]:
    """On which day."""
    return tuple((str(number), marked(day)) for number, day in enumerate(WEEKDAYS, 1))


def kind_choices() -> tuple[tuple[str, str], ...]:
    """News of which kinds of entries."""
    return tuple((slug.value, marked(kind.label)) for slug, kind in KINDS.items())


MAIL_KINDS = {
    "digest": N_("Weekly summary"),
    "notice": N_("Notice"),
    "confirm": N_("Confirmation"),
    "chat": N_("Chat message"),
    "account": N_("About the account"),
}
STATES = {
    "queued": N_("waits"),
    "sending": N_("on its way"),
    "committing": N_("on its way"),
    "sent": N_("sent"),
    "uncertain": N_("perhaps arrived"),
    "failed": N_("refused"),
    "cancelled": N_("dropped"),
}


def state_words(mail: MailView) -> str:
    """Where a mail is, in words."""
    if mail.paused_at is not None and mail.state == "queued":
        return _("waits: the address refused twice")
    return marked(STATES[mail.state])
