"""What a table must say of itself for history to keep its changes."""

from typing import Any, ClassVar


class Recorded:
    """A table whose changes history keeps, as a thing of its own or as part of a larger one.

    `noun` is what a person would call the changed thing. A row that is a part (a charge of its entry, a
    citation of the fact it supports) answers with the larger thing's noun and number and says in
    `history_part` which part it is, so that one save is one row of history.
    """

    noun: ClassVar[str]
    unrecorded: ClassVar[frozenset[str]] = frozenset()
    changes_only: ClassVar[frozenset[str]] = frozenset()  # recorded when they change, not with the row itself
    told: ClassVar[bool] = False  # it says something that could once not be known

    @property
    def follows_by_itself(self) -> bool:
        """Whether it is derived from what it belongs to, and so never moves with it."""
        return False

    def history_key(self) -> tuple[str, int]:
        """Noun and number of the thing."""
        number: Any = getattr(self, "id", None)
        return (self.noun, number or 0)

    def history_case(self) -> int | None:
        """The case it belongs to, where the row itself knows."""
        case_id: int | None = getattr(self, "case_id", None)
        return case_id

    def history_part(self) -> str | None:
        """Which part of the thing this row is; None when it is the thing itself."""
        return None
