"""The one way to say that a file may not come in."""


class NotAccepted(ValueError):
    """A file that is refused; the message says why and what would be taken."""
