"""The worker's mail is the mail of the other tests."""

from tests.mail.conftest import outbox

__all__ = ["outbox"]
