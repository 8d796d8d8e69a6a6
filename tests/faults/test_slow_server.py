"""The long form: a server that answers one byte a second."""

import pytest

from tests.mail.outboxes import Outbox
from tests.mail.sinks import sink
from tests.mail.test_slow_server import served_slowly

pytestmark = pytest.mark.faults


def test_a_byte_a_second_stops_neither_saves_nor_the_end_of_the_run(outbox: Outbox) -> None:
    with sink() as server:
        served_slowly(outbox, server, 1.0)
