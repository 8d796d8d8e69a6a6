"""Expected errors: each has a status and a sentence fit for the person who meets it."""

from app.text import _


class Refusal(Exception):
    """Something a person asked for that is refused; subclasses stand next to the code that raises them."""

    status = 400
    heading = (
        ""  # what the page says above the sentence; "" for the words that fit every refusal of this status
    )

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(Refusal):
    """It does not exist, or this viewer may not know that it does."""

    status = 404

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence)


class Forbidden(Refusal):
    """The viewer sees it but may not do this."""

    status = 403


class Conflict(Refusal):
    """Somebody else's change stands in the way."""

    status = 409


class Unacceptable(Refusal):
    """The request itself cannot be read: wrong bytes, too many fields, a number out of range."""

    status = 422


class NewerSchema(Exception):
    """The data have a schema that this program does not know."""

    def __init__(self) -> None:
        super().__init__(_("a newer Vigil than this one has worked on these data; nothing was changed"))


class OlderSchema(Exception):
    """The data have a schema that this program would have to change first."""

    def __init__(self) -> None:
        super().__init__(_("the database needs `vigil migrate` first"))
