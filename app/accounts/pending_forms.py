"""Words typed into a form whose sign-in had ended: carried through signing in, then given back to the person."""

from dataclasses import dataclass, field

from app.web.errors import UNKEPT
from app.web.form_body import Submitted
from app.web.pages import own_path

MARK, WHERE = "kept.", "kept-path"


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that waits: the address it goes to and its fields, without passwords and keys."""

    path: str = ""
    words: dict[str, list[str]] = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        """Whether there is one at all."""
        return bool(self.path and self.words)


def kept_in(submitted: Submitted) -> Kept:
    """The form that waits behind a form of signing in."""
    words = {
        name.removeprefix(MARK): values
        for name, values in submitted.values.items()
        if name.startswith(MARK) and name.removeprefix(MARK) not in UNKEPT
    }
    return Kept(own_path(submitted.one(WHERE), ""), words)
