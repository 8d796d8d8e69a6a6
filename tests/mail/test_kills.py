"""A mail is sent once, whatever is killed: the short form of tests/faults/test_kills.py."""

import pytest

from tests.mail.killing import run_with_kills, start
from tests.mail.outboxes import Outbox
from tests.mail.sinks import sink

SLOW = {"answers at once": 0.0, "answers after 100 ms": 0.1}


@pytest.mark.parametrize("manner", SLOW)
def test_killing_the_parent_loses_and_doubles_nothing(outbox: Outbox, manner: str) -> None:
    with sink(SLOW[manner]) as server:
        outbox.fill(12)
        toll = run_with_kills(outbox.to(server.url), server, after=[1, 4, 7], whom="parent")

    assert toll.kills >= 1
    assert (toll.lost, toll.doubled, toll.left_to_a_person) == (0, 0, 0)


def test_killing_the_sender_loses_nothing_and_repeats_byte_for_byte(outbox: Outbox) -> None:
    with sink(0.1) as server:
        outbox.fill(12)
        toll = run_with_kills(outbox.to(server.url), server, after=[2, 6], whom="sender")

    assert toll.kills == 2
    assert toll.lost == 0
    assert toll.doubled <= toll.kills
    assert toll.differing == 0


def test_three_senders_at_once_repeat_nothing(outbox: Outbox) -> None:

    with sink(0.02) as server:
        outbox.fill(60)
        line = outbox.to(server.url)
        for parent in [start(line) for _worker in range(3)]:
            parent.wait()

        assert (set(line.states), set(server.counts.values()), len(server.counts)) == ({"sent"}, {1}, 60)
