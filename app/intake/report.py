"""What loading did, for the person who asked for it."""

from collections import Counter
from dataclasses import dataclass, field

from app.text import _, ngettext


@dataclass
class Report:
    """Rows added, changed and removed, and what people had changed and therefore stays as it is."""

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing had to be written."""
        return not (self.added or self.changed or self.removed)

    def lines(self) -> list[str]:
        """One line for each sort of change, and one for each thing that was kept."""
        if self.is_empty:
            return [_("Nothing has changed."), *self.kept]
        return [
            line
            for count, line in (
                (self.added.total(), ngettext("%(n)s row added", "%(n)s rows added", self.added.total())),
                (
                    self.changed.total(),
                    ngettext("%(n)s row changed", "%(n)s rows changed", self.changed.total()),
                ),
                (
                    self.removed.total(),
                    ngettext("%(n)s row removed", "%(n)s rows removed", self.removed.total()),
                ),
            )
            if count
            for line in [line % {"n": count}]
        ] + self.kept
