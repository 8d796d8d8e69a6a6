"""The words a choice may be answered with: slug and msgid, in the order they are offered.

Words that belong to one kind of entry stand in that kind's file under `kinds/`.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from app.text import N_, marked

Options = tuple[tuple[str, str], ...]
Name = TypeVar("Name", bound=str)
Value = TypeVar("Value")

STANDINGS: Options = (
    ("threatened", N_("Threatened")),
    ("missing", N_("Missing")),
    ("detained", N_("Detained")),
    ("charged", N_("Charged")),
    ("on-trial", N_("On trial")),
    ("sentenced", N_("Sentenced")),
    ("appealing", N_("Appealing")),
    ("free-with-conditions", N_("Free with conditions")),
    ("released", N_("Released")),
    ("cleared", N_("Cleared")),
    ("dead", N_("Dead")),
    ("unknown", N_("Not known")),
)
VISIBILITIES: Options = (
    ("team", N_("The campaign's team")),
    ("restricted", N_("Only those named on the case")),
    ("public", N_("May be published, with consent")),
)
YES_NO: Options = (("yes", N_("Yes")), ("no", N_("No")), ("withheld", N_("Known, but not recorded here")))


def slugs(options: Options) -> tuple[str, ...]:
    """The slugs alone."""
    return tuple(value for value, _label in options)


def word(options: Options, slug: str | None) -> str:
    """The slug in words; an unknown one is shown as it is."""
    for value, label in options:
        if value == slug:
            return marked(label)
    return slug or ""


def translated(options: Options) -> list[tuple[str, str]]:
    """Options for a page."""
    return [(value, marked(label)) for value, label in options]


def for_each(wanted: Iterable[Name], found: Mapping[Name, Value]) -> dict[Name, Value]:
    """The map, once it is sure that it names each of these and nothing else."""
    if differing := set(wanted) ^ set(found):
        raise TypeError(f"these stand in one of the two alone: {sorted(differing)}")
    return dict(found)
