"""What stands in the way of taking a document in: every slip named by its place, nothing taken."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.characters import fit
from app.intake.nodes import Node
from app.refusal import Unacceptable


class NotTaken(Unacceptable):
    """The document holds slips; each is named on a line of its own, and nothing was changed."""

    def __init__(self, slips: list[str]) -> None:
        self.slips = [fit(slip) for slip in slips]  # a slip may name a key that nothing can print
        super().__init__("\n".join(self.slips))


@dataclass
class Slips:
    """Slips as they are found; `where` names the place of a node as a person finds it: file and line, or a path."""

    where: Callable[[Node], str] = str
    found: list[str] = field(default_factory=list)

    def refuse(self, node: Node, sentence: str) -> None:
        """Note a slip."""
        self.found.append(f"{self.where(node)}: {sentence}")

    def stop(self) -> None:
        """Refuse everything when there is any."""
        if self.found:
            raise NotTaken(list(dict.fromkeys(self.found)))
