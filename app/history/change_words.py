"""Changes in words; the only place that makes sentences of history."""

import re
from collections.abc import Container, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from app.dates import FuzzyDate, in_words
from app.history.models import Change
from app.text import N_, _, marked, moment_in_words

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
    "plea": N_("plea"),
    "theme": N_("theme"),
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


MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:")
UNSAID = frozenset({"key", "version", "recorded_at", "edited_at"})  # of use to the program alone
UNNAMED: Mapping[str, str] = MappingProxyType({})


def change_in_words(
    change: Change, what: str = "", labels: Mapping[str, str] = UNNAMED, *, fields: bool = True
) -> str:
    """What happened, in a few words: "Changed: hearing (result)"; `what` and `labels` say how pages call these."""
    kind = _after(change, "kind")
    noun = what or str(kind or marked(NOUNS.get(change.noun, change.noun))).replace("-", " ")
    said = (name for name in change.diff if is_said(name) and not name.startswith("citation"))
    named = [labels.get(name) or label(name).lower() for name in said] if fields else []
    told = noun if change.verb == "added" or not named else f"{noun} ({', '.join(named[:3])})"
    return marked(VERBS.get(change.verb, VERBS["changed"])) % {"what": told}


def _after(change: Change, name: str) -> Any:
    return change.diff[name][1] if name in change.diff else None


def is_said(name: str) -> bool:
    """Whether a column says anything to a person; numbers of rows do not."""
    return name not in UNSAID and not name.endswith("_id")


def differences(change: Change, but: Container[str] = ()) -> Iterator[tuple[str, str, str]]:
    """Field, before and after, each in words; an empty text stands for nothing."""
    for name, (before, after) in change.diff.items():
        if name in but:
            continue
        if is_said(name):
            yield label(name), value(before), value(after)
        elif name not in UNSAID and change.verb != "added":
            yield label(name), _chosen(before), _chosen(after)


def _chosen(number: Any) -> str:
    return "" if number is None else _("one of the list")


def label(name: str) -> str:
    """A column's name as a person reads it."""
    if name.startswith("citation"):
        return _("Source")
    words = name.removesuffix("_id").replace("_", " ")
    return words[:1].upper() + words[1:]


def value(stored: Any) -> str:
    """A stored value as a person reads it; EDTF dates and moments in words."""
    if stored is None:
        return ""
    if isinstance(stored, dict):
        said = ((name, one) for name, one in stored.items() if one is not None and is_said(name))
        return "; ".join(f"{label(name)}: {value(one)}" for name, one in said)
    text = str(stored)
    if MOMENT.match(text):
        return moment_in_words(datetime.fromisoformat(text))
    if text[:1] in "0123456789[.":
        try:
            return in_words(FuzzyDate.parse(text))
        except ValueError:
            return text
    return text
