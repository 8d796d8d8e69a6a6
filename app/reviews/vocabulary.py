"""The words for rules, in the order they are offered as filters."""

from app.text import N_, _

RULES: tuple[tuple[str, str], ...] = (
    ("hearing", N_("Hearing")),
    ("appeal-deadline", N_("Deadline for an appeal")),
    ("detention-end", N_("End of administrative detention")),
    ("remand-end", N_("End of an order to hold before trial")),
    ("parole", N_("Earliest parole")),
    ("parole-least", N_("No parole before")),
    ("sentence-end", N_("End of a sentence")),
    ("release-overdue", N_("Release overdue")),
    ("health", N_("Health")),
    ("silence", N_("Silence")),
    ("letter-reply", N_("Letter without a reply")),
    ("letter-stale", N_("Letter whose facts changed")),
    ("action-end", N_("Action about to end")),
    ("gathering", N_("Gathering")),
    ("consent-end", N_("Consent running out")),
    ("place-check", N_("Address not checked")),
    ("addressee-check", N_("Addressee not checked")),
    ("conflict", N_("Sources that differ")),
    ("unsourced", N_("Fact without a source")),
    ("birthday", N_("Birthday")),
    ("anniversary", N_("Anniversary of an arrest")),
    ("by-hand", N_("Set by hand")),
)


def rule_in_words(slug: str) -> str:
    """A rule's name; an unknown slug reads as words."""
    return _(dict(RULES).get(slug, slug.replace("-", " ")))
