"""The benches use what the tests use."""

from tests.mail.conftest import outbox

__all__ = ["outbox"]
