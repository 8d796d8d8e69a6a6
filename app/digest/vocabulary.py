"""The choices a reader has, with their words."""

from app.cases.models.kinds import EntryKind
from app.cases.vocabulary import KINDS
from app.text import N_, WEEKDAYS, _

HOUR_CHOICES = tuple((str(hour), f"{hour:02d}:00") for hour in range(24))
FREQUENCIES = (
    ("weekly", N_("Every week"), N_("Weeks without news are skipped")),
    ("urgent", N_("Only when something urgent is due"), None),
    ("none", N_("Nothing"), N_("Work that waits for you stays on your day page")),
)


def frequency_choices() -> tuple[tuple[str, ...], ...]:
    """How often."""
    return tuple((value, _(label), *((_(hint),) if hint else ())) for value, label, hint in FREQUENCIES)


def day_choices() -> tuple[tuple[str, str], ...]:
    """On which day."""
    return tuple((str(number), _(day)) for number, day in enumerate(WEEKDAYS, 1))


def kind_choices() -> tuple[tuple[str, str], ...]:
    """News of which kinds of entries."""
    return tuple((str(EntryKind(kind)), _(label)) for kind, label in KINDS)
