"""The words for rules, in the order they are offered as filters."""

from app.text import N_, marked

RULES: tuple[tuple[str, str], ...] = (
    ("hearing", N_("Hearing")),
    ("appeal-deadline", N_("Deadline for an appeal")),
    ("detention-end", N_("End of administrative detention")),
    ("remand-end", N_("End of an order to hold")),
    ("remand-limit", N_("Limit of custody before trial")),
    ("cell-end", N_("End of days in a punishment cell")),
    ("parole", N_("Earliest parole")),
    ("parole-least", N_("No parole before")),
    ("execution", N_("Execution")),
    ("death-sentence", N_("Death sentence")),
    ("sentence-end", N_("End of a sentence")),
    ("release-overdue", N_("Release overdue")),
    ("sentence-relation", N_("Terms whose relation is not known")),
    ("doubt", N_("Standing in doubt")),
    ("dormant", N_("Nothing heard for very long")),
    ("health", N_("Health")),
    ("awaited", N_("Something awaited")),
    ("silence", N_("Silence")),
    ("letter-silence", N_("Letter without a reply")),
    ("letter-answered", N_("Letter that was answered")),
    ("letter-correction", N_("Letter that told something untrue")),
    ("letter-unsent", N_("Letter approved and not sent")),
    ("action-ended", N_("Action past its last day")),
    ("action-paused", N_("Action whose case has changed")),
    ("action-untrue", N_("Action whose facts no longer hold")),
    ("action-long", N_("Action without an end")),
    ("action-notice", N_("Notice of a gathering")),
    ("action-went", N_("Gathering to be told of")),
    ("action-hand-in", N_("Signatures to be handed in")),
    ("page-behind", N_("Public page behind its case")),
    ("correction", N_("Request to correct")),
    ("consent-end", N_("Consent running out")),
    ("place-check", N_("Address not checked")),
    ("addressee-check", N_("Addressee not checked")),
    ("conflict", N_("Sources that differ")),
    ("unsourced", N_("Fact without a source")),
    ("birthday", N_("Birthday")),
    ("anniversary", N_("Anniversary of an arrest")),
    ("by-hand", N_("Set by hand")),
)


HOUSE_RULES = {  # periods of the house that no due date is named after
    "carry": N_("Still told as so after its newest news"),
    "dormant": N_("A case sleeps when nothing is heard for longer"),
    "dormant-again": N_("Look again at a case that sleeps"),
}


def period_in_words(slug: str) -> str:
    """What a period of law or of the house is for."""
    return marked(HOUSE_RULES[slug]) if slug in HOUSE_RULES else rule_in_words(slug)


def rule_in_words(slug: str) -> str:
    """A rule's name; an unknown slug reads as words."""
    return marked(dict(RULES).get(slug, slug.replace("-", " ")))
