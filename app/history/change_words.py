"""Changes in words; the only place that makes sentences of history."""

from collections.abc import Iterator
from typing import Any

from app.dates import FuzzyDate, in_words
from app.history.models import Change
from app.text import N_, marked

NOUNS = {
    "entry": N_("entry"),
    "case": N_("case"),
    "person": N_("person"),
    "source": N_("source"),
    "incident": N_("incident"),
    "figure": N_("figure"),
    "group": N_("group"),
    "member": N_("member"),
    "action": N_("action"),
    "demand": N_("demand"),
    "letter": N_("letter"),
    "review": N_("review"),
    "consent": N_("consent"),
    "approval": N_("approval"),
    "addressee": N_("addressee"),
    "facility": N_("facility"),
    "place": N_("place"),
    "organisation": N_("organisation"),
    "campaign": N_("campaign"),
    "volunteer": N_("volunteer"),
    "name": N_("name"),
    "role": N_("role"),
    "link": N_("link"),
    "conflict": N_("conflict"),
    "donation": N_("donation"),
    "file": N_("file"),
    "public page": N_("public page"),
    "request to correct": N_("request to correct"),
}
VERBS = {
    "added": N_("Added: %(what)s"),
    "changed": N_("Changed: %(what)s"),
    "removed": N_("Removed: %(what)s"),
    "undone": N_("Undone: %(what)s"),
}


def change_in_words(change: Change) -> str:
    """What happened, in a few words: "Changed: hearing (result)"."""
    kind = _after(change, "kind")
    noun = str(kind or marked(NOUNS.get(change.noun, change.noun))).replace("-", " ")
    fields = [label(name) for name in change.diff if not name.startswith("citation")]
    what = noun if change.verb == "added" or not fields else f"{noun} ({', '.join(fields[:3])})"
    return marked(VERBS.get(change.verb, VERBS["changed"])) % {"what": what}


def _after(change: Change, name: str) -> Any:
    return change.diff[name][1] if name in change.diff else None


def differences(change: Change) -> Iterator[tuple[str, str, str]]:
    """Field, before and after, each in words; an empty text stands for nothing."""
    for name, (before, after) in change.diff.items():
        yield label(name), value(before), value(after)


def label(name: str) -> str:
    """A column's name as a person reads it."""
    return name.replace("_id", "").replace("_", " ")


def value(stored: Any) -> str:
    """A stored value as a person reads it; EDTF dates in words."""
    if stored is None:
        return ""
    if isinstance(stored, dict):
        return "; ".join(f"{label(name)}: {value(one)}" for name, one in stored.items() if one is not None)
    text = str(stored)
    if text[:1] in "0123456789[.":
        try:
            return in_words(FuzzyDate.parse(text))
        except ValueError:
            return text
    return text
