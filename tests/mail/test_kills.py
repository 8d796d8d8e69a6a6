"""A mail is sent once, whatever is killed: the short form of tests/faults/test_mail_kills.py."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.mail.killing import points, run_with_kills
from tests.mail.outboxes import Outbox
from tests.mail.sinks import STEPS, sink

# seconds until the server answers; tests/faults tries both on both
SLOW = {"sqlite": 0.0, "postgresql": 0.1}
KILLS = len(STEPS)  # at each step of a mail once


def test_killing_the_parent_loses_and_doubles_nothing(outbox: Outbox, database_kind: str) -> None:
    with sink(SLOW[database_kind]) as server:
        outbox.fill(20)
        toll = run_with_kills(outbox.to(server.url), server, at=points(4), whom="parent")

    assert toll.kills == 4
    assert (toll.lost, toll.doubled, toll.left_to_a_person) == (0, 0, 0)


def test_killing_the_sender_loses_nothing_and_repeats_byte_for_byte(
    outbox: Outbox, database_kind: str
) -> None:
    with sink(0.1 - SLOW[database_kind]) as server:
        outbox.fill(16)
        toll = run_with_kills(outbox.to(server.url), server, at=points(KILLS), whom="sender")

    assert toll.kills == KILLS
    assert toll.lost == 0
    assert toll.doubled <= toll.kills
    assert (toll.differing, toll.left_to_a_person) == (0, 0)


@pytest.mark.parametrize("senders", [2, 5])
def test_many_senders_at_once_repeat_nothing(outbox: Outbox, senders: int) -> None:
    with sink(0.002) as server, ThreadPoolExecutor(senders) as threads:
        outbox.fill(120)
        line = outbox.to(server.url)
        sent = [run.sent for run in threads.map(lambda _number: line.send(), range(senders))]

        assert sum(sent) == 120
        assert (set(line.states), set(server.counts.values())) == ({"sent"}, {1})
