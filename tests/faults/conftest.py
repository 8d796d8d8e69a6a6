"""The long runs use what the short ones use."""

from tests.mail.conftest import outbox

__all__ = ["outbox"]
